# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the radar: permissions, events, navigation, panels, jobs, the feed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RadarConfig(AppConfig):
    name = "allmende.workbench.radar"
    label = "radar"

    def ready(self) -> None:
        from allmende.workbench.cases import registry
        from allmende.workbench.core import events, navigation
        from allmende.workbench.radar import panels, permissions, tasks, words  # noqa: F401

        events.declare(words.EVENTS)
        navigation.add(
            "catalogue",
            navigation.Item(_("Radar"), "radar:index", "radar.use", after="catalogue:index"),
        )
        registry.feed("radar:feed", _("Radar (Atom, for feed readers)"))
