# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the core: permissions, event kinds, menu, and triggers after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "allmende.workbench.core"
    label = "core"

    def ready(self) -> None:
        from allmende.workbench.core import audit, events, navigation, permissions  # noqa: F401

        events.declare(
            {
                "core.unit-created": _("created the unit {subject}"),
                "core.unit-changed": _("changed the unit {subject}"),
                "core.job-started": _("started {subject} by hand"),
                "core.job-retried": _("started {subject} again"),
                "core.job-cancelled": _("asked {subject} to stop"),
            }
        )
        navigation.add_to_account_menu(
            navigation.Item(_("Running work"), "core:jobs", "core.view_jobs"),
            navigation.Item(_("Audit trail"), "core:trail", "core.view_events"),
            navigation.Item(_("Units"), "core:units", "core.manage_units"),
            navigation.Item(_("Style guide"), "core:styleguide", "core.view_styleguide"),
        )
        post_migrate.connect(audit.install_triggers_after_migrate, sender=self)
