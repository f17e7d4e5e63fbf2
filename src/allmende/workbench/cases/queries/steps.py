# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which steps a person may take from here, and what stands against the others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from allmende.workbench.cases import kinds, registry, relations
from allmende.workbench.cases.kinds import Facts, Kind, Obstacle, Step, Transition
from allmende.workbench.cases.models import Case, LaneRun

UNREAD = {
    "de": "Im Formular stehen Angaben, die nicht lesbar sind: {fields}.",
    "en": "The form holds answers that cannot be read: {fields}.",
}


def facts_of(case: Case, transitions: Sequence[Transition] = (), tier: str = "") -> Facts:
    """What counts for these steps: answers, lanes, and the guards they name; a query and theirs."""
    guards = {name for one in transitions for name in one.guards} & registry.GUARDS.keys()
    answered = case.lanes.filter(current=True, state=LaneRun.State.ANSWERED)
    answers: dict[str, Any] = dict(answered.values_list("lane", "answer"))
    return Facts(
        values=case.values,
        tier=tier or case.tier or None,
        answers=answers,
        guards={name: registry.GUARDS[name](case) for name in guards},
    )


def steps_for(actor: Any, case: Case, kind: Kind, tier: str = "") -> tuple[Step, ...]:
    """Every step from here with what stands against it for this person.

    `tier` is the one that would be set; None as actor is the workbench itself.
    """
    leaving = [one for one in kind.transitions if case.state in one.from_states]
    roles = relations.roles_in(actor, case)
    found = kinds.possible(kind, case.state, roles, facts_of(case, leaving, tier))
    unread = _unread(case, kind)
    return tuple(
        replace(one, obstacles=(*one.obstacles, unread))
        if unread and kind.state(one.transition.to).phase != "closed"
        else one
        for one in found
    )


def _unread(case: Case, kind: Kind) -> Obstacle | None:
    if not case.unread:
        return None
    labels = [one.label for one in kind.fields if one.id in case.unread]
    text = {
        code: UNREAD[code].format(fields=", ".join(one[code] for one in labels))
        for code in ("de", "en")
    }
    return Obstacle("missing-fields", text, tuple(case.unread))
