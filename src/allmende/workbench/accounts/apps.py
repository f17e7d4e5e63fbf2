# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of accounts: permissions, event kinds and the menu are declared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "allmende.workbench.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allmende.workbench.accounts import permissions  # noqa: F401
        from allmende.workbench.core import events, navigation

        events.declare(
            {
                "accounts.role-granted": _("{subject} was granted the role {role}"),
                "accounts.role-withdrawn": _("the role {role} was withdrawn from {subject}"),
                "accounts.person-created": _("created the account of {subject}"),
                "accounts.person-changed": _("changed the account of {subject}"),
            }
        )
        navigation.add_to_account_menu(
            navigation.Item(_("People and roles"), "people", "accounts.manage_people"),
        )
