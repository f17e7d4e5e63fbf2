# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Verdicts as SARIF 2.1.0, for tools that show findings where they lie."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from allmende.sarif import Level, Place, Result, Rule, Run, log

Row = dict[str, Any]
LEVELS: dict[str, Level] = {"blocked": "error", "avoid": "warning", "review": "warning"}
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
    return log(
        Run(tuple(_results(one, language)), {"policy": one.policy, "context": one.context})
        for one in judged
    )


def _results(judged: Judged, language: str) -> Iterator[Result]:
    for row in judged.rows:
        if row["verdict"] not in LEVELS:
            continue
        words = " ".join(each["text"][language] for each in row["reasons"])
        yield Result(
            rule=_rule(row["verdict"], _deciding(row), language),
            level=LEVELS[row["verdict"]],
            message=f"{_named(row)}: {row['licence'] or '?'}. {words}".strip(),
            places=() if judged.file is None else (_place(judged.file, row),),
            fingerprints={"component/v1": row.get("purl") or _named(row)},
            properties={"verdict": row["verdict"], "licence": row["licence"]},
        )


def _deciding(row: Row) -> Row | None:
    """The first reason that is of the verdict's level, else the first there is."""
    same = (each for each in row["reasons"] if each["level"] == row["verdict"])
    return next(same, None) or next(iter(row["reasons"]), None)


def _rule(verdict: str, reason: Row | None, language: str) -> Rule:
    if reason is None:
        return Rule(verdict)
    remedy = reason.get("remedy")
    return Rule(
        reason["rule"],
        reason["text"][language],
        remedy[language] if remedy else "",
        reason.get("source") or "",
    )


def _named(row: Row) -> str:
    return " ".join(part for part in (row.get("name"), row.get("version")) if part)


def _place(file: str, row: Row) -> Place:
    place = row.get("place") or ""
    word, _, number = place.partition(" ")
    is_line = word == "line" and number.isdecimal() and len(number) < 10
    return Place(file, int(number) if is_line else None, _named(row), place)
