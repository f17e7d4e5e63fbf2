# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How one bill differs from the one before it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from allmende.components.bill import Bill, Component, record
from allmende.components.checking import CheckedBill, CheckedComponent
from allmende.components.purls import without_version

Row = tuple[Component, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One component of which something changed: what it was, and what it is now."""

    name: str
    version: str | None
    purl: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class BillDifference:
    """Components by what happened to them; one may stand in several lists of changes.

    `verdict_changed` stays empty where a bill without verdicts is compared.
    """

    added: tuple[Component, ...]
    removed: tuple[Component, ...]
    version_changed: tuple[Change, ...]
    licence_changed: tuple[Change, ...]
    verdict_changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        lists = (self.added, self.removed, self.version_changed, self.licence_changed)
        return any((*lists, self.verdict_changed))

    def as_json(self) -> dict[str, Any]:
        return record(self)


def difference(
    old: Bill | CheckedBill | Iterable[CheckedComponent],
    new: Bill | CheckedBill | Iterable[CheckedComponent],
) -> BillDifference:
    """What was added, removed and changed, matched by purl without version, else by name.

    Where a package stands in a bill in several versions, equal versions are matched first.
    """
    pairs, removed, added = _matched(list(_rows(old)), list(_rows(new)))
    return BillDifference(
        added=tuple(part for part, _ in added),
        removed=tuple(part for part, _ in removed),
        version_changed=tuple(
            _change(now, before.version, now.version)
            for (before, _), (now, _) in pairs
            if before.version != now.version
        ),
        licence_changed=tuple(
            _change(now, before.licence, now.licence)
            for (before, _), (now, _) in pairs
            if before.licence != now.licence
        ),
        verdict_changed=tuple(
            _change(now, was, level)
            for (_, was), (now, level) in pairs
            if was and level and was != level
        ),
    )


def _rows(bill: Bill | CheckedBill | Iterable[CheckedComponent]) -> Iterator[Row]:
    if isinstance(bill, Bill):
        yield from ((part, None) for part in bill.components)
        return
    rows = bill.rows if isinstance(bill, CheckedBill) else bill
    yield from ((row.component, row.verdict.level.value) for row in rows)


def _matched(old: list[Row], new: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs, and what is left of each side, after each way of matching in turn."""
    pairs: list[tuple[Row, Row]] = []
    for key in (_purl, _purl_without_version, _name_and_version, _name):
        waiting: dict[Any, list[Row]] = defaultdict(list)
        rest_of_old: list[Row] = []
        for row in old:
            identity = key(row[0])
            (waiting[identity] if identity else rest_of_old).append(row)
        for found in waiting.values():
            found.reverse()
        rest_of_new: list[Row] = []
        for row in new:
            identity = key(row[0])
            if identity and waiting.get(identity):
                pairs.append((waiting[identity].pop(), row))
            else:
                rest_of_new.append(row)
        left = {id(row) for found in waiting.values() for row in found}
        left |= {id(row) for row in rest_of_old}
        old = [row for row in old if id(row) in left]
        new = rest_of_new
    return pairs, old, new


def _purl(part: Component) -> object:
    return part.purl


def _purl_without_version(part: Component) -> object:
    return without_version(part.purl)


def _name_and_version(part: Component) -> object:
    return part.group, part.name, part.version


def _name(part: Component) -> object:
    return part.group, part.name


def _change(part: Component, before: str | None, after: str | None) -> Change:
    return Change(part.name, part.version, part.purl, before, after)
