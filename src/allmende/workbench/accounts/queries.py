# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of people and roles."""

from collections import Counter

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from allmende.workbench.accounts.models import Grant, Role, User
from allmende.workbench.core import queries as core
from allmende.workbench.core.models import Event

EMPLOYEE = "employee"
"""In filters: holds no role. Everybody who can sign in is an employee."""

_ORDER = ("last_name", "first_name", "username", "pk")


def people(search: str = "", role: str = "", inactive: bool = False) -> QuerySet[User]:
    """People with unit and roles, by name; every word of `search` must occur in a name or e-mail.

    `inactive` gives those whose account is deactivated instead of those who can sign in.
    """
    found = User.objects.filter(is_active=not inactive).select_related("unit")
    for word in search.split():
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(username__icontains=word)
            | Q(email__icontains=word)
        )
    if role == EMPLOYEE:
        found = found.filter(grants=None)
    elif role in Role.values:
        found = found.filter(grants__role=role)
    return found.prefetch_related("grants").order_by(*_ORDER)


def role_counts() -> dict[str, int]:
    """How many people who can sign in hold each role, those without any under `employee`."""
    held = Grant.objects.filter(user__is_active=True).values_list("role", flat=True)
    counted = Counter[str](held)
    without = User.objects.filter(is_active=True, grants=None).count()
    return {EMPLOYEE: without, **{role: counted[role] for role in Role.values}}


def inactive_count() -> int:
    return User.objects.filter(is_active=False).count()


def grants(person: User) -> QuerySet[Grant]:
    """The person's roles with where they come from."""
    return person.grants.order_by("role")


def events_about(person: User) -> QuerySet[Event]:
    """What was done to the account, the newest first."""
    return core.events(subject_type="user", subject_id=person.pk)


def events_by(person: User) -> QuerySet[Event]:
    """What the person did, the newest first."""
    return core.events().filter(actor=person)


def comes_from_identity_provider(person: User) -> bool:
    return SocialAccount.objects.filter(user=person).exists()


def address_is_taken(email: str, except_for: User | None = None) -> bool:
    """Somebody else has this e-mail address already, upper and lower case being the same."""
    others = User.objects.filter(email__iexact=email)
    if except_for is not None and except_for.pk:
        others = others.exclude(pk=except_for.pk)
    return bool(email) and others.exists()
