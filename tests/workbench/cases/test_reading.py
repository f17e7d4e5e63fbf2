# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists, board, tasks, page and sheet: what stands in them, and what it costs to ask."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.workbench.cases import making

from allmende.documents import as_html, as_pdf
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import apps, definitions, registry, sheet
from allmende.workbench.cases.kinds import Kind, KindErrors, digest_of
from allmende.workbench.cases.models import Case, KeptKind, LaneRun
from allmende.workbench.cases.queries import board, history, page, tasks
from allmende.workbench.cases.queries import cases as reading
from allmende.workbench.cases.queries import lanes as ages
from allmende.workbench.cases.services import (
    advancing,
    conditions,
    filing,
    lanes,
    migrating,
    moving,
    talking,
)
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
Asked = Callable[..., Case]


def many(kind: Kind, number: int) -> None:
    """Cases in several states, copied from one, with a running lane each."""
    asker = making.person("asker")
    first = making.brought_to(asker, kind, "review")
    states = [one for one in kind.states if one.phase == "open"]
    late = timezone.localdate() - timedelta(days=30)
    copies = []
    for turn in range(number):
        copy = Case.objects.get(pk=first.pk)
        state = states[turn % len(states)]
        copy.pk, copy.number = None, f"X-{turn:05}"
        copy.state, copy.phase, copy.figure = state.id, state.phase, state.figure
        copy.due_on = late
        copies.append(copy)
    kept = Case.objects.bulk_create(copies)
    LaneRun.objects.bulk_create(
        LaneRun(case=one, lane=kind.lanes[0].id, role=kind.lanes[0].role, state="running",
                started_at=timezone.now(), due_on=late)
        for one in kept
    )  # fmt: skip


READS: dict[str, tuple[int, Callable[[User, Kind], Any]]] = {
    "list": (5, lambda user, kind: list(reading.listing(user, reading.Wanted())[:50])),
    "facets": (16, lambda user, kind: reading.choices(user, reading.Wanted(text="a"))),
    "board": (8, lambda user, kind: board.columns(user, kind.id)),
    "my tasks": (13, lambda user, kind: tasks.my_tasks(user)),
    "counts": (13, lambda user, kind: tasks.counts(user)),
    "waiting for": (2, lambda user, kind: tasks.waiting_for(user)),
    "overdue": (6, lambda user, kind: tasks.overdue_for(user)),
    "ages": (4, lambda user, kind: ages.ages(user, kind.id)),
}


@pytest.mark.parametrize("what", READS)
def test_what_is_asked_costs_the_same_for_ten_and_for_sixty_cases(
    what: str, legal_question: Kind, django_assert_max_num_queries: Any
) -> None:
    most, read = READS[what]
    people = [making.person("legal", "legal"), making.person("asker"), making.person("reviewer")]
    many(legal_question, 10)
    costs = []
    for _ in range(2):
        for who in people:
            user = User.objects.get(pk=who.pk)
            with django_assert_max_num_queries(most) as asked:
                read(user, legal_question)
            costs.append(len(asked))
        if len(costs) == len(people):
            Case.objects.filter(number__startswith="X").delete()
            many(legal_question, 60)
    assert costs[: len(people)] == costs[len(people) :]


def test_the_page_costs_the_same_however_much_happened(
    asked: Asked, legal: User, django_assert_max_num_queries: Any
) -> None:
    case = asked("review", **{"personal-data": True})

    def cost() -> int:
        user = User.objects.get(pk=legal.pk)
        with django_assert_max_num_queries(18) as made:
            found = reading.by_number(user, case.number)
            assert found is not None
            page.page(user, found)
            history.history(found)
        return len(made)

    before = cost()
    for turn in range(4):
        talking.comment(legal, case, f"Word {turn}", internal=bool(turn % 2))
        filing.attach(legal, case, f"f{turn}.txt", [b"x%d" % turn])
        conditions.add(legal, case, conditions.NewCondition(f"Do {turn}."))
    making.answer_all(lambda run: legal, case)
    assert cost() == before


