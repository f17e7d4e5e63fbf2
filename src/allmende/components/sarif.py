# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Verdicts as SARIF 2.1.0, for tools that show findings where they lie."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

Row = dict[str, Any]
LEVELS = {"blocked": "error", "avoid": "warning", "review": "warning"}
"""What asks for something, in the words of SARIF; the other levels are no findings."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts on one file, or on licences given by hand (`file` None).

    `policy` is its name and version; `rows` as `CheckedComponent.as_json` has them.
    """

    file: str | None
    context: str
    policy: str
    rows: Sequence[Row]


def sarif(judged: Iterable[Judged], language: str = "en") -> Row:
    """A log with a run for each; a result for what is blocked, to be avoided or reviewed."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(one, language) for one in judged],
    }


def _run(judged: Judged, language: str) -> Row:
    rules: dict[str, Row] = {}
    results = list(_results(judged, language, rules))
    driver = {"name": "Allmende", "rules": list(rules.values())}
    about = {"policy": judged.policy, "context": judged.context}
    return {"tool": {"driver": driver}, "results": results, "properties": about}


def _results(judged: Judged, language: str, rules: dict[str, Row]) -> Iterator[Row]:
    for row in judged.rows:
        if row["verdict"] not in LEVELS:
            continue
        reason = _deciding(row)
        rule = _rule(row["verdict"], reason, language)
        rules.setdefault(rule["id"], rule)
        words = " ".join(each["text"][language] for each in row["reasons"])
        result: Row = {
            "ruleId": rule["id"],
            "level": LEVELS[row["verdict"]],
            "message": {"text": f"{_named(row)}: {row['licence'] or '?'}. {words}".strip()},
            "partialFingerprints": {"component/v1": row.get("purl") or _named(row)},
            "properties": {"verdict": row["verdict"], "licence": row["licence"]},
        }
        if judged.file is not None:
            result["locations"] = [_location(judged.file, row)]
        yield result


def _deciding(row: Row) -> Row | None:
    """The first reason that is of the verdict's level, else the first there is."""
    same = (each for each in row["reasons"] if each["level"] == row["verdict"])
    return next(same, None) or next(iter(row["reasons"]), None)


def _rule(verdict: str, reason: Row | None, language: str) -> Row:
    if reason is None:
        return {"id": verdict}
    rule: Row = {"id": reason["rule"], "shortDescription": {"text": reason["text"][language]}}
    if reason.get("remedy"):
        rule["help"] = {"text": reason["remedy"][language]}
    if reason.get("source"):
        rule["helpUri"] = reason["source"]
    return rule


def _named(row: Row) -> str:
    return " ".join(part for part in (row.get("name"), row.get("version")) if part)


def _location(file: str, row: Row) -> Row:
    place = row.get("place") or ""
    physical: Row = {"artifactLocation": {"uri": quote(file)}}
    word, _, number = place.partition(" ")
    if word == "line" and number.isdecimal() and len(number) < 10:
        physical["region"] = {"startLine": int(number)}
    logical = {"name": _named(row), "fullyQualifiedName": place}
    return {"physicalLocation": physical, "logicalLocations": [logical]}
