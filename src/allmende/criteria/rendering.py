# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A report as text for a terminal, in German or English."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from allmende.criteria.answering import Answer
from allmende.criteria.report import Report
from allmende.criteria.results import Evidence
from allmende.criteria.summary import Figures
from allmende.criteria.values import day, number
from allmende.criteria.words import LEVEL_NAMES, STATE_WORDS

Language = Literal["de", "en"]
PLACES_SHOWN = 5
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "met": "✓",
        "partly": "◐",
        "not-met": "✗",
        "unknown": "?",
        "needs-human": "☞",
        "not-applicable": "–",
    }
)
_WORDS: Mapping[str, dict[str, str]] = MappingProxyType(
    {
        "de": {
            "policy": "Regelwerk",
            "as_of": "Stand",
            "coverage": "Abdeckung",
            "complete": "vollständig",
            "incomplete": "unvollständig",
            "not_stated": "nicht angegeben",
            "figures": "{met} von {applicable} erfüllt, {known} von {applicable} bekannt",
            "details": "teilweise {partly}, nicht erfüllt {not_met}, unbekannt {unknown}, "
            "von Menschen zu beurteilen {needs_human}, trifft nicht zu {not_applicable}",
            "nothing": "keine Kriterien",
            "remedy": "Abhilfe",
            "hints": "Anzusehen",
            "computed": "Die Prüfung sagt",
            "contested": "Widerspruch",
            "aside": "Zählt nicht",
            "rejected": "Nicht gelesene Antwort",
            "elsewhere": "Antwort zu einem anderen Kriterium",
            "more": "und {number} weitere Stellen",
            "one_more": "und eine weitere Stelle",
            "tier": "Stufe",
        },
        "en": {
            "policy": "Policy",
            "as_of": "As of",
            "coverage": "Coverage",
            "complete": "complete",
            "incomplete": "incomplete",
            "not_stated": "not stated",
            "figures": "{met} of {applicable} met, {known} of {applicable} known",
            "details": "partly {partly}, not met {not_met}, unknown {unknown}, "
            "for a person to judge {needs_human}, not applicable {not_applicable}",
            "nothing": "no criteria",
            "remedy": "Remedy",
            "hints": "Look at",
            "computed": "The inspection says",
            "contested": "Contradiction",
            "aside": "Does not count",
            "rejected": "Answer not read",
            "elsewhere": "Answer to another criterion",
            "more": "and {number} more places",
            "one_more": "and one more place",
            "tier": "Level",
        },
    }
)


def as_text(
    report: Report,
    language: Language = "de",
    *,
    width: int = 100,
    states: Iterable[str] | None = None,
) -> str:
    """The report in lines of at most `width` characters where words allow it.

    `states` limits the answers that are listed, never the figures. What comes from the repository
    is shown without control characters, so that it cannot steer a terminal.
    """
    shown = set(MARKS) if states is None else set(states)
    lines = [*_head(report, language, width), "", *_figures(report, language)]
    for group in report.criteria.groups:
        answers = [
            one for one in report.answers if one.criterion.group == group.id and one.state in shown
        ]
        if answers:
            lines += ["", group.title[language]]
            for one in answers:
                lines += _answer(one, language, width)
    for item in report.set_aside:
        told = f"{_WORDS[language]['elsewhere']} ({item.given.criterion})"
        text = f"{told}: {item.why[language]}"
        lines += ["", *_wrapped(text, width, "")]
    for refused in report.rejected:
        where = ":".join(str(part) for part in (refused.source, refused.line) if part)
        told = f"{_WORDS[language]['rejected']} ({where}): {refused.why[language]}"
        lines += ["", *_wrapped(told, width, "")]
    return "\n".join(lines) + "\n"


