# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases: lists, board, export and pages over 10,000 cases, as three people see them.

Input: one case of every kind and state of the profile `munich`, brought there by the services with
every answer given, and copied in turn under other numbers, titles, people, units and days, so that
half of all cases are open. A copy has lanes (half of those of open cases answered, with their
checklists), steps, conditions and comments, and three events in the chain. The pages are asked for
through Django's test client, so with every middleware and without the network.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from tests.bench._table import peak_memory, print_table, seconds

WANTED = 10_000
EMPLOYEES, REVIEWERS, UNITS = 1_000, 40, 60
TOGETHER = 500
WORDS = ["Terminbuchung", "Wahlhelfer-App", "Formulare", "Geodaten", "Straßenbeleuchtung",
         "Sitzungsdienst", "Parkausweis", "Kita-Planung", "Haushalt", "Zeiterfassung"]  # fmt: skip
COPIED = ("kind", "kept_id", "state", "phase", "figure", "tier", "values", "field_changes")


def main() -> None:
    import django

    django.setup()
    from django.db import connection

    # A database of its own on PostgreSQL, too, thrown away in the end.
    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        print_table(f"cases ({connection.vendor})", measured())
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measured() -> list[tuple[str, str]]:
    from django.db.models import Count
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    from allmende.workbench.accounts.models import Grant, Role, User
    from allmende.workbench.cases.models import Case, LaneRun
    from allmende.workbench.cases.queries.cases import visible_to

    translation.activate("de")
    with seconds() as took:
        fill(random.Random(7))
    rows = [
        (
            f"{Case.objects.count():,} cases with {LaneRun.objects.count():,} lanes, made",
            f"{took[0]:.0f} s",
        )
    ]
    people = {
        "office": Grant.objects.filter(role=Role.OFFICE).earliest("pk").user,
        "reviewer": User.objects.get(username="reviewer-1"),
        "employee": User.objects.get(username="employee-1"),
    }
    biggest = Case.objects.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")[0][0]
    export = f"{reverse('cases:export', args=['csv'])}?kind={biggest}"
    pages = {
        "list “use”": [reverse("cases:use"), f"{reverse('cases:use')}?phase=open&sort=due&page=3"],
        "list “give”": [reverse("cases:give"), f"{reverse('cases:give')}?late=1"],
        "list, searched": [f"{reverse('cases:use')}?q=Geodaten"],
        "my cases": [reverse("cases:mine")],
        f"board of {biggest}": [reverse("cases:board", args=[biggest])],
        "start page": [reverse("core:today")],
        f"export of {biggest}, CSV": [export],
    }
    for who, person in people.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        seen = visible_to(person).order_by("kind", "state", "id")
        rows.append((f"{who}: sees", f"{seen.count():,} cases"))
        own = [one.get_absolute_url() for one in seen[:: max(seen.count() // 40, 1)]]
        for what, addresses in {**pages, f"pages of {len(own)} cases": own}.items():
            rows.append((f"{who}: {what}", asked(client, addresses)))
    rows.append(("peak memory of all of it in one process", peak_memory()))
    return rows


def asked(client: Any, addresses: list[str]) -> str:
    """How long these pages take, by the clock and of processor, and how many queries each costs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = set()
    for address in addresses:
        client.get(address).getvalue()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            answer.getvalue()
        assert answer.status_code == 200, (address, answer.status_code)
        numbers.add(len(queries))
    clock, processor = [], []
    for address in addresses * max(20 // len(addresses), 2):
        with seconds() as took:
            client.get(address).getvalue()
        clock.append(1000 * took[0])
        processor.append(1000 * took[1])
    (middle, most), (_, most_cpu) = quantiles(clock), quantiles(processor)
    queries_of = " to ".join(str(one) for one in sorted({min(numbers), max(numbers)}))
    return (
        f"p50 {middle:.0f} ms, p95 {most:.0f} ms, CPU p95 {most_cpu:.0f} ms, {queries_of} queries"
    )


def quantiles(taken: list[float]) -> tuple[float, float]:
    """The middle one, and the one that 95 of 100 do not exceed."""
    taken = sorted(taken)
    return taken[len(taken) // 2], taken[int(0.95 * (len(taken) - 1))]


def fill(luck: random.Random) -> None:
    """10,000 cases, and the people and units they belong to."""
    from allmende.workbench.accounts.models import Grant, User
    from allmende.workbench.core.models import Unit

    User.objects.bulk_create(
        User(username=f"{what}-{number}", last_name=f"{what.title()} {number}")
        for what, most in (("employee", EMPLOYEES), ("reviewer", REVIEWERS))
        for number in range(1, most + 1)
    )
    for role in ("office", "office", "legal", "community"):
        person = User.objects.create(username=f"{role}-{User.objects.count()}", last_name=role)
        Grant.objects.create(user=person, role=role)
    Unit.objects.bulk_create(Unit(name=f"Referat {number}") for number in range(UNITS))
    people = {
        "employee": list(User.objects.filter(username__startswith="employee")),
        "reviewer": list(User.objects.filter(username__startswith="reviewer")),
        "unit": list(Unit.objects.all()),
    }
    models = list(one_of_each(people["employee"][0]))
    copies = islice(cycle(models), WANTED - len(models))
    for number in range(0, WANTED - len(models), TOGETHER):
        keep(
            [
                copy(one, number + place, people, luck)
                for place, one in enumerate(islice(copies, TOGETHER))
            ],
            people,
            luck,
        )


def one_of_each(requester: Any) -> Iterator[Any]:
    """One case of every kind and state, put there by the services; open states twice."""
    from tests.workbench.cases import making

    from allmende.workbench.cases import definitions

    for kind in definitions.current().values():
        for state in kind.states:
            yield making.brought_to(requester, kind, state.id)


def copy(model: Any, number: int, people: dict[str, list[Any]], luck: random.Random) -> Any:
    """The same case of somebody else, begun within the last two years, not saved yet."""
    from django.utils import timezone

    from allmende.workbench.cases.models import Case

    age = luck.randrange(30 if model.phase == "open" else 700)
    begun = timezone.now() - timedelta(days=age, minutes=luck.randrange(1_000))
    title = f"{luck.choice(WORDS)} {luck.choice(WORDS)} {number}"
    waits = model.submitted_at and model.phase == "open"
    changed = min(begun + timedelta(days=luck.randrange(20)), timezone.now())
    return Case(
        **{name: getattr(model, name) for name in COPIED},
        number=f"{model.number[:-4]}{number + 1_000:05}",
        title=title,
        found_by=f"{title}\n{model.found_by}".casefold(),
        requester=luck.choice(people["employee"]),
        unit=luck.choice(people["unit"]),
        confidential=luck.random() < 0.02,
        created_at=begun,
        changed_at=changed,
        state_since=changed,
        submitted_at=model.submitted_at and begun,
        decided_at=None if model.phase == "open" else changed,
        closed_at=changed if model.phase == "closed" else None,
        due_on=(begun + timedelta(days=20)).date() if waits else None,
    )  # fmt: skip


def keep(made: list[Any], people: dict[str, list[Any]], luck: random.Random) -> None:
    """Save cases with what happened inside them."""
    from allmende.workbench.cases.definitions import of_kept
    from allmende.workbench.cases.models import (
        Case,
        ChecklistAnswer,
        Comment,
        Condition,
        KeptKind,
        LaneRun,
        Move,
    )
    from allmende.workbench.core import events

    kinds = {one.pk: of_kept(one) for one in KeptKind.objects.all()}
    saved = Case.objects.bulk_create(made)
    LaneRun.objects.bulk_create(
        run for case in saved for run in runs_of(case, kinds[case.kept_id], people, luck)
    )
    runs = list(LaneRun.objects.filter(case__in=saved).select_related("case"))
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(run=run, item=item.id, state="met", by_id=run.answered_by_id)
        for run in runs
        if run.state == LaneRun.State.ANSWERED
        for item in kinds[run.case.kept_id].lane(run.lane).items
    )
    moves = Move.objects.bulk_create(
        Move(case=case, transition=step.id, from_state=step.from_states[0], to_state=case.state,
             decides=case.phase == "decided", asked_by_id=case.requester_id,
             by=luck.choice(people["reviewer"]), at=case.changed_at, reason="Wie besprochen.",
             four_eyes=True, version=kinds[case.kept_id].version, digest=kinds[case.kept_id].digest)
        for case in saved
        for step in [one for one in kinds[case.kept_id].transitions if one.to == case.state][:1]
    )  # fmt: skip
    Condition.objects.bulk_create(
        Condition(case=move.case, move=move, text="Quelle nennen.", due_on=move.at.date(),
                  responsible_id=move.asked_by_id, done_at=luck.choice([None, move.at]))
        for move in luck.sample(moves, len(moves) // 3)
    )  # fmt: skip
    Comment.objects.bulk_create(
        Comment(case=case, text="Die Angaben sind vollständig.", by=luck.choice(people["reviewer"]))
        for case in luck.choices(saved, k=len(saved))
    )
    events.record_all(
        None,
        [
            events.Happening(
                "cases.started",
                case,
                {"kind_title": kinds[case.kept_id].title, "of_kind": case.kind, "version": 1},
            )
            for case in saved
        ]
        + [
            events.Happening("cases.commented", case, {"comment": 0})
            for case in saved
            for _turn in range(2)
        ],
    )


def runs_of(
    case: Any, kind: Any, people: dict[str, list[Any]], luck: random.Random
) -> Iterator[Any]:
    """The lanes of a case: all answered once it is decided, half of them while it is open."""
    from allmende.workbench.cases.kinds import lanes_of
    from allmende.workbench.cases.models import LaneRun

    if case.submitted_at is None or not (kind.state(case.state).lanes or case.phase != "open"):
        return
    for planned in lanes_of(kind, case.values, case.tier or None):
        reviewer = luck.choice(people["reviewer"])
        given = planned.lane.role == "reviewer" or luck.random() < 0.3
        run = LaneRun(
            case=case,
            lane=planned.lane.id,
            role=planned.lane.role,
            state=LaneRun.State.RUNNING,
            reviewer=reviewer if given else None,
            started_at=case.created_at,
            due_on=(case.created_at + timedelta(days=8)).date(),
        )
        if not planned.runs:
            run.state, run.skipped_why = LaneRun.State.SKIPPED, planned.why_not
        elif case.phase != "open" or luck.random() < 0.5:
            run.state, run.answer = LaneRun.State.ANSWERED, "approve"
            run.answered_by, run.answered_at = reviewer, case.changed_at
        yield run
