# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of questions and precedents; what a person may not see is not in it."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from allmende.workbench.core import queries as core
from allmende.workbench.core.models import Event
from allmende.workbench.licensing.models import Answer, Question

SORTS = {
    "-asked": ("-asked_at", "-id"),
    "asked": ("asked_at", "id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "expression": ("expression", "written", "id"),
    "-expression": ("-expression", "-written", "-id"),
    "state": ("state", "-asked_at", "-id"),
    "-state": ("-state", "-asked_at", "-id"),
}


def sees_all(user: Any) -> bool:
    return bool(user.has_perm("licensing.view_all_questions"))


def visible_to(user: Any) -> QuerySet[Question]:
    """Office and legal see every question, others their own and the precedents."""
    if not user.has_perm("licensing.view_questions"):
        return Question.objects.none()
    found = Question.objects.all()
    if sees_all(user):
        return found
    held = Q(superseded_at=None) | Q(replaced_by__isnull=False)
    precedents = Answer.objects.filter(held, precedent=True)
    return found.filter(
        Q(asked_by=user)
        | Q(state=Question.State.ANSWERED, pk__in=precedents.order_by().values("question_id"))
    )


def by_key(user: Any, pk: int) -> Question | None:
    return visible_to(user).select_related("asked_by", "software").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty means any."""

    state: str = ""
    context: str = ""
    licence: str = ""
    mine: bool = False

    def among(self, user: Any) -> QuerySet[Question]:
        """The visible questions of this kind."""
        found = visible_to(user)
        if self.state:
            found = found.filter(state=self.state)
        if self.context:
            found = found.filter(context=self.context)
        if self.licence:
            found = found.filter(concerns__spdx_id__iexact=self.licence)
        return found.filter(asked_by=user) if self.mine else found


def questions(user: Any, wanted: Wanted, sort: str = "-asked") -> QuerySet[Question]:
    """The list, with the answer that counts as `current` (a list of none or one)."""
    current = Answer.objects.filter(superseded_at=None).select_related("by")
    return (
        wanted.among(user)
        .select_related("asked_by", "software")
        .prefetch_related(Prefetch("answers", current, to_attr="current"))
        .order_by(*SORTS[sort])
    )


def numbers(user: Any, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many each choice would give, the other choices kept."""
    return {
        "state": _counted(replace(wanted, state="").among(user), "state"),
        "context": _counted(replace(wanted, context="").among(user), "context"),
        "mine": {"1": replace(wanted, mine=True).among(user).count()},
    }


def _counted(found: QuerySet[Question], field: str) -> dict[str, int]:
    return dict(found.order_by().values_list(field).annotate(Count("pk")))


def answers_of(question: Question) -> QuerySet[Answer]:
    """What was answered, the newest first; the one that counts is not superseded."""
    return question.answers.select_related("by", "replaced_by__question")


def precedents(user: Any, *, licences: set[str], context: str = "") -> QuerySet[Answer]:
    """Published answers that still hold, on any of these licences, the newest first."""
    if not licences or not user.has_perm("licensing.view_questions"):
        return Answer.objects.none()
    found = Answer.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()),
        precedent=True,
        superseded_at=None,
        question__state=Question.State.ANSWERED,
        question__concerns__spdx_id__in=licences,
    )
    if context:
        found = found.filter(question__context=context)
    return found.select_related("question", "by").distinct()


def may_replace(user: Any, question: Question) -> QuerySet[Answer]:
    """The precedents on the same licences that can take the place of this question's."""
    ids = set(question.concerns.values_list("spdx_id", flat=True))
    return precedents(user, licences=ids).exclude(question=question)


def open_count() -> int:
    return Question.objects.filter(state=Question.State.OPEN).count()


def oldest_open(number: int) -> QuerySet[Question]:
    """The questions that have waited longest."""
    waiting = Question.objects.filter(state=Question.State.OPEN).select_related("asked_by")
    return waiting.order_by(F("asked_at").asc(), "id")[:number]


def events_of(question: Question) -> QuerySet[Event]:
    return core.events(subject_type="question", subject_id=question.pk)
