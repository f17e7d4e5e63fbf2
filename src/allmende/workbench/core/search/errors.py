# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can go wrong with the search index, each with what to do about it."""


class SearchError(Exception):
    """The root of this folder's errors."""


class IndexMissing(SearchError):
    """There is no index that can be read: never built, of another version, or damaged.

    Remedy: ``Index.rebuild``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"The search index must be rebuilt: {reason}.")
        self.reason = reason


class IndexBusy(SearchError):
    """Somebody else has been writing for longer than we waited. Remedy: try again later."""

    def __init__(self, waited: float) -> None:
        super().__init__(f"The search index is being written (waited {waited:.1f} seconds).")
        self.waited = waited


class NotATermTable(SearchError):
    """The term table cannot be read."""

    def __init__(self, concept: str, reason: str) -> None:
        super().__init__(f"Term table, {concept or 'as a whole'}: {reason}.")
        self.concept = concept
        self.reason = reason
