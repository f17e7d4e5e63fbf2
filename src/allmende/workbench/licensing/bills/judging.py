# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the libraries say of one file, ready to be stored."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from allmende import components
from allmende.licences.expressions import NotAnExpression, licences_of, parse
from allmende.licences.policy import LicencePolicy, Verdict

LIMITS = components.Limits(components=50_000)
"""The desk stores every component; the library alone would read more."""
KEPT = 1_000
"""Of a list of findings, the first are kept, so that a broken file is no row of its own size."""
STEPS = ("reading", "validating", "judging", "saving")
CLASSES = (
    "public-domain",
    "permissive",
    "weak-copyleft",
    "strong-copyleft",
    "network-copyleft",
    "restricted",
    "unknown",
)
"""From the freest to the narrowest; of licences that hold together, the narrowest counts."""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """One component with its verdict; `licence_class` of the chosen branch, the narrowest in it."""

    component: components.Component
    licence: str
    expressed: bool
    licence_class: str
    verdict: Verdict
    key: str
    """The same for components that share reasons, waiver and choice."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is stored of one check; the lists as the libraries give them as JSON."""

    bill: components.Bill
    rows: tuple[Judged, ...]
    validation: dict[str, Any]
    guideline: list[dict[str, Any]]
    policy: str
    waivers: str
    summary: dict[str, int] = field(default_factory=dict)


def judge(path: Path, name: str, policy: LicencePolicy, context: str, told: Told) -> Findings:
    """Read and check a file; `told` hears the steps. Raises `components.NotABill`."""
    told("reading")
    bill = replace(components.read(path, LIMITS), file=name)
    told("validating")
    validation = components.validate(path, LIMITS).as_json()
    guideline = [one.as_json() for one in components.check_bsi(bill)]
    told("judging")
    rows = tuple(_rows(bill, policy, context))
    summary = Counter(str(row.verdict.level) for row in rows)
    return Findings(
        bill=bill,
        rows=rows,
        validation={**validation, "file": name},
        guideline=_cut(guideline),
        policy=name_of(policy),
        waivers=waivers_of(policy),
        summary=dict(summary),
    )


def _rows(bill: components.Bill, policy: LicencePolicy, context: str) -> Iterator[Judged]:
    classes: dict[str, str] = {}
    for row in components.check(bill, policy, context).rows:
        verdict = row.verdict
        expression = verdict.expression or ""
        decides = verdict.chosen or expression
        if decides not in classes:
            classes[decides] = narrowest_class(decides, policy)
        yield Judged(
            component=row.component,
            licence=expression or (row.component.licence or ""),
            expressed=bool(expression),
            licence_class=classes[decides],
            verdict=verdict,
            key=json.dumps(verdict.as_json(), sort_keys=True),
        )


def name_of(policy: LicencePolicy) -> str:
    """The policy as a check names it: profile and version."""
    return f"{policy.name} {policy.version}"


def waivers_of(policy: LicencePolicy, on: date | None = None) -> str:
    """A digest of the waivers that hold today; it changes when one comes, goes or expires."""
    day = on or date.today()
    holding = [one.as_json() for one in policy.waivers if one.holds_on(day)]
    lines = sorted(json.dumps(one, sort_keys=True, ensure_ascii=False) for one in holding)
    return sha256("\n".join(lines).encode()).hexdigest()


def narrowest_class(expression: str, policy: LicencePolicy) -> str:
    """The class that decides for an expression; unknown where there is none, or none to read."""
    try:
        leaves = licences_of(parse(expression)) if expression else ()
    except NotAnExpression:
        leaves = ()
    found = {str(policy.class_of(str(leaf))) for leaf in leaves}
    return max(found, key=CLASSES.index, default="unknown")


def _cut(found: list[Any]) -> list[Any]:
    return found[:KEPT]
