# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an inspection saw of a repository, as a document: coverage, findings, facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from allmende.criteria.values import beside, title_of
from allmende.documents import (
    Block,
    Code,
    Definitions,
    Document,
    Items,
    KeyFigure,
    KeyFigures,
    Line,
    Note,
    Paragraph,
    Section,
    Source,
    Table,
    Tone,
)
from allmende.reporting.coverage import complete, coverage_blocks
from allmende.reporting.places import place
from allmende.reporting.words import KINDS, WORDS, Language, as_data, count, share

if TYPE_CHECKING:
    from allmende.repositories import Inspection

Json = Mapping[str, Any]
Words = Mapping[str, str]
CONFIDENCE = 0.6
MOST_FINDINGS = 500
"""Rows of findings in one document."""
LONGEST_VALUE = 240
_SUBJECTS = {"licence": "licences", "sbom": "boms", "dependencies": "manifests"}
"""First words of facts that are not the name of their subject."""


def inspection_document(
    inspection: "Inspection | Json",
    language: Language,
    *,
    office: str = "",
    author: str = "",
    confidence: float = CONFIDENCE,
) -> Document:
    """The inspection, or the JSON it was kept as; findings from a confidence on are listed."""
    data = as_data(inspection)
    words = WORDS[language]
    day = datetime.fromisoformat(data["inspected_at"]).date()
    return Document(
        title=words["inspection"],
        subtitle=data["repository"],
        language=language,
        day=day,
        office=office,
        author=author,
        opening=tuple(_opening(data, words, language, confidence)),
        sections=(
            Section(words["findings"], tuple(_findings(data, words, language, confidence))),
            Section(words["facts"], (), tuple(_facts(data["facts"], words, language))),
            Section(words["method"], (Paragraph(words["method_text"]),)),
        ),
        sources=tuple(_sources(data, words, day)),
    )


def counted(findings: Sequence[Json] | None, confidence: float) -> list[Json]:
    """Findings that nobody set aside, from a confidence on."""
    return [
        one for one in findings or () if not one["suppressed"] and one["confidence"] >= confidence
    ]


def _opening(data: Json, words: Words, language: Language, confidence: float) -> Iterator[Block]:
    yield from coverage_blocks(data["coverage"], language)
    yield Definitions(
        (
            (words["repository"], Code(data["repository"])),
            (words["commit"], Code(data["commit"] or words["no_commit"])),
        )
    )
    facts = data["facts"]
    known = sum(one["state"] != "unknown" for one in facts)
    figures = [KeyFigure(words["of"].format(part=known, whole=len(facts)), words["facts_figure"])]
    if data["findings"] is not None:
        found = len(counted(data["findings"], confidence))
        clean: Tone = "good" if complete(data["coverage"]) else "open"
        note = words["sureness_note"].format(confidence=share(confidence, language))
        aside = sum(bool(one["suppressed"]) for one in data["findings"])
        number = count(found, language)
        tone: Tone = "bad" if found else clean
        figures.insert(0, KeyFigure(number, words["findings_figure"], note, tone))
        figures.append(KeyFigure(count(aside, language), words["suppressed_figure"]))
    yield KeyFigures(tuple(figures))


def _findings(data: Json, words: Words, language: Language, confidence: float) -> Iterator[Block]:
    if data["findings"] is None:
        yield Note(words["not_scanned"], "warning")
        return
    found = counted(data["findings"], confidence)
    if not found:
        seen = complete(data["coverage"])
        yield Paragraph(words["no_findings" if seen else "no_findings_gaps"])
    else:
        yield _findings_table(found, words, language)
    if len(found) > MOST_FINDINGS:
        yield Paragraph(words["findings_left"].format(number=MOST_FINDINGS), small=True)
    left = len(counted(data["findings"], 0)) - len(found)
    if left:
        told = share(confidence, language)
        number = count(left, language)
        yield Paragraph(words["doubtful"].format(number=number, confidence=told), small=True)
    suppressed = [one for one in data["findings"] if one["suppressed"]]
    if suppressed:
        yield _suppressed_table(suppressed, words, language)
    rejected = data.get("rejected_suppressions") or ()
    if rejected:
        yield Note(words["suppressions_rejected"], "warning")
        yield Items(tuple(_rejected(one, words, language) for one in rejected))


