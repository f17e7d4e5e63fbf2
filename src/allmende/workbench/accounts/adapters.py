# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How allauth behaves here: no self-registration, roles from the identity provider's groups."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from allmende.workbench.accounts import services


class LocalAccounts(DefaultAccountAdapter):
    """Local accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SingleSignOn(DefaultSocialAccountAdapter):
    """Whoever the identity provider sends may enter; its groups decide the roles each time."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Any:
        user = super().save_user(request, sociallogin, form)
        services.take_roles_from_groups(user, claimed_groups(sociallogin))
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            services.take_roles_from_groups(sociallogin.user, claimed_groups(sociallogin))


def claimed_groups(sociallogin: SocialLogin) -> list[str]:
    """The groups the provider claims for the person; a dotted claim name reaches into objects."""
    data = sociallogin.account.extra_data
    for place in (data.get("id_token") or {}, data.get("userinfo") or {}, data):
        value: Any = place
        for part in settings.OIDC_GROUPS_CLAIM.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, list):
            return [str(group).removeprefix("/") for group in value]
        if isinstance(value, str):
            return [value.removeprefix("/")]
    return []
