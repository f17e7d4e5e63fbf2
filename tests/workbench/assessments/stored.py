# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reports as they lie in the database, without an inspection: quick, for pages and permissions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from allmende.workbench.assessments.models import Assessment, Inspection, Subject
from allmende.workbench.assessments.services import judging
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Job

FINDING = "0123456789abcdef"
COMMIT = "c" * 40
COMPLETE: dict[str, Any] = {
    "shallow": False,
    "partial": False,
    "refs": 2,
    "commits": 3,
    "blobs": 5,
    "bytes": 1000,
    "complete": True,
    "skipped": 0,
    "scan": {"complete": True, "notes": {}},
}


def finding(id: str = FINDING, confidence: float = 0.95, **more: Any) -> dict[str, Any]:
    """A token that stands in the tree, as the library writes it."""
    place = {
        "id": id,
        "where": "file",
        "path": "settings.py",
        "line": 3,
        "column": 1,
        "introduced": "a" * 40,
        "removed": None,
        "in_head": True,
    }
    return {
        "id": id,
        "kind": "secret",
        "detector": "example-token",
        "title": {"de": "Token", "en": "Token"},
        "path": "settings.py",
        "line": 3,
        "redacted": "ab…",
        "confidence": confidence,
        "introduced": "a" * 40,
        "removed": None,
        "in_head": True,
        "suppressed": None,
        "also": [],
        "places": [place],
        "places_total": 1,
        **more,
    }


def fact(
    key: str, state: str = "yes", value: Any = None, path: str = "README.md"
) -> dict[str, Any]:
    place = {"kind": "path", "path": path, "line": 1, "commit": None, "quote": None}
    return {
        "key": key,
        "state": state,
        "value": value,
        "evidence": [{**place, "number": None, "date": None}] if state == "yes" else [],
        "note": None,
    }


def report(
    by: Any,
    criteria: str = "publication-check",
    address: str = "https://github.com/example/portal",
    software: Software | None = None,
    findings: list[dict[str, Any]] | None = None,
    facts: list[dict[str, Any]] | None = None,
    coverage: dict[str, Any] | None = None,
    age: timedelta = timedelta(0),
) -> Assessment:
    """A finished analysis of that age; the next one of the same address is of the same subject."""
    key = address.removeprefix("https://") or "bundle/portal"
    subject, _created = Subject.objects.get_or_create(
        criteria=criteria,
        key=key,
        software=software,
        defaults={"name": key, "address": address, "created_by": by},
    )
    at = timezone.now() - age
    assessment = Assessment.objects.create(
        subject=subject,
        asked_by=by,
        asked_at=at,
        state=Assessment.State.DONE,
        commit=COMMIT,
        complete=True,
        inspected_at=at,
        job=Job.objects.create(kind="assessments.assess", state=Job.State.DONE),
    )
    Inspection.objects.create(
        assessment=assessment,
        shape=1,
        coverage=COMPLETE if coverage is None else coverage,
        facts=[fact("licence.file"), fact("readme.file")] if facts is None else facts,
        findings=[finding()] if findings is None else findings,
    )
    judging.judge(assessment)
    subject.latest = subject.newest = assessment
    subject.save()
    return assessment
