# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A case is filled in, submitted, looked at, decided; and whatever does not belong is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone, translation
from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, LaneRun, Move, NumberRange
from allmende.workbench.cases.queries import cases as reading
from allmende.workbench.cases.services import conditions, filling, lanes, moving, starting
from allmende.workbench.cases.services.locking import Overtaken
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
Asked = Callable[..., Case]


def fresh(case: Case) -> Case:
    return Case.objects.select_related("kept").get(pk=case.pk)


def test_a_case_is_started_with_number_title_and_the_rules_of_today(colleague: User) -> None:
    case = starting.start(colleague, "legal-question", {"question": "May we?"})
    year = timezone.localdate().year
    assert (case.number, case.title, case.state) == (f"REC-{year}-0001", "May we?", "draft")
    assert case.kept.kind == "legal-question"
    assert len(case.kept.digest) == 16
    assert starting.start(colleague, "legal-question").number == f"REC-{year}-0002"
    assert starting.start(colleague, "contribution").number.endswith("-0001")


def test_a_stranger_starts_nothing(stranger: Any) -> None:
    with pytest.raises(NotAllowed):
        starting.start(stranger, "legal-question")
    assert not NumberRange.objects.exists()


def test_a_number_is_not_lost_with_a_transaction_that_fails(colleague: User) -> None:
    with pytest.raises(Refused):
        starting.start(colleague, "no-such-kind")
    assert starting.start(colleague, "legal-question").number.endswith("-0001")


def test_who_asked_submits_and_nobody_else(asked: Asked, colleague: User, office: User) -> None:
    case = asked()
    with pytest.raises(NotAllowed):
        moving.take(office, case, "ask")
    case = moving.take(colleague, case, "ask")
    assert (case.state, case.phase) == ("asked", "open")
    assert case.due_on is not None and case.submitted_at is not None


def test_what_is_missing_is_named(colleague: User) -> None:
    case = starting.start(colleague, "legal-question", {"question": "May we?"})
    with pytest.raises(moving.Blocked, match="Missing: Area of law"):
        moving.take(colleague, case, "ask")
    assert fresh(case).state == "draft"


def test_a_typing_error_is_kept_and_holds_up_submission(asked: Asked, colleague: User) -> None:
    saved = filling.save_values(colleague, asked(), {"wanted-by": "soon", "question": "Really?"})
    assert [one.field for one in saved.problems] == ["wanted-by"]
    case = saved.case
    assert case.unread["wanted-by"]["written"] == "soon"
    assert (case.title, "wanted-by" in case.values) == ("Really?", True)
    with pytest.raises(moving.Blocked, match="By when is the answer needed"):
        moving.take(colleague, case, "ask")
    case = filling.save_values(colleague, case, {"wanted-by": "2030-01-02"}).case
    assert moving.take(colleague, case, "ask").state == "asked"


def test_a_stale_form_overwrites_nothing(asked: Asked, colleague: User) -> None:
    case = asked()
    opened = case.lock_version
    filling.save_values(colleague, case, {"question": "From the one window"}, opened)
    saved = filling.save_values(
        colleague, case, {"question": "From the other", "wanted-by-reason": "Why not"}, opened
    )
    assert saved.conflicts["question"].theirs == "From the one window"
    assert saved.conflicts["question"].by == str(colleague)
    assert saved.changed == ("wanted-by-reason",)
    assert fresh(case).values["question"] == "From the one window"


def test_saving_the_same_again_is_no_conflict_and_no_event(asked: Asked, colleague: User) -> None:
    case = asked()
    before = Event.objects.count()
    saved = filling.save_values(colleague, case, {"question": case.values["question"]}, seen=0)
    assert (saved.changed, saved.conflicts) == ((), {})
    assert Event.objects.count() == before


def test_an_answer_names_only_what_is_there(asked: Asked, colleague: User) -> None:
    case = asked()
    saved = filling.save_values(
        colleague,
        case,
        {"unit": 99999, "software": "nowhere", "attachments": ["sha256:" + "0" * 64]},
    )
    assert {one.field for one in saved.problems} == {"unit", "software", "attachments"}
    assert fresh(case).values == case.values


def test_only_who_asked_fills_in_and_only_while_the_form_is_open(
    asked: Asked, colleague: User, office: User
) -> None:
    with pytest.raises(NotAllowed):
        filling.save_values(office, asked(), {"question": "Mine"})
    with pytest.raises(Refused, match="cannot be changed"):
        filling.save_values(colleague, asked("review"), {"question": "Later"})


