# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sign-in through OpenID Connect, against a real provider on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.workbench.accounts.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider

from allmende.workbench.accounts import services
from allmende.workbench.accounts.models import Grant, User
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db

CLARA = {
    "sub": "5f1c",
    "preferred_username": "clara.probe",
    "given_name": "Clara",
    "family_name": "Probe",
    "email": "clara.probe@example.org",
    "email_verified": True,
}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running: Provider, settings: Any) -> Provider:
    running.person = {**CLARA, "groups": ["ospo", "canteen"]}
    running.id_token_only, running.userinfo_only = {}, {}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "City Login",
                    "client_id": CLIENT_ID,
                    "secret": CLIENT_SECRET,
                    "settings": {"server_url": running.issuer},
                }
            ],
        }
    }
    return running


def begin(client: Client, process: str = "login") -> str:
    """Press the button; gives the callback address to which the provider sends the browser."""
    start = reverse("openid_connect_login", args=["sso"]) + f"?process={process}"
    answer = client.post(start)
    assert answer.status_code == 302, answer.content
    back = requests.get(answer["Location"], allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    return back.headers["Location"]


def follow(client: Client, address: str) -> HttpResponse:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client: Client | None = None, process: str = "login") -> tuple[Client, HttpResponse]:
    client = client or Client()
    return client, follow(client, begin(client, process))


def changed(address: str, **parameters: str) -> str:
    parts = urlsplit(address)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return urlunsplit(parts._replace(query=urlencode({**query, **parameters})))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def roles_of(sub: str = CLARA["sub"]) -> set[str]:
    user = SocialAccount.objects.get(uid=sub).user
    return set(user.grants.values_list("role", "origin"))


def test_the_first_sign_in_creates_the_person_with_the_roles_of_the_groups(
    provider: Provider,
) -> None:
    client, answer = sign_in()
    assert answer["Location"] == reverse("core:today")
    person = User.objects.get()
    assert is_signed_in(client)
    assert (person.username, str(person), person.email) == (
        "clara.probe",
        "Clara Probe",
        "clara.probe@example.org",
    )
    assert not person.has_usable_password()
    assert roles_of() == {("office", Grant.Origin.SINGLE_SIGN_ON)}
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds == ["accounts.person-arrived", "accounts.role-granted"]


def test_a_second_sign_in_is_the_same_person_and_changes_nothing(provider: Provider) -> None:
    sign_in()
    before = Event.objects.count()
    client, _ = sign_in()
    assert is_signed_in(client)
    assert User.objects.count() == 1
    assert Event.objects.count() == before


def test_a_role_whose_group_is_gone_is_withdrawn_at_the_next_sign_in(provider: Provider) -> None:
    sign_in()
    provider.person["groups"] = ["legal"]
    sign_in()
    assert roles_of() == {("legal", Grant.Origin.SINGLE_SIGN_ON)}
    assert Event.objects.filter(kind="accounts.role-withdrawn", data={"role": "office"}).exists()


@pytest.mark.parametrize("groups", [["canteen"], [], None, "canteen", {"office": True}])
def test_groups_the_policy_does_not_name_grant_nothing(provider: Provider, groups: Any) -> None:
    provider.person["groups"] = groups
    client, _ = sign_in()
    assert is_signed_in(client)
    assert roles_of() == set()


def test_a_group_named_like_a_role_grants_nothing_by_its_name(provider: Provider) -> None:
    provider.person["groups"] = ["office", "administrator"]
    sign_in()
    assert roles_of() == set()


@pytest.mark.parametrize("groups", [["/ospo"], "ospo"])
def test_keycloak_s_paths_and_a_single_group_count(provider: Provider, groups: Any) -> None:
    provider.person["groups"] = groups
    sign_in()
    assert roles_of() == {("office", Grant.Origin.SINGLE_SIGN_ON)}


def test_groups_may_lie_inside_another_claim(provider: Provider, settings: Any) -> None:
    settings.OIDC_GROUPS_CLAIM = "realm_access.roles"
    provider.person |= {"groups": ["ospo"], "realm_access": {"roles": ["ospo-community"]}}
    sign_in()
    assert roles_of() == {("community", Grant.Origin.SINGLE_SIGN_ON)}


def test_groups_that_only_the_id_token_carries_count(provider: Provider) -> None:
    del provider.person["groups"]
    provider.id_token_only = {"groups": ["legal"]}
    sign_in()
    assert roles_of() == {("legal", Grant.Origin.SINGLE_SIGN_ON)}


def test_roles_granted_here_stay(provider: Provider, administrator: User) -> None:
    provider.person["groups"] = []
    sign_in()
    person = User.objects.get(username="clara.probe")
    services.set_roles(administrator, person, ["community"])
    provider.person["groups"] = ["ospo"]
    sign_in()
    provider.person["groups"] = []
    sign_in()
    assert roles_of() == {("community", Grant.Origin.LOCAL)}


def test_a_deactivated_person_does_not_get_in(provider: Provider, administrator: User) -> None:
    sign_in()
    services.deactivate(administrator, User.objects.get(username="clara.probe"))
    client, answer = sign_in()
    assert answer["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_an_address_of_a_local_account_does_not_take_it_over(
    provider: Provider, person: Callable[..., User]
) -> None:
    local = person("administrator", username="local", email="Clara.Probe@example.org")
    client, answer = sign_in()
    assert answer.status_code == 409
    assert not is_signed_in(client)
    assert list(User.objects.all()) == [local]
    assert not SocialAccount.objects.exists()


