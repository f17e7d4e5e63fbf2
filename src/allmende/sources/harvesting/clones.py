# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repositories that are read by git instead of by an interface."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from allmende.fetching import Refused
from allmende.sources.harvesting.asking import Ask, Stopped
from allmende.sources.problem import Problem, shown

if TYPE_CHECKING:
    from allmende.repositories.git import Repository

CLONE_BYTES: Final = 2_000_000_000
CLONE_SECONDS: Final = 900


@contextmanager
def opened(ask: Ask, address: str) -> "Iterator[Repository]":
    """The repository at an https address, cloned or brought up to date. Raises Stopped, Refused.

    An address is checked as the client would; git resolves the name once more on its own.
    """
    # Imported here: it takes longer than everything else together, and few sources need it.
    from allmende.repositories import Limits, NotARepository, open_repository

    if not ask.options.local:
        ask.client.check(address)
        if urlsplit(address).scheme != "https":
            raise Refused(address, detail=urlsplit(address).scheme or "path")
    limits = Limits(clone_bytes=CLONE_BYTES, clone_seconds=CLONE_SECONDS)
    try:
        repository = open_repository(address, ask.options.cache, limits=limits)
    except NotARepository as error:
        problem = Problem(error.address, None, "NotARepository", shown(error.why["en"]))
        raise Stopped(problem) from None
    with repository:
        yield repository
