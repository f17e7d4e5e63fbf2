# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a harvester is, and how it asks its source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias
from urllib.parse import urlencode, urlsplit

from allmende.fetching import Answer, Client, NotWhatWasExpected, Version
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.items import Options, Unchanged
from allmende.sources.problem import Problem
from allmende.sources.record import mended


class Stopped(Exception):
    """The source cannot be read any further: the Problem to be told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Mark:
    """While the source says the same word of this entry again, it has not changed."""

    external_id: str
    word: str


@dataclass(frozen=True, slots=True)
class Step:
    """A page is through: where to go on (None = that was all), and which records it listed."""

    position: Json
    listed: tuple[str, ...] = ()
    total: int | None = None
    more: bool = True
    """Whether the same listing goes on; a new one may well begin with an empty page."""


Found: TypeAlias = Entry | Problem | Unchanged | Mark | Step
Credentials: TypeAlias = Callable[[str], Mapping[str, str]]


def bearer(token: str) -> Mapping[str, str]:
    """The header of most interfaces (RFC 6750)."""
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True, slots=True)
class Harvester:
    """One way in which catalogues are read; its name is its key in HARVESTERS."""

    title: str
    read: "Callable[[Ask, Json], Iterator[Found]]"
    """From a position (None = the beginning) to the end; it may raise FetchError."""
    needs: str = ""
    """What `Options.only` must name, where nothing can be read without: "organisations", ..."""
    credentials: Credentials = bearer
    pause: float = 0.5
    """Seconds between two requests."""
    most: int = 20_000_000
    """Bytes of one answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One pass over one source: whom to ask, in whose name, and what is known already."""

    client: Client
    source: str
    """Slug the entries carry."""
    harvester: Harvester
    address: str
    options: Options
    marks: Mapping[str, str] = field(default_factory=dict)

    def get(
        self,
        path: str = "",
        *,
        query: Mapping[str, str | int] | None = None,
        json: bool = True,
        accept: str | None = None,
        unless: Version | None = None,
    ) -> Answer:
        """Ask a path below the address, or a whole address of the same host. Raises FetchError."""
        url = self.at(path)
        if query:
            url += ("&" if "?" in url else "?") + urlencode(query)
        limits, token = self.client.rules.limits, self.options.token
        pause = self.harvester.pause if self.options.pause is None else self.options.pause
        return self.client.fetch(
            url,
            expect="json" if json else None,
            accept=accept,
            unless=unless,
            credentials=self.harvester.credentials(token) if token else None,
            limits=replace(limits, pause=pause, bytes=self.harvester.most),
        )

    def at(self, path: str) -> str:
        """The whole address of a path; one that leads to another host is not what was expected."""
        if not path.startswith(("http://", "https://")):
            return self.address.rstrip("/") + path
        if urlsplit(path)[:2] != urlsplit(self.address)[:2]:
            raise NotWhatWasExpected(self.address, detail=f"next page on another host: {path}")
        return path

    def unchanged(self, external_id: str, word: str | None) -> bool:
        """Whether the source said the same word of this entry last time."""
        return bool(word) and self.marks.get(external_id) == word

    def had(self, external_id: str) -> bool:
        """Whether there was an Entry of it last time."""
        return is_entry(external_id, self.marks.get(external_id))

    def records(self, answer: Answer, data: Json = None) -> list[dict[str, Json]]:
        """A list of JSON objects, as every listing is. Raises NotWhatWasExpected."""
        found = answer.data if data is None else data
        if not isinstance(found, list):
            raise NotWhatWasExpected(answer.address, detail=f"no list: {found!r:.60}")
        return [item for item in found if isinstance(item, dict)]


WITHOUT: Final = "-"
"""Before the word of a record that is none of ours, so that it is not looked into again."""
VERSION: Final = "@version:"
"""Before the name of a header that tells the version of a whole file, instead of an id."""


def is_entry(external_id: str, mark: str | None) -> bool:
    """Whether a mark stands for an Entry."""
    return mark is not None and not mark.startswith(WITHOUT) and not external_id.startswith(VERSION)


MISSING: Final = frozenset({404, 410, 451})
"""Statuses that say: there is no such thing."""


def inner(record: Mapping[str, Json], *path: str) -> Json:
    """The value at the end of a path of keys, None where it breaks off."""
    value: Json = dict(record)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def word(value: Json) -> str:
    """A value as a text that can be stored: numbers by their digits, all else but text is ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return mended(str(value)).strip()


def items(value: Json) -> list[dict[str, Json]]:
    """The objects of a list, nothing where there is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
