# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Texts: none at all, or two languages that have drifted apart.

Drift is looked for where both languages are promised: in what the office shows the public, and in
what it does something with.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject
from allmende.workbench.catalogue.models import Severity, Software
from allmende.workbench.catalogue.policy import catalogue_policy

PROMISED = ("de", "en")
TOO_SHORT_TO_COMPARE = 120
"""Characters; below, one sentence more makes a large share without saying anything."""


def _description_missing(subject: Subject) -> Iterator[Defect]:
    if not subject.software.descriptions:
        yield Defect(subject.weight)


def _promises_both(software: Software) -> bool:
    return software.published or software.is_ours


def _language_missing(subject: Subject) -> Iterator[Defect]:
    software = subject.software
    if not _promises_both(software):
        return
    for part, texts in (("description", software.descriptions), ("text", software.texts)):
        missing = [language for language in PROMISED if not texts.get(language)]
        # A long text in a third language only is somebody else's; ours is not written yet.
        if texts and (part == "description" or len(missing) < len(PROMISED)):
            for language in missing:
                yield Defect(Severity.MEDIUM, {"language": language, "part": part})


def _language_shorter(subject: Subject) -> Iterator[Defect]:
    software = subject.software
    if not _promises_both(software):
        return
    limit = catalogue_policy().drift
    for part, texts in (("description", software.descriptions), ("text", software.texts)):
        lengths = {language: len(texts.get(language) or "") for language in PROMISED}
        short, long = sorted(PROMISED, key=lambda language: lengths[language])
        if (
            lengths[short]
            and lengths[long] >= TOO_SHORT_TO_COMPARE
            and lengths[long] > lengths[short] * (1 + limit)
        ):
            yield Defect(
                Severity.LOW,
                {
                    "language": short,
                    "other": long,
                    "part": part,
                    "percent": round(100 * lengths[short] / lengths[long]),
                },
            )


def _language_older(subject: Subject) -> Iterator[Defect]:
    if not _promises_both(subject.software):
        return
    limit = catalogue_policy().drift_days
    for record in subject.records:
        days = {
            language: date.fromisoformat(day)
            for language, day in (record.entry.get("text_dates") or {}).items()
            if language in PROMISED
        }
        if record.source.ours and len(days) == len(PROMISED):
            old, new = sorted(PROMISED, key=lambda language: days[language])
            apart = (days[new] - days[old]).days
            if apart > limit:
                data = {"language": old, "other": new, "days": apart}
                yield Defect(Severity.LOW, data, record.pk)


DESCRIPTION_MISSING = Rule(
    "description-missing",
    _("Description is missing"),
    _("No source describes it."),
    _("Write one sentence on what it does and for whom, in German and in English."),
    _description_missing,
    "descriptions",
)
LANGUAGE_MISSING = Rule(
    "language-missing",
    _("A language is missing"),
    _("There is no {part} in {language}."),
    _("Add the missing language."),
    _language_missing,
    "",
)
LANGUAGE_SHORTER = Rule(
    "language-shorter",
    _("One language says less"),
    _("The {part} in {language} has only {percent} % of the length of the one in {other}."),
    _("Compare both texts and bring the shorter one up to date."),
    _language_shorter,
    "",
)
LANGUAGE_OLDER = Rule(
    "language-older",
    _("One language is older"),
    _("The text in {language} was last changed {days} days before the one in {other}."),
    _("Compare both texts and bring the older one up to date."),
    _language_older,
    "texts",
)
