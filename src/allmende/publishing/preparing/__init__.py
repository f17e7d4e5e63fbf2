# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a repository lacks for its publication, as files and as one patch.

>>> from allmende.publishing.preparing import Details, prepare
>>> from allmende.repositories import open_repository
>>> with open_repository("/srv/git/example.git") as repository:  # doctest: +SKIP
...     print(prepare(repository, Details(name="Example", licence="MIT")).patch.decode())
"""

from allmende.publishing.preparing.details import Contact, Details, is_author, read_details
from allmende.publishing.preparing.diff import Change, patch
from allmende.publishing.preparing.model import Kind, Piece, Preparation
from allmende.publishing.preparing.offices import texts_of, with_office
from allmende.publishing.preparing.pieces import KINDS
from allmende.publishing.preparing.preparing import patch_of, prepare
from allmende.publishing.preparing.texts import LicenceText, licence_text

__all__ = [
    "KINDS",
    "Change",
    "Contact",
    "Details",
    "Kind",
    "LicenceText",
    "Piece",
    "Preparation",
    "is_author",
    "licence_text",
    "patch",
    "patch_of",
    "prepare",
    "read_details",
    "texts_of",
    "with_office",
]
