# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which project there is which software of ours, by what, and how the two relate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from allmende import publiccode
from allmende.identity import is_generic, normalise_name, normalise_repository
from allmende.workbench.api.queries import Entry
from allmende.workbench.opencode.models import Pairing, Project

CERTAIN = ("confirmed", "address", "file", "mirror")
"""What a pair may rest on, the strongest first; beside these there is only the name."""
Verdicts = Mapping[tuple[int, UUID], Pairing]


@dataclass(frozen=True, slots=True)
class Pair:
    """A project there and a software of ours.

    `by`: a word of CERTAIN, or "name", which is presumed until a person says so. `relation`:
    "origin" (ours is developed there), "mirror", "copy" (by its own people), "unknown".
    """

    entry: Entry
    project: Project
    by: str
    relation: str

    @property
    def presumed(self) -> bool:
        return self.by == "name"


def pair(
    entries: Sequence[Entry], projects: Iterable[Project], verdicts: Verdicts
) -> tuple[list[Pair], list[Project]]:
    """The pairs, and the projects that are none of ours as far as is known."""
    known = _Known(entries)
    pairs, rest = [], []
    for project in projects:
        entry, by = known.of(project, verdicts)
        if entry is None:
            rest.append(project)
        else:
            pairs.append(Pair(entry, project, by, _relation(entry, project)))
    return pairs, rest


def key_of(address: str) -> str:
    """By which addresses of one repository are equal; empty where it is none."""
    known = normalise_repository(address)
    return known.key if known else ""


class _Known:
    """Our software by what a project can name of it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.by_key: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in _keys(entry):
                self.by_key.setdefault(key, entry)
            for name in _names(entry):
                self.by_name.setdefault(name, []).append(entry)

    def of(self, project: Project, verdicts: Verdicts) -> tuple[Entry | None, str]:
        said = {one.id: verdicts.get((project.pk, one.id)) for one in self.entries}
        for entry in self.entries:
            verdict = said[entry.id]
            if verdict and verdict.verdict == Pairing.Verdict.SAME:
                return entry, "confirmed"
        for entry, by in self._candidates(project):
            if said[entry.id] is None:
                return entry, by
        return None, ""

    def _candidates(self, project: Project) -> Iterable[tuple[Entry, str]]:
        addresses = (
            ("address", project.address),
            ("file", str(publiccode.read(project.file or "").get("url") or "")),
            ("mirror", str(project.said.get("import_url") or "")),
        )
        for by, address in addresses:
            if (key := key_of(address)) and key in self.by_key:
                yield self.by_key[key], by
        for name in (project.name, project.address.rstrip("/").rpartition("/")[2]):
            found = self.by_name.get(normalise_name(name), []) if name else []
            if len(found) == 1:  # a name that two of ours bear tells nothing
                yield found[0], "name"


def _keys(entry: Entry) -> Iterable[str]:
    """The repository an entry stands for first, then what else is known of the software."""
    if entry.key:
        yield entry.key
    if entry.software:
        yield from (one.key for one in entry.software.repositories.all())


def _names(entry: Entry) -> set[str]:
    """What it is called, as names are compared; none that many software are called."""
    said = (entry.name, entry.key.rpartition("/")[2])
    return {normalise_name(one) for one in said if one and not is_generic(one)}


def _relation(entry: Entry, project: Project) -> str:
    if entry.key and key_of(project.address) == entry.key:
        return "origin"
    mirror = project.said.get("mirror")
    if mirror is True or project.said.get("import_url"):
        return "mirror"
    return "copy" if mirror is False else "unknown"
