# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the case engine: permissions, event kinds, jobs, and the check of the kinds."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "allmende.workbench.cases"
    label = "cases"

    def ready(self) -> None:
        from allmende.workbench.cases import (  # noqa: F401
            panels,
            permissions,
            reviewing,
            sheet,
            tasks,
            words,
        )
        from allmende.workbench.core import events, navigation

        events.declare(words.EVENTS)
        for key, name in words.VALUES.items():
            events.name_values(key, name)
        checks.register(kinds_are_usable)
        navigation.add("today", navigation.Item(_("My cases"), "cases:mine", "cases.view"))
        navigation.add("use", navigation.Item(_("Cases"), "cases:use", "cases.view"))
        navigation.add("give", navigation.Item(_("Publications"), "cases:give", "cases.view"))


def kinds_are_usable(**_given: Any) -> list[checks.CheckMessage]:
    """System check: no file of a kind has a mistake or names what no app registered."""
    from allmende.policies import PolicyError
    from allmende.workbench.cases import definitions

    try:
        return [checks.Error(str(one), id="cases.E001") for one in definitions.problems()]
    except PolicyError as error:
        return [checks.Error(str(error), id="cases.E002")]