def test_a_name_of_a_local_account_does_not_take_it_over(
    provider: Provider, person: Callable[..., User]
) -> None:
    local = person("administrator", username="clara.probe")
    client, _ = sign_in()
    assert client.session["_auth_user_id"] != str(local.pk)
    assert SocialAccount.objects.get().user.username != "clara.probe"


def test_who_is_signed_in_here_may_connect_both(
    provider: Provider, person: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    local = person("community", username="local", email="clara.probe@example.org")
    _, answer = sign_in(client_of(local), process="connect")
    assert answer["Location"] == reverse("accounts:me")
    assert roles_of() == {("community", "local"), ("office", "sso")}
    assert Event.objects.filter(kind="accounts.person-connected", actor=local).exists()
    client, _ = sign_in()
    assert client.session["_auth_user_id"] == str(local.pk)


def test_an_identity_of_somebody_else_cannot_be_connected(
    provider: Provider, colleague: User, client_of: Callable[[User], Client]
) -> None:
    sign_in()
    sign_in(client_of(colleague), process="connect")
    assert SocialAccount.objects.get().user != colleague
    assert not colleague.grants.exists()


def refused(client: Client, answer: HttpResponse) -> bool:
    return (
        answer.status_code in {200, 401, 403}
        and "socialaccount/authentication_error.html" in [one.name for one in answer.templates]  # type: ignore[attr-defined]
        and not is_signed_in(client)
        and not User.objects.exists()
    )


def test_a_changed_state_is_refused(provider: Provider) -> None:
    client = Client()
    assert refused(client, follow(client, changed(begin(client), state="made-up")))


def test_a_missing_state_is_refused(provider: Provider) -> None:
    client = Client()
    assert refused(client, follow(client, changed(begin(client), state="")))


def test_a_state_works_once(provider: Provider) -> None:
    client = Client()
    address = begin(client)
    follow(client, address)
    client.logout()
    User.objects.all()
    answer = follow(client, address)
    assert not is_signed_in(client)
    assert answer.status_code != 302


def test_a_callback_begun_in_another_browser_is_refused(provider: Provider) -> None:
    address, other = begin(Client()), Client()
    begin(other)
    assert refused(other, follow(other, address))


def test_a_code_stolen_from_another_sign_in_is_refused(provider: Provider) -> None:
    """PKCE binds the code to the browser that began, which is what a nonce is for."""
    victim, thief = Client(), Client()
    begin(victim)
    stolen = provider.issued[-1]
    assert refused(thief, follow(thief, changed(begin(thief), code=stolen)))


def test_a_made_up_code_is_refused(provider: Provider) -> None:
    client = Client()
    assert refused(client, follow(client, changed(begin(client), code="made-up")))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-application"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": "somebody-else"},
    ],
    ids=["for another application", "of another issuer", "expired", "of another person"],
)
def test_an_id_token_that_is_not_for_us_is_refused(
    provider: Provider, claims: dict[str, Any]
) -> None:
    provider.id_token_only = claims
    assert refused(*sign_in())


def test_a_userinfo_of_another_person_is_refused(provider: Provider) -> None:
    provider.userinfo_only = {"sub": "somebody-else"}
    assert refused(*sign_in())


def test_a_person_who_declines_at_the_provider_comes_back_to_a_page(provider: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    callback = reverse("openid_connect_callback", args=["sso"])
    answer = client.get(callback, {"error": "access_denied", "state": state}, follow=True)
    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_sign_in_begins_with_a_press_of_the_button_only(provider: Provider) -> None:
    answer = Client().get(reverse("openid_connect_login", args=["sso"]))
    assert answer.status_code == 200


def test_the_sign_in_page_offers_the_provider_by_its_name(provider: Provider) -> None:
    assert "City Login" in Client().get(reverse("account_login")).content.decode()


def test_without_a_provider_nothing_is_offered_and_nothing_answers(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "oidc" not in Client().get(reverse("account_login")).content.decode()
    assert Client().get(reverse("openid_connect_login", args=["sso"])).status_code == 404


def test_the_provider_is_set_up_by_variables_of_the_environment() -> None:
    show = (
        "import json; from django.conf import settings as s;"
        "print(json.dumps([s.SOCIALACCOUNT_PROVIDERS, s.OIDC_GROUPS_CLAIM]))"
    )
    variables = {
        "ALLMENDE_OIDC_ISSUER": "https://login.example/realms/city",
        "ALLMENDE_OIDC_CLIENT_ID": "allmende",
        "ALLMENDE_OIDC_CLIENT_SECRET": "hush",
        "ALLMENDE_OIDC_NAME": "City Login",
        "ALLMENDE_OIDC_GROUPS_CLAIM": "realm_access.roles",
        "DJANGO_SETTINGS_MODULE": "allmende.workbench.config.settings",
    }
    printed = subprocess.run(
        [sys.executable, "-c", show],
        env={**os.environ, **variables},
        capture_output=True,
        check=True,
    )
    providers, claim = json.loads(printed.stdout)
    (app,) = providers["openid_connect"]["APPS"]
    assert (app["provider_id"], app["name"]) == ("sso", "City Login")
    assert (app["client_id"], app["secret"]) == ("allmende", "hush")
    assert app["settings"]["server_url"] == "https://login.example/realms/city"
    assert providers["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
    assert claim == "realm_access.roles"
