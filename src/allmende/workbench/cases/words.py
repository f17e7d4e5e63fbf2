# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of cases: event sentences, states of lanes, answers."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.criteria import STATE_WORDS

EVENTS: Mapping[str, str | Promise] = {
    "cases.started": _("started {subject} ({kind_title})"),
    "cases.values-saved": _("changed in {subject}: {asked}"),
    "cases.moved": _("took the step “{step}” in {subject}, now: {case_state}"),
    "cases.decided": _("decided {subject} by “{step}”, now: {case_state}"),
    "cases.lane-started": _("the lane “{lane}” of {subject} can be looked at"),
    "cases.lane-skipped": _("the lane “{lane}” of {subject} is left out: {because_of}"),
    "cases.lane-assigned": _("gave the lane “{lane}” of {subject} to {to_whom}"),
    "cases.lane-released": _("took the lane “{lane}” of {subject} from whom it was given to"),
    "cases.lane-answered": _("answered the lane “{lane}” of {subject}: {lane_answer}"),
    "cases.item-answered": _("answered in the lane “{lane}” of {subject}: {item}: {item_answer}"),
    "cases.items-answered": _("the machine answered {number} questions of {subject}"),
    "cases.condition-set": _("set a condition in {subject}, due {due_day}"),
    "cases.condition-done": _("marked a condition of {subject} as done"),
    "cases.condition-reopened": _("marked a condition of {subject} as not done after all"),
    "cases.commented": _("wrote in the discussion of {subject}"),
    "cases.file-added": _("added a file to {subject} (SHA-256 {digest})"),
    "cases.file-removed": _("removed a file from {subject} (SHA-256 {digest})"),
    "cases.made-confidential": _("made {subject} confidential"),
    "cases.made-open": _("made {subject} visible to all who may see such cases"),
    "cases.shown": _("made a short form of {subject} public"),
    "cases.hidden": _("took the short form of {subject} from the public"),
    "cases.migrated": _("moved {subject} from version {before} of the rules to version {after}"),
    "cases.reminded": _("reminded {number} people of {subject}"),
    "cases.review-set": _("set the next review of {subject}: {due_day}"),
    "cases.deleted": _("deleted {subject}, since its time of retention is over"),
    "cases.feed-made": _("made a secret address for the own calendar"),
    "cases.feed-ended": _("ended the secret address of the own calendar"),
}
LANE_ANSWERS: Mapping[str, str | Promise] = {
    "approve": _("approved"),
    "approve-with-condition": _("approved with a condition"),
    "needs-change": _("needs a change"),
    "reject": _("rejected"),
}
LANE_ANSWER_TONES = {
    "approve": "good",
    "approve-with-condition": "partly",
    "needs-change": "partly",
    "reject": "bad",
}
ITEM_STATES = ("met", "partly", "not-met", "not-applicable")
"""What a person answers to a line of a checklist; the machine may also not know."""
ENDED = {
    "de": "Der Vorgang ist entschieden oder beendet.",
    "en": "The case was decided or has ended.",
}


def language() -> str:
    """The language of what the files of kinds say."""
    return "de" if (translation.get_language() or "de").startswith("de") else "en"


def said(texts: Any) -> str:
    """A text by language in the active one; one that has no language as it is."""
    if not isinstance(texts, Mapping):
        return str(texts or "")
    return str(texts.get(language()) or texts.get("en") or "")


def lane_answer(key: str) -> str:
    return str(LANE_ANSWERS.get(key, key))


def item_answer(key: str) -> str:
    found = STATE_WORDS.get(key)
    return found[language()] if found else key


def day(written: str | None) -> str:
    """A day as an event keeps it, as the office writes it."""
    if not written:
        return str(_("without a date"))
    return written if language() == "en" else ".".join(reversed(written.split("-")))


VALUES = {
    "kind_title": said,
    "step": said,
    "case_state": said,
    "lane": said,
    "item": said,
    "because_of": said,
    "asked": said,
    "lane_answer": lane_answer,
    "item_answer": item_answer,
    "due_day": day,
}
"""How the values of events read on screen."""
