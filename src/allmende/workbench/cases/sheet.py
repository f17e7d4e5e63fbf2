# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The decision sheet: on one page what was decided, by whom, on which grounds, under which rule."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from allmende.documents import (
    Definitions,
    Document,
    Items,
    Language,
    Line,
    Note,
    Paragraph,
    Section,
    Table,
)
from allmende.workbench.cases import registry
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, LaneRun, Move
from allmende.workbench.cases.queries import history

NAME = "decision-sheet"
WORDS = {
    "de": {
        "title": "Entscheidungsblatt",
        "draft": "Über diesen Vorgang ist noch nicht entschieden.",
        "subject": "Gegenstand",
        "kind": "Art",
        "state": "Stand",
        "tier": "Stufe",
        "asked": "Beantragt von",
        "unit": "Organisationseinheit",
        "submitted": "Eingereicht am",
        "decision": "Entscheidung",
        "decided": "Ergebnis",
        "by": "Entschieden von",
        "on": "am",
        "reason": "Begründung",
        "eyes": "Vier Augen",
        "yes": "ja: beantragt und entschieden haben verschiedene Personen",
        "no": "nein",
        "itself": "die Werkbank selbst",
        "lanes": "Prüfspuren",
        "lane": "Prüfspur",
        "answer": "Ergebnis",
        "person": "Geprüft von",
        "conditions": "Bedingungen",
        "condition": "Bedingung",
        "due": "bis",
        "done": "erledigt",
        "open": "offen",
        "skipped": "entfällt",
        "unanswered": "noch offen",
        "evidence": "Nachweise",
        "rule": "Regel",
        "version": "{title}, Fassung {version}, Prüfsumme {digest}",
        "policy": "Regelwerk",
        "file": "Datei",
        "chain": "Protokoll",
        "events": "{number} Ereignisse bis {moment}, letzte Prüfsumme der Kette: {head}",
        "none": "keine",
    },
    "en": {
        "title": "Decision sheet",
        "draft": "This case is not decided yet.",
        "subject": "Subject",
        "kind": "Kind",
        "state": "State",
        "tier": "Tier",
        "asked": "Asked for by",
        "unit": "Organisational unit",
        "submitted": "Submitted on",
        "decision": "Decision",
        "decided": "Outcome",
        "by": "Decided by",
        "on": "on",
        "reason": "Reason",
        "eyes": "Four eyes",
        "yes": "yes: different people asked and decided",
        "no": "no",
        "itself": "the workbench itself",
        "lanes": "Lanes",
        "lane": "Lane",
        "answer": "Outcome",
        "person": "Reviewed by",
        "conditions": "Conditions",
        "condition": "Condition",
        "due": "by",
        "done": "done",
        "open": "open",
        "skipped": "not needed",
        "unanswered": "still open",
        "evidence": "Evidence",
        "rule": "Rule",
        "version": "{title}, version {version}, hash {digest}",
        "policy": "Policy",
        "file": "File",
        "chain": "Audit trail",
        "events": "{number} events up to {moment}, last hash of the chain: {head}",
        "none": "none",
    },
}
ANSWERS = {
    "de": {
        "approve": "zugestimmt",
        "approve-with-condition": "mit Bedingung zugestimmt",
        "needs-change": "Änderung nötig",
        "reject": "abgelehnt",
    },
    "en": {
        "approve": "approved",
        "approve-with-condition": "approved with a condition",
        "needs-change": "needs a change",
        "reject": "rejected",
    },
}


@registry.document(NAME)
def decision_sheet(user: Any, case: Case, language: str) -> Document:
    """As `decision_document`; who may read the case may read its sheet."""
    return decision_document(case, "de" if language == "de" else "en")


def decision_document(case: Case, language: Language) -> Document:
    """The sheet of a case as it stands; no answers of the form beyond the title are on it."""
    words, kind = WORDS[language], declared(case)
    move = case.moves.filter(decides=True).select_related("by", "asked_by").last()
    opening = () if move else (Note(words["draft"], "warning"),)
    return Document(
        title=f"{words['title']} {case.number}",
        subtitle=case.title,
        language=language,
        day=timezone.localdate(move.at if move else None),
        office=settings.POLICY.office.office[language],
        opening=(*opening, Definitions(tuple(_about(case, kind, language)))),
        sections=(
            Section(words["decision"], tuple(_decision(move, kind, language))),
            Section(words["lanes"], (_lanes(case, kind, language),)),
            Section(words["conditions"], (_conditions(case, language),)),
            Section(words["evidence"], (Definitions(tuple(_evidence(case, kind, language))),)),
        ),
    )


