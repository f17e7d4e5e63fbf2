# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A checked bill on its way out: CSV, JSON, SARIF, third-party notices."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from allmende import components
from allmende.licences.notices import Notices, notices
from allmende.workbench.licensing.bills.judging import LIMITS
from allmende.workbench.licensing.models import Bill, Component
from allmende.workbench.licensing.services.bills import files

SHAPE = 1
SLICE = 1_000
FIELDS = (
    "name",
    "version",
    "purl",
    "licence",
    "written",
    "class",
    "verdict",
    "chosen",
    "waiver",
    "reasons",
    "scope",
    "place",
)
"""Columns of the CSV, and the keys of a component in the JSON."""
Row = dict[str, Any]


def rows(found: QuerySet[Component]) -> Iterator[Row]:
    """The components with keys as in `allmende sbom check --json`, and a few more."""
    for one in found.iterator(chunk_size=SLICE):
        grounds = one.grounds
        yield {
            "name": one.name,
            "version": one.version or None,
            "purl": one.purl or None,
            "licence": one.licence or None,
            "written": one.written or None,
            "class": one.licence_class,
            "verdict": one.level,
            "chosen": grounds.chosen or None,
            "waiver": grounds.waiver,
            "reasons": grounds.reasons,
            "scope": one.scope or None,
            "place": one.place,
        }


def for_csv(found: Iterable[Row]) -> Iterator[Row]:
    """The rows with reasons and waiver as sentences in the active language."""
    for row in found:
        waiver = row["waiver"]
        yield {
            **row,
            "reasons": [in_language(one["text"]) for one in row["reasons"]],
            "waiver": waiver["reason"] if waiver else None,
        }


def as_json(bill: Bill, found: Iterable[Row]) -> Iterator[str]:
    """One object as `allmende sbom check --json` prints it; one component a line."""
    head = {
        "shape": SHAPE,
        "file": bill.file,
        "format": bill.format,
        "version": bill.version,
        "product": bill.product.name,
        "context": bill.context,
        "policy": bill.policy,
        "checked_at": bill.checked_at.isoformat() if bill.checked_at else None,
        "summary": bill.summary,
        "not_understood": bill.not_understood,
    }
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "components": ['
    for place, row in enumerate(found):
        yield (",\n" if place else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def as_sarif(bill: Bill, found: Iterable[Row]) -> dict[str, Any]:
    """What is blocked, to be avoided or to be reviewed, in the active language (SARIF 2.1.0)."""
    judged = components.Judged(bill.file, bill.context, bill.policy, list(found))
    return components.sarif([judged], translation.get_language() or "de")


def in_language(texts: dict[str, str]) -> str:
    """A library's text in the active language, else in English."""
    return texts.get(translation.get_language() or "de") or texts.get("en") or ""


def third_party_notices(bill: Bill) -> Notices:
    """Notices of everything the bill lists, with the choices that the check made.

    Texts and copyright lines come from the kept file. Raises `components.NotABill`.
    """
    read = components.read(files.path_of(bill.digest), LIMITS)
    judged = Component.objects.filter(bill=bill).order_by("position").select_related("grounds")
    parts = [
        replace(
            part,
            licence=row.licence if row.expressed else part.licence,
            chosen=row.grounds.chosen or None,
        )
        for part, row in zip(components.parts_of(read), judged, strict=True)
    ]
    return notices(parts, bill.subject or bill.product.name)
