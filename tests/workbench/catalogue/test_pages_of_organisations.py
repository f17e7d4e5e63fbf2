# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The directory of organisations as people read and use it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import entry, queries_of, record_of, take_in, text_of

from allmende.sources import Support, Usage
from allmende.workbench.catalogue.models import (
    Organisation,
    OrganisationMerge,
    OrganisationProposal,
    Software,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office_client(office: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(office)


def known(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def towns(*names: str) -> None:
    take_in(entry("Zammad", usages=tuple(Usage(name, "DE", "municipal", 2020) for name in names)))


def test_the_list_shows_what_each_does_and_leads_to_it(office_client):
    towns("Stadt Ulm")
    page = office_client.get("/en/catalogue/organisations").content.decode()
    assert "Stadt Ulm Municipality Germany 1 0 0" in text_of(page)
    assert f"{known('Stadt Ulm').get_absolute_url()}?role=uses#involvements" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=municipality", ["Stadt Ulm"]),
        ("kind=unknown", ["Nowhere"]),
        ("country=FR", []),
        ("role=supports", ["Zammad GmbH"]),
        ("q=ulm", ["Stadt Ulm"]),
        (
            "kind=nonsense&country=1x&role=x&sort=x&page=999",
            ["Nowhere", "Stadt Ulm", "Zammad GmbH"],
        ),
    ],
)
def test_filters_narrow_list_and_file_alike(office_client, query, found):
    take_in(
        entry(
            "Zammad",
            usages=(Usage("Stadt Ulm", "DE"), Usage("Nowhere")),
            support=(Support("Zammad GmbH", None, "DE"),),
        )
    )
    page = office_client.get(f"/en/catalogue/organisations?{query}")
    assert sorted(one.name for one in page.context["page"]) == found
    rows = office_client.get(f"/en/catalogue/organisations.json?{query}").json()["organisations"]
    assert sorted(one["name"] for one in rows) == found


def test_a_page_says_what_it_uses_and_who_says_so_when(office_client):
    towns("Stadt Ulm")
    read = text_of(office_client.get(known("Stadt Ulm").get_absolute_url()).content.decode())
    record = record_of("list-a", "Zammad")
    assert f"Zammad uses 2020 list-a ({record.fetched_at:%d/%m/%Y})" in read
    assert "not said any more" not in read
    take_in(entry("Zammad"))
    read = text_of(office_client.get(known("Stadt Ulm").get_absolute_url()).content.decode())
    assert "not said any more since" in read


def test_the_handle_of_a_single_person_is_not_on_the_page(office_client):
    usage = Usage("Stadt Ulm", "DE", contact="kim_from_ulm")
    take_in(entry("Zammad", "awesome-behoerden-floss", usages=(usage,)))
    assert "kim_from_ulm" not in office_client.get(known("Stadt Ulm").get_absolute_url()).text


def test_the_page_of_a_merged_organisation_leads_to_the_other(office_client):
    towns("Stadt Ulm", "Ulm")
    kept, absorbed = known("Stadt Ulm"), known("Ulm")
    address = reverse("catalogue:organisation-merge", args=[kept.pk])
    office_client.post(address, {"other": "ulm"})
    answer = office_client.get(absorbed.get_absolute_url())
    assert answer.status_code == 302 and answer.url == kept.get_absolute_url()
    office_client.post(
        reverse("catalogue:organisation-undo", args=[OrganisationMerge.objects.get().pk])
    )
    assert office_client.get(absorbed.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("answer", "left"), [("left", 1), ("right", 1), ("apart", 2), ("", 2), ("nonsense", 2)]
)
def test_a_pair_is_decided_by_a_person(office_client, answer, left):
    towns("Stadt Ulm", "Ulm")
    pair = OrganisationProposal.objects.get()
    assert "Merge into “Stadt Ulm”" in text_of(
        office_client.get("/en/catalogue/organisations/duplicates").content.decode()
    )
    address = reverse("catalogue:organisation-decide", args=[pair.pk])
    for _ in range(2):  # the second comes too late, and does no harm
        office_client.post(address, {"answer": answer})
    assert Organisation.objects.filter(merged_into=None).count() == left


def test_two_of_one_name_are_merged_by_one_button_and_told_apart_by_their_sources(office_client):
    for source, country in (("list-a", "DE"), ("list-b", None)):
        take_in(entry("Tool", source, usages=(Usage("Stadt Ulm", country, "municipal"),)))
    page = text_of(office_client.get("/en/catalogue/organisations/duplicates").content.decode())
    assert page.count("Merge both “Stadt Ulm”") == 1 and "Merge into" not in page
    assert "Germany" in page and "list-a" in page and "list-b" in page


def test_a_note_is_kept_and_shown_and_a_persons_address_refused(office_client, person):
    towns("Stadt Ulm")
    ulm = known("Stadt Ulm")
    address = reverse("catalogue:organisation-edit", args=[ulm.pk])
    person(email="kim@example.org")
    refused = office_client.post(address, {"note": "**Asked**", "contact": "kim@example.org"})
    assert "the address of a person" in text_of(refused.content.decode())
    office_client.post(address, {"note": "**Asked**", "contact": "it@example.org"})
    page = office_client.get(ulm.get_absolute_url()).content.decode()
    assert "<strong>Asked</strong>" in page and "it@example.org" in page


def test_what_it_does_goes_out_as_a_file(office_client):
    towns("Stadt Ulm")
    address = reverse("catalogue:organisation-export", args=[known("Stadt Ulm").pk, "csv"])
    lines = office_client.get(address).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("organisation,role,software,slug,since,source,as_of")
    assert lines[1].startswith("Stadt Ulm,uses,Zammad,zammad,2020,list-a,")


def test_a_software_names_its_users_by_country_and_kind_with_links_for_the_house_alone(
    office_client, client
):
    towns("Stadt Ulm")
    Software.objects.update(published=True)
    path = "/en/catalogue/software/zammad/users"
    inside, outside = office_client.get(path), client.get(path)
    assert "Germany · Municipality" in text_of(inside.content.decode())
    address = known("Stadt Ulm").get_absolute_url()
    assert address in inside.text and address not in outside.text
    assert "Stadt Ulm" in outside.text


def crowd(number: int) -> Iterator[Any]:
    """Towns, each of which uses a software of its own and one of all."""
    for one in range(number):
        yield entry(f"Tool {one}", usages=(Usage(f"Stadt {one}", "DE"),))
    yield entry("Tool of all", usages=tuple(Usage(f"Stadt {n}", "DE") for n in range(number)))


@pytest.mark.parametrize(
    "path",
    [
        "organisations",
        "organisations.csv",
        "organisations/duplicates",
        "one",
        "software/tool-of-all/users",
    ],
)
def test_a_page_asks_no_more_with_three_hundred_organisations_than_with_three(office_client, path):
    def cost() -> int:
        address = known("Stadt 0").get_absolute_url() if path == "one" else f"/en/catalogue/{path}"
        assert office_client.get(address).status_code == 200
        return queries_of(lambda: office_client.get(address))

    take_in(*crowd(3))
    few = cost()
    take_in(*crowd(300))
    assert cost() <= few