def _about(case: Case, kind: Kind, language: Language) -> Iterator[tuple[str, Line]]:
    words = WORDS[language]
    yield words["subject"], case.title or "–"
    yield words["kind"], kind.title[language]
    yield words["state"], kind.state(case.state).label[language]
    if tier := next((one for one in kind.tiers if one.id == case.tier), None):
        yield words["tier"], tier.label[language]
    yield words["asked"], str(case.requester)
    if case.unit:
        yield words["unit"], case.unit.name
    if case.submitted_at:
        yield words["submitted"], _day(case.submitted_at, language)


def _decision(move: Move | None, kind: Kind, language: Language) -> Iterator[Any]:
    words = WORDS[language]
    if move is None:
        yield Paragraph(words["none"])
        return
    step = kind.transition(move.transition, move.from_state) if _knows(kind, move) else None
    outcome = step.label[language] if step else move.to_state
    yield Definitions(
        (
            (words["decided"], outcome),
            (words["by"], f"{_who(move.by, words)}, {words['on']} {_day(move.at, language)}"),
            (words["reason"], move.reason or "–"),
            (words["eyes"], words["yes"] if move.four_eyes else words["no"]),
        )
    )


def _knows(kind: Kind, move: Move) -> bool:
    return any(
        one.id == move.transition and move.from_state in one.from_states for one in kind.transitions
    )


def _lanes(case: Case, kind: Kind, language: Language) -> Any:
    words = WORDS[language]
    labels = {one.id: one.label[language] for one in kind.lanes}
    runs = case.lanes.filter(current=True).select_related("answered_by").order_by("id")
    rows = [
        (
            labels.get(run.lane, run.lane),
            _answer(run, language),
            _who(run.answered_by, words) if run.answered_at else "–",
            (run.skipped_why or {}).get(language) or run.reason or "–",
        )
        for run in runs
    ]
    if not rows:
        return Paragraph(words["none"])
    header = (words["lane"], words["answer"], words["person"], words["reason"])
    return Table(header, tuple(rows), widths=(3, 2, 2, 4), row_headers=True)


def _answer(run: LaneRun, language: Language) -> str:
    words = WORDS[language]
    if run.state == LaneRun.State.SKIPPED:
        return words["skipped"]
    return ANSWERS[language].get(run.answer, words["unanswered"])


def _conditions(case: Case, language: Language) -> Any:
    words = WORDS[language]
    found = case.conditions.select_related("responsible").order_by("due_on", "id")
    items = []
    for one in found:
        due = f" ({words['due']} {_day(one.due_on, language)})" if one.due_on else ""
        state = words["done"] if one.done_at else words["open"]
        items.append(f"{one.text}{due} – {_who(one.responsible, words)}, {state}")
    return Items(tuple(items)) if items else Paragraph(words["none"])


def _evidence(case: Case, kind: Kind, language: Language) -> Iterator[tuple[str, Line]]:
    words = WORDS[language]
    yield (
        words["rule"],
        words["version"].format(
            title=kind.title[language], version=kind.version, digest=kind.digest
        ),
    )
    yield words["policy"], f"{settings.POLICY.name} {settings.POLICY.version}"
    for one in case.attachments.filter(removed_at=None, internal=False).order_by("id"):
        yield words["file"], f"{one.name}, SHA-256 {one.sha256}"
    for giver in registry.EVIDENCE:
        for found in giver(case):
            yield found.label[language], found.key
    number, last, moment = history.head(case)
    yield (
        words["chain"],
        words["events"].format(
            number=number, head=last, moment=_day(moment, language) if moment else "–"
        ),
    )


def _who(person: Any, words: dict[str, str]) -> str:
    return str(person) if person is not None else words["itself"]


def _day(moment: Any, language: Language) -> str:
    day = timezone.localdate(moment) if hasattr(moment, "hour") else moment
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {day:%B %Y}"
