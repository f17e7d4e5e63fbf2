# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the file of a kind grants whom, read off the file by itself and not by the code under test.

`visibility`, `confidential_to`, `transitions`, `lanes`, `documents` say it; what is the same for
all kinds stands in RULES, as docs/permissions.md has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from allmende import policies

FILES = Path(policies.__file__).parent / "plain" / "cases"
KINDS = tuple(sorted(one.stem for one in FILES.glob("*.yaml")))
GRANTED = ("office", "legal", "community")
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "stranger": (),
    "other": (),
    "asker": (),
    "reviewer": (),
    "office": ("office",),
    "legal": ("legal",),
    "community": ("community",),
    "administrator": ("administrator",),
}
"""The cast with the roles they hold.

`asker` asked for the case and `reviewer` was given its first lane; `other` asked for another case
of the kind and was given a lane there.
"""
FIELD = {"office": "read", "legal": "read", "reviewer": "assigned", "employee": "own"}
MATRIX: Mapping[str, Mapping[str, str]] = {
    "contribution": {**FIELD, "community": "read"},
    "legal-question": FIELD,
    "licence-question": {**FIELD, "community": "read"},
    "publication": {**FIELD, "community": "read"},
    "usability-analysis": {**FIELD, "community": "read", "employee": "read"},
}
"""Who reads cases of a kind, as the permission matrix of the office has it; nobody else."""


def read(kind: str) -> dict[str, Any]:
    """The file of a kind."""
    found: dict[str, Any] = YAML(typ="safe").load(FILES / f"{kind}.yaml")
    return found


def fields(file: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for group in file["groups"] for one in group["fields"]]


def is_secret_file(one: dict[str, Any]) -> bool:
    return bool(one.get("confidential")) and one["type"] in ("file", "repository")


def named(step: dict[str, Any]) -> set[str]:
    """Who takes a step, the workbench itself left out."""
    return {one for one in step["who"] if one != "workbench"}


def works(file: dict[str, Any]) -> dict[str, Any]:
    """The first state in which lanes are answered."""
    found: dict[str, Any] = next(one for one in file["states"] if one.get("lanes"))
    return found


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of a case as it lies there: whose it is, whether it runs, and who it was given to."""

    role: str
    running: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A case in a state, as the file of its kind tells of it."""

    file: dict[str, Any]
    state: dict[str, Any]
    lanes: Mapping[str, Lane]
    confidential: bool = False

    def roles_of(self, who: str) -> set[str]:
        """What the person is to this case."""
        if who == "stranger":
            return set()
        roles = {"employee", *PEOPLE[who]} & {"employee", *GRANTED}
        if who == "asker":
            roles.add("requester")
        if who == "reviewer" and any(one.given for one in self.lanes.values()):
            roles.add("reviewer")
        return roles

    def is_seen_by(self, who: str) -> bool:
        """The visibility of the file, read as the recipe for kinds tells it."""
        roles = self.roles_of(who)
        if self.confidential and not (self.reads_confidential(who) or "reviewer" in roles):
            return False
        levels = self.file["visibility"]["roles"]
        for role in roles - {"requester", "reviewer"}:
            level = levels.get(role, "none")
            if level == "read" or (level in ("own", "assigned") and "requester" in roles):
                return True
            if level == "assigned" and role in {one.role for one in self.lanes.values()}:
                return True
        asked = "requester" in roles and levels.get("requester", "none") != "none"
        given = "reviewer" in roles and levels.get("reviewer", "none") in ("assigned", "read")
        return asked or given

    def reads_confidential(self, who: str) -> bool:
        named_ones = set(self.file["visibility"].get("confidential_to", ()))
        return bool(self.roles_of(who) & {"requester", *named_ones})

    def is_insider(self, who: str) -> bool:
        """Works on the case for the office."""
        roles = self.roles_of(who)
        return "requester" not in roles and bool(roles & {*GRANTED, "reviewer"})

    def leaving(self) -> list[dict[str, Any]]:
        """The steps from here that people take and that have no condition of their own."""
        return [
            one
            for one in self.file["transitions"]
            if self.state["id"] in one["from"] and "when" not in one and named(one)
        ]

    def has_page(self, step: dict[str, Any]) -> bool:
        """Whether the board leads to the step's own page: for a reason, a tier, or to be sure."""
        to = next(one for one in self.file["states"] if one["id"] == step["to"])
        decides = to["phase"] == "decided" or to["figure"] == "refused"
        return (
            bool(step.get("needs_reason") or step.get("asks_tier"))
            or (self.state["phase"] == "open" and decides)
            or to["phase"] == "closed"
        )

    def reviews(self, who: str, lane: Lane) -> bool:
        """Whether the person may answer that lane at all."""
        roles = self.roles_of(who)
        if "requester" in roles and self.file.get("four_eyes", True):
            return False
        return (lane.given and who == "reviewer") or lane.role in roles - {"requester", "reviewer"}


Rule = Callable[[Place, str, Any], bool]
RULES: Mapping[str, Rule] = {
    "sees": lambda place, who, _: True,
    "insider": lambda place, who, _: place.is_insider(who),
    "part": lambda place, who, _: place.is_insider(who) or who == "asker",
    "secret": lambda place, who, _: place.reads_confidential(who),
    "removes secret": lambda place, who, _: place.is_insider(who) and place.reads_confidential(who),
    "office": lambda place, who, _: who == "office",
    "asker or office": lambda place, who, _: who in ("asker", "office"),
    "asker, office or legal": lambda place, who, _: who in ("asker", "office", "legal"),
    "office or legal": lambda place, who, _: who in ("office", "legal"),
    "document": lambda place, who, one: place.state["id"] in one.get("states", [place.state["id"]]),
    "takes": lambda place, who, step: bool(place.roles_of(who) & named(step)),
    "moves": lambda place, who, step: (
        place.has_page(step) or bool(place.roles_of(who) & named(step))
    ),
    "answers": lambda place, who, lane: (
        bool(place.state.get("lanes")) and lane.running and place.reviews(who, lane)
    ),
    "repeats": lambda place, who, lane: place.reviews(who, lane),
    "assigns": lambda place, who, lane: bool(
        place.roles_of(who) & ({"office", lane.role} - {"reviewer"})
    ),
    "prepares": lambda place, who, _: (
        who in ("asker", "office") and place.state["phase"] != "closed"
    ),
    "decided": lambda place, who, _: place.state["phase"] == "decided",
    "nobody": lambda place, who, _: False,
}
"""To whom an address answers, of those who see the case; the last argument is what it is about."""
