# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The demo's sign-in: one click on one's own machine, and nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from allmende.workbench.accounts import demo, services
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
ON_THIS_MACHINE = {"REMOTE_ADDR": "127.0.0.1", "SERVER_NAME": "127.0.0.1"}


@pytest.fixture
def demo_settings(settings: Any) -> Any:
    settings.DEMO, settings.BIND = True, "127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["*"]
    return settings


@pytest.mark.parametrize("role", ["", *Role.values])
def test_one_click_signs_in_as_each_role(demo_settings: Any, role: str) -> None:
    client = Client(**ON_THIS_MACHINE)
    answer = client.post(reverse("accounts:demo"), {"role": role})
    assert answer["Location"] == reverse("core:today")
    person = User.objects.get(pk=client.session["_auth_user_id"])
    assert person.roles == {role} - {""}
    assert not person.has_usable_password()


def test_a_second_click_is_the_same_person(demo_settings: Any) -> None:
    for _ in range(2):
        Client(**ON_THIS_MACHINE).post(reverse("accounts:demo"), {"role": "office"})
    assert User.objects.count() == 1
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds == ["accounts.person-created", "accounts.role-granted"]


def test_a_demo_person_whom_the_demo_administrator_changed_is_whole_again(
    demo_settings: Any,
) -> None:
    client = Client(**ON_THIS_MACHINE)
    client.post(reverse("accounts:demo"), {"role": "office"})
    person = User.objects.get()
    services.set_roles(None, person, ["legal"])
    services.deactivate(None, person)
    client.post(reverse("accounts:demo"), {"role": "office"})
    person = User.objects.get()
    assert (person.is_active, person.roles) == (True, {"office"})


def test_every_role_has_one_invented_person() -> None:
    assert {one.role for one in demo.CAST} == {"", *Role.values}
    assert len({(one.first_name, one.last_name) for one in demo.CAST}) == len(demo.CAST)


def test_the_page_offers_a_button_per_role_and_the_sign_in_page_leads_there(
    demo_settings: Any,
) -> None:
    client = Client(**ON_THIS_MACHINE)
    text = client.get(reverse("accounts:demo")).content.decode()
    for one in demo.CAST:
        assert one.last_name in text
    assert reverse("accounts:demo") in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1"])
def test_any_loopback_address_will_do(demo_settings: Any, address: str) -> None:
    demo_settings.BIND = f"[{address}]:80" if ":" in address else address
    client = Client(REMOTE_ADDR=address, SERVER_NAME=address)
    assert client.get(reverse("accounts:demo"), HTTP_HOST="localhost").status_code == 200


def test_a_server_that_does_not_say_where_it_binds_is_asked_by_its_name(
    demo_settings: Any,
) -> None:
    demo_settings.BIND = ""
    assert Client(**ON_THIS_MACHINE).get(reverse("accounts:demo")).status_code == 200


REFUSALS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "not the demo": ({"DEMO": False}, {}),
    "from another machine": ({}, {"REMOTE_ADDR": "10.0.0.7"}),
    "from a public address": ({}, {"REMOTE_ADDR": "2001:db8::1"}),
    "from nowhere": ({}, {"REMOTE_ADDR": ""}),
    "from a socket": ({}, {"REMOTE_ADDR": "/run/gunicorn.sock"}),
    "passed on by a proxy": ({}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
    "passed on, in the standard's words": ({}, {"HTTP_FORWARDED": "for=127.0.0.1"}),
    "passed on by nginx": ({}, {"HTTP_X_REAL_IP": "127.0.0.1"}),
    "passed on by a cache": ({}, {"HTTP_VIA": "1.1 cache"}),
    "bound to every address": ({"BIND": "0.0.0.0:8000"}, {}),
    "bound to every address of IPv6": ({"BIND": "[::]:8000"}, {}),
    "bound to loopback and more": ({"BIND": "127.0.0.1:8000, 10.0.0.1:8000"}, {}),
    "bound to a name": ({"BIND": "workbench.example.org:8000"}, {}),
    "bound to a socket": ({"BIND": "unix:/run/gunicorn.sock"}, {}),
    "bound elsewhere than said": ({}, {"SERVER_NAME": "0.0.0.0"}),  # noqa: S104
    "bound elsewhere, nothing said": ({"BIND": ""}, {"SERVER_NAME": "10.0.0.1"}),
}


@pytest.mark.parametrize("case", REFUSALS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_in_every_other_case_the_page_does_not_exist(
    demo_settings: Any, case: str, method: str
) -> None:
    changes, request = REFUSALS[case]
    for name, value in changes.items():
        setattr(demo_settings, name, value)
    client = Client(**{**ON_THIS_MACHINE, "HTTP_HOST": "localhost", **request})
    answer = getattr(client, method)(reverse("accounts:demo"), {"role": "office"})
    assert answer.status_code == 404
    assert not User.objects.exists()
    assert reverse("accounts:demo") not in client.get(reverse("account_login")).content.decode()


def test_a_form_of_another_site_signs_nobody_in(demo_settings: Any) -> None:
    client = Client(enforce_csrf_checks=True, **ON_THIS_MACHINE)
    assert client.post(reverse("accounts:demo"), {"role": "office"}).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize("form", [{}, {"role": "king"}])
def test_a_role_that_does_not_exist_signs_nobody_in(
    demo_settings: Any, form: dict[str, str]
) -> None:
    client = Client(**ON_THIS_MACHINE)
    assert client.post(reverse("accounts:demo"), form).status_code == 404
    assert not User.objects.exists()


def test_the_service_makes_demo_persons_in_the_demo_only(settings: Any) -> None:
    with pytest.raises(Refused):
        services.demo_person("office", "Erika", "Beispielmann")
    assert not User.objects.exists()