def _rejected(one: Json, words: Words, language: Language) -> str:
    line = words["line"].format(number=one["line"]) if one["line"] else ""
    return f"{line}{one['why'][language]}"


def _findings_table(found: Sequence[Json], words: Words, language: Language) -> Table:
    names = ("what", "where", "shown", "sure", "now")
    return Table(
        tuple(words[f"finding_{name}"] for name in names),
        tuple(_finding(one, words, language) for one in found[:MOST_FINDINGS]),
        align=("left", "left", "left", "right", "left"),
        widths=(4, 6, 4, 2, 3),
    )


def _finding(one: Json, words: Words, language: Language) -> tuple[Line, ...]:
    kind = KINDS[one["kind"]][language]
    return (
        f"{kind}: {one['title'][language]}",
        _where(one, words, language),
        Code(one["redacted"]),
        share(one["confidence"], language),
        words["in_head" if one["in_head"] else "in_history"],
    )


def _where(one: Json, words: Words, language: Language) -> Line:
    path, line = one["path"], one["line"]
    first = Code(f"{path}:{line}" if line else path)
    more = one["places_total"] - 1
    return (first, words["places"].format(number=count(more, language))) if more > 0 else first


def _suppressed_table(found: Sequence[Json], words: Words, language: Language) -> Table:
    rows = tuple(
        (
            one["title"][language],
            _where(one, words, language),
            one["suppressed"]["reason"],
            _until(one["suppressed"]["expires"], words, language),
        )
        for one in found[:MOST_FINDINGS]
    )
    return Table(
        (words["finding_what"], words["finding_where"], words["reason"], words["finding_now"]),
        rows,
        caption=words["suppressed"],
        widths=(3, 5, 5, 2),
    )


def _until(expires: str | None, words: Words, language: Language) -> str:
    if expires is None:
        return words["endless"]
    day = date.fromisoformat(expires)
    return words["until"].format(day=f"{day:%d.%m.%Y}" if language == "de" else expires)


def _facts(facts: Sequence[Json], words: Words, language: Language) -> Iterator[Section]:
    """A table for each subject, which is the first word of a fact's key."""
    subjects: dict[str, list[Json]] = {}
    for one in facts:
        subjects.setdefault(one["key"].partition(".")[0], []).append(one)
    for subject, given in subjects.items():
        table = Table(
            (words["fact"], words["value"], words["where"]),
            tuple(_fact(one, words, language) for one in given),
            widths=(4, 6, 5),
            row_headers=True,
        )
        yield Section(_subject(subject, language), (table,))


def _subject(key: str, language: Language) -> str:
    from allmende.repositories import FACTS

    title = FACTS.get(key) or FACTS.get(_SUBJECTS.get(key, ""))
    return title[language] if title else key


def _fact(fact: Json, words: Words, language: Language) -> tuple[Line, ...]:
    evidence = next(iter(fact["evidence"]), None)
    where = place(evidence, language) if evidence else ()
    more = len(fact["evidence"]) - 1
    if more > 0 and where:
        where = (*where, words["places"].format(number=count(more, language)))
    return (title_of(fact)[language], _said(fact, words, language), where or "–")


def _said(fact: Json, words: Words, language: Language) -> str:
    state, note = fact["state"], (fact["note"] or {}).get(language, "")
    value = beside(fact, language, LONGEST_VALUE)
    head = {"yes": words["yes"], "no": words["no"], "unknown": words["not_known"]}.get(state, "")
    return ". ".join(part for part in (": ".join(filter(None, (head, value))), note) if part)


def _sources(data: Json, words: Words, day: date) -> Iterator[Source]:
    commit = f", {words['commit']} {data['commit']}" if data["commit"] else ""
    address = data["repository"] if "://" in data["repository"] else ""
    named = words["repository"] + ("" if address else f" {data['repository']}")
    yield Source(f"{named}{commit}", address, day)
