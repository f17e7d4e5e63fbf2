# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can go wrong with a document."""


class DocumentError(Exception):
    """A document cannot be made."""


class ExtraMissing(DocumentError):
    """The package that renders this form is not installed; the message says what brings it."""

    def __init__(self, form: str, package: str) -> None:
        self.form = form
        self.package = package
        super().__init__(f"{form} needs {package}, please install allmende[documents]")


class UnsafeFigure(DocumentError):
    """A picture that is no SVG, or one that would run or load something."""


class NotRendered(DocumentError):
    """The renderer refused the document; a fault of ours, since every text can be shown."""
