# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the page about openCode: permissions, events, jobs, the panel of a software."""

from django.apps import AppConfig


class OpenCodeConfig(AppConfig):
    name = "allmende.workbench.opencode"
    label = "opencode"

    def ready(self) -> None:
        from allmende.workbench.core import events
        from allmende.workbench.opencode import panels, permissions, tasks, words  # noqa: F401

        events.declare(words.EVENTS)
        events.name_values("verdict", words.verdict)
