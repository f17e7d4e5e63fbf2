# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Keep what is typed into the form: at once, without losing what others typed meanwhile."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import relations, words
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.kinds import Field, Kind, ValueProblem, validate_values
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import lanes
from allmende.workbench.cases.services.locking import locked, require_seen, touch
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import events
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Unit

Text = dict[str, str]
IN_WORDS = ("text", "long-text", "address", "repository", "licence", "software")
"""Types of fields whose answers are words that somebody would search for."""
MOST_FOUND_BY = 4_000
NO_SUCH: Text = {"de": "Diesen Eintrag gibt es nicht.", "en": "There is no such entry."}
WRONG_ROLE: Text = {
    "de": "Diese Person hat die nötige Rolle nicht.",
    "en": "This person does not hold the role that is needed.",
}
NO_FILE: Text = {
    "de": "Diese Datei liegt nicht beim Vorgang.",
    "en": "This file does not lie with the case.",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else changed since the form was opened; theirs stands."""

    theirs: Any
    yours: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a form: the case now, the fields that changed, and what was not taken."""

    case: Case
    changed: tuple[str, ...] = ()
    problems: tuple[ValueProblem, ...] = ()
    conflicts: dict[str, Conflict] = field(default_factory=dict)


@transaction.atomic
def save_values(
    actor: Any, case: Case, values: Mapping[str, Any], seen: int | None = None
) -> Saved:
    """Keep the answers given, others stay as they are; an empty one clears its field.

    An answer that cannot be read is kept as it was typed, beside the one that could, and the case
    cannot be submitted before it is mended. `seen` is the `lock_version` with which the form was
    opened: a field that was changed since is not overwritten but comes back as a conflict.
    Raises NotAllowed, Refused.
    """
    require_seen(actor, case)
    case = locked(case)
    kind = declared(case)
    _require_editable(actor, case, kind)
    checked = validate_values(kind, values)
    found = [*checked.problems, *_references(case, kind, checked.values)]
    wrong = {one.field for one in found}
    conflicts: dict[str, Conflict] = {}
    changed: list[str] = []
    unread = dict(case.unread)
    for name in (one.id for one in kind.fields if one.id in values):
        new, old = checked.values.get(name), case.values.get(name)
        differs = name in wrong or new != old
        if differs and (conflict := _conflict(case, name, values[name], seen)):
            conflicts[name] = conflict
        elif name in wrong:
            unread[name] = _typed(values[name], [one for one in found if one.field == name])
        else:
            unread.pop(name, None)
            if new != old:
                changed.append(name)
                _put(actor, case, name, new)
    if changed or unread != case.unread:
        case.unread = unread
        _save(actor, case, kind, changed)
    return Saved(case, tuple(changed), tuple(found), conflicts)


@transaction.atomic
def compute_values(case: Case, values: Mapping[str, Any]) -> Case:
    """Answers that the workbench works out by itself, in whatever state. Raises Refused.

    For computations and jobs of apps; an answer that does not fit its field is refused.
    """
    case = locked(case)
    kind = declared(case)
    checked = validate_values(kind, values)
    if checked.problems:
        raise Refused(words.said(checked.problems[0].text))
    changed = [name for name, new in checked.values.items() if new != case.values.get(name)]
    for name in changed:
        _put(None, case, name, checked.values[name])
    if changed:
        _save(None, case, kind, changed)
    return case


def title_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """What a case is called in lists."""
    return str(values.get(kind.subject) or "")[:300]


def words_of(kind: Kind, case: Case) -> str:
    """What a search finds the case by; confidential answers would be found out by guessing."""
    written = [
        str(case.values[one.id])
        for one in kind.fields
        if one.type in IN_WORDS and not one.confidential and one.id in case.values
    ]
    return "\n".join([case.number, case.title, *written]).casefold()[:MOST_FOUND_BY]


def _require_editable(actor: Any, case: Case, kind: Kind) -> None:
    if actor is not None and "requester" not in relations.roles_in(actor, case):
        raise NotAllowed("cases.change_values")
    if not kind.state(case.state).editable:
        raise Refused(_("The form cannot be changed in this state."))


def _put(actor: Any, case: Case, name: str, new: Any) -> None:
    if new is None:
        case.values.pop(name, None)
    else:
        case.values[name] = new
    case.field_changes[name] = {
        "version": case.lock_version + 1,
        "by": getattr(actor, "pk", None),
        "at": timezone.now().isoformat(),
    }


def _save(actor: Any, case: Case, kind: Kind, changed: list[str]) -> None:
    case.title = title_of(kind, case.values)
    case.found_by = words_of(kind, case)
    touch(actor, case, "values", "unread", "title", "found_by", "field_changes")
    if changed:
        labels = [kind.field(name).label for name in changed]
        asked = {code: ", ".join(one[code] for one in labels) for code in ("de", "en")}
        events.record(actor, "cases.values-saved", case, names=changed, asked=asked)
        if kind.state(case.state).lanes:
            lanes.bring_in_line(actor, case)


def _conflict(case: Case, name: str, yours: Any, seen: int | None) -> Conflict | None:
    last = case.field_changes.get(name)
    if seen is None or last is None or last["version"] <= seen:
        return None
    who = User.objects.filter(pk=last["by"]).first()
    by = str(who) if who else _("the workbench itself")
    return Conflict(case.values.get(name), yours, by, datetime.fromisoformat(last["at"]))


def _typed(written: Any, problems: list[ValueProblem]) -> dict[str, Any]:
    return {
        "written": json.loads(json.dumps(written, default=str)),
        "problems": [{"text": one.text, "row": one.row, "column": one.column} for one in problems],
    }


def _references(case: Case, kind: Kind, values: Mapping[str, Any]) -> Iterator[ValueProblem]:
    """Answers that name a record, person or file that is not there; a query for each type asked."""
    for type_, known in _KNOWN.items():
        asked = [one for one in kind.fields if one.type == type_ and one.id in values]
        if asked:
            keys = [key for one in asked for key in _keys(values[one.id])]
            found = known(case, keys)
            for one in asked:
                yield from _missing(one, _keys(values[one.id]), found)


def _missing(asked: Field, keys: list[str], found: Mapping[str, frozenset[str]]) -> Any:
    no_such = NO_FILE if asked.type in ("file", "repository") else NO_SUCH
    for key in keys:
        if asked.type == "repository" and not key.startswith("sha256:"):
            continue
        if key not in found:
            yield ValueProblem(asked.id, no_such)
        elif asked.type == "person" and asked.role and asked.role not in found[key]:
            yield ValueProblem(asked.id, WRONG_ROLE)


def _keys(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _people(case: Case, keys: list[str]) -> dict[str, frozenset[str]]:
    people = User.objects.filter(pk__in=_numbers(keys), is_active=True).prefetch_related("grants")
    relative = {"employee", "reviewer"}
    return {
        str(one.pk): frozenset(
            {grant.role for grant in one.grants.all()}
            | relative
            | ({"requester"} if one.pk == case.requester_id else set())
        )
        for one in people
    }


def _units(case: Case, keys: list[str]) -> dict[str, frozenset[str]]:
    found = Unit.objects.filter(pk__in=_numbers(keys)).values_list("pk", flat=True)
    return dict.fromkeys(map(str, found), frozenset())


def _software(case: Case, keys: list[str]) -> dict[str, frozenset[str]]:
    found = Software.objects.filter(slug__in=keys).values_list("slug", flat=True)
    return dict.fromkeys(found, frozenset())


def _files(case: Case, keys: list[str]) -> dict[str, frozenset[str]]:
    found = case.attachments.filter(removed_at=None).values_list("sha256", flat=True)
    return {f"sha256:{one}": frozenset() for one in found}


def _numbers(keys: list[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal() and key.isascii() and len(key) < 18]


_KNOWN: Mapping[str, Any] = {
    "person": _people,
    "unit": _units,
    "software": _software,
    "file": _files,
    "repository": _files,
}
"""Type of a field to how its keys are looked up: the known ones, each with its roles."""
