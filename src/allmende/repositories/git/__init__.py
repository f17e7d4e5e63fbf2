# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A git repository, read completely and safely: refs, objects, history, trees.

>>> from allmende.repositories.git import open_repository
>>> with open_repository("/srv/git/example.git") as repository:  # doctest: +SKIP
...     for blob in repository.read_blobs(id for id, size in repository.blobs()):
...         ...
"""

from allmende.repositories.git.commits import Commit, Message, Tag
from allmende.repositories.git.coverage import Coverage
from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.heads import Head, head_of
from allmende.repositories.git.history import Change
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import Blob
from allmende.repositories.git.opening import open_repository
from allmende.repositories.git.refs import Ref
from allmende.repositories.git.repository import Place, Repository
from allmende.repositories.git.staging import Staged
from allmende.repositories.git.tree import Entry, Tree

__all__ = [
    "Blob",
    "Change",
    "Commit",
    "Coverage",
    "Entry",
    "Head",
    "Limits",
    "Message",
    "NotARepository",
    "Place",
    "Ref",
    "Repository",
    "Staged",
    "Tag",
    "Tree",
    "head_of",
    "open_repository",
]
