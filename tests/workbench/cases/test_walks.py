# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whatever people try in whatever order, a case goes only where its kind lets it."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from tests.workbench.cases import making

from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, LaneRun, Move
from allmende.workbench.cases.relations import roles_in
from allmende.workbench.cases.services import conditions, filling, lanes, moving, starting, talking
from allmende.workbench.core import audit
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
KINDS = (
    "contribution",
    "legal-question",
    "licence-question",
    "publication",
    "usability-analysis",
)
ACTS = 45
Act = Callable[[Any, Case], Any]
Chooser = Callable[[random.Random, Case, Kind], Act]


def take(luck: random.Random, case: Case, kind: Kind) -> Act:
    """Mostly a step that leads on from here, now and then any step at all."""
    here = [one for one in kind.transitions if case.state in one.from_states]
    step = luck.choice(here if here and luck.random() < 0.8 else kind.transitions)
    tier = luck.choice(kind.tiers).id if kind.tiers and step.asks_tier else ""
    reason = luck.choice(["", "So.", "So."])
    return lambda actor, case: moving.take(actor, case, step.id, reason=reason, tier=tier)


def fill(luck: random.Random, case: Case, kind: Kind) -> Act:
    fields = luck.sample(kind.fields, min(6, len(kind.fields)))
    if case.phase == "closed":
        fields = [one for one in fields if one.type != "file"]
    given = {one.id: making.answer(one, case, luck) for one in fields}
    stale = luck.choice([True, False])
    return lambda actor, case: filling.save_values(
        actor, case, given, None if stale else case.lock_version
    )


def fill_all(luck: random.Random, case: Case, kind: Kind) -> Act:
    if case.phase == "closed":
        return fill(luck, case, kind)
    given = making.filled(kind, case, luck)
    return lambda actor, case: filling.save_values(actor, case, given)


def answer(luck: random.Random, case: Case, kind: Kind) -> Act:
    said = luck.choice(["approve", "approve", "approve-with-condition", "needs-change", "reject"])
    place = luck.random()

    def act(actor: Any, case: Case) -> Any:
        run = _run(case, place)
        for item in lanes.questions(case, kind.lane(run.lane)):
            lanes.answer_item(actor, run, item.id, "met")
        new = [conditions.NewCondition("Do it.")] if said == "approve-with-condition" else []
        return lanes.answer_lane(actor, run, said, "Since.", new)

    return act


def assign(luck: random.Random, case: Case, kind: Kind) -> Act:
    place, whom = luck.random(), making.person("reviewer")
    return lambda actor, case: lanes.assign(actor, _run(case, place), whom)


def comment(luck: random.Random, case: Case, kind: Kind) -> Act:
    internal = luck.random() < 0.5
    return lambda actor, case: talking.comment(actor, case, "A word.", internal=internal)


def _run(case: Case, place: float) -> LaneRun:
    runs = list(case.lanes.all())
    if not runs:
        raise Refused("there is no lane")
    run = runs[int(place * len(runs))]
    run.case = case
    return run


def people() -> list[Any]:
    return [
        making.person("asker"),
        making.person("asker"),
        making.person("office", "office"),
        making.person("office", "office"),
        making.person("legal", "legal"),
        making.person("community", "community"),
        making.person("reviewer"),
        making.person("passer-by"),
        making.person("admin", "administrator"),
        None,
    ]


def state_of(case: Case) -> tuple[Any, ...]:
    return (
        case.state,
        case.values,
        case.unread,
        case.tier,
        case.lock_version,
        list(LaneRun.objects.filter(case=case).values_list("pk", "state", "answer").order_by("pk")),
        Event.objects.count(),
        Move.objects.count(),
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", KINDS)
def test_a_walk_stays_on_the_paths_of_the_kind(
    name: str, seed: int, every_kind: dict[str, Kind]
) -> None:
    luck = random.Random(f"{name} {seed}")
    asker = making.person("asker")
    case = starting.start(asker, name)
    kind = declared(case)
    if seed:
        case = filling.save_values(asker, case, making.filled(kind, case, luck)).case
    choosers: list[Chooser] = [take, take, take, fill, fill_all, answer, answer, assign, comment]
    done = 0
    for _ in range(ACTS):
        actor, choose = luck.choice(people()), luck.choice(choosers)
        act = choose(luck, Case.objects.select_related("kept").get(pk=case.pk), kind)
        case = Case.objects.select_related("kept", "requester").get(pk=case.pk)
        roles, before = roles_in(actor, case), state_of(case)
        try:
            act(actor, case)
        except (Refused, NotAllowed):
            now = Case.objects.get(pk=case.pk)
            # To answer a lane is many acts, of which the first ones may be through.
            same = 4 if choose is answer else len(before)
            assert state_of(now)[:same] == before[:same], choose
            continue
        done += 1
        now = Case.objects.get(pk=case.pk)
        _check_step(kind, case, now, roles)
        _check_values(choose, case, now)
        if now.lock_version != case.lock_version or choose is comment:
            assert Event.objects.count() > before[-2], choose
    assert done
    _check_trail(case, kind)


def _check_step(kind: Kind, before: Case, now: Case, roles: frozenset[str]) -> None:
    state = kind.state(now.state)
    assert (now.phase, now.figure) == (state.phase, state.figure)
    if now.state == before.state:
        return
    move = now.moves.order_by("id").last()
    assert move is not None
    step = kind.transition(move.transition, before.state)
    assert (move.from_state, move.to_state, step.to) == (before.state, now.state, now.state)
    assert roles & set(step.who)
    assert not (step.four_eyes and "requester" in roles)
    assert move.reason or not step.needs_reason


def _check_values(choose: Chooser, before: Case, now: Case) -> None:
    if choose not in (fill, fill_all):
        assert now.values == before.values
    assert before.values.keys() <= now.values.keys()


def _check_trail(case: Case, kind: Kind) -> None:
    """The moves make one path from the start, each with its event, and the chain is whole."""
    here = kind.start.id
    moves = list(case.moves.order_by("id"))
    for move in moves:
        assert move.from_state == here
        here = move.to_state
    assert here == Case.objects.get(pk=case.pk).state
    told = Event.objects.filter(
        subject_type="case", subject_id=case.pk, kind__in=["cases.moved", "cases.decided"]
    ).order_by("id")
    assert [one.data["move"] for one in told] == [one.pk for one in moves]
    answered = case.lanes.filter(state=LaneRun.State.ANSWERED).count()
    assert Event.objects.filter(kind="cases.lane-answered").count() == answered
    assert audit.verify().broken_at is None


def test_the_walks_lead_somewhere(every_kind: dict[str, Kind]) -> None:
    """Else the walks above would prove nothing: one of them reaches a decision."""
    legal = making.person("legal", "legal")
    case = making.brought_to(making.person("asker"), every_kind["legal-question"], "review")
    making.answer_all(lambda run: legal, case)
    case.refresh_from_db()
    case = moving.take(legal, case, "answer", reason="So.")
    assert case.moves.filter(decides=True).count() == 1
