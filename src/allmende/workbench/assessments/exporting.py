# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Analyses and reports on their way out as CSV or JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify

from allmende.documents import Document, as_odt, as_pdf
from allmende.reporting import report_document
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.licensing import exporting as lists

LIST_FIELDS = (
    "name",
    "software",
    "criteria",
    "unit",
    "state",
    "address",
    "commit",
    "inspected_at",
    "expires_on",
    "complete",
    *(f"{level}_{figure}" for level in ("must", "should") for figure in words.FIGURES.values()),
    "policy",
)
REPORT_FIELDS = (
    "group",
    "criterion",
    "level",
    "question",
    "state",
    "by",
    "explanation",
    "evidence",
    "remedy",
    "source",
)
DOCUMENTS: Mapping[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
}
Row = dict[str, Any]


def answer_list(form: str, subjects: Iterable[Any]) -> HttpResponse:
    """The list of analyses as a file."""
    return lists.answer(form, "assessments", LIST_FIELDS, map(_subject, subjects))


def _subject(one: Any) -> Row:
    latest: Assessment | None = one.latest
    summary = latest.summary if latest else {}
    return {
        "name": one.name,
        "software": one.software.name if one.software else None,
        "criteria": one.criteria,
        "unit": one.unit.name if one.unit else None,
        "state": one.run,
        "address": one.address or None,
        "commit": latest.commit if latest else None,
        "inspected_at": latest.inspected_at.isoformat() if latest and latest.inspected_at else None,
        "expires_on": latest.expires_on.isoformat() if latest and latest.expires_on else None,
        "complete": latest.complete if latest else None,
        **{
            f"{level}_{figure}": summary.get(level, {}).get(figure)
            for level in ("must", "should")
            for figure in words.FIGURES.values()
        },
        "policy": latest.policy if latest else None,
    }


def answer_report(
    form: str, assessment: Assessment, report: Mapping[str, Any], answers: list[Any]
) -> HttpResponse:
    """A report: whole as JSON, with the answers that are wanted; or those as rows of CSV."""
    name = file_name(assessment)
    if form == "csv":
        return lists.answer("csv", name, REPORT_FIELDS, _rows(report, answers))
    text = json.dumps({**report, "answers": answers}, ensure_ascii=False, indent=1)
    sent = HttpResponse(text, content_type=lists.CONTENT_TYPES["json"])
    sent["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return sent


def answer_document(form: str, assessment: Assessment, report: Mapping[str, Any]) -> HttpResponse:
    """A report to print or to work on, in the active language."""
    render, content_type = DOCUMENTS[form]
    document = report_document(
        report,
        "de" if words.language() == "de" else "en",
        office=settings.POLICY.office.name[words.language()],
        author=str(assessment.asked_by or ""),
    )
    sent = HttpResponse(render(document), content_type=content_type)
    sent["Content-Disposition"] = f'attachment; filename="{file_name(assessment)}.{form}"'
    return sent


def file_name(assessment: Assessment) -> str:
    subject = assessment.subject
    what = subject.software.slug if subject.software else slugify(subject.name)
    return f"{subject.criteria}-{what or 'repository'}"[:120]


def _rows(report: Mapping[str, Any], answers: Iterable[Any]) -> Iterator[Row]:
    """One row a criterion, in the active language."""
    titles = {one["id"]: words.said(one["title"]) for one in report["criteria"]["groups"]}
    for one in answers:
        yield {
            "group": titles.get(one["group"], one["group"]),
            "criterion": one["criterion"],
            "level": words.level(one["level"]),
            "question": words.said(one["question"]),
            "state": words.state(one["state"]),
            "by": one["by"],
            "explanation": words.said(one["explanation"]),
            "evidence": list(filter(None, map(_place, one["evidence"]))),
            "remedy": words.said(one["remedy"]),
            "source": one["source"],
        }


def _place(item: Mapping[str, Any]) -> str:
    """Where one sees it, in one cell."""
    where = item["path"] or (item["commit"] or "")[:12]
    if item["path"] and item["line"]:
        where = f"{item['path']}:{item['line']}"
    number = "" if item["number"] is None else f"{item['number']:g}"
    if told := words.said(item.get("words")):
        return " · ".join(filter(None, (where, f"{number} {told}".strip(), item["date"])))
    return " · ".join(filter(None, (where, number, item["quote"], item["date"])))
