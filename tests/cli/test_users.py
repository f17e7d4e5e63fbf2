# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende user`: the first administrator."""

import pytest
from typer.testing import CliRunner, Result

from allmende.cli import app
from allmende.workbench.accounts.models import User
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough secret 7"


def run(*arguments: str, password: str = PASSWORD) -> Result:
    return CliRunner().invoke(app, ["user", *arguments], input=f"{password}\n")


def test_the_first_administrator_can_sign_in():
    assert run("create", "ada", "--role", "administrator", "--name", "Ada Admin").exit_code == 0
    ada = User.objects.get(username="ada")
    assert ada.check_password(PASSWORD)
    assert ada.roles == {"administrator"}
    assert str(ada) == "Ada Admin"
    assert Event.objects.filter(kind="accounts.role-granted").exists()


def test_a_weak_password_is_refused_and_nobody_is_made():
    assert "too short" in str(run("create", "ada", password="short").exception)
    assert not User.objects.exists()


def test_the_same_name_is_refused_the_second_time():
    run("create", "ada")
    assert "already" in str(run("create", "ada").exception)


def test_an_unknown_role_is_told_with_those_there_are():
    why = str(run("create", "ada", "--role", "king").exception)
    assert "king" in why
    assert "administrator" in why


def test_roles_become_exactly_those_given():
    run("create", "ada", "--role", "administrator", "--role", "office")
    assert run("role", "ada", "--role", "legal").exit_code == 0
    assert User.objects.get().roles == {"legal"}


def test_a_role_for_nobody_is_refused():
    assert "no account" in str(run("role", "nobody", "--role", "legal").exception)
