# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Move a running case to the present version of its kind: shown before, and only when asked."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.cases import definitions
from allmende.workbench.cases.kinds import Kind, missing_fields, validate_values
from allmende.workbench.cases.models import Case, Comment
from allmende.workbench.cases.services import lanes
from allmende.workbench.cases.services.filling import title_of, words_of
from allmende.workbench.cases.services.locking import (
    locked,
    require_open,
    require_seen,
    touch,
)
from allmende.workbench.cases.services.talking import LONGEST
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What the present version would change in a case; labels by language.

    `set_aside` are answers no longer asked for, or that no longer fit; they are kept beside.
    `impossible` says why the case cannot be moved, else it is empty.
    """

    before: tuple[int, str]
    """Version and digest."""
    after: tuple[int, str]
    new_fields: tuple[Text, ...] = ()
    set_aside: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    new_lanes: tuple[Text, ...] = ()
    gone_lanes: tuple[Text, ...] = ()
    impossible: tuple[Text, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.before[1] == self.after[1]


NO_STATE = {
    "de": "Den Zustand „{name}“ gibt es in der neuen Fassung nicht.",
    "en": "The new version has no state “{name}”.",
}
NO_TIER = {
    "de": "Die Stufe „{name}“ gibt es in der neuen Fassung nicht.",
    "en": "The new version has no tier “{name}”.",
}
NO_KIND = {
    "de": "Diese Art von Vorgang gibt es nicht mehr.",
    "en": "There are no such cases any more.",
}


def preview(case: Case) -> Changes:
    """What moving the case would change. Raises KindErrors."""
    old, new = definitions.declared(case), definitions.current().get(case.kind)
    before = (old.version, old.digest)
    if new is None:
        return Changes(before, before, impossible=(NO_KIND,))
    kept = validate_values(new, case.values).values
    was, now = {one.id: one for one in old.fields}, {one.id: one for one in new.fields}
    lanes_before, lanes_after = ({one.id: one.label for one in kind.lanes} for kind in (old, new))
    impossible = _impossible(case, old, new)
    missing = () if impossible else missing_fields(new, case.state, kept, case.tier or None)
    return Changes(
        before,
        (new.version, new.digest),
        tuple(now[key].label for key in now.keys() - was.keys()),
        tuple(was[key].label for key in was if key in case.values and key not in kept),
        tuple(one.label for one in missing),
        tuple(text for key, text in lanes_after.items() if key not in lanes_before),
        tuple(text for key, text in lanes_before.items() if key not in lanes_after),
        impossible,
    )


@transaction.atomic
def migrate(actor: Any, case: Case, reason: str, seen: int | None = None) -> Case:
    """Move the case; the reason stands in its discussion. Raises NotAllowed, Refused, Overtaken."""
    require(actor, "cases.migrate")
    require_seen(actor, case)
    if not reason.strip():
        raise Refused(_("This step needs a reason."))
    case = locked(case, case.lock_version if seen is None else seen)
    require_open(case)
    changes = preview(case)
    if changes.is_same:
        raise Refused(_("The case has the present version already."))
    if changes.impossible:
        raise Refused(_("The case cannot be moved to the present version."))
    old, new = definitions.declared(case), definitions.current()[case.kind]
    answers = {**case.left_over, **case.values}
    kept = validate_values(new, answers).values
    case.left_over = {key: value for key, value in answers.items() if key not in kept}
    case.values = kept
    case.unread = {key: one for key, one in case.unread.items() if key in _fields(new)}
    case.kept = definitions.keep(new)
    case.title = title_of(new, kept)
    case.found_by = words_of(new, case)
    state = new.state(case.state)
    case.phase, case.figure = state.phase, state.figure
    fields = ("values", "unread", "left_over", "title", "found_by", "phase", "figure")
    touch(actor, case, "kept", *fields)
    _end_lanes(case, new)
    why = Comment.objects.create(case=case, text=reason.strip()[:LONGEST], by=actor)
    events.record(
        actor,
        "cases.migrated",
        case,
        before=old.version,
        after=new.version,
        before_digest=old.digest,
        after_digest=new.digest,
        why=why.pk,
    )
    lanes.bring_in_line(actor, case)
    return case


def _impossible(case: Case, old: Kind, new: Kind) -> tuple[Text, ...]:
    found = []
    if case.state not in [one.id for one in new.states]:
        found.append(_named(NO_STATE, old.state(case.state).label))
    if case.tier and case.tier not in [one.id for one in new.tiers]:
        label = next(one.label for one in old.tiers if one.id == case.tier)
        found.append(_named(NO_TIER, label))
    return tuple(found)


def _named(text: Text, label: Text) -> Text:
    return {code: text[code].format(name=label[code]) for code in ("de", "en")}


def _fields(kind: Kind) -> set[str]:
    return {one.id for one in kind.fields}


def _end_lanes(case: Case, new: Kind) -> None:
    """Lanes the new version does not have stay to be read, and count no more."""
    known = [one.id for one in new.lanes]
    case.lanes.filter(current=True).exclude(lane__in=known).update(current=False)
