# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The guide for developers, read from the policy files that the process itself runs on."""

from allmende.workbench.publications.guide.document import guide_document
from allmende.workbench.publications.guide.reading import KIND, Guide, read

__all__ = ["KIND", "Guide", "guide_document", "read"]
