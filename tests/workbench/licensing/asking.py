# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Small factories: an enquiry, a question asked, one answered, a waiver."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing import desk
from allmende.workbench.licensing.models import Answer, Question, Waiver
from allmende.workbench.licensing.services import questions, waivers


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def enquiry(written: str = "EUPL-1.2", context: str = "embed", **said: Any) -> desk.Enquiry:
    return desk.Enquiry(written=written, context=context, **said)


def asked(by: User, written: str = "EUPL-1.2", title: str = "", **said: Any) -> Question:
    title = title or f"May we embed {written}?"
    return questions.ask(by, enquiry(written, **said), title, "We need it for the forms.")


def answered(
    by: User,
    question: Question,
    level: str = "allowed",
    text: str = "Yes, as a module.",
    **said: Any,
) -> Answer:
    return questions.answer(by, question, text=text, language="en", level=level, **said)


def terms(**said: Any) -> waivers.Terms:
    usual = {
        "purl": "pkg:npm/node-forge",
        "expression": "",
        "contexts": ["embed"],
        "choose": "",
        "reason": "The dual licence leaves us BSD.",
        "expires": in_days(300),
    }
    return waivers.Terms(**{**usual, **said})


def granted(by: User, **said: Any) -> Waiver:
    return waivers.grant(by, terms(**said))


def ending(by: User, days: int, **said: Any) -> Waiver:
    """A waiver granted earlier that ends in so many days, or ended so many days ago."""
    waiver = granted(by, **said)
    Waiver.objects.filter(pk=waiver.pk).update(expires=in_days(days))
    waiver.refresh_from_db()
    return waiver
