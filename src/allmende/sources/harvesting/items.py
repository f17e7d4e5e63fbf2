# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a harvest is told, what it gives, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from allmende.sources.entry import Entry, Json, NotOfThisShape
from allmende.sources.problem import Problem

STATE: Final = 1
"""Version of the JSON form of State."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a source is harvested; what is None or empty is what the registry says of it."""

    harvester: str | None = None
    """A key of HARVESTERS, for a source the registry does not know."""
    address: str | None = None
    """Where the catalogue, or the instance of a forge, is reached."""
    only: tuple[str, ...] = ()
    """Groups, organisations or addresses, where a harvester asks for such; empty = everything."""
    token: str | None = field(default=None, repr=False)
    """Sent to the host of the address alone, and kept nowhere."""
    bare: bool = False
    """Whether repositories without publiccode.yml count, too."""
    pause: float | None = None
    """Seconds between two requests; None = what the harvester finds decent."""
    cache: Path | None = None
    """Folder for clones; None = what is read by git cannot be harvested from a remote."""
    local: bool = False
    """Whether a repository may be a folder of this machine."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a harvest stands; JSON, small, and without secrets.

    `position` is None between two passes; else `harvest` goes on in the middle of the pass that
    began at `began`. `marks` tell next time what has not changed.
    """

    harvester: str
    address: str
    began: datetime
    """In UTC."""
    position: Json = None
    read: int = 0
    """Entries seen in this pass, unchanged ones included."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """External id -> word of the source that changes with the entry."""

    def to_json(self) -> dict[str, Json]:
        """As JSON values."""
        return {
            "state": STATE,
            "harvester": self.harvester,
            "address": self.address,
            "began": self.began.isoformat(),
            "position": self.position,
            "read": self.read,
            "marks": dict(self.marks),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "State":
        """Read what `to_json` wrote. Raises NotOfThisShape."""
        match data:
            case {
                "state": 1,
                "harvester": str(harvester),
                "address": str(address),
                "began": str(began),
                "position": position,
                "read": int(read),
                "marks": dict(marks),
            } if all(isinstance(mark, str) for mark in marks.values()):
                try:
                    moment = datetime.fromisoformat(began).astimezone(UTC)
                except ValueError:
                    raise NotOfThisShape("began", "a time as ISO 8601") from None
                return cls(harvester, address, moment, position, read, marks)
        raise NotOfThisShape("state", "state 1 of a harvest")

    def ended(self) -> "State":
        """The same with the pass over."""
        return replace(self, position=None)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """This entry is still there; what was read of it earlier still holds."""

    external_id: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything given so far is in `state`: keep it together with that, and go on from it."""

    state: State
    total: int | None = None
    """How many records the source has, where it says so."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The last item. `full`: the pass went through, what it did not bring since `state.began`
    is no longer there. Else `problem` says why it stopped, and `state` where to go on."""

    state: State
    full: bool
    problem: Problem | None = None
    retry_at: datetime | None = None
    """When the source wants to be asked again, where it says so."""


Item: TypeAlias = Entry | Problem | Unchanged | Checkpoint | Finished
