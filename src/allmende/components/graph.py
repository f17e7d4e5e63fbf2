# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""References between components: given twice, leading nowhere, or in a circle."""

from collections.abc import Iterable, Mapping
from itertools import islice

from allmende.components.bill import Dependency, Text
from allmende.components.notes import Notes, dangling, shown

# A BOM-Link (ECMA-424) and an SPDX 2 document reference point into another file.
ELSEWHERE = ("urn:cdx:", "DocumentRef-")
MOST_CIRCLES = 50


def checked(
    arrows: Mapping[str, Iterable[str]],
    known: frozenset[str] | set[str],
    pointer: str,
    notes: Notes,
) -> tuple[Dependency, ...]:
    """The arrows as dependencies, each target once; what leads nowhere or in a circle is noted."""
    found = tuple(Dependency(ref, tuple(dict.fromkeys(to))) for ref, to in arrows.items())
    nowhere = dict.fromkeys(
        ref
        for each in found
        for ref in (each.ref, *each.depends_on)
        if ref not in known and not ref.startswith(ELSEWHERE)
    )
    for ref in nowhere:
        notes.add(pointer, dangling(ref))
    for circle in islice(circles(found), MOST_CIRCLES):
        notes.add(pointer, in_a_circle(circle))
    return found


def circles(dependencies: Iterable[Dependency]) -> Iterable[tuple[str, ...]]:
    """One circle for each arrow that closes one, in linear time and without recursion."""
    arrows = {each.ref: each.depends_on for each in dependencies}
    done: set[str] = set()
    for start in arrows:
        if start in done:
            continue
        path = [start]
        place = {start: 0}
        ahead = [iter(arrows[start])]
        while path:
            following = next(ahead[-1], None)
            if following is None:
                left = path.pop()
                del place[left]
                ahead.pop()
                done.add(left)
            elif following in place:
                yield (*path[place[following] :], following)
            elif following not in done:
                place[following] = len(path)
                path.append(following)
                ahead.append(iter(arrows.get(following, ())))


def in_a_circle(circle: tuple[str, ...]) -> Text:
    most = 6
    steps = circle if len(circle) <= most else (*circle[: most - 1], "…", circle[-1])
    path = " → ".join(shown(step, 60) for step in steps)
    return {
        "de": f"Abhängigkeiten im Kreis: {path}",
        "en": f"Dependencies in a circle: {path}",
    }
