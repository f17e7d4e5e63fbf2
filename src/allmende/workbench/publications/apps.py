# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of publications: what kinds of cases name, permissions, events, navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "allmende.workbench.publications"
    label = "publications"

    def ready(self) -> None:
        from allmende.workbench.core import events, navigation
        from allmende.workbench.publications import (  # noqa: F401
            panels,
            permissions,
            registering,
            tasks,
            words,
        )

        events.declare(words.EVENTS)
        for key, name in words.VALUES.items():
            events.name_values(key, name)
        navigation.add(
            "give",
            navigation.Item(_("Published"), "publications:index"),
            navigation.Item(_("Not published"), "publications:unpublished"),
            navigation.Item(_("Publication guide"), "publications:guide"),
        )
