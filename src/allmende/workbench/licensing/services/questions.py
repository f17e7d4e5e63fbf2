# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Ask, answer, reopen and withdraw a question."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.licensing import desk
from allmende.workbench.licensing.models import Answer, Concern, Question
from allmende.workbench.licensing.models.questions import Level
from allmende.workbench.licensing.policy import policy_for, written_policy


@transaction.atomic
def ask(actor: Any, enquiry: desk.Enquiry, title: str, text: str) -> Question:
    """Keep a question with what the policy says to it now. Raises NotAllowed, Refused."""
    require(actor, "licensing.ask_question")
    title, text = title.strip(), text.strip()
    if not (title and text):
        raise Refused(_("A question needs a title and a text."))
    if enquiry.context not in written_policy().contexts:
        raise Refused(_("Say how you want to use it: the answer depends on that."))
    report = desk.answer(enquiry, policy_for(actor))
    question = Question.objects.create(
        title=title[:200],
        text=text,
        written=enquiry.written,
        expression=report.expression or "",
        context=enquiry.context,
        uses=sorted(enquiry.uses),
        purl=enquiry.purl,
        software=enquiry.software,
        verdict=report.as_json(),
        level=report.level,
        policy=report.policy,
        asked_by=actor,
    )
    Concern.objects.bulk_create(
        Concern(question=question, spdx_id=one) for one in sorted(report.licences)
    )
    events.record(actor, "licensing.question-asked", question, use_context=question.context)
    return question


@transaction.atomic
def answer(
    actor: Any,
    question: Question,
    *,
    text: str,
    language: str,
    level: str,
    valid_until: date | None = None,
    precedent: bool = False,
) -> Answer:
    """Answer an open question. Raises NotAllowed, Refused."""
    require(actor, "licensing.answer_questions")
    question = _locked(question)
    if question.state != Question.State.OPEN:
        raise Refused(_("This question is not open; reopen it to answer anew."))
    if not text.strip():
        raise Refused(_("An answer needs a text that says why."))
    if level not in Level.values or level == Level.REVIEW:
        raise Refused(_("An answer says whether it is allowed."))
    if valid_until is not None and valid_until < timezone.localdate():
        raise Refused(_("The last day of an answer cannot lie in the past."))
    kept = Answer.objects.create(
        question=question,
        text=text.strip(),
        language=language,
        level=level,
        valid_until=valid_until,
        precedent=precedent,
        policy=_policy_version(),
        by=actor,
    )
    _set(question, Question.State.ANSWERED)
    kind = "licensing.precedent-published" if precedent else "licensing.question-answered"
    events.record(actor, kind, question, level=level, policy=kept.policy)
    return kept


@transaction.atomic
def reopen(actor: Any, question: Question, reason: str) -> None:
    """Open a question again; its answer stays as history and is no precedent any more.

    Office and legal may, and whoever asked. Raises NotAllowed, Refused.
    """
    require_party(actor, question)
    question = _locked(question)
    if question.state == Question.State.OPEN:
        raise Refused(_("This question is open already."))
    if not reason.strip():
        raise Refused(_("Say why the question is opened again."))
    question.answers.filter(superseded_at=None).update(superseded_at=timezone.now())
    _set(question, Question.State.OPEN)
    events.record(actor, "licensing.question-reopened", question, reason=reason.strip())


@transaction.atomic
def withdraw(actor: Any, question: Question) -> None:
    """Take an open question back; who asked may, and office and legal. Raises as `reopen`."""
    require_party(actor, question)
    question = _locked(question)
    if question.state != Question.State.OPEN:
        raise Refused(_("Only an open question can be withdrawn."))
    _set(question, Question.State.WITHDRAWN)
    events.record(actor, "licensing.question-withdrawn", question)


def may_reopen_or_withdraw(actor: Any, question: Question) -> bool:
    return question.asked_by_id == actor.pk or actor.has_perm("licensing.answer_questions")


def require_party(actor: Any, question: Question) -> None:
    """Raise NotAllowed unless the actor asked it, or answers questions."""
    require(actor, "licensing.ask_question")
    if actor is not None and not may_reopen_or_withdraw(actor, question):
        raise NotAllowed("licensing.answer_questions")


def _locked(question: Question) -> Question:
    """The row as it stands now, held until the end of the transaction."""
    return Question.objects.select_for_update().get(pk=question.pk)


def _set(question: Question, state: str) -> None:
    question.state = state
    question.save(update_fields=["state"])


def _policy_version() -> str:
    policy = written_policy()
    return f"{policy.name} {policy.version}"
