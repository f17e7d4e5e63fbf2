# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A repository held against criteria, as a document: coverage first, then result, then answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from allmende.criteria import LEVEL_NAMES, STATE_WORDS, Report
from allmende.documents import (
    Align,
    Block,
    ChecklistAnswer,
    Code,
    Definitions,
    Document,
    Emphasis,
    Inline,
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
from allmende.reporting.coverage import coverage_blocks
from allmende.reporting.places import evidence_items
from allmende.reporting.words import TONES, WORDS, Language, as_data

Json = Mapping[str, Any]
Words = Mapping[str, str]
_COLUMNS = ("met", "partly", "not_met", "unknown", "needs_human")
_SIDES: tuple[Align, ...] = ("left", "right", "right", "right", "right", "right")
_EVERY = ("must", "should", "info")
_TASKS = (
    ("todo_must", ("not-met", "partly"), ("must",)),
    ("todo_should", ("not-met", "partly"), ("should",)),
    ("todo_human", ("needs-human",), _EVERY),
    ("todo_unknown", ("unknown",), _EVERY),
)
"""What is to be done: heading, states of answers, levels of criteria."""


def report_document(
    report: Report | Json, language: Language, *, office: str = "", author: str = ""
) -> Document:
    """The report, or the JSON it was kept as, for people who decide.

    `office` is whose paper it is, `author` who had it made.
    """
    data = as_data(report)
    words, criteria = WORDS[language], data["criteria"]
    return Document(
        title=criteria["title"][language],
        subtitle=data["repository"],
        language=language,
        day=date.fromisoformat(data["date"]),
        office=office,
        author=author,
        opening=tuple(_opening(data, words, language)),
        sections=tuple(_sections(data, words, language)),
        sources=tuple(_sources(data, words)),
    )


def _opening(data: Json, words: Words, language: Language) -> Iterator[Block]:
    yield from coverage_blocks(data["coverage"], language)
    computed = data["criteria"].get("computed")
    if computed:
        yield Note(computed[language])
    yield Definitions(
        (
            (words["repository"], Code(data["repository"])),
            (words["commit"], Code(data["commit"] or words["no_commit"])),
            (words["policy"], policy_line(data, words)),
            (words["criteria"], _criteria_line(data["criteria"], words)),
        )
    )


def policy_line(data: Json, words: Words) -> str:
    """Name and version of the office's rules."""
    policy = data["policy"]
    version = policy.get("version")
    told = words["version"].format(version=version) if version else words["no_state"]
    return f"{policy['name']}, {told}"


def _criteria_line(criteria: Json, words: Words) -> str:
    told = words["version"].format(version=criteria["version"])
    return f"{criteria['id']} ({criteria['profile']}), {told}"


def _sections(data: Json, words: Words, language: Language) -> Iterator[Section]:
    yield Section(words["result"], tuple(_result(data, words, language)))
    todo = tuple(_todo(data["answers"], words, language))
    yield Section(words["todo"], () if todo else (Paragraph(words["todo_none"]),), todo)
    groups = tuple(_groups(data, words, language))
    yield Section(words["answers"], (), groups)
    aside = tuple(_aside(data, words, language))
    if aside:
        yield Section(words["aside_title"], (Items(aside),))
    yield Section(words["method"], tuple(_method(data, words, language)))


def _result(data: Json, words: Words, language: Language) -> Iterator[Block]:
    must = data["summary"]["levels"]["must"]
    if must["applicable"]:
        yield KeyFigures(tuple(_must_figures(must, words)))
    yield Paragraph(words["figures"], small=True)
    levels = [
        (LEVEL_NAMES[name][language], figures)
        for name, figures in data["summary"]["levels"].items()
        if figures["applicable"] or figures["not_applicable"]
    ]
    yield _figures_table(words["level"], words["by_level"], levels, words)
    titles = {one["id"]: one["title"][language] for one in data["criteria"]["groups"]}
    groups = data["summary"]["groups"]
    rows = [(titles[name], groups[name]) for name in titles if name in groups]
    yield _figures_table(words["group"], words["by_group"], rows, words)
    tiers = data["summary"]["tiers"]
    if tiers:
        name = (data["criteria"].get("tier") or {}).get(language, words["tier"])
        steps = [(f"{name} {number}", figures) for number, figures in tiers.items()]
        yield _figures_table(name, words["by_tier"], steps, words)
    left = sum(figures["not_applicable"] for _name, figures in levels)
    if left:
        yield Paragraph(words["not_applicable"].format(number=left), small=True)


def _must_figures(must: Json, words: Words) -> Iterator[KeyFigure]:
    whole = must["applicable"]
    tone: Tone = "good" if must["met"] == whole else "bad" if must["not_met"] else "open"
    number = words["of"].format(part=must["met"], whole=whole)
    yield KeyFigure(number, words["must_met"], words["met_note"], tone)
    known = words["of"].format(part=must["known"], whole=whole)
    by_human = must["by_human"]
    note = words["by_human_note"].format(by_human=by_human) if by_human else words["known_note"]
    yield KeyFigure(known, words["must_known"], note)
    partly = f"{words['partly']}: {must['partly']}" if must["partly"] else ""
    failed = must["not_met"]
    yield KeyFigure(str(failed), words["must_not_met"], partly, "bad" if failed else "good")
    waiting = must["unknown"] + must["needs_human"]
    tone = "open" if waiting else "good"
    yield KeyFigure(str(waiting), words["must_open"], words["open_note"].format(**must), tone)


def _figures_table(
    head: str, caption: str, rows: Sequence[tuple[str, Json]], words: Words
) -> Table:
    return Table(
        (head, *(words[column] for column in _COLUMNS)),
        tuple((name, *(str(figures[column]) for column in _COLUMNS)) for name, figures in rows),
        caption=caption,
        align=_SIDES,
        widths=(5, 2, 2, 3, 3, 3),
        row_headers=True,
    )


def _todo(answers: Sequence[Json], words: Words, language: Language) -> Iterator[Section]:
    """What keeps criteria from being met, the binding ones first."""
    for name, states, levels in _TASKS:
        tasks = [
            _task(one, language)
            for level in levels
            for one in answers
            if one["state"] in states and one["level"] == level
        ]
        if tasks:
            yield Section(words[name], (Items(tuple(tasks)),))


def _task(answer: Json, language: Language) -> Line:
    level = LEVEL_NAMES[answer["level"]][language]
    return (f"{answer['question'][language]} ({level}, ", Code(answer["criterion"]), ")")


def _groups(data: Json, words: Words, language: Language) -> Iterator[Section]:
    for group in data["criteria"]["groups"]:
        answers = [one for one in data["answers"] if one["group"] == group["id"]]
        if answers:
            blocks = tuple(_answer(one, words, language) for one in answers)
            yield Section(group["title"][language], blocks)


def _answer(answer: Json, words: Words, language: Language) -> ChecklistAnswer:
    state = answer["state"]
    return ChecklistAnswer(
        answer["question"][language],
        STATE_WORDS[state][language],
        TONES[state],
        f"{answer['criterion']} · {LEVEL_NAMES[answer['level']][language]}",
        "" if state == "needs-human" else words[f"by_{answer['by']}"],
        tuple(_reasons(answer, words, language)),
    )


def _reasons(answer: Json, words: Words, language: Language) -> Iterator[Block]:
    yield Paragraph(answer["explanation"][language])
    if answer["by"] == "human":
        yield _beside(answer, words, language)
    yield from evidence_items(answer["evidence"], answer["evidence_total"], language)
    if answer["remedy"] and answer["state"] in ("not-met", "partly", "unknown"):
        yield Paragraph((Emphasis(words["remedy"]), answer["remedy"][language]))
    if answer["hints"] and answer["state"] in ("needs-human", "unknown"):
        yield Paragraph((Emphasis(words["hints"]), answer["hints"][language]))
    for one in answer["set_aside"]:
        yield Paragraph(_set_aside(one, words, language), small=True)


def _beside(answer: Json, words: Words, language: Language) -> Block:
    """What was computed stays beside what a person says."""
    machine = answer["machine"]
    told: tuple[Inline, ...] = (
        words["computed"],
        STATE_WORDS[machine["state"]][language],
        f". {machine['explanation'][language]}",
    )
    if answer["contested"]:
        return Note(told, "warning", words["contested"])
    return Paragraph(told, small=True)


def _set_aside(one: Json, words: Words, language: Language) -> str:
    return words["aside"].format(who=one["given"]["who"], why=one["why"][language])


def _aside(data: Json, words: Words, language: Language) -> Iterator[Line]:
    for one in data["set_aside"]:
        yield f"{one['given']['criterion']}: {one['why'][language]}"
    for one in data.get("rejected_answers", ()):
        where = ":".join(str(part) for part in (one["source"], one["line"]) if part)
        yield words["rejected"].format(where=where, why=one["why"][language])


def _method(data: Json, words: Words, language: Language) -> Iterator[Block]:
    about = data["criteria"].get("about")
    if about:
        yield Paragraph(about[language])
    yield Paragraph(words["method_text"])


def _sources(data: Json, words: Words) -> Iterator[Source]:
    """The repository, the rules, and who asks for which criteria."""
    commit = f", {words['commit']} {data['commit']}" if data["commit"] else ""
    address = data["repository"] if "://" in data["repository"] else ""
    named = words["repository"] + ("" if address else f" {data['repository']}")
    yield Source(f"{named}{commit}", address, date.fromisoformat(data["date"]))
    yield Source(f"{words['policy']} {policy_line(data, words)}")
    if source := data["criteria"].get("source"):
        yield _source(words["criteria"], source)
    askers: dict[str, list[str]] = {}
    for one in data["answers"]:
        askers.setdefault(one["source"], []).append(one["criterion"])
    for source, ids in askers.items():
        told = words["for_criteria" if len(ids) > 1 else "for_criterion"]
        yield _source(told.format(ids=", ".join(ids)), source)


def _source(line: str, where: str) -> Source:
    return Source(line, where) if "://" in where else Source(f"{line}: {where}")