def test_lanes_run_side_by_side_and_one_that_is_not_needed_says_why(asked: Asked) -> None:
    case = asked("review", **{"personal-data": False})
    runs = {one.lane: one for one in case.lanes.all()}
    assert runs["legal"].state == LaneRun.State.RUNNING
    assert runs["data-protection"].state == LaneRun.State.SKIPPED
    assert "personal" in runs["data-protection"].skipped_why["en"].lower()


def test_a_lane_is_answered_by_its_role_and_not_by_who_asked(
    asked: Asked, legal: User, office: User, colleague: User
) -> None:
    run = asked("review").lanes.get(lane="legal")
    for other in (office, colleague):
        with pytest.raises(NotAllowed):
            lanes.answer_lane(other, run, "approve")
    with pytest.raises(Refused, match="Not answered yet"):
        lanes.answer_lane(legal, run, "approve")
    assert making.answer_lane(legal, run).answer == "approve"


def test_who_asked_reviews_nothing_whatever_the_role(legal_question: Kind, legal: User) -> None:
    case = making.brought_to(legal, legal_question, "review")
    run = case.lanes.get(lane="legal")
    with pytest.raises(NotAllowed):
        lanes.answer_lane(legal, run, "reject", "No.")


def test_nobody_decides_an_own_case(legal_question: Kind, legal: User) -> None:
    case = making.brought_to(legal, legal_question, "review")
    other = making.person("other-legal", "legal")
    making.answer_all(lambda run: other, case)
    with pytest.raises(moving.Blocked, match="four eyes"):
        moving.take(legal, fresh(case), "answer", reason="So.")
    case = moving.take(other, fresh(case), "answer", reason="So.")
    move = case.moves.get(decides=True)
    assert (move.by, move.asked_by, move.four_eyes) == (other, legal, True)
    assert move.digest == case.kept.digest


def test_a_decision_waits_for_the_lanes_and_needs_a_reason(asked: Asked, legal: User) -> None:
    case = asked("review")
    with pytest.raises(moving.Blocked, match="Still open"):
        moving.take(legal, case, "answer", reason="So.")
    making.answer_all(lambda run: legal, case)
    with pytest.raises(Refused, match="needs a reason"):
        moving.take(legal, fresh(case), "answer")


def test_a_lane_that_asks_for_changes_is_looked_at_once_more(
    asked: Asked, colleague: User, legal: User
) -> None:
    case = asked("review", **{"personal-data": False})
    making.answer_lane(legal, case.lanes.get(lane="legal", current=True), "needs-change")
    case = moving.take(legal, fresh(case), "query", reason="Please say more.")
    assert case.waiting_since == timezone.localdate()
    case = moving.take(colleague, case, "ask")
    case = moving.take(legal, case, "accept")
    first, second = case.lanes.filter(lane="legal").order_by("round")
    assert (first.current, first.answer) == (False, "needs-change")
    assert (second.current, second.state, second.round) == (True, "running", 2)


def test_a_condition_becomes_a_task_and_is_done_once(
    asked: Asked, colleague: User, legal: User
) -> None:
    case = asked("review", **{"personal-data": False})
    run = case.lanes.get(lane="legal", current=True)
    for item in lanes.questions(case, moving.declared(case).lane("legal")):
        lanes.answer_item(legal, run, item.id, "met")
    with pytest.raises(Refused, match="condition belongs"):
        lanes.answer_lane(legal, run, "approve-with-condition")
    day = timezone.localdate() + timedelta(days=14)
    new = conditions.NewCondition("Name the source.", day)
    lanes.answer_lane(legal, run, "approve-with-condition", conditions_set=[new])
    (condition,) = case.conditions.all()
    assert (condition.responsible, condition.due_on) == (colleague, day)
    conditions.complete(colleague, condition, "Named.")
    with pytest.raises(Overtaken, match="Carl Colleague"):
        conditions.complete(legal, condition)


def test_a_lane_is_given_to_somebody_who_may(asked: Asked, office: User, legal: User) -> None:
    run = asked("review").lanes.get(lane="legal", current=True)
    with pytest.raises(Refused, match="role"):
        lanes.assign(office, run, office)
    with pytest.raises(Refused, match="own case"):
        lanes.assign(office, run, run.case.requester)
    assert lanes.assign(office, run, legal).reviewer == legal
    with pytest.raises(NotAllowed):
        lanes.assign(run.case.requester, run, legal)


