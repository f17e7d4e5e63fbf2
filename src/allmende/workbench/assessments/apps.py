# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the assessments: permissions, event kinds, jobs, navigation and panels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "allmende.workbench.assessments"
    label = "assessments"

    def ready(self) -> None:
        from allmende.workbench.assessments import (  # noqa: F401
            casework,
            panels,
            permissions,
            tasks,
            words,
        )
        from allmende.workbench.core import events, navigation

        events.declare(words.EVENTS)
        events.name_values("answer", words.state)
        events.name_values("problem", words.said)
        events.name_values("because", lambda key: str(words.BECAUSE.get(key, key)))
        events.name_values("criteria_set", words.criteria_title)
        events.name_values("renewal", lambda key: str(words.RENEWALS.get(key, key)))
        navigation.add(
            "use",
            navigation.Item(_("Usability analyses"), "assessments:index", "assessments.view"),
        )
        navigation.add(
            "give",
            navigation.Item(_("Publication checks"), "assessments:checks", "assessments.view"),
        )
