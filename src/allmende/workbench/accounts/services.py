# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write on people and roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from allmende.workbench.accounts import queries
from allmende.workbench.accounts.models import Grant, Role, User
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """The two parts of the address under which a person chooses a password, once."""

    uid: str
    token: str


@transaction.atomic
def create_person(actor: Any, person: User) -> User:
    """Save a new local account, without roles and without a password. Raises NotAllowed, Refused.

    The password is chosen by the person, through a one-time link.
    """
    require(actor, "accounts.manage_people")
    _require_free_address(person)
    person.set_unusable_password()
    person.save()
    events.record(actor, "accounts.person-created", person)
    return person


@transaction.atomic
def change_person(actor: Any, person: User, fields: Iterable[str]) -> None:
    """Save these fields of the account. Raises NotAllowed, Refused."""
    require(actor, "accounts.manage_people")
    _require_free_address(person)
    changed = sorted(fields)
    if changed:
        person.save(update_fields=changed)
        events.record(actor, "accounts.person-changed", person, fields=", ".join(changed))


@transaction.atomic
def deactivate(actor: Any, person: User) -> None:
    """End the person's sessions and sign-ins; the account stays, since decisions name it.

    Raises NotAllowed, Refused.
    """
    require(actor, "accounts.manage_people")
    _require_somebody_else(actor, person)
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        person.is_active = False
        events.record(actor, "accounts.person-deactivated", person)


@transaction.atomic
def reactivate(actor: Any, person: User) -> None:
    """Let the person sign in again, with the same roles as before. Raises NotAllowed."""
    require(actor, "accounts.manage_people")
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        person.is_active = True
        events.record(actor, "accounts.person-reactivated", person)


@transaction.atomic
def make_one_time_link(actor: Any, person: User) -> OneTimeLink:
    """A way for the person to choose a password. Raises NotAllowed, Refused.

    It holds until a password is chosen, for settings.PASSWORD_RESET_TIMEOUT at most; the next
    sign-in and, for an account without a password, the next link end it too.
    """
    require(actor, "accounts.manage_people")
    if not person.is_active:
        raise Refused(_("The account is deactivated."))
    if queries.comes_from_identity_provider(person):
        raise Refused(_("This person signs in at the identity provider and has no password here."))
    if not person.has_usable_password():
        person.set_unusable_password()
        person.save(update_fields=["password"])
    events.record(actor, "accounts.link-made", person)
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return OneTimeLink(uid, default_token_generator.make_token(person))


@transaction.atomic
def choose_password(person: User, password: str) -> None:
    """Set the person's own password; whoever calls has made sure that it is this person."""
    person.set_password(password)
    person.save(update_fields=["password"])
    events.record(person, "accounts.password-chosen", person)


@transaction.atomic
def set_roles(actor: Any, user: User, roles: Iterable[str]) -> None:
    """Grant exactly these roles here; what the identity provider granted stays as it is.

    Nobody changes the own roles: who administers gains no content that way, and the last
    administrator cannot step back by mistake. Raises NotAllowed, Refused.
    """
    require(actor, "accounts.manage_people")
    _require_somebody_else(actor, user)
    wanted = {Role(role) for role in roles}
    _set(actor, user, wanted, Grant.Origin.LOCAL)


@transaction.atomic
def take_roles_from_groups(user: User, groups: Iterable[str]) -> None:
    """Grant the roles that the office's policy gives to these groups, and no others of theirs."""
    held = set(groups)
    mapping = settings.POLICY.office.roles
    wanted = {Role(role) for role, granting in mapping.items() if held & set(granting)}
    _set(None, user, wanted, Grant.Origin.SINGLE_SIGN_ON)


@transaction.atomic
def welcome_from_single_sign_on(person: User, groups: Iterable[str]) -> None:
    """Keep that the identity provider sent somebody new, and grant the roles of the groups."""
    events.record(None, "accounts.person-arrived", person)
    take_roles_from_groups(person, groups)


@transaction.atomic
def connect_single_sign_on(person: User, groups: Iterable[str]) -> None:
    """A local account signs in at the identity provider from now on, too."""
    events.record(person, "accounts.person-connected", person)
    take_roles_from_groups(person, groups)


@transaction.atomic
def demo_person(role: str, first_name: str, last_name: str) -> User:
    """The invented person of this role ("" for none), made where missing. Only for the demo."""
    if not settings.DEMO:
        raise Refused("demo persons exist in the demo only")
    person, is_new = User.objects.get_or_create(
        username=f"demo-{role or queries.EMPLOYEE}",
        defaults={"first_name": first_name, "last_name": last_name},
    )
    if is_new:
        create_person(None, person)
    reactivate(None, person)
    set_roles(None, person, {role} - {""})
    return person


def _require_free_address(person: User) -> None:
    if queries.address_is_taken(person.email, except_for=person):
        raise Refused(_("Somebody else has this e-mail address."))


def _require_somebody_else(actor: Any, person: User) -> None:
    if actor is not None and actor.pk == person.pk:
        raise Refused(_("You cannot do this to your own account; another administrator has to."))


def _set(actor: Any, user: User, wanted: set[Role], origin: Grant.Origin) -> None:
    grants = {grant.role: grant for grant in user.grants.select_for_update()}
    before = {role for role, grant in grants.items() if grant.origin == origin}
    for role in sorted(wanted - grants.keys()):
        Grant.objects.create(user=user, role=role, origin=origin)
        events.record(actor, "accounts.role-granted", user, role=role)
    for gone in sorted(before - wanted):
        grants[gone].delete()
        events.record(actor, "accounts.role-withdrawn", user, role=gone)
    user.__dict__.pop("roles", None)
