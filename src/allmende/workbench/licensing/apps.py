# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the licence desk: permissions, event kinds, navigation and panels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LicensingConfig(AppConfig):
    name = "allmende.workbench.licensing"
    label = "licensing"

    def ready(self) -> None:
        from allmende.workbench.core import events, navigation
        from allmende.workbench.licensing import casework, panels, permissions, words  # noqa: F401
        from allmende.workbench.licensing.bills import tasks as bill_tasks  # noqa: F401
        from allmende.workbench.licensing.bills import words as bill_words

        events.declare(
            {
                "licensing.question-asked": _("asked “{subject}” ({use_context})"),
                "licensing.question-answered": _("answered “{subject}”: {level}"),
                "licensing.precedent-published": _(
                    "answered “{subject}”: {level}, and published it as a precedent"
                ),
                "licensing.question-reopened": _("opened “{subject}” again: {reason}"),
                "licensing.precedent-replaced": _(
                    "replaced the precedent “{subject}” by “{by_which}”: {reason}"
                ),
                "licensing.precedent-ended": _(
                    "ended the precedent “{subject}” with case {number}"
                ),
                "licensing.question-withdrawn": _("withdrew the question “{subject}”"),
                "licensing.waiver-granted": _(
                    "granted a waiver for {subject} until {until} ({use_contexts}): {reason}"
                ),
                "licensing.waiver-replaced": _(
                    "replaced the waiver for {subject}, "
                    "now until {until} ({use_contexts}): {reason}"
                ),
                "licensing.waiver-withdrawn": _("withdrew the waiver for {subject}: {reason}"),
            }
        )
        events.name_values("level", lambda level: str(words.LEVELS.get(level, level)))
        events.name_values("use_context", words.context_name)
        events.name_values("use_contexts", words.context_names)
        events.name_values("until", words.day)
        events.declare(bill_words.EVENTS)
        events.name_fields(bill_words.FIELDS)
        navigation.add(
            "use",
            navigation.Item(_("Licence desk"), "licensing:desk"),
            navigation.Item(_("Questions"), "licensing:questions", "licensing.view_questions"),
            navigation.Item(_("Waivers"), "licensing:waivers"),
            navigation.Item(_("Bills of materials"), "licensing:bills", "licensing.view_bills"),
            navigation.Item(_("Licences"), "licensing:licences"),
        )
