# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Questions to the office: the list, asking, and one question with its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, re_path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing import desk, exporting, words
from allmende.workbench.licensing.forms.questions import (
    AnswerForm,
    QuestionForm,
    ReasonForm,
    ReplaceForm,
)
from allmende.workbench.licensing.models import Answer, Question
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.queries import questions as queries
from allmende.workbench.licensing.services import precedents
from allmende.workbench.licensing.services import questions as services

PER_PAGE = 30
LONGEST_ID = 200
WHOSE: Mapping[str, str | Promise] = {
    "": gettext_lazy("all I may read"),
    "1": gettext_lazy("asked by me"),
}
EXPORTED = (
    *("number", "title", "state", "licence", "expression", "context", "software", "purl"),
    *("policy_level", "policy", "asked_at", "answer", "precedent", "answered_at", "valid_until"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address of the list asks for; a word it does not know asks for nothing."""

    wanted: queries.Wanted
    sort: str

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        state, context = data.get("state", ""), data.get("context", "")
        sort = data.get("sort", "")
        wanted = queries.Wanted(
            state if state in Question.State.values else "",
            context if context in words.context_titles() else "",
            data.get("licence", "").strip()[:LONGEST_ID],
            data.get("mine") == "1",
        )
        return cls(wanted, sort if sort in queries.SORTS else "-asked")

    @property
    def narrowed(self) -> bool:
        return self.wanted != queries.Wanted()

    def found(self, user: Any) -> QuerySet[Question]:
        return queries.questions(user, self.wanted, self.sort)


@requires("licensing.view_questions")
def index(request: HttpRequest) -> HttpResponse:
    filters = Filters.of(request.GET)
    page = Paginator(filters.found(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(question, request.user) for question in page],
        "facets": _facets(filters.wanted, queries.numbers(request.user, filters.wanted)),
        "filters": filters,
        "query": request.GET.urlencode(),
        "sees_all": queries.sees_all(request.user),
    }
    return render(request, "licensing/questions/index.html", context)


def _row(question: Question, user: Any) -> dict[str, Any]:
    current = question.current  # type: ignore[attr-defined]
    return {
        "question": question,
        "answer": current[0] if current else None,
        "context": words.context_name(question.context),
        "state_mark": words.QUESTION_STATES[question.state],
        "asker": question.asked_by if _knows_asker(user, question) else None,
    }


def _knows_asker(user: Any, question: Question) -> bool:
    """A precedent is read without the name of who asked."""
    return queries.sees_all(user) or question.asked_by_id == user.pk


def _facets(
    wanted: queries.Wanted, numbers: Mapping[str, Mapping[str, int]]
) -> list[dict[str, Any]]:
    def choices(key: str, names: Mapping[str, Any], chosen: str) -> list[dict[str, Any]]:
        return [
            {
                "value": value,
                "label": label,
                "count": numbers[key].get(value, 0) if value else None,
                "checked": value == chosen,
            }
            for value, label in names.items()
        ]

    states = {"": _("any"), **dict(Question.State.choices)}
    contexts = {"": _("any"), **words.context_titles()}
    mine = "1" if wanted.mine else ""
    return [
        {"name": "state", "title": _("State"), "choices": choices("state", states, wanted.state)},
        {"name": "mine", "title": _("Asked by"), "choices": choices("mine", WHOSE, mine)},
        {
            "name": "context",
            "title": _("Context of use"),
            "choices": choices("context", contexts, wanted.context),
        },
    ]


@requires("licensing.view_questions")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered questions as CSV or JSON, all pages of them."""
    found = Filters.of(request.GET).found(request.user)
    return exporting.answer(form, "questions", EXPORTED, map(_exported, found))


def _exported(question: Question) -> exporting.Row:
    current = question.current  # type: ignore[attr-defined]
    answer = current[0] if current else None
    return {
        "number": question.pk,
        "title": question.title,
        "state": question.state,
        "licence": question.written,
        "expression": question.expression,
        "context": question.context,
        "software": question.software.slug if question.software else None,
        "purl": question.purl,
        "policy_level": question.level,
        "policy": question.policy,
        "asked_at": question.asked_at.isoformat(),
        "answer": answer.level if answer else None,
        "precedent": answer.precedent if answer else None,
        "answered_at": answer.at.isoformat() if answer else None,
        "valid_until": answer.valid_until.isoformat() if answer and answer.valid_until else None,
    }


@requires("licensing.ask_question")
def new(request: HttpRequest) -> HttpResponse:
    """Ask the office; what the desk was asked stands in the form already."""
    if request.method == "POST":
        form = QuestionForm(request.POST, user=request.user)
        if form.is_valid():
            said = form.cleaned_data
            try:
                question = services.ask(request.user, form.enquiry(), said["title"], said["text"])
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Your question has reached the office."))
                return redirect(question)
    else:
        form = QuestionForm(user=request.user, initial=_asked_at_the_desk(request.GET))
    return render(request, "licensing/questions/new.html", {"form": form, **_preview(request)})


def _asked_at_the_desk(data: QueryDict) -> dict[str, Any]:
    initial: dict[str, Any] = {
        key: data.get(key, "") for key in ("licence", "software", "purl", "context")
    }
    return {**initial, "uses": data.getlist("uses")}


def _preview(request: HttpRequest) -> dict[str, Any]:
    """What the policy says to an enquiry that came along from the desk."""
    form = QuestionForm(request.GET, user=request.user)
    form.fields["title"].required = form.fields["text"].required = False
    if request.method != "GET" or not request.GET or not form.is_valid():
        return {}
    return {"report": desk.answer(form.enquiry(), policy_for(request.user))}


@requires("licensing.view_questions")
def detail(
    request: HttpRequest,
    pk: int,
    form: AnswerForm | None = None,
    reason: ReasonForm | None = None,
    replacing: ReplaceForm | None = None,
) -> HttpResponse:
    question = _found(request, pk)
    answers = list(queries.answers_of(question))
    shown = _shown(question, answers)
    is_party = services.may_reopen_or_withdraw(request.user, question)
    is_open = question.state == Question.State.OPEN
    context = {
        "question": question,
        "answer": shown,
        "earlier": [one for one in answers if one != shown],
        "asker": question.asked_by if _knows_asker(request.user, question) else None,
        "context_title": words.context_name(question.context),
        "uses": [words.USES.get(use, use) for use in question.uses],
        "verdicts": question.verdict.get("verdicts", []),
        "state_mark": words.QUESTION_STATES[question.state],
        "may_withdraw": is_party and is_open,
        "may_reopen": is_party and not is_open,
        "answer_form": form or AnswerForm(),
        "reason_form": reason or ReasonForm(),
        "replace_form": replacing or _replace_form(request, question, shown),
        "broken": next((one for one in (form, reason, replacing) if one is not None), None),
        "precedents": _other_precedents(request, question),
        "events": queries.events_of(question).select_related("actor") if is_party else (),
    }
    return render(request, "licensing/questions/detail.html", context)


def _shown(question: Question, answers: list[Answer]) -> Answer | None:
    """The answer that counts; of a precedent that was replaced or ended the one that counted."""
    current = next((one for one in answers if one.superseded_at is None), None)
    if current or question.state != Question.State.ANSWERED:
        return current
    replaced = next((one for one in answers if one.replaced_by_id), None)
    return replaced or next((one for one in answers if one.precedent), None)


def _replace_form(
    request: HttpRequest, question: Question, shown: Answer | None, data: Any = None
) -> ReplaceForm | None:
    """The form, where there is a precedent and another that can take its place."""
    may = request.user.has_perm("licensing.answer_questions")
    if not may or shown is None or not shown.precedent or shown.superseded_at:
        return None
    found = queries.may_replace(request.user, question)
    choices = [(one.pk, f"{one.question.title} ({one.get_level_display()})") for one in found]
    return ReplaceForm(data, choices=choices, auto_id="replace_%s") if choices else None


def _found(request: HttpRequest, pk: int) -> Question:
    question = queries.by_key(request.user, pk)
    if question is None:
        raise Http404
    return question


def _other_precedents(request: HttpRequest, question: Question) -> list[Any]:
    ids = set(question.concerns.values_list("spdx_id", flat=True))
    found = queries.precedents(request.user, licences=ids, context=question.context)
    return list(found.exclude(question=question)[:5])


@require_POST
@requires("licensing.answer_questions")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    question = _found(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.answer(request.user, question, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Answered."))
            return redirect(question)
    return detail(request, pk, form)


@require_POST
@requires("licensing.ask_question")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    question = _found(request, pk)
    services.require_party(request.user, question)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.reopen(request.user, question, form.cleaned_data["reason"])
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The question is open again."))
        return redirect(question)
    return detail(request, pk, reason=form)


@require_POST
@requires("licensing.ask_question")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    question = _found(request, pk)
    try:
        services.withdraw(request.user, question)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The question is withdrawn."))
    return redirect(question)


@require_POST
@requires("licensing.answer_questions")
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a newer precedent take the place of this one."""
    question = _found(request, pk)
    shown = _shown(question, list(queries.answers_of(question)))
    form = _replace_form(request, question, shown, request.POST)
    if form is None:
        messages.warning(request, _("There is no other precedent on the same licence yet."))
        return redirect(question)
    if form.is_valid():
        newer = queries.may_replace(request.user, question).get(pk=form.cleaned_data["newer"])
        try:
            precedents.replace(request.user, question, newer, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The newer precedent has taken its place."))
            return redirect(question)
    return detail(request, pk, replacing=form)


urlpatterns = [
    path("questions", index, name="questions"),
    re_path(r"^questions\.(?P<form>csv|json)$", export, name="questions-export"),
    path("questions/new", new, name="question-new"),
    path("questions/<int:pk>", detail, name="question"),
    path("questions/<int:pk>/answer", answer, name="question-answer"),
    path("questions/<int:pk>/reopen", reopen, name="question-reopen"),
    path("questions/<int:pk>/replace", replace, name="question-replace"),
    path("questions/<int:pk>/withdraw", withdraw, name="question-withdraw"),
]
