# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages: who reads what, what can be done there, how many queries that takes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.repositories.making import Made
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case
from allmende.workbench.core.models import Unit
from allmende.workbench.publications.models import NotPublished, Publication

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
SECRET = "It shows how the network is built."


@pytest.fixture
def case(colleague: User) -> Case:
    return making.in_state(colleague)


def entry(name: str = "Duty roster", **more: Any) -> NotPublished:
    return NotPublished.objects.create(
        **{"name": name, "reason": SECRET, "review_on": timezone.localdate(), **more}
    )


def text(client: Client, name: str, *arguments: Any) -> str:
    answer = client.get(reverse(f"publications:{name}", args=arguments))
    assert answer.status_code == 200
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def test_the_panel_asks_for_the_address_and_then_tells_what_was_verified(
    client_of: ClientOf, colleague: User, office: User, made: Made
) -> None:
    case = making.checked(making.in_state(colleague), made, office)
    client = client_of(colleague)
    page = client.get(case.get_absolute_url()).content.decode()
    assert reverse("publications:address", args=[case.number]) in page
    sent = client.post(
        reverse("publications:address", args=[case.number]), {"address": making.address(made)}
    )
    assert sent.status_code == 302 and Publication.objects.get().is_verifying
    assert "being verified" in client.get(case.get_absolute_url()).content.decode()
    making.jobs.run(Publication.objects.get().job_id)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "the commit that was checked" in page and "LICENSE: MIT; approved: MIT" in page


def test_who_only_reads_the_case_is_not_asked_for_the_address(
    client_of: ClientOf, legal: User, case: Case
) -> None:
    client = client_of(legal)
    address = reverse("publications:address", args=[case.number])
    assert address not in client.get(case.get_absolute_url()).content.decode()
    assert client.post(address, {"address": "https://a.example/b/c"}).status_code == 403
    assert not Publication.objects.exists()


def test_what_is_published_everybody_signed_in_reads_and_what_is_not_only_who_sees_the_case(
    client_of: ClientOf, person: Callable[..., User], colleague: User, case: Case
) -> None:
    found = making.stored_publication(case, name="Quiet Portal")
    other = client_of(person())
    assert "Quiet Portal" in text(client_of(colleague), "index")
    assert "Quiet Portal" not in text(other, "index")
    assert other.get(found.get_absolute_url()).status_code == 404
    Publication.objects.update(published_on=timezone.localdate())
    assert "Quiet Portal" in text(other, "index")
    assert "Quiet Portal" in text(other, "publication", found.pk)
    Case.objects.update(confidential=True)
    assert "Quiet Portal" not in text(other, "index")
    assert "Quiet Portal" not in text(other, "export", "json")


