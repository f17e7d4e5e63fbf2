# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What allauth tells us that its adapters cannot."""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import social_account_added
from django.dispatch import receiver

from allmende.workbench.accounts import services
from allmende.workbench.accounts.adapters import claimed_groups


@receiver(social_account_added)
def connected(sociallogin: SocialLogin, **_: Any) -> None:
    """A person, signed in here, signed in at the identity provider as well."""
    services.connect_single_sign_on(sociallogin.user, claimed_groups(sociallogin))