def test_the_list_finds_filters_and_sorts(asked: Asked, office: User, colleague: User) -> None:
    one, two = asked("asked", question="About fonts"), asked("review", question="About logos")
    found = reading.listing(office, reading.Wanted(text="logos"))
    assert [case.pk for case in found] == [two.pk]
    found = reading.listing(office, reading.Wanted(state=("asked", "review")), "number")
    assert [case.pk for case in found] == [one.pk, two.pk]
    assert reading.choices(office, reading.Wanted())["state"] == {"asked": 1, "review": 1}
    assert list(reading.listing(colleague, reading.Wanted(mine=True, kind=("contribution",)))) == []
    assert reading.by_number(making.person("passer-by"), one.number) is None


def test_the_board_counts_all_and_shows_the_first(legal_question: Kind, legal: User) -> None:
    many(legal_question, 12)
    columns = {one.state.id: one for one in board.columns(legal, "legal-question", cards=2)}
    assert columns["asked"].number == 3
    assert len(columns["asked"].cards) == 2
    assert list(columns) == [one.id for one in legal_question.states]


def test_everybody_has_the_tasks_that_can_be_done_now(
    asked: Asked, colleague: User, legal: User, office: User
) -> None:
    draft, waits, works = asked(), asked("asked"), asked("review", **{"personal-data": False})
    assert {(one.what, one.case.pk) for one in tasks.my_tasks(colleague)} == {("form", draft.pk)}
    assert {one.case.pk for one in tasks.waiting_for(colleague)} == {waits.pk, works.pk}
    mine = {(one.what, one.case.pk) for one in tasks.my_tasks(legal)}
    assert mine == {("step", waits.pk), ("lane", works.pk)}
    making.answer_all(lambda run: legal, works)
    mine = {(one.what, one.case.pk) for one in tasks.my_tasks(legal)}
    assert mine == {("step", waits.pk), ("step", works.pk)}
    assert tasks.counts(legal)["step"] == 2


def test_a_lane_of_an_own_case_is_no_task(legal_question: Kind, legal: User) -> None:
    making.brought_to(legal, legal_question, "review")
    assert [one.what for one in tasks.my_tasks(legal)] == []


def test_ages_are_told_against_the_target(legal_question: Kind, legal: User) -> None:
    many(legal_question, 6)
    LaneRun.objects.update(started_at=timezone.now() - timedelta(days=30))
    first = ages.ages(legal, "legal-question")[0]
    assert first.open >= 6 and first.oldest is not None and first.oldest > first.target
    assert first.late == first.open


def test_the_history_reads_as_sentences_and_reasons_come_with_it(asked: Asked, legal: User) -> None:
    case = asked("asked")
    case = moving.take(legal, case, "query", reason="Which contract?")
    newest = history.history(case)[0]
    assert (newest.who, newest.reason) == ("Leo Legal", "Which contract?")
    assert newest.sentence == f"took the step “Ask back” in {case.number}, now: Query"
    assert "contract" not in str(Event.objects.get(pk=newest.event).data)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_says_who_decided_what_under_which_rule(
    asked: Asked, legal: User, language: Any
) -> None:
    case = asked("review", question="May we <b>use</b> it?", **{"personal-data": False})
    row = filing.attach(legal, case, "opinion.txt", [b"text"])
    making.answer_all(lambda run: legal, case)
    case.refresh_from_db()
    case = moving.take(
        legal,
        case,
        "answer",
        reason="It is allowed.",
        conditions_set=[conditions.NewCondition("Name the author.")],
    )
    document = sheet.decision_document(case, language)
    text = as_html(document)
    digest = history.head(case)[1]
    for said in (case.number, "Leo Legal", "It is allowed.", "Name the author.", row.sha256,
                 case.kept.digest, digest, "&lt;b&gt;use"):  # fmt: skip
        assert said in text
    pdf = as_pdf(document)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") <= 1


