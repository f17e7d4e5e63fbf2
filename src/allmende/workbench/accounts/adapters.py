# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How allauth behaves here: no self-registration, roles from the identity provider's groups."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from allmende.workbench.accounts import queries, services


class LocalAccounts(DefaultAccountAdapter):
    """Local accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SingleSignOn(DefaultSocialAccountAdapter):
    """Whoever the identity provider sends may enter; its groups decide the roles each time."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Always: a form in between would let the person claim another name or address."""
        return True

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Any:
        user = super().save_user(request, sociallogin, form)
        services.welcome_from_single_sign_on(user, claimed_groups(sociallogin))
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        _require_one_person(sociallogin.account)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if sociallogin.is_existing:
            services.take_roles_from_groups(sociallogin.user, claimed_groups(sociallogin))
        elif queries.address_is_taken(sociallogin.user.email):
            # Who controls an address at the provider need not be who has the account here.
            raise ImmediateHttpResponse(
                render(request, "socialaccount/address_taken.html", status=409)
            )

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("accounts:me")


def _require_one_person(account: SocialAccount) -> None:
    """Raise PermissionDenied where ID token and userinfo speak of two persons.

    OpenID Connect Core 1.0, 5.3.2; allauth takes the person from userinfo without comparing.
    """
    said = account.extra_data
    subjects = {part["sub"] for key in ("id_token", "userinfo") if (part := said.get(key))}
    if len(subjects) > 1:
        raise PermissionDenied("ID token and userinfo differ in sub")


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
