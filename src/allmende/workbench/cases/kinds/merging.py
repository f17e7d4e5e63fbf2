# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A profile's kind laid over that of `plain`: entries by their id, everything else as a whole."""

from collections.abc import Iterator
from typing import Any

from allmende.workbench.cases.kinds.problems import WANTED, Problem, sentence
from allmende.workbench.cases.kinds.reading import Listed, Mapped, Place

LISTS = frozenset(
    {"groups", "fields", "tiers", "states", "transitions", "lanes", "items", "documents",
     "notifications"}
)  # fmt: skip
"""Lists whose entries are known by id; one with a known id changes only the keys it has."""


def laid_over(base: Mapped, own: Mapped) -> tuple[Mapped, tuple[Problem, ...]]:
    """`base` as `own` changes it, and what in `own` refers to nothing in `base`."""
    problems: list[Problem] = []
    base = _left_out(base, own, problems)
    changes = Mapped(own.begins)
    for key, value in own.items():
        if key not in ("based_on", "without"):
            changes.put(key, value, own.places[key])
    merged = _mapped(base, changes, problems)
    merged.begins = own.begins
    return merged, tuple(problems)


def _left_out(base: Mapped, own: Mapped, problems: list[Problem]) -> Mapped:
    if "without" not in own:
        return base
    without = own["without"]
    if not isinstance(without, Mapped):
        problems.append(_wrong_without(own.places["without"]))
        return base
    for name, ids in without.items():
        if name not in LISTS or not isinstance(ids, Listed):
            problems.append(_wrong_without(without.places[name]))
            continue
        known = set(_known(base, name))
        for one, place in zip(ids, ids.places, strict=True):
            if one not in known:
                problems.append(_problem(place, "nothing-to-leave-out", id=one, list=name))
        base = _without(base, name, frozenset(map(str, ids)))
    return base


def _wrong_without(place: Place) -> Problem:
    return _problem(place, "wrong-type", key="without", wanted=WANTED["tuple"])


def _mapped(base: Mapped, own: Mapped, problems: list[Problem]) -> Mapped:
    merged = Mapped(base.begins)
    for key, value in base.items():
        merged.put(key, value, base.places[key])
    for key, value in own.items():
        both = (value, base.get(key))
        if key in LISTS and isinstance(both[0], Listed) and isinstance(both[1], Listed):
            merged.put(key, _listed(both[1], both[0], problems), own.places[key])
        else:
            merged.put(key, value, own.places[key])
    return merged


def _listed(base: Listed, own: Listed, problems: list[Problem]) -> Listed:
    entries = list(zip(base, base.places, strict=True))
    for value, place in zip(own, own.places, strict=True):
        matches = [n for n, (one, _) in enumerate(entries) if _same(one, value)]
        if len(matches) > 1:
            problems.append(_problem(place, "ambiguous-id", id=value["id"]))
        elif matches:
            entries[matches[0]] = (_mapped(entries[matches[0]][0], value, problems), place)
        else:
            entries.append((value, place))
    return Listed(entries)


def _same(one: Any, other: Any) -> bool:
    both = isinstance(one, Mapped) and isinstance(other, Mapped)
    return both and "id" in other and one.get("id") == other["id"]


def _without(node: Any, name: str, ids: frozenset[str]) -> Any:
    if isinstance(node, Listed):
        return Listed(
            (_without(one, name, ids), place) for one, place in zip(node, node.places, strict=True)
        )
    if not isinstance(node, Mapped):
        return node
    kept = Mapped(node.begins)
    for key, value in node.items():
        if key == name and name in LISTS and isinstance(value, Listed):
            entries = zip(value, value.places, strict=True)
            value = Listed((one, at) for one, at in entries if one.get("id") not in ids)
        kept.put(key, _without(value, name, ids) if key in LISTS else value, node.places[key])
    return kept


def _known(node: Any, name: str) -> Iterator[str]:
    if isinstance(node, Listed):
        for one in node:
            yield from _known(one, name)
    elif isinstance(node, Mapped):
        for key, value in node.items():
            if key == name and isinstance(value, Listed):
                yield from (one["id"] for one in value if isinstance(one, Mapped) and "id" in one)
            if key in LISTS:
                yield from _known(value, name)


def _problem(place: Place, code: str, **values: Any) -> Problem:
    return Problem(place.file, place.line, code, sentence(code, values))