def test_the_page_tells_each_answer_and_leaves_unknown_unknown(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    found = making.stored_publication(case, maintainers=None)
    page = text(client_of(colleague), "publication", found.pk)
    assert "Is it what was checked?" in page and "not known" in page
    assert reverse("publications:verify", args=[found.pk]) in page
    assert reverse("publications:end", args=[found.pk]) not in page


def test_verify_again_starts_a_job_and_says_so(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    found = making.stored_publication(case)
    client = client_of(colleague)
    answer = client.post(reverse("publications:verify", args=[found.pk]), follow=True)
    assert "is being verified" in answer.content.decode()
    again = client.post(reverse("publications:verify", args=[found.pk]), follow=True)
    assert "already" in again.content.decode()


def test_the_form_of_the_end_asks_who_carries_on_and_ends(
    client_of: ClientOf, office: User, colleague: User
) -> None:
    case = making.in_state(colleague, "published")
    found = making.stored_publication(case, published_on=timezone.localdate())
    client, address = client_of(office), reverse("publications:end", args=[found.pk])
    answer = client.post(address, {"how": "handed-over", "note": "They do it now."})
    assert "who carries it on" in answer.content.decode() and answer.status_code == 200
    sent = {"how": "handed-over", "note": "They do it.", "successor": "https://a.example/b/c"}
    assert client.post(address, sent).status_code == 302
    page = text(client, "publication", found.pk)
    assert "handed over" in page and "a.example/b/c" in page and "They do it." in page


def test_the_public_reads_the_short_form_alone(client_of: ClientOf, stranger: Any) -> None:
    entry("Hidden Roster")
    entry("Open Roster", released=True, short="Third-party rights.")
    entry("Silent Roster", released=True, confidential=True)
    entry("Plain Roster", released=True, confidential=False, reason="It is too old.")
    entry("Old Roster", released=True, short="Was so.", ended_on=timezone.localdate())
    for page in (
        text(client_of(stranger), "unpublished"),
        text(client_of(stranger), "unpublished-export", "csv"),
        text(client_of(stranger), "unpublished-export", "json"),
    ):
        assert "Third-party rights." in page and "It is too old." in page
        assert "Silent Roster" in page
        assert SECRET not in page and "Hidden Roster" not in page and "Old Roster" not in page
    assert "1 more entry is not shown in public" in text(client_of(stranger), "unpublished")


def test_the_empty_register_does_not_claim_that_everything_is_public(
    client_of: ClientOf, stranger: Any, office: User
) -> None:
    for person in (stranger, office):
        assert "does not mean that everything" in text(client_of(person), "unpublished")


@pytest.mark.parametrize("role", ["office", "legal", "community"])
def test_who_works_for_the_office_reads_reasons(
    client_of: ClientOf, role: str, request: pytest.FixtureRequest
) -> None:
    entry()
    client = client_of(request.getfixturevalue(role))
    assert SECRET in text(client, "unpublished")
    rows = json.loads(text(client, "unpublished-export", "json"))["not-published"]
    assert rows[0]["reason"] == SECRET and rows[0]["released"] is False


def test_an_employee_reads_no_more_than_the_public(client_of: ClientOf, colleague: User) -> None:
    entry()
    assert SECRET not in text(client_of(colleague), "unpublished")


def test_an_entry_of_a_confidential_case_is_only_for_who_sees_the_case(
    client_of: ClientOf, community: User, legal: User, colleague: User
) -> None:
    case = making.in_state(colleague, "rejected")
    Case.objects.filter(pk=case.pk).update(confidential=True)
    entry(case=case)
    assert SECRET in text(client_of(legal), "unpublished")
    assert SECRET not in text(client_of(community), "unpublished")


def test_the_office_adds_changes_and_takes_off(client_of: ClientOf, office: User) -> None:
    client = client_of(office)
    said = {"name": "Roster", "reason": "Rights.", "review_on": "2027-05-01", "confidential": "on"}
    sent = client.post(reverse("publications:unpublished-new"), {**said, "released": "on"})
    assert "give one for the public" in sent.content.decode()
    assert client.post(reverse("publications:unpublished-new"), said).status_code == 302
    one = NotPublished.objects.get()
    assert (one.confidential, one.released, one.noted_by) == (True, False, office)
    change = reverse("publications:unpublished-change", args=[one.pk])
    client.post(change, {**said, "released": "on", "short": "Rights of others."})
    one.refresh_from_db()
    assert one.released and one.short == "Rights of others."
    client.post(reverse("publications:unpublished-end", args=[one.pk]))
    assert client.get(change).status_code == 404


def test_the_list_goes_along_with_platforms_and_conditions_in_one_cell(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    making.stored_publication(
        case,
        platforms=[{"de": "GitHub", "en": "GitHub"}],
        conditions=[{"text": "=Do it", "due_on": None}],
    )
    row = json.loads(text(client_of(colleague), "export", "json"))["publications"][0]
    assert (row["verified"], row["platforms"], row["case"]) == ("holds", ["GitHub"], case.number)
    assert "'=Do it" in text(client_of(colleague), "export", "csv")


def test_a_longer_list_needs_no_more_queries(
    client_of: ClientOf,
    office: User,
    colleague: User,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client = client_of(office)
    for number in range(12):
        unit = Unit.objects.create(name=f"Unit {number}")
        case = making.in_state(colleague)
        making.stored_publication(case, unit=unit, published_on=timezone.localdate())
        entry(f"Roster {number}", unit=unit, case=case)
    with django_assert_max_num_queries(12):
        text(client, "index")
    with django_assert_max_num_queries(12):
        text(client, "unpublished")
    with django_assert_max_num_queries(9):
        text(client, "export", "csv")
    with django_assert_max_num_queries(12):
        text(client, "publication", Publication.objects.latest("pk").pk)
