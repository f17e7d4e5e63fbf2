# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of cases; what a person may not see is not in it, nor in any count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from allmende.workbench.cases import relations
from allmende.workbench.cases.definitions import of_kept
from allmende.workbench.cases.models import Case, KeptKind, LaneRun
from allmende.workbench.cases.queries.overdue import late_case

HEAVY = ("kept__content", "values", "unread", "left_over", "field_changes", "shown", "found_by")
"""What no list shows."""
IN_A_ROW = (
    "kind",
    "kept__kind",
    "kept__digest",
    "number",
    "title",
    "state",
    "phase",
    "figure",
    "tier",
    "requester_id",
    "unit__name",
    "unit__short_name",
    "confidential",
    "lock_version",
    "created_at",
    "changed_at",
    "state_since",
    "due_on",
)
"""What one line of a list, a board or the tasks shows: a page has hundreds."""
FACETS = ("kind", "state", "phase", "tier", "unit")
SORTS: Mapping[str, Sequence[Any]] = {
    "-changed": ("-changed_at", "-id"),
    "changed": ("changed_at", "id"),
    "-created": ("-created_at", "-id"),
    "created": ("created_at", "id"),
    "number": ("number",),
    "-number": ("-number",),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "due": (F("due_on").asc(nulls_last=True), "id"),
    "-due": (F("due_on").desc(nulls_last=True), "-id"),
    "state": ("state", "-changed_at", "-id"),
    "-state": ("-state", "-changed_at", "-id"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty means any, several words of one filter any of them."""

    text: str = ""
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    mine: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What the public sees of a case: its number, and the short form that its app made."""

    number: str
    kind: str
    state: dict[str, str]
    decided_at: datetime | None
    shown: dict[str, Any]


def visible_to(user: Any, kind: str = "") -> QuerySet[Case]:
    """The cases a person sees, by the version of the kind that each case keeps. One query more.

    Strangers see none; what is public is in `published`.
    """
    if not user.has_perm("cases.view"):
        return Case.objects.none()
    rows = KeptKind.objects.only("kind", "digest")
    kept = list(rows.filter(kind=kind) if kind else rows)
    standing = relations.standing_roles(user)
    reaches = {one.pk: relations.reach(of_kept(one).visibility, standing) for one in kept}
    found = Case.objects.filter(kind=kind) if kind else Case.objects.all()
    return found.filter(_opened(user, standing, reaches) & _not_secret(user, reaches))


def by_number(user: Any, number: str) -> Case | None:
    """The case, with everything its page shows of it; None where it is not there or not to see."""
    found = visible_to(user).filter(number=number)
    return found.select_related("kept", "requester", "unit").defer("kept__content").first()


def listing(user: Any, wanted: Wanted, sort: str = "-changed") -> QuerySet[Case]:
    """The list; each case with its lanes that count as `current_lanes`."""
    return with_lanes(rows_of(narrowed(user, wanted))).order_by(*SORTS[sort])


def exported(user: Any, wanted: Wanted, sort: str = "-changed") -> QuerySet[Case]:
    """The list with all that a file of it holds."""
    found = narrowed(user, wanted).select_related("kept", "requester", "unit").defer(*HEAVY)
    return with_lanes(found).order_by(*SORTS[sort])


def rows_of(found: QuerySet[Case]) -> QuerySet[Case]:
    """Cases as one line shows them, with kind and unit."""
    return found.select_related("kept", "unit").only(*IN_A_ROW)


def with_lanes(found: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with `current_lanes`, of which there are state and reviewer; one query more."""
    current = LaneRun.objects.filter(current=True).only("case", "state", "reviewer").order_by("id")
    return found.prefetch_related(Prefetch("lanes", current, to_attr="current_lanes"))


def narrowed(user: Any, wanted: Wanted) -> QuerySet[Case]:
    """The visible cases that fit the filters, in no order."""
    found = visible_to(user)
    for word in wanted.text.split():
        found = found.filter(found_by__contains=word.casefold())
    for name in ("kind", "state", "phase", "tier"):
        if chosen := getattr(wanted, name):
            found = found.filter(**{f"{name}__in": chosen})
    if wanted.unit:
        found = found.filter(unit__in=[int(one) for one in wanted.unit if one.isdecimal()])
    if wanted.mine:
        found = found.filter(requester=user)
    if wanted.late:
        found = found.filter(late_case(timezone.localdate()))
    return found.order_by()


def choices(user: Any, wanted: Wanted) -> dict[str, dict[str, int]]:
    """For each filter its words with the number each would give, the other filters kept.

    Two queries, and one more for each filter that is set.
    """
    together = [name for name in FACETS if not getattr(wanted, name)]
    few = [name for name in together if name != "unit"]
    # Units by themselves: with them there are about as many groups as cases.
    groups = [few, *([name] for name in FACETS if name not in few)]
    found: dict[str, dict[str, int]] = {}
    for names in groups:
        rows = _tallied(user, _without(wanted, *names), names)
        for place, name in enumerate(names):
            found[name] = _summed((row[place], row[-3]) for row in rows)
        if names is few:
            found["mine"] = {"1": sum(row[-2] for row in rows)}
            found["late"] = {"1": sum(row[-1] for row in rows)}
    return found


def _tallied(user: Any, wanted: Wanted, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Each combination of words with the number of cases, of own ones and of late ones."""
    number, asked = Count("pk"), Count("pk", filter=Q(requester=user))
    late = Count("pk", filter=late_case(timezone.localdate()))
    found = narrowed(user, wanted).values_list(*(names or ["phase"]))
    return list(found.annotate(number=number, asked=asked, overdue=late))


def _summed(rows: Iterable[tuple[Any, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word, number in rows:
        if word not in ("", None):
            found[str(word)] = found.get(str(word), 0) + number
    return found


def _without(wanted: Wanted, *facets: str) -> Wanted:
    return replace(wanted, **dict.fromkeys(facets, ()))  # type: ignore[arg-type]


def counted(found: QuerySet[Case], column: str) -> dict[Any, int]:
    return dict(found.order_by().values_list(column).annotate(number=Count("pk")))


def published(kind: str) -> list[Published]:
    """What the public may read of cases of a kind, the newest first; two queries."""
    found = Case.objects.filter(kind=kind, confidential=False).exclude(shown=None)
    found = found.select_related("kept").defer("kept__content").order_by("-decided_at", "-id")
    return [
        Published(
            one.number,
            one.kind,
            of_kept(one.kept).state(one.state).label,
            one.decided_at,
            one.shown,
        )
        for one in found
        if of_kept(one.kept).visibility.public == "published"
    ]


def _opened(user: Any, standing: relations.Roles, reaches: dict[int, relations.Reach]) -> Q:
    if all(one.reads_all for one in reaches.values()):
        return Q()
    given = _given(user)
    of_role = LaneRun.objects.filter(current=True, role__in=standing).values("case_id")
    return (
        Q(kept__in=_where(reaches, "reads_all"))
        | Q(kept__in=_where(reaches, "by_role"), pk__in=of_role)
        | Q(kept__in=_where(reaches, "as_reviewer"), pk__in=given)
        | Q(kept__in=_where(reaches, "own"), requester=user)
    )


def _not_secret(user: Any, reaches: dict[int, relations.Reach]) -> Q:
    if all(one.confidential for one in reaches.values()):
        return Q()
    opened = Q(kept__in=_where(reaches, "confidential"))
    return Q(confidential=False) | opened | Q(requester=user) | Q(pk__in=_given(user))


def _given(user: Any) -> Any:
    return LaneRun.objects.filter(current=True, reviewer=user).values("case_id")


def _where(reaches: dict[int, relations.Reach], name: str) -> list[int]:
    return [pk for pk, one in reaches.items() if getattr(one, name)]
