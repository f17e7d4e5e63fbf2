# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Run a harvest to its end, and look at what it brought."""

from dataclasses import dataclass
from typing import Any

from tests.fetching.serving import Hours, Server, client_of

from allmende.fetching import Limits
from allmende.sources import (
    Checkpoint,
    Entry,
    Finished,
    Item,
    Options,
    Problem,
    State,
    Unchanged,
    harvest,
)

SMALL = Limits(bytes=5_000_000, pause=0.0)


@dataclass
class Gathered:
    items: list[Item]

    @property
    def entries(self) -> dict[str, Entry]:
        return {one.external_id: one for one in self.items if isinstance(one, Entry)}

    @property
    def brought(self) -> list[str]:
        """The ids in the order they came, twice where they came twice."""
        return [one.external_id for one in self.items if isinstance(one, Entry)]

    @property
    def unchanged(self) -> set[str]:
        return {one.external_id for one in self.items if isinstance(one, Unchanged)}

    @property
    def problems(self) -> list[Problem]:
        return [one for one in self.items if isinstance(one, Problem)]

    @property
    def checkpoints(self) -> list[State]:
        return [one.state for one in self.items if isinstance(one, Checkpoint)]

    @property
    def end(self) -> Finished:
        last = self.items[-1]
        assert isinstance(last, Finished)
        return last

    @property
    def digests(self) -> dict[str, str]:
        return {key: one.digest for key, one in self.entries.items()}


def gather(
    server: Server,
    harvester: str,
    *,
    path: str = "",
    since: State | None = None,
    hours: Hours | None = None,
    source: str = "example",
    stop_after: int | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> Gathered:
    """Everything one pass gives, or its first `stop_after` items."""
    wanted = Options(harvester=harvester, address=server.address + path, **options)
    found: list[Item] = []
    with client_of(hours, limits or SMALL) as client:
        for item in harvest(client, source, wanted, since):
            found.append(item)
            if len(found) == stop_after:
                break
    return Gathered(found)
