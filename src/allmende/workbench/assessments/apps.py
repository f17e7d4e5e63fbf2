# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the assessments: permissions, event kinds, jobs, navigation and panels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "allmende.workbench.assessments"
    label = "assessments"

    def ready(self) -> None:
        from allmende.workbench.assessments import panels, permissions, tasks, words  # noqa: F401
        from allmende.workbench.core import events, navigation

        events.declare(words.EVENTS)
        events.name_values("answer", words.state)
        events.name_values("problem", words.said)
        events.name_values("because", lambda key: str(words.BECAUSE.get(key, key)))
        events.name_values("renewal", lambda key: str(words.RENEWALS.get(key, key)))
        navigation.add(
            "use",
            navigation.Item(_("Usability analyses"), "assessments:index", "assessments.view"),
        )
        navigation.add(
            "give",
            navigation.Item(_("Publication checks"), "assessments:checks", "assessments.view"),
        )
