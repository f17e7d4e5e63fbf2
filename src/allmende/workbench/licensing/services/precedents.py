# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A decided case becomes a precedent of the desk; a newer one replaces it, or it ends with it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing import desk
from allmende.workbench.licensing.models import Answer, Question
from allmende.workbench.licensing.policy import policy_for, written_policy
from allmende.workbench.licensing.queries.questions import may_replace
from allmende.workbench.licensing.services import questions

CONTEXTS = {"contribution": "contribute"}
"""The context of use of a kind that does not ask for it."""
USES = {"changed": "modify", "passed-on": "pass-on", "network-use": "network"}
"""A field of the case to the use that it states."""
POSITIVE = ("preferred", "allowed", "avoid")


def enquiry_of(case: Case) -> desk.Enquiry:
    """What a case wants to know of the desk; without a licence and a context where none is said."""
    values = case.values
    context = str(values.get("context") or CONTEXTS.get(case.kind, ""))
    slug = _first(case, "software")
    named = Software.objects.filter(slug=slug).select_related("merged_into").first()
    return desk.Enquiry(
        written=str(_first(case, "licence") or ""),
        context=context if context in written_policy().contexts else "",
        uses=frozenset(use for field, use in USES.items() if values.get(field) is True),
        software=named and (named.merged_into or named),
    )


@transaction.atomic
def record(actor: Any, case: Case) -> Answer:
    """Publish a decided case as a precedent, in the words of whoever decided.

    Precedents are read by all employees, so a confidential case does not become one. Raises
    NotAllowed, Refused.
    """
    if case.confidential:
        raise Refused(_("A confidential case is not published as a precedent."))
    decision = case.moves.filter(decides=True).last()
    if decision is None or not decision.reason:
        raise Refused(_("This case has no decision with a reason."))
    enquiry = enquiry_of(case)
    language = settings.LANGUAGE_CODE[:2]
    with translation.override(language):
        text = _("Case {number}: {title}").format(number=case.number, title=case.title)
    # Whoever asked may have left since; then the question is of the person who keeps it.
    asks = case.requester if case.requester.has_perm("licensing.ask_question") else actor
    question = questions.ask(asks, enquiry, case.title, text)
    question.case = case
    question.save(update_fields=["case"])
    refused = declared(case).state(decision.to_state).figure == "refused"
    return questions.answer(
        actor,
        question,
        text=decision.reason,
        language=language,
        level="blocked" if refused else _level(enquiry),
        precedent=True,
    )


@transaction.atomic
def replace(actor: Any, question: Question, newer: Answer, reason: str) -> Answer:
    """Let a newer precedent take the place of this question's; the old one stays readable.

    Raises NotAllowed, Refused.
    """
    require(actor, "licensing.answer_questions")
    if not reason.strip():
        raise Refused(_("Say why the newer precedent takes its place."))
    question = Question.objects.select_for_update().get(pk=question.pk)
    older = question.answers.filter(superseded_at=None, precedent=True).first()
    if older is None or question.state != Question.State.ANSWERED:
        raise Refused(_("Only a precedent that holds can be replaced."))
    if not may_replace(actor, question).filter(pk=newer.pk).exists():
        raise Refused(_("Choose a precedent on the same licence that holds."))
    older.superseded_at, older.replaced_by = timezone.now(), newer
    older.save(update_fields=["superseded_at", "replaced_by"])
    events.record(
        actor,
        "licensing.precedent-replaced",
        question,
        by_which=newer.question.title,
        newer=newer.question_id,
        reason=reason.strip(),
    )
    return older


@transaction.atomic
def end(actor: Any, case: Case) -> None:
    """What the case said no longer holds: its precedent ends, still readable. Raises NotAllowed."""
    require(actor, "licensing.answer_questions")
    held = Answer.objects.select_for_update(of=("self",)).select_related("question")
    for one in held.filter(question__case=case, precedent=True, superseded_at=None):
        one.superseded_at = timezone.now()
        one.save(update_fields=["superseded_at"])
        events.record(actor, "licensing.precedent-ended", one.question, number=case.number)


def _level(enquiry: desk.Enquiry) -> str:
    """How a yes reads: as the policy says it, or allowed where only people could say it."""
    said = desk.answer(enquiry, policy_for(None)).level
    return said if said in POSITIVE else "allowed"


def _first(case: Case, type_: str) -> Any:
    fields = (one.id for one in declared(case).fields if one.type == type_)
    return next(filter(None, map(case.values.get, fields)), None)
