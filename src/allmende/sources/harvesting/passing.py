# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One pass over a source: in order, once each, with a checkpoint after every page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from allmende.fetching import Client, FetchError, NotWhatWasExpected
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import Ask, Harvester, Mark, Step, Stopped, is_entry
from allmende.sources.harvesting.items import (
    Checkpoint,
    Finished,
    Item,
    Options,
    State,
    Unchanged,
)
from allmende.sources.problem import Problem, shown

IDLE: Final = 3
"""Pages in a row with nothing new on them: paging goes round in circles."""

MANY: Final = 10
"""Entries from which it is suspicious when half of them are gone."""


def harvest(
    name: str,
    harvester: Harvester,
    client: Client,
    source: str,
    address: str,
    options: Options,
    since: State | None,
) -> Iterator[Item]:
    """Every item of one pass; the last one is always a Finished."""
    key = _key(address, options)
    if since is None or (since.harvester, since.address) != (name, key):
        since = None
    resumed = since is not None and since.position is not None
    began = since.began if since and resumed else client.clock.now()
    turn = _Pass(
        State(
            name,
            key,
            began,
            since.position if since and resumed else None,
            since.read if since and resumed else 0,
            since.marks if since else {},
        )
    )
    ask = Ask(client, source, harvester, address, options, turn.start.marks)
    try:
        for found in harvester.read(ask, turn.start.position):
            match found:
                case Step():
                    yield turn.step(found, address)
                case Mark():
                    turn.mark(found)
                case Problem():
                    yield found
                case _ if turn.is_new(found):
                    yield found
    except FetchError as error:
        yield Finished(turn.kept, False, problem_of(error), error.retry_at)
        return
    except Stopped as error:
        yield Finished(turn.kept, False, error.problem)
        return
    if shrunk := turn.shrunk(address):
        yield Finished(turn.end(forget=False), False, shrunk)
        return
    yield Finished(turn.end(forget=not resumed), True)


def problem_of(error: FetchError, level: str = "error") -> Problem:
    """What was not fetched, as a problem of the source."""
    code = f"{error.code}.{error.reason}" if error.reason else error.code
    return Problem(
        error.address, None, code, error.detail, "warning" if level == "warning" else "error"
    )


@dataclass(slots=True)
class _Pass:
    """What a pass has seen; `kept` is the state at the last checkpoint."""

    start: State
    kept: State = field(init=False)
    marks: dict[str, str] = field(init=False)
    seen: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    read: int = field(init=False)
    idle: int = 0

    def __post_init__(self) -> None:
        self.kept = self.start
        self.marks = dict(self.start.marks)
        self.read = self.start.read

    def is_new(self, found: Entry | Unchanged) -> bool:
        """False for what came before in this pass with the same content."""
        content = found.digest if isinstance(found, Entry) else ""
        before = self.seen.get(found.external_id)
        if before is None:
            self.read += 1
        elif before == content or isinstance(found, Unchanged):
            return False
        self.seen[found.external_id] = content
        return True

    def mark(self, mark: Mark) -> None:
        """For the next pass."""
        self.marks[mark.external_id] = mark.word
        self.marked.add(mark.external_id)

    def step(self, step: Step, address: str) -> Checkpoint:
        """The checkpoint after a page. Raises NotWhatWasExpected where the pages do not end."""
        here = repr(step.position)
        news = set(step.listed) - self.listed
        self.idle = 0 if news or not step.more else self.idle + 1
        if step.position is not None and (here in self.positions or self.idle >= IDLE):
            raise NotWhatWasExpected(address, detail=f"pages without end: {shown(here)}")
        self.positions.add(here)
        self.listed |= news
        self.kept = self._state(step.position, self.marks)
        return Checkpoint(self.kept, step.total)

    def shrunk(self, address: str) -> Problem | None:
        """A catalogue that loses half its entries at once is more likely to be out of order."""
        before = sum(is_entry(key, mark) for key, mark in self.start.marks.items())
        if before < MANY or self.read * 2 >= before:
            return None
        return Problem(address, None, "TooFewEntries", f"{self.read} / {before}")

    def end(self, forget: bool) -> State:
        """The state between two passes; `forget` the marks of what was not seen any more."""
        there = self.seen.keys() | self.marked
        marks = {key: mark for key, mark in self.marks.items() if key in there}
        return self._state(None, marks if forget else self.marks)

    def _state(self, position: Json, marks: Mapping[str, str]) -> State:
        start = self.start
        return State(start.harvester, start.address, start.began, position, self.read, dict(marks))


def _key(address: str, options: Options) -> str:
    """What must be the same for a state to go on from."""
    only = ",".join(sorted(options.only))
    return f"{address}#{only}{'+bare' if options.bare else ''}" if only or options.bare else address
