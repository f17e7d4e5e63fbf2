# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of the assessments: states, levels, steps, events."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allmende.criteria import LEVEL_NAMES, STATE_WORDS, load_criteria, names
from allmende.workbench.assessments.policy import profile
from allmende.workbench.core.errors import Refused

STATES = tuple(STATE_WORDS)
LEVELS = tuple(LEVEL_NAMES)
STATE_TAGS: Mapping[str, str] = {
    "met": "good",
    "partly": "warn",
    "not-met": "bad",
    "needs-human": "info",
    "unknown": "",
    "not-applicable": "plain",
}
"""The mark of a state; the word stands beside it everywhere."""
FIGURES: Mapping[str, str] = {
    "met": "met",
    "partly": "partly",
    "not-met": "not_met",
    "needs-human": "needs_human",
    "unknown": "unknown",
    "not-applicable": "not_applicable",
}
"""A state to the key of its figure."""
RUNS: Mapping[str, str | Promise] = {
    "never": pgettext_lazy("analysis", "not yet"),
    "running": pgettext_lazy("analysis", "running"),
    "finished": pgettext_lazy("analysis", "finished"),
    "expired": pgettext_lazy("analysis", "expired"),
    "failed": pgettext_lazy("analysis", "failed"),
    "cancelled": pgettext_lazy("analysis", "stopped"),
}
"""How an analysis stands, as a list tells it."""
RUN_TAGS = {
    "running": "info",
    "finished": "good",
    "expired": "warn",
    "failed": "bad",
    "cancelled": "warn",
}
STEPS: Mapping[str, str | Promise] = {
    "": _("The repository is fetched and opened"),
    "scan": _("Every version of every file is read"),
    "history": _("What was found is followed through the history"),
    "facts": _("Facts are looked for"),
    "judging": _("The criteria are answered"),
}
KINDS: Mapping[str, str | Promise] = {
    "secret": _("Secrets"),
    "personal-data": _("Personal data"),
    "internal-name": _("Internal names"),
}
EVENTS: Mapping[str, str | Promise] = {
    "assessments.started": _("started the analysis {subject}"),
    "assessments.finished": _(
        "finished the analysis {subject}: {met} of {applicable} must-criteria met"
    ),
    "assessments.failed": _("could not analyse {subject}: {problem}"),
    "assessments.cancelled": _("asked the analysis {subject} to stop"),
    "assessments.judged-again": _("held {subject} against the criteria again: {because}"),
    "assessments.answered": _("answered {criterion} of {subject}: {answer}, {reason}"),
    "assessments.answer-withdrawn": _("withdrew the answer to {criterion} of {subject}: {reason}"),
    "assessments.suppressed": _("suppressed the finding {subject} until {until}: {reason}"),
    "assessments.suppression-withdrawn": _("counts the finding {subject} again"),
    "assessments.case-checked": _("began the analysis for {subject}: {criteria_set}"),
    "assessments.case-not-checked": _("could not begin the analysis for {subject}: {problem}"),
    "assessments.renewal-set": _("set the renewal of {subject}: {months} months, {renewal}"),
}
BECAUSE: Mapping[str, str | Promise] = {
    "policy": _("the policy has changed"),
    "answer": _("somebody answered a criterion"),
    "suppression": _("somebody looked at a finding"),
    "lapsed": _("an answer or a suppression has lapsed"),
}
RENEWALS: Mapping[str, str | Promise] = {
    "on": _("renewed when it has expired"),
    "off": _("not renewed"),
}
OWN = "publication-check"
"""The set for software that the office gives; all others are asked of what it takes."""


def language() -> str:
    """The language of what the libraries say."""
    return "de" if (translation.get_language() or "de").startswith("de") else "en"


def said(texts: Mapping[str, str] | str | None) -> str:
    """A library's text in the active language; one that has no language as it is."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    return texts.get(language()) or texts.get("en") or ""


def in_both_languages(refused: Callable[[], object]) -> dict[str, str]:
    """Why something is refused, for readers who are not those that asked for it; else empty."""
    why = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                refused()
            except Refused as refusal:
                why[code] = str(refusal)
    return why


def yes_or_no(value: bool) -> str:
    return str(_("yes") if value else _("no"))


def state(key: str) -> str:
    found = STATE_WORDS.get(key)
    return found[language()] if found else key


def level(key: str) -> str:
    found = LEVEL_NAMES.get(key)
    return found[language()] if found else key


def criteria_title(name: str) -> str:
    """What a set of criteria is called; its name where the policy does not have it any more."""
    if name not in sets():
        return name
    return load_criteria(name, profile()).title[language()]


def sets() -> tuple[str, ...]:
    """The sets of criteria the policy has, the two the office began with first."""
    first = [one for one in ("usability-analysis", OWN) if one in names(profile())]
    return (*first, *(one for one in names(profile()) if one not in first))
