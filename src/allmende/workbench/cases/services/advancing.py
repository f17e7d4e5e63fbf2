# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Steps that the workbench takes by itself, once nothing stands against them."""

from django.db.models import Q
from django.utils import timezone

from allmende.workbench.cases.definitions import declared, of_kept
from allmende.workbench.cases.kinds.roles import WORKBENCH
from allmende.workbench.cases.models import Case, KeptKind
from allmende.workbench.cases.queries.steps import steps_for
from allmende.workbench.cases.services import moving
from allmende.workbench.cases.services.locking import Overtaken

MOST = 5
"""Steps in a row, so that two steps that undo each other end."""


def advance(pk: int) -> list[str]:
    """Take the steps of the workbench itself that are possible for a case; gives their ids."""
    taken: list[str] = []
    while len(taken) < MOST:
        case = Case.objects.select_related("kept").filter(pk=pk).first()
        step = _next(case) if case else None
        if case is None or step is None:
            break
        try:
            moving.take(None, case, step)
        except Overtaken:
            break
        taken.append(step)
    return taken


def advance_all() -> int:
    """The same for every case that may wait for it, also where a job was lost; how many moved."""
    places = Q(pk=None)
    for kept in KeptKind.objects.only("kind", "digest"):
        leaving = {
            state
            for one in of_kept(kept).transitions
            if WORKBENCH in one.who
            for state in one.from_states
        }
        places |= Q(kept=kept.pk, state__in=leaving)
    due = Q(phase="open", figure="working") | Q(review_on__lte=timezone.localdate())
    waiting = list(Case.objects.filter(places & due).values_list("pk", flat=True))
    return sum(bool(advance(pk)) for pk in waiting)


def _next(case: Case) -> str | None:
    for step in steps_for(None, case, declared(case)):
        asks = step.transition.needs_reason or step.transition.asks_tier
        if step.possible and not asks:
            return step.transition.id
    return None
