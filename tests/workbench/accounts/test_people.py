# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""People and roles: what an administrator does, and what nobody does."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from allmende.workbench.accounts import queries, services
from allmende.workbench.accounts.models import Grant, Role, User
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Unit

pytestmark = pytest.mark.django_db
SECRET = "a really long new secret"


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def kinds() -> list[str]:
    return list(Event.objects.values_list("kind", flat=True))


def new_person(client: Client, **fields: str) -> User:
    form = {"first_name": "Nora", "last_name": "Neu", "username": "nora", **fields}
    answer = client.post(reverse("accounts:person-new"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return User.objects.get(username=form["username"])


def shown_link(client: Client, person: User) -> str:
    answer = client.get(reverse("accounts:person", args=[person.pk]))
    link: str = answer.context["link"]
    return urlsplit(link).path if link else ""


@pytest.fixture
def admin_client(client_of: Callable[[User], Client], administrator: User) -> Client:
    return client_of(administrator)


def test_an_administrator_makes_an_account_and_the_person_chooses_the_password(
    admin_client: Client,
) -> None:
    person = new_person(admin_client, email="nora@example.org")
    assert not person.has_usable_password()
    link = shown_link(admin_client, person)

    nora = Client()
    form = nora.get(link, follow=True)
    assert link not in form.request["PATH_INFO"]
    chosen = nora.post(
        form.request["PATH_INFO"], {"new_password1": SECRET, "new_password2": SECRET}
    )
    assert chosen["Location"] == reverse("account_login")
    nora.post(reverse("account_login"), {"login": "nora@example.org", "password": SECRET})
    assert nora.session["_auth_user_id"] == str(person.pk)
    assert kinds() == ["accounts.person-created", "accounts.link-made", "accounts.password-chosen"]
    assert Event.objects.get(kind="accounts.password-chosen").actor == person


def test_the_link_is_shown_once(admin_client: Client) -> None:
    person = new_person(admin_client)
    assert shown_link(admin_client, person)
    assert shown_link(admin_client, person) == ""


def test_the_link_is_shown_on_the_page_of_this_person_only(
    admin_client: Client, colleague: User
) -> None:
    person = new_person(admin_client)
    assert shown_link(admin_client, colleague) == ""
    assert shown_link(admin_client, person)


def test_the_link_works_once(admin_client: Client) -> None:
    link = shown_link(admin_client, new_person(admin_client))
    for password in (SECRET, "another really long secret"):
        visitor = Client()
        form = visitor.get(link, follow=True)
        visitor.post(
            form.request["PATH_INFO"], {"new_password1": password, "new_password2": password}
        )
    assert User.objects.get(username="nora").check_password(SECRET)


def test_a_new_link_ends_the_one_before(admin_client: Client) -> None:
    person = new_person(admin_client)
    first = shown_link(admin_client, person)
    admin_client.post(reverse("accounts:person-act", args=[person.pk, "link"]))
    second = shown_link(admin_client, person)
    assert first != second
    assert Client().get(first, follow=True).context["validlink"] is False
    assert Client().get(second, follow=True).context["validlink"] is True


def test_the_link_of_a_deactivated_person_does_not_work(
    admin_client: Client, administrator: User
) -> None:
    person = new_person(admin_client)
    link = shown_link(admin_client, person)
    services.deactivate(administrator, person)
    assert Client().get(link, follow=True).context["validlink"] is False
    with pytest.raises(Refused):
        services.make_one_time_link(administrator, person)


def test_a_weak_password_is_refused_with_a_reason(admin_client: Client) -> None:
    visitor = Client()
    form = visitor.get(shown_link(admin_client, new_person(admin_client)), follow=True)
    answer = visitor.post(
        form.request["PATH_INFO"], {"new_password1": "short", "new_password2": "short"}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not User.objects.get(username="nora").has_usable_password()


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "colleague"},
        {"email": "CARL@example.org"},
        {"first_name": ""},
        {"last_name": ""},
        {"username": "with space"},
        {"email": "no address"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_an_account_that_cannot_be_is_refused_at_its_field(
    admin_client: Client, colleague: User, fields: dict[str, str]
) -> None:
    User.objects.filter(pk=colleague.pk).update(email="carl@example.org")
    before = User.objects.count()
    form = {"first_name": "Nora", "last_name": "Neu", "username": "nora", **fields}
    answer = admin_client.post(reverse("accounts:person-new"), form)
    assert list(answer.context["form"].errors) == list(fields)
    assert User.objects.count() == before
    assert kinds() == []


def test_the_service_itself_refuses_an_address_that_is_taken(
    administrator: User, person: Callable[..., User]
) -> None:
    person(email="carl@example.org")
    with pytest.raises(Refused):
        services.create_person(administrator, User(username="nora", email="Carl@example.org"))


def test_an_account_is_changed_with_an_event_that_names_the_fields(
    admin_client: Client, colleague: User
) -> None:
    unit = Unit.objects.create(name="Department of Examples")
    form = {"first_name": "Carla", "last_name": "Colleague", "username": "colleague"}
    admin_client.post(
        reverse("accounts:person-edit", args=[colleague.pk]), {**form, "unit": unit.pk}
    )
    colleague.refresh_from_db()
    assert (colleague.first_name, colleague.unit) == ("Carla", unit)
    assert Event.objects.get().data == {"fields": "first_name, unit"}


def test_saving_without_a_change_is_no_event(admin_client: Client, colleague: User) -> None:
    form = {"first_name": "Carl", "last_name": "Colleague", "username": "colleague"}
    admin_client.post(reverse("accounts:person-edit", args=[colleague.pk]), form)
    assert kinds() == []


def test_roles_are_granted_and_withdrawn_with_an_event_each(
    admin_client: Client, colleague: User
) -> None:
    address = reverse("accounts:person-roles", args=[colleague.pk])
    admin_client.post(address, {"roles": ["office", "legal"]})
    admin_client.post(address, {"roles": ["legal"]})
    assert set(colleague.grants.values_list("role", flat=True)) == {"legal"}
    assert kinds() == ["accounts.role-granted", "accounts.role-granted", "accounts.role-withdrawn"]


def test_a_role_that_does_not_exist_is_refused(admin_client: Client, colleague: User) -> None:
    address = reverse("accounts:person-roles", args=[colleague.pk])
    assert admin_client.post(address, {"roles": ["king"]}).status_code == 422
    assert not colleague.grants.exists()


def test_roles_from_the_identity_provider_are_shown_as_such_and_stay(
    admin_client: Client, colleague: User
) -> None:
    services.take_roles_from_groups(colleague, ["ospo"])
    answer = admin_client.get(reverse("accounts:person", args=[colleague.pk]))
    assert "from the identity provider" in answer.content.decode()
    offered = [role for role, _ in answer.context["form"].fields["roles"].choices]
    assert "office" not in offered
    admin_client.post(reverse("accounts:person-roles", args=[colleague.pk]), {"roles": []})
    assert colleague.grants.get().role == "office"


def test_nobody_changes_the_own_roles(admin_client: Client, administrator: User) -> None:
    address = reverse("accounts:person-roles", args=[administrator.pk])
    assert admin_client.post(address, {"roles": ["administrator", "office"]}).status_code == 422
    assert admin_client.post(address, {"roles": []}).status_code == 422
    assert list(administrator.grants.values_list("role", flat=True)) == ["administrator"]


def test_a_deactivated_person_is_out_at_once_and_keeps_everything(
    admin_client: Client, client_of: Callable[[User], Client], office: User
) -> None:
    session = client_of(office)
    assert session.get(reverse("accounts:me")).status_code == 200
    admin_client.post(reverse("accounts:person-act", args=[office.pk, "deactivate"]))
    assert session.get(reverse("accounts:me")).status_code == 302
    assert office.grants.exists()
    assert not User.objects.get(pk=office.pk).has_perm("core.view_jobs")


def test_a_deactivated_person_cannot_sign_in(administrator: User, colleague: User) -> None:
    services.deactivate(administrator, colleague)
    visitor = Client()
    form = {"login": "colleague", "password": "a long enough secret"}
    visitor.post(reverse("account_login"), form)
    assert "_auth_user_id" not in visitor.session


def test_a_reactivated_person_signs_in_with_the_roles_of_before(
    admin_client: Client, office: User
) -> None:
    for what in ("deactivate", "deactivate", "reactivate", "reactivate"):
        admin_client.post(reverse("accounts:person-act", args=[office.pk, what]))
    assert kinds() == ["accounts.person-deactivated", "accounts.person-reactivated"]
    visitor = Client()
    form = {"login": "office", "password": "a long enough secret"}
    visitor.post(reverse("account_login"), form)
    assert visitor.get(reverse("core:jobs")).status_code == 200


def test_nobody_deactivates_the_own_account(admin_client: Client, administrator: User) -> None:
    admin_client.post(reverse("accounts:person-act", args=[administrator.pk, "deactivate"]))
    administrator.refresh_from_db()
    assert administrator.is_active


@pytest.mark.parametrize("role", ["stranger", "colleague", "community", "legal", "office"])
def test_others_write_nothing_on_people(
    role: str, person: Callable[..., User], request: pytest.FixtureRequest
) -> None:
    actor: User | AnonymousUser = request.getfixturevalue(role)
    victim = person("legal", username="victim")
    for attempt in (
        lambda: services.create_person(actor, User(username="nora")),
        lambda: services.change_person(actor, victim, ["first_name"]),
        lambda: services.set_roles(actor, victim, ["office"]),
        lambda: services.deactivate(actor, victim),
        lambda: services.reactivate(actor, victim),
        lambda: services.make_one_time_link(actor, victim),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert kinds() == []
    assert set(victim.grants.values_list("role", flat=True)) == {"legal"}


def test_the_superuser_flag_of_django_opens_nothing(person: Callable[..., User]) -> None:
    root = person(is_superuser=True, is_staff=True)
    for permission in ("core.view_jobs", "core.view_events", "accounts.manage_people"):
        assert not root.has_perm(permission)
    assert root.has_perm("accounts.use_own_account")


@pytest.fixture
def town(person: Callable[..., User]) -> None:
    person("office", first_name="Ada", last_name="Lovelace", email="countess@example.org")
    person("office", "legal", first_name="Alan", last_name="Turing")
    person("legal", first_name="Grace", last_name="Hopper", is_active=False)
    person(first_name="Ada", last_name="Yonath")


@pytest.mark.parametrize(
    ("search", "role", "inactive", "found"),
    [
        ("", "", False, ["Ada Lovelace", "Alan Turing", "Ada Yonath"]),
        ("ADA", "", False, ["Ada Lovelace", "Ada Yonath"]),
        ("ada yon", "", False, ["Ada Yonath"]),
        ("countess@", "", False, ["Ada Lovelace"]),
        ("100%", "", False, []),
        ("", "office", False, ["Ada Lovelace", "Alan Turing"]),
        ("", "legal", False, ["Alan Turing"]),
        ("", "legal", True, ["Grace Hopper"]),
        ("", "employee", False, ["Ada Yonath"]),
        ("", "no-such-role", False, ["Ada Lovelace", "Alan Turing", "Ada Yonath"]),
    ],
)
def test_people_are_found_by_words_role_and_state(
    town: None, search: str, role: str, inactive: bool, found: list[str]
) -> None:
    assert [str(person) for person in queries.people(search, role, inactive)] == found


def test_roles_are_counted_over_those_who_can_sign_in(town: None) -> None:
    assert queries.role_counts() == {
        "employee": 1,
        "community": 0,
        "legal": 1,
        "office": 2,
        "administrator": 0,
    }
    assert queries.inactive_count() == 1


def test_the_list_costs_the_same_for_one_and_for_sixty(
    admin_client: Client, person: Callable[..., User], django_assert_max_num_queries
) -> None:
    unit = Unit.objects.create(name="Department of Examples")

    def queries_of_the_list() -> int:
        with django_assert_max_num_queries(20) as counted:
            admin_client.get(reverse("accounts:people"))
        return len(counted)

    person("office", "legal", unit=unit)
    few = queries_of_the_list()
    for _ in range(60):
        person("office", "legal", unit=unit)
    assert queries_of_the_list() == few


def test_a_long_list_has_pages_and_a_page_out_of_range_is_the_last(
    admin_client: Client, person: Callable[..., User]
) -> None:
    for _ in range(31):
        person(last_name="Same")
    answer = admin_client.get(reverse("accounts:people"), {"page": "99", "q": "Same"})
    assert len(answer.context["people"]) == 1


def test_the_own_page_says_which_roles_one_has_and_where_they_come_from(
    client_of: Callable[[User], Client], office: User
) -> None:
    Grant.objects.create(user=office, role=Role.LEGAL, origin=Grant.Origin.SINGLE_SIGN_ON)
    text = page(client_of(office), "accounts:me")
    assert "granted here" in text
    assert "from the identity provider" in text


def test_the_own_page_shows_own_events_and_nobody_else_s(
    client_of: Callable[[User], Client], office: User, administrator: User
) -> None:
    services.choose_password(office, SECRET)
    services.choose_password(administrator, SECRET)
    answer = client_of(office).get(reverse("accounts:me"))
    assert [event.actor for event in answer.context["events"]] == [office]


def test_a_new_password_holds_and_ends_other_sessions(
    client_of: Callable[[User], Client], colleague: User
) -> None:
    here, elsewhere = client_of(colleague), client_of(colleague)
    form = {"old_password": "a long enough secret"}
    here.post(
        reverse("accounts:change-password"),
        {**form, "new_password1": SECRET, "new_password2": SECRET},
    )
    colleague.refresh_from_db()
    assert colleague.check_password(SECRET)
    assert here.get(reverse("accounts:me")).status_code == 200
    assert elsewhere.get(reverse("accounts:me")).status_code == 302
    assert kinds() == ["accounts.password-chosen"]


def test_a_new_password_needs_the_old_one(
    client_of: Callable[[User], Client], colleague: User
) -> None:
    answer = client_of(colleague).post(
        reverse("accounts:change-password"),
        {"old_password": "wrong", "new_password1": SECRET, "new_password2": SECRET},
    )
    assert "old_password" in answer.context["form"].errors


def test_who_has_no_password_here_is_told_where_it_is(
    client_of: Callable[[User], Client], colleague: User
) -> None:
    colleague.set_unusable_password()
    colleague.save()
    text = page(client_of(colleague), "accounts:change-password")
    assert "change the password there" in text


def test_without_mail_a_forgotten_password_is_a_matter_of_the_administrator(
    settings, mailoutbox: list
) -> None:
    settings.EMAIL_HOST = ""
    assert "Ask an administrator" in page(Client(), "accounts:forgotten")
    Client().post(reverse("accounts:forgotten"), {"email": "carl@example.org"})
    assert mailoutbox == []


@pytest.mark.parametrize("email", ["carl@example.org", "nobody@example.org"])
def test_with_mail_the_answer_is_the_same_whether_the_address_is_known_or_not(
    settings, mailoutbox: list, person: Callable[..., User], email: str
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    person(username="carl", email="carl@example.org")
    answer = Client().post(reverse("accounts:forgotten"), {"email": email})
    assert answer["Location"] == reverse("accounts:link-sent")
    assert len(mailoutbox) == (email == "carl@example.org")


def test_the_mailed_link_leads_to_a_new_password(
    settings, mailoutbox: list, person: Callable[..., User]
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    carl = person(username="carl", email="carl@example.org")
    Client().post(reverse("accounts:forgotten"), {"email": "carl@example.org"})
    (mail,) = mailoutbox
    link = next(word for word in mail.body.split() if word.startswith("http"))
    visitor = Client()
    form = visitor.get(urlsplit(link).path, follow=True)
    visitor.post(form.request["PATH_INFO"], {"new_password1": SECRET, "new_password2": SECRET})
    carl.refresh_from_db()
    assert carl.check_password(SECRET)


def test_a_mailbox_cannot_be_flooded(
    settings, mailoutbox: list, person: Callable[..., User]
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    person(username="carl", email="carl@example.org")
    form = {"email": "carl@example.org"}
    answers = [Client().post(reverse("accounts:forgotten"), form).status_code for _ in range(9)]
    assert answers[-1] == 429
    assert len(mailoutbox) < 9


@pytest.mark.parametrize("lacks", ["a password", "an active account"])
def test_no_link_is_mailed_to_who_may_not_sign_in_with_a_password(
    settings, mailoutbox: list, person: Callable[..., User], lacks: str
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    carl = person(username="carl", email="carl@example.org", is_active=lacks == "a password")
    if lacks == "a password":
        carl.set_unusable_password()
        carl.save()
    Client().post(reverse("accounts:forgotten"), {"email": "carl@example.org"})
    assert mailoutbox == []


@pytest.mark.parametrize("login", ["colleague", "carl@example.org"])
def test_one_signs_in_with_user_name_or_address(colleague: User, login: str) -> None:
    User.objects.filter(pk=colleague.pk).update(email="carl@example.org")
    visitor = Client()
    form = {"login": login, "password": "a long enough secret"}
    answer = visitor.post(reverse("account_login"), {**form, "next": "/en/account/"})
    assert answer["Location"] == "/en/account/"
    assert visitor.session["_auth_user_id"] == str(colleague.pk)


def test_signing_in_never_leads_to_another_server(colleague: User) -> None:
    form = {"login": "colleague", "password": "a long enough secret"}
    answer = Client().post(reverse("account_login"), {**form, "next": "https://evil.example/"})
    assert answer["Location"] == reverse("core:today")


def test_guessing_passwords_is_slowed_down(colleague: User) -> None:
    visitor = Client()
    for _ in range(15):
        visitor.post(reverse("account_login"), {"login": "colleague", "password": "guess"})
    form = {"login": "colleague", "password": "a long enough secret"}
    visitor.post(reverse("account_login"), form)
    assert "_auth_user_id" not in visitor.session


def test_a_signed_out_person_is_a_stranger(
    client_of: Callable[[User], Client], colleague: User
) -> None:
    client = client_of(colleague)
    client.post(reverse("account_logout"))
    assert client.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize("path", ["signup/", "email/", "password/set/", "3rdparty/signup/"])
def test_pages_of_allauth_that_no_office_needs_do_not_exist(path: str) -> None:
    assert Client().get(f"/en/account/{path}").status_code == 404
