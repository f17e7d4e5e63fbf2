# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of accounts: permissions, event kinds, signals and the menu are declared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "allmende.workbench.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allmende.workbench.accounts import permissions, signals  # noqa: F401
        from allmende.workbench.accounts.models import Role, User
        from allmende.workbench.core import events, navigation

        events.declare(
            {
                "accounts.role-granted": _("{subject} was granted the role {role}"),
                "accounts.role-withdrawn": _("the role {role} was withdrawn from {subject}"),
                "accounts.person-created": _("created the account of {subject}"),
                "accounts.person-arrived": _(
                    "{subject} came from the identity provider for the first time"
                ),
                "accounts.person-connected": _(
                    "connected the account of {subject} with the identity provider"
                ),
                "accounts.person-changed": _("changed the account of {subject}: {fields}"),
                "accounts.person-deactivated": _("deactivated the account of {subject}"),
                "accounts.person-reactivated": _("reactivated the account of {subject}"),
                "accounts.link-made": _("made a link with which {subject} chooses a password"),
                "accounts.password-chosen": _("{subject} chose a new password"),
            }
        )
        for field in User._meta.concrete_fields:
            events.name_fields(dict.fromkeys((field.name, field.attname), field.verbose_name))
        events.name_values("role", lambda role: str(dict(Role.choices).get(role, role)))
        navigation.add_to_account_menu(
            navigation.Item(_("My account"), "accounts:me", "accounts.use_own_account"),
            navigation.Item(_("People and roles"), "accounts:people", "accounts.manage_people"),
        )