def _head(report: Report, language: Language, width: int) -> Iterator[str]:
    words, criteria = _WORDS[language], report.criteria
    where = [report.repository, (report.commit or "")[:12]]
    yield plain(criteria.title[language])
    yield plain(" · ".join(part for part in where if part))
    name, version = report.policy or (criteria.profile, criteria.version)
    as_of = f"{words['as_of']} {day(report.on, language)}"
    yield f"{as_of} · {words['policy']} {plain(name)} {plain(version)}"
    if criteria.computed:
        yield from _wrapped(criteria.computed[language], width, "")
    yield f"{words['coverage']}: {_coverage(report.coverage, words)}"


def _coverage(coverage: Mapping[str, Any] | None, words: dict[str, str]) -> str:
    if coverage is None or "complete" not in coverage:
        return words["not_stated"]
    return words["complete" if coverage["complete"] is True else "incomplete"]


def _figures(report: Report, language: Language) -> Iterator[str]:
    for level, one in report.summary.levels.items():
        if one.applicable or one.not_applicable:
            yield from _figure(LEVEL_NAMES[level][language], one, language)
    tier = (report.criteria.tier or {}).get(language, _WORDS[language]["tier"])
    for step, one in report.summary.tiers.items():
        yield from _figure(f"{tier} {step}", one, language)


def _figure(name: str, figures: Figures, language: Language) -> Iterator[str]:
    words, numbers = _WORDS[language], figures.as_json()
    told = "figures" if figures.applicable else "nothing"
    yield f"{name}: {words[told].format(**numbers)}"
    yield f"    {words['details'].format(**numbers)}"


def _answer(answer: Answer, language: Language, width: int) -> Iterator[str]:
    words, one = _WORDS[language], answer.criterion
    head = f"{one.id} · {LEVEL_NAMES[one.level][language]} · {STATE_WORDS[answer.state][language]}"
    yield f"  {MARKS[answer.state]} {head}"
    yield from _wrapped(one.question[language], width)
    yield from _wrapped(answer.explanation[language], width)
    if answer.by == "human":
        label = words["contested" if answer.contested else "computed"]
        state = STATE_WORDS[answer.machine][language]
        text = f"{label}: {state}. {answer.machine_explanation[language]}"
        yield from _wrapped(text, width)
    places = (_place(item, language) for item in answer.evidence[:PLACES_SHOWN])
    for place in dict.fromkeys(places):
        if place:
            yield f"      {place}"
    if (left := answer.evidence_total - PLACES_SHOWN) > 0:
        yield f"      {words['more' if left > 1 else 'one_more'].format(number=left)}"
    if one.hints and answer.state in ("needs-human", "unknown"):
        yield from _wrapped(f"{words['hints']}: {one.hints[language]}", width)
    if one.remedy and answer.state in ("not-met", "partly", "unknown"):
        yield from _wrapped(f"{words['remedy']}: {one.remedy[language]}", width)
    for aside in answer.set_aside:
        text = f"{words['aside']} ({aside.given.who}): {aside.why[language]}"
        yield from _wrapped(text, width)


def _place(item: Evidence, language: Language) -> str:
    """One line: where, and what is to be seen there."""
    where = item.path or (item.commit or "")[:12]
    if item.path and item.line:
        where = f"{item.path}:{item.line}"
    when = day(item.date, language) if item.date else ""
    return plain(" · ".join(part for part in (where, *_seen(item, language), when) if part))


def _seen(item: Evidence, language: Language) -> tuple[str, ...]:
    """A number with what it counts, and what stands there."""
    quote = item.words[language] if item.words else item.quote or ""
    if item.number is None:
        return (quote,)
    shown = number(item.number, language)
    return (f"{shown} {quote}",) if item.words else (shown, quote)


def _wrapped(text: str, width: int, indent: str = "      ") -> list[str]:
    return textwrap.wrap(
        plain(text),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain(text: str) -> str:
    """The text in one line, without characters that steer (ECMA-48, Unicode category C)."""
    line = re.sub(r"[^\S\u00a0]+", " ", text).strip()
    return "".join(one for one in line if not unicodedata.category(one).startswith("C"))