def test_evidence_of_other_apps_stands_on_the_sheet(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = registry.Evidence({"de": "Bericht", "en": "Report"}, "assessment 12, sha256 abc")
    monkeypatch.setattr(registry, "EVIDENCE", [lambda case: [piece]])
    assert "assessment 12" in as_html(sheet.decision_document(asked("review"), "en"))


class TestVersions:
    @pytest.fixture
    def newer(self, legal_question: Kind, monkeypatch: pytest.MonkeyPatch) -> Kind:
        """The rules of tomorrow: one field less, one lane less."""
        content = legal_question.as_json()
        content["version"] = legal_question.version + 1
        for group in content["groups"]:
            group["fields"] = [one for one in group["fields"] if one["id"] != "amount"]
        content["lanes"] = [one for one in content["lanes"] if one["id"] != "data-protection"]
        kind = Kind.from_json({**content, "digest": ""})
        kind = Kind.from_json({**content, "digest": digest_of(kind)})
        present = {**definitions.current(), kind.id: kind}

        def switch() -> None:
            monkeypatch.setattr(definitions, "current", lambda: present)

        self.switch = switch
        return kind

    def test_a_running_case_keeps_its_rules_until_it_is_moved(
        self, asked: Asked, newer: Kind, office: User, colleague: User
    ) -> None:
        case = asked("review", **{"personal-data": True})
        amount = case.values["amount"]
        self.switch()
        assert definitions.declared(case).version == 1
        changes = migrating.preview(case)
        assert [one["en"] for one in changes.set_aside] == ["Value at stake"]
        assert [one["en"] for one in changes.gone_lanes] == ["Data protection"]
        with pytest.raises(NotAllowed):
            migrating.migrate(colleague, case, "So.")
        case = migrating.migrate(office, case, "So.")
        assert (case.kept.version, case.left_over) == (2, {"amount": amount})
        assert "amount" not in case.values
        assert not case.lanes.get(lane="data-protection").current
        with pytest.raises(Refused, match="present version"):
            migrating.migrate(office, case, "So.")
        assert KeptKind.objects.filter(kind="legal-question").count() == 2

    def test_a_state_that_is_gone_holds_the_case_where_it_is(
        self, asked: Asked, legal_question: Kind, office: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = asked("review")
        states = tuple(one for one in legal_question.states if one.id != "review")
        without = replace(legal_question, version=2, states=states, digest="0" * 16)
        monkeypatch.setattr(definitions, "current", lambda: {without.id: without})
        assert "In review" in migrating.preview(case).impossible[0]["en"]
        with pytest.raises(Refused, match="cannot be moved"):
            migrating.migrate(office, case, "So.")


def test_the_workbench_takes_its_own_steps_once_nothing_is_open(
    every_kind: dict[str, Kind], office: User
) -> None:
    case = making.brought_to(making.person("asker"), every_kind["publication"], "review")
    assert advancing.advance(case.pk) == []
    for run in case.lanes.filter(current=True):
        LaneRun.objects.filter(pk=run.pk).update(
            state="answered", answer="approve", answered_at=timezone.now()
        )
    assert advancing.advance_all() == 1
    case.refresh_from_db()
    assert case.state == "decision"
    assert case.moves.get().by is None
    assert advancing.advance_all() == 0


def test_an_answered_lane_wakes_the_workbench(
    every_kind: dict[str, Kind], work_off_jobs: Any
) -> None:
    legal, office = making.person("legal", "legal"), making.person("office", "office")
    case = making.brought_to(making.person("asker"), every_kind["publication"], "review")
    reviewers = {"legal": legal, "office": office, "community": making.person("c", "community")}
    for run in case.lanes.filter(role="reviewer", current=True).exclude(state="skipped"):
        lanes.assign(office, run, office)
    making.answer_all(lambda run: reviewers.get(run.role, office), case)
    work_off_jobs()
    case.refresh_from_db()
    assert case.state == "decision"


def test_a_kind_that_names_what_nobody_registered_is_an_error_at_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert apps.kinds_are_usable() == []
    known = {name: one for name, one in registry.GUARDS.items() if name != "review-date-reached"}
    monkeypatch.setattr(registry, "GUARDS", known)
    errors = apps.kinds_are_usable()
    assert errors and all("review-date-reached" in one.msg for one in errors)
    with pytest.raises(KindErrors, match="review-date-reached"):
        definitions.require_usable()
    assert "publication" not in definitions.current()
    assert "legal-question" in definitions.current()


def test_a_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "GUARDS", dict(registry.GUARDS))
    registry.guard("mine")(test_a_name_is_registered_once)
    with pytest.raises(ValueError, match="registered already"):
        registry.guard("mine")(lambda case: True)