def test_the_machine_answers_first_and_a_person_after_it(asked: Asked, legal: User) -> None:
    case = asked("review")
    said = [lanes.MachineAnswer("legal", "sources", "unknown", "Nothing seen.", ["x"])]
    assert len(lanes.answer_by_machine(case, said)) == 1
    assert lanes.answer_by_machine(case, said) == []
    run = case.lanes.get(lane="legal", current=True)
    with pytest.raises(Refused, match="needs a reason"):
        lanes.answer_item(legal, run, "sources", "partly")
    kept = lanes.answer_item(legal, run, "sources", "partly", "One is missing.")
    assert [one.machine for one in run.answers.all()] == [True, False]
    with pytest.raises(TypeError):
        kept.save()


def test_who_asked_withdraws_and_open_lanes_end(asked: Asked, colleague: User) -> None:
    case = moving.withdraw(colleague, asked("review"))
    assert (case.phase, case.figure) == ("closed", "withdrawn")
    assert case.delete_on is not None
    assert {one.state for one in case.lanes.all()} == {LaneRun.State.SKIPPED}
    with pytest.raises(Refused, match="cannot be withdrawn"):
        moving.withdraw(colleague, case)


def test_reopening_a_decided_case_asks_the_lanes_anew(
    asked: Asked, colleague: User, legal: User
) -> None:
    case = asked("review", **{"personal-data": True})
    making.answer_all(lambda run: legal, case)
    case = moving.take(legal, fresh(case), "answer", reason="So.")
    assert case.decided_at is not None
    case = moving.take(colleague, case, "follow-up", reason="And then?")
    case = moving.take(legal, case, "accept")
    assert case.decided_at is None
    assert {one.round for one in case.lanes.filter(current=True)} == {2}


def test_a_confidential_case_is_seen_by_fewer(
    asked: Asked, colleague: User, office: User, legal: User
) -> None:
    case = asked("asked")
    assert reading.visible_to(office).filter(pk=case.pk).exists()
    case = moving.set_confidential(colleague, case, True)
    seen = [
        reading.visible_to(one).filter(pk=case.pk).exists() for one in (colleague, legal, office)
    ]
    assert seen == [True, True, False]
    with pytest.raises(NotAllowed):
        moving.set_confidential(office, case, False)


def test_a_click_on_an_old_page_is_told_who_was_quicker(asked: Asked, legal: User) -> None:
    page = asked("asked")
    moving.take(legal, page, "accept")
    with pytest.raises(Overtaken, match="Leo Legal was quicker") as told:
        moving.take(making.person("second", "legal"), page, "refuse", reason="No.")
    assert (told.value.who, told.value.at.date()) == (legal, timezone.now().date())


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each on a connection of its own; results or errors."""
    together = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            together.wait(timeout=10)
            with translation.override("en"):
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return [one.result(timeout=60) for one in [people.submit(one, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_the_same_moment_one_wins_and_the_other_is_told(
    asked: Asked, legal: User
) -> None:
    case = asked("asked")
    second = making.person("second", "legal")
    pages = [fresh(case), fresh(case)]
    answers = at_once(
        lambda: moving.take(legal, pages[0], "accept"),
        lambda: moving.take(second, pages[1], "refuse", reason="Not ours."),
    )
    told = [one for one in answers if isinstance(one, Overtaken)]
    won = [one for one in answers if isinstance(one, Case)]
    assert (len(told), len(won)) == (1, 1)
    move = Move.objects.get(case=case)
    assert told[0].who == move.by
    assert str(move.by) in str(told[0])
    assert fresh(case).state == move.to_state


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_a_lane_at_the_same_moment_one_wins(asked: Asked, legal: User) -> None:
    run = asked("review").lanes.get(lane="legal", current=True)
    second = making.person("second", "legal")
    pair = [LaneRun.objects.select_related("case__kept").get(pk=run.pk) for _ in range(2)]
    answers = at_once(
        lambda: lanes.answer_lane(legal, pair[0], "reject", "No."),
        lambda: lanes.answer_lane(second, pair[1], "needs-change", "More."),
    )
    assert sorted(isinstance(one, Overtaken) for one in answers) == [False, True]
    assert Event.objects.filter(kind="cases.lane-answered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_however_many_start_at_once(
    legal_question: Kind, colleague: User
) -> None:
    started = at_once(*[lambda: starting.start(colleague, "legal-question") for _ in range(6)])
    numbers = sorted(int(one.number[-4:]) for one in started)
    assert numbers == [1, 2, 3, 4, 5, 6]
