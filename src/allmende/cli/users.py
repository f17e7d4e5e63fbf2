# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende user`: the first administrator, and roles where nobody can sign in to grant them."""

import os
import sys
from typing import Annotated

import typer

from allmende.cli.edge import CouldNot, open_workbench

verbs = typer.Typer(help="People who sign in with a local account.", no_args_is_help=True)

Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help="community, legal, office or administrator; may be repeated."),
]


@verbs.command()
def create(
    username: str,
    role: Roles = None,
    email: Annotated[str, typer.Option(help="Address for e-mail.")] = "",
    name: Annotated[str, typer.Option(help="First and last name.")] = "",
) -> None:
    """Make a local account; the password is asked for, or read from standard input."""
    open_workbench()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from allmende.workbench.accounts import services
    from allmende.workbench.accounts.models import User

    roles = _known(role)
    if User.objects.filter(username=username).exists():
        raise CouldNot(f"there is an account {username} already, see `allmende user role`")
    password = _password()
    first, _, last = name.rpartition(" ")
    user = User(username=username, email=email, first_name=first, last_name=last)
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise CouldNot(" ".join(error.messages)) from error
    with transaction.atomic():
        services.create_person(None, user)
        services.choose_password(user, password)
        services.set_roles(None, user, roles)
    print(f"{username}: {', '.join(roles) or 'no role'}")


@verbs.command("role")
def set_role(username: str, role: Roles = None) -> None:
    """Grant a person exactly these roles; without --role, none."""
    open_workbench()
    from allmende.workbench.accounts import services
    from allmende.workbench.accounts.models import User

    roles = _known(role)
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CouldNot(f"there is no account {username}, see `allmende user create`")
    services.set_roles(None, user, roles)
    print(f"{username}: {', '.join(sorted(user.roles)) or 'no role'}")


def _known(given: list[str] | None) -> list[str]:
    from allmende.workbench.accounts.models import Role

    if unknown := set(given or ()) - set(Role.values):
        raise CouldNot(
            f"no such role: {', '.join(sorted(unknown))}; there are {', '.join(Role.values)}"
        )
    return list(given or ())


def _password() -> str:
    if sys.stdin.isatty():
        return typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    password = sys.stdin.readline().rstrip(os.linesep)
    if not password:
        raise CouldNot("no password on standard input")
    return password
