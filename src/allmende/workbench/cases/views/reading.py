# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages on which a case is read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.documents import as_html, as_pdf
from allmende.workbench.cases import definitions, registry, words
from allmende.workbench.cases import files as kept_files
from allmende.workbench.cases.forms.acting import ConditionForm, ReviewForm
from allmende.workbench.cases.kinds import Document
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import history as histories
from allmende.workbench.cases.queries import page as pages
from allmende.workbench.cases.views.finding import case_or_404
from allmende.workbench.cases.views.showing import (
    answer_groups,
    frame,
    lane_rows,
    steps_shown,
)
from allmende.workbench.core import documents
from allmende.workbench.core.access import requires

NEWEST = 6


@requires("cases.view")
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case: where it stands, its lanes, what is to be done, what was decided."""
    found = case_or_404(request.user, number)
    page = pages.page(request.user, found)
    given = [
        one
        for name in page.kind.panels
        if name in registry.PANELS
        for one in registry.PANELS[name](request, found)
    ]
    context = {
        **frame(request, page, "case"),
        "lanes": lane_rows(page),
        "steps": steps_shown(page),
        "decisions": [_decision(page, one) for one in reversed(page.moves) if one.decides],
        "documents": [
            {"id": one.id, "title": words.said(one.title)}
            for one in page.kind.documents
            if _is_ready(one, found.state)
        ],
        "conditions": _conditions(request.user, page),
        "condition_form": ConditionForm(auto_id="condition_%s"),
        "review_form": _review_form(request.user, found),
        "newer": _is_older(found),
        "newest": histories.history(found, NEWEST),
        "main": [one for one in given if one.place == "main"],
        "side": [one for one in given if one.place == "side"],
    }
    return render(request, "cases/case.html", context)


@requires("cases.view")
def answers(request: HttpRequest, number: str) -> HttpResponse:
    """What was answered in the form."""
    page = pages.page(request.user, case_or_404(request.user, number))
    return render(
        request,
        "cases/answers.html",
        {**frame(request, page, "answers"), "groups": answer_groups(page)},
    )


@requires("cases.view")
def history(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that happened, in plain sentences."""
    found = case_or_404(request.user, number)
    page = pages.page(request.user, found)
    events, digest, _at = histories.head(found)
    context = {
        **frame(request, page, "history"),
        "entries": histories.history(found),
        "number": events,
        "digest": digest,
    }
    return render(request, "cases/history.html", context)


@requires("cases.view")
def download(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file of the case, saved and never shown."""
    found = case_or_404(request.user, number)
    file = pages.attachment(request.user, found, pk) if pk < 2**63 else None
    if file is None:
        raise Http404
    try:
        return kept_files.answer(file.name, file.media_type, file.sha256)  # type: ignore[return-value]
    except FileNotFoundError as error:
        raise Http404 from error


@requires("cases.view")
def document(request: HttpRequest, number: str, document: str, form: str) -> HttpResponse:
    """A document of the case, such as the decision sheet, to read or to print."""
    found = case_or_404(request.user, number)
    page = pages.page(request.user, found)
    asked = next((one for one in page.kind.documents if one.id == document), None)
    if asked is None or not _is_ready(asked, found.state):
        raise Http404
    made = registry.DOCUMENTS[asked.made_by](request.user, found, words.language())
    if form == "pdf":
        name = f"{found.number}-{document}.pdf"
        return documents.as_file(as_pdf(made), "application/pdf", name)
    return documents.as_page(as_html(made))


def _review_form(user: Any, case: Case) -> ReviewForm | None:
    """To whom may set it, for a case whose outcome lasts."""
    if case.phase != "decided" or not user.has_perm("cases.set_review"):
        return None
    return ReviewForm(initial={"day": case.review_on}, auto_id="review_%s")


def _is_older(case: Case) -> bool:
    """Whether the running case follows rules of which there is a newer version."""
    present = definitions.current().get(case.kind)
    return case.phase != "closed" and present is not None and present.digest != case.kept.digest


def _is_ready(one: Document, state: str) -> bool:
    return one.made_by in registry.DOCUMENTS and (not one.states or state in one.states)


def _decision(page: pages.Page, move: Any) -> dict[str, Any]:
    try:
        label = words.said(page.kind.transition(move.transition, move.from_state).label)
    except KeyError:  # a step that a later version of the kind has not
        label = move.transition
    return {"move": move, "label": label}


def _conditions(user: Any, page: pages.Page) -> list[dict[str, Any]]:
    acts = page.is_insider or "requester" in page.roles
    return [
        {"one": one, "may": acts or one.responsible_id == user.pk, "may_reopen": page.is_insider}
        for one in page.conditions
    ]
