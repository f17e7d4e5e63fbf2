# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Findings and criteria as SARIF, redacted, for tools that show them where they lie."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from allmende.reporting.coverage import COMPLETE, NOT_STATED, complete, gaps, lead
from allmende.reporting.inspections import CONFIDENCE
from allmende.reporting.words import KINDS, WORDS, Language, Text, as_data, share
from allmende.sarif import Level, Notice, Place, Result, Rule, Run, Suppressed, log

if TYPE_CHECKING:
    from allmende.criteria import Report
    from allmende.repositories import Inspection

Json = Mapping[str, Any]
SURE = 0.8
"""Confidence from which on a finding is an error; below, and from what counts on, a warning."""
RELATED = 20
"""Further places of one finding that are named."""

HELP: Mapping[str, Text] = MappingProxyType(
    {
        "secret": {
            "de": "Sofort sperren und erneuern. Erst danach aus der Historie entfernen: Löschen"
            " allein macht einen bekannten Schlüssel nicht sicher. Ein Beispielwert kommt mit"
            " Begründung in .allmende/suppressions.yaml.",
            "en": "Revoke and replace it at once. Remove it from the history only then: deleting"
            " alone does not make a known key safe. An example goes with a reason into"
            " .allmende/suppressions.yaml.",
        },
        "personal-data": {
            "de": "Prüfen, ob es Daten einer Person sind; wenn ja, auch aus der Historie entfernen"
            " oder durch erfundene ersetzen. Was stehen bleiben darf, kommt mit Begründung in"
            " .allmende/suppressions.yaml.",
            "en": "Check whether these are a person's data; if so, remove them from the history,"
            " too, or replace them by invented ones. What may stay goes with a reason into"
            " .allmende/suppressions.yaml.",
        },
        "internal-name": {
            "de": "In die Konfiguration verlegen und aus der Historie entfernen. Was öffentlich"
            " sein darf, kommt mit Begründung in .allmende/suppressions.yaml.",
            "en": "Move it to the configuration and remove it from the history. What may be public"
            " goes with a reason into .allmende/suppressions.yaml.",
        },
    }
)
_FAILED: Mapping[str, Mapping[str, Level]] = MappingProxyType(
    {
        "not-met": {"must": "error", "should": "warning", "info": "note"},
        "partly": {"must": "warning", "should": "note", "info": "note"},
    }
)
"""What is known not to be met; what is unknown is no result, and is told in a notice."""


def inspections_sarif(
    inspections: "Iterable[Inspection | Json]",
    language: Language = "en",
    *,
    confidence: float = CONFIDENCE,
) -> dict[str, Any]:
    """A log with a run for each inspection and a result for each finding, suppressed ones too.

    Level by confidence: `SURE` and more is an error, from `confidence` on a warning, else a note.
    """
    return log(_inspection(as_data(one), language, confidence) for one in inspections)


def reports_sarif(reports: "Iterable[Report | Json]", language: Language = "en") -> dict[str, Any]:
    """A log with a run for each report, a result for each criterion not met or partly met."""
    return log(_report(as_data(one), language) for one in reports)


def _inspection(data: Json, language: Language, confidence: float) -> Run:
    found = data["findings"] or ()
    results = tuple(_finding(one, language, confidence) for one in found)
    properties = {"repository": data["repository"], "commit": data["commit"]}
    told = () if data["findings"] is not None else (Notice(WORDS[language]["not_scanned"]),)
    notices = (*_coverage(data["coverage"], language), *told)
    return Run(results, properties, notices, _source(data))


def _finding(one: Json, language: Language, confidence: float) -> Result:
    words = WORDS[language]
    sure = share(one["confidence"], language)
    now = words["in_head" if one["in_head"] else "in_history"]
    first, *rest = [_place(each) for each in one["places"]]
    aside = one["suppressed"]
    return Result(
        rule=_rule(one, language),
        level=_level(one["confidence"], confidence),
        message=f"{one['title'][language]}: {one['redacted']} ({sure}, {now})",
        places=(first,),
        related=tuple(rest[:RELATED]),
        fingerprints={"finding/v1": one["id"]},
        properties={
            "kind": one["kind"],
            "introduced": one["introduced"],
            "removed": one["removed"],
            "places": one["places_total"],
        },
        rank=round(one["confidence"] * 100, 1),
        suppressed=(Suppressed(aside["reason"]),) if aside else (),
    )


def _rule(one: Json, language: Language) -> Rule:
    kind = one["kind"]
    text = f"{KINDS[kind][language]}: {one['title'][language]}"
    return Rule(one["detector"], text, HELP[kind][language], _addresses().get(one["detector"], ""))


@cache
def _addresses() -> Mapping[str, str]:
    """Where each format is defined, by detector."""
    from allmende.repositories import all_patterns

    return {one.id: one.source for one in all_patterns() if "://" in one.source}


def _level(sure: float, counts_from: float) -> Level:
    if sure < counts_from:
        return "note"
    return "error" if sure >= SURE else "warning"


def _place(one: Json) -> Place:
    """A message and an object stand in no file."""
    if one["where"] == "file":
        return Place(one["path"], one["line"])
    return Place(None, None, one["where"], one["path"])


def _report(data: Json, language: Language) -> Run:
    results = tuple(_answers(data["answers"], language))
    properties = {
        "repository": data["repository"],
        "commit": data["commit"],
        "criteria": data["criteria"]["id"],
        "policy": f"{data['policy']['name']} {data['policy']['version'] or ''}".strip(),
        "summary": data["summary"]["levels"],
    }
    notices = (*_coverage(data["coverage"], language), *_waiting(data["answers"], language))
    return Run(results, properties, notices, _source(data))


def _answers(answers: Iterable[Json], language: Language) -> Iterator[Result]:
    for one in answers:
        if one["state"] in _FAILED:
            remedy, source = one["remedy"], one["source"]
            rule = Rule(
                one["criterion"],
                one["question"][language],
                remedy[language] if remedy else "",
                source if "://" in source else "",
            )
            places = [Place(each["path"], each["line"]) for each in one["evidence"] if each["path"]]
            yield Result(
                rule,
                _FAILED[one["state"]][one["level"]],
                f"{one['question'][language]} {one['explanation'][language]}",
                tuple(places[:1]),
                tuple(places[1 : RELATED + 1]),
                {"criterion/v1": one["criterion"]},
                {"state": one["state"], "level": one["level"], "by": one["by"]},
            )


def _waiting(answers: Iterable[Json], language: Language) -> Iterator[Notice]:
    """No result does not mean that all is well: what is open is said."""
    words = WORDS[language]
    by_state: dict[str, list[str]] = {}
    for one in answers:
        by_state.setdefault(one["state"], []).append(one["criterion"])
    for state, word in (("needs-human", "todo_human"), ("unknown", "todo_unknown")):
        if ids := by_state.get(state):
            yield Notice(f"{words[word]}: {', '.join(ids)}", "note")


def _coverage(coverage: Json | None, language: Language) -> Iterator[Notice]:
    if coverage is None:
        yield Notice(NOT_STATED[language])
    elif complete(coverage):
        yield Notice(COMPLETE[language], "note")
    else:
        yield Notice(" ".join((*lead(coverage, language), *gaps(coverage, language))))


def _source(data: Json) -> tuple[str, str | None] | None:
    address = data["repository"]
    return (address, data["commit"]) if "://" in address else None
