# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of publications: events, answers of a verification."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.words import day
from allmende.workbench.publications.models import Publication, Verification

EVENTS: Mapping[str, str | Promise] = {
    "publications.address-named": _("named the public address of {subject}"),
    "publications.verifying": _("had the public repository of {subject} verified"),
    "publications.verified": _(
        "looked at the public repository of {subject}: reachable {is_reachable}, "
        "licence {has_licence}, content: {has_content}"
    ),
    "publications.published": _("recorded that {subject} is published"),
    "publications.released": _("recorded a release of {subject} within the approval"),
    "publications.ended": _("ended {subject}: {ended_as}"),
    "publications.successor-named": _("named who carries {subject} on"),
    "publications.not-published": _(
        "noted that {subject} is not published, to be reviewed on {review_day}"
    ),
    "publications.not-published-changed": _("changed why {subject} is not published"),
    "publications.not-published-ended": _("noted that {subject} is no longer held back"),
}
CONTENT_TAGS: Mapping[str, str] = {
    "same": "good",
    "same-files": "good",
    "more": "warn",
    "later": "warn",
    "other": "bad",
    "unknown": "",
}
KNOWN_TAGS: Mapping[str, str] = {"yes": "good", "no": "bad", "unknown": ""}
RESULTS: Mapping[str, str | Promise] = {
    "holds": _("verified"),
    "later": _("a later state"),
    "fails": _("does not hold"),
    "unknown": _("not known"),
    "never": _("not verified yet"),
}
"""What all three answers together come to."""
RESULT_TAGS: Mapping[str, str] = {
    "holds": "good",
    "later": "info",
    "fails": "bad",
    "unknown": "",
    "never": "",
}


def known(key: str) -> str:
    return str(dict(Verification.Known.choices).get(key, key))


def content(key: str) -> str:
    return str(dict(Verification.Content.choices).get(key, key))


def end(key: str) -> str:
    return str(dict(Publication.End.choices).get(key, key))


VALUES = {
    "is_reachable": known,
    "has_licence": known,
    "has_content": content,
    "ended_as": end,
    "review_day": day,
}
"""How the values of events read on screen."""
