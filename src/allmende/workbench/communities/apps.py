# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of communities: policy check, permissions, events, navigation, the calendar feed."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "allmende.workbench.communities"
    label = "communities"

    def ready(self) -> None:
        from allmende.workbench.cases import registry
        from allmende.workbench.communities import panels, permissions, tasks, words  # noqa: F401
        from allmende.workbench.core import events, navigation

        events.declare(words.EVENTS)
        for key, name in words.VALUES.items():
            events.name_values(key, name)
        navigation.add(
            "steer",
            navigation.Item(_("Consultations"), "communities:consultations", "communities.view"),
            navigation.Item(_("Obligations"), "communities:obligations", "communities.view"),
            navigation.Item(_("Bodies"), "communities:bodies", "communities.view"),
        )
        registry.feed("communities:feed", _("Consultations"))
        checks.register(policy_is_usable)


def policy_is_usable(**_given: Any) -> list[checks.CheckMessage]:
    """System check: `bodies.yaml` and `obligations.yaml` can be read."""
    from allmende.policies import PolicyError
    from allmende.workbench.communities import policy

    try:
        policy.bodies()
        policy.register()
    except PolicyError as error:
        return [checks.Error(str(error), id="communities.E001")]
    return []
