# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of communities: events, states with their marks, strengths."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.words import day
from allmende.workbench.communities.models import Consultation, Obligation

EVENTS: Mapping[str, str | Promise] = {
    "communities.body-added": _("added the body {subject}"),
    "communities.body-changed": _("changed the body {subject}"),
    "communities.delegated": _("named who speaks for us: {subject}"),
    "communities.delegation-changed": _("changed who speaks for us: {subject}"),
    "communities.consultation-added": _("noted the consultation {subject}, due {due_day}"),
    "communities.consultation-changed": _("changed the consultation {subject}, due {due_day}"),
    "communities.position-taken": _(
        "wrote our position on {subject}: {consultation_before} → {consultation_now}"
    ),
    "communities.reminded": _("reminded {number} people of {subject}"),
    "communities.obligation-assessed": _(
        "assessed {subject}: {obligation_before} → {obligation_now}"
    ),
}
CONSULTATION_TAGS: Mapping[str, str] = {
    "noted": "info",
    "in-work": "warn",
    "submitted": "good",
    "declined": "plain",
    "ended": "plain",
}
OBLIGATION_TAGS: Mapping[str, str] = {
    "met": "good",
    "partly": "warn",
    "open": "bad",
    "not-applicable": "plain",
    "unknown": "",
}
STRENGTHS: Mapping[str, str | Promise] = {
    "must": _("must"),
    "should": _("should"),
    "may": _("may"),
}
STRENGTH_TAGS: Mapping[str, str] = {"must": "bad", "should": "warn", "may": "info"}
WHEN: Mapping[str, str | Promise] = {
    "late": _("past its day"),
    "soon": _("within 14 days"),
    "month": _("within 60 days"),
    "later": _("later"),
    "never": _("without a day"),
    "closed": _("nothing due any more"),
}
"""When an answer to a consultation is due, seen from today."""
REVIEWS: Mapping[str, str | Promise] = {
    "due": _("review due"),
    "planned": _("review planned"),
    "none": _("no review planned"),
}
DELEGATED: Mapping[str, str | Promise] = {
    "yes": _("somebody speaks for us"),
    "no": _("nobody speaks for us"),
}
READ: Mapping[str, str | Promise] = {
    "yes": _("text of the law read"),
    "no": _("not verified"),
}


def consultation_state(key: str) -> str:
    return str(dict(Consultation.State.choices).get(key, key))


def obligation_state(key: str) -> str:
    return str(dict(Obligation.State.choices).get(key, key))


VALUES = {
    "due_day": day,
    "consultation_before": consultation_state,
    "consultation_now": consultation_state,
    "obligation_before": obligation_state,
    "obligation_now": obligation_state,
}
"""How the values of events read on screen."""
