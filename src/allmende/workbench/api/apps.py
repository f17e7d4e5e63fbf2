# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the interfaces: permissions, navigation, the panel on a software's page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "allmende.workbench.api"
    label = "api"

    def ready(self) -> None:
        from allmende.workbench.api import panels, permissions, tasks  # noqa: F401
        from allmende.workbench.core import navigation

        navigation.add(
            "give", navigation.Item(_("Listing in catalogues"), "listing:index", "api.view_listing")
        )
