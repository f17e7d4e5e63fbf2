# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages of bills of materials: who sees what, filters, why, differences, and their cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import text_of
from tests.workbench.licensing.bills import making

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.core.models import Job, Unit
from allmende.workbench.licensing.models import Bill, Component
from allmende.workbench.licensing.services.bills import products, uploading

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer.content.decode())


def page_of(bill: Bill, query: str = "") -> str:
    return reverse("licensing:bill", args=[bill.pk]) + query


@pytest.fixture
def bill(colleague: User) -> Bill:
    """Six components, one of each kind of verdict and trouble."""
    return making.checked(
        colleague,
        making.written(
            making.part("good"),
            making.part("library", "LGPL-2.1-only", scope="required"),
            making.part("careful", "GPL-3.0-only"),
            making.part("either", "BSD-3-Clause OR GPL-2.0-only"),
            making.part("dark", ""),
            making.part("odd", "see LICENSE", purl="pkg:pypi/odd@1.0.0"),
        ),
    )


# --- who sees what ------------------------------------------------------------------------------


def test_own_products_those_of_the_unit_and_for_office_and_legal_all(
    client_of: Signed, person: Callable[..., User], colleague: User, office: User, legal: User
) -> None:
    unit = Unit.objects.create(name="IT")
    beside = person(unit=unit)
    products.begin(colleague, making.about("Alone"))
    products.begin(colleague, making.about("Together", unit=unit))
    products.begin(beside, making.about("Beside"))
    seen = {
        who: {
            name
            for name in ("Alone", "Together", "Beside")
            if name in read(client_of(user), reverse("licensing:bills"))
        }
        for who, user in {
            "colleague": colleague,
            "beside": beside,
            "office": office,
            "legal": legal,
        }.items()
    }
    assert seen == {
        "colleague": {"Alone", "Together"},
        "beside": {"Together", "Beside"},
        "office": {"Alone", "Together", "Beside"},
        "legal": {"Alone", "Together", "Beside"},
    }


def test_what_one_may_not_see_is_not_there(client_of: Signed, community: User, bill: Bill) -> None:
    client = client_of(community)
    names = ("bill", "bill-difference", "bill-file")
    addresses = [reverse(f"licensing:{name}", args=[bill.pk]) for name in names]
    addresses += [
        reverse("licensing:product", args=[bill.product.slug]),
        reverse("licensing:product-edit", args=[bill.product.slug]),
        reverse("licensing:bill-upload", args=[bill.product.slug]),
        reverse("licensing:bill-findings", args=[bill.pk, "guideline"]),
        reverse("licensing:bill-components", args=[bill.pk, "csv"]),
        reverse("licensing:bill-notices", args=[bill.pk, "txt"]),
    ]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(reverse("licensing:bill-check", args=[bill.pk])).status_code == 404


@pytest.mark.parametrize("pk", ["0", "9" * 17, "9" * 30])
def test_a_number_that_names_no_bill_is_not_found(pk: str, client_of: Signed, office: User) -> None:
    assert client_of(office).get(f"/en/licences/bills/{pk}").status_code == 404
    assert client_of(office).get(f"/en/licences/bills/{pk}/validation").status_code == 404


# --- the components -----------------------------------------------------------------------------


def names(html: str) -> list[str]:
    return [
        name
        for name in ("good", "library", "careful", "either", "dark", "odd")
        if f'<span class="hidden-text"> ({name})' in html
    ]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?level=avoid", ["careful"]),
        ("?level=avoid&level=review", ["careful", "dark", "odd"]),
        ("?class=weak-copyleft", ["library"]),
        ("?scope=required", ["library"]),
        ("?scope=-", ["good", "careful", "either", "dark", "odd"]),
        ("?type=pypi", ["odd"]),
        ("?licence=MIT", ["good"]),
        ("?licence=-", ["dark"]),
        ("?q=gpl", ["library", "careful", "either"]),
        ("?q=pkg:pypi", ["odd"]),
        ("?level=allowed&type=pypi", []),
        ("?level=nothing-of-the-kind", []),
        ("?waived=1", []),
        ("?page=99&sort=nonsense", ["good", "library", "careful", "either", "dark", "odd"]),
        ("?q=%00", ["good", "library", "careful", "either", "dark", "odd"]),
    ],
)
def test_filters_leave_what_they_say(
    query: str, left: list[str], client_of: Signed, colleague: User, bill: Bill
) -> None:
    assert names(client_of(colleague).get(page_of(bill, query)).content.decode()) == left


def test_each_choice_has_the_number_it_would_give(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    told = read(client_of(colleague), page_of(bill, "?type=npm"))
    assert "to be avoided 1" in told and "npm 5" in told and "pypi 1" in told


@pytest.mark.parametrize("key", ["name", "licence", "level", "class", "place"])
def test_every_column_sorts_both_ways(
    key: str, client_of: Signed, colleague: User, bill: Bill
) -> None:
    client = client_of(colleague)
    up, down = (client.get(page_of(bill, f"?sort={sign}{key}")) for sign in ("", "-"))
    rising = [row["component"].pk for row in up.context["rows"]]
    falling = [row["component"].pk for row in down.context["rows"]]
    assert set(rising) == set(falling) and rising != falling


def test_what_needs_work_most_comes_first(client_of: Signed, colleague: User, bill: Bill) -> None:
    rows = client_of(colleague).get(page_of(bill)).context["rows"]
    levels = [row["component"].level for row in rows]
    assert levels == ["review", "review", "avoid", "allowed", "preferred", "preferred"]


def test_why_tells_reason_remedy_and_where_to_ask(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    client = client_of(colleague)
    reply = client.get(page_of(bill, "?q=careful"))
    (row,) = reply.context["rows"]
    told = text_of(reply.content.decode())
    for reason in row["grounds"].reasons:
        assert reason["text"]["en"] in told
    remedies = [reason["remedy"]["en"] for reason in row["grounds"].reasons if reason["remedy"]]
    assert remedies and all(remedy in told for remedy in remedies)
    assert "licence=GPL-3.0-only" in row["ask"] and "purl=pkg%3Anpm%2Fcareful" in row["ask"]
    assert client.get(row["ask"]).status_code == 200
    assert reverse("licensing:licence", args=["GPL-3.0-only"]) in reply.content.decode()


def test_the_reasons_speak_german_on_the_german_page(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    grounds = Component.objects.get(bill=bill, name="careful").grounds
    told = read(client_of(colleague), f"/de/licences/bills/{bill.pk}?q=careful")
    assert grounds.reasons[0]["text"]["de"] in told


def test_only_who_grants_waivers_is_led_to_the_form_filled_in(
    client_of: Signed, colleague: User, legal: User, bill: Bill
) -> None:
    way = reverse("licensing:waiver-new")
    assert way not in client_of(colleague).get(page_of(bill)).content.decode()
    (row,) = client_of(legal).get(page_of(bill, "?q=careful")).context["rows"]
    form = client_of(legal).get(row["waive"]).content.decode()
    assert row["waive"].startswith(way) and "pkg:npm/careful" in form


def test_markup_in_a_bill_stays_text(client_of: Signed, colleague: User) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    content = making.written(
        making.part(
            evil,
            evil,
            evil,
            scope=evil,
            externalReferences=[{"type": "website", "url": "javascript:alert(1)"}],
        ),
        name=evil,
    )
    bill = making.checked(colleague, content, name=f"{evil}.json")
    client = client_of(colleague)
    for address in (
        page_of(bill),
        *(reverse("licensing:bill-findings", args=[bill.pk, tab]) for tab in TABS),
        bill.product.get_absolute_url(),
        reverse("licensing:bills"),
    ):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html
        assert 'href="javascript' not in html


TABS = ("not-understood", "guideline", "validation")


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_findings_can_be_read(
    tab: str, client_of: Signed, colleague: User, bill: Bill
) -> None:
    for language in ("de", "en"):
        read(client_of(colleague), f"/{language}/licences/bills/{bill.pk}/{tab}")


# --- checking again -----------------------------------------------------------------------------


def test_the_page_says_when_the_policy_changed_since(
    client_of: Signed, colleague: User, bill: Bill, settings: Any
) -> None:
    client = client_of(colleague)
    assert "since this check" not in read(client, page_of(bill))
    settings.POLICY = policies.load("plain")
    assert "The policy has changed since this check." in read(client, page_of(bill))
    client.post(reverse("licensing:bill-check", args=[bill.pk]))
    assert "is being checked" in read(client, page_of(bill))
    making.checked_again(making.fresh(bill))
    assert "since this check" not in read(client, page_of(bill))


def test_a_check_that_failed_can_be_begun_again(client_of: Signed, colleague: User) -> None:
    bill = making.uploaded(colleague, making.large(2))
    Job.objects.update(state="failed", error="It broke.")
    client = client_of(colleague)
    told = read(client, page_of(bill))
    assert "did not finish" in told and "Check again" in told and "It broke" not in told
    client.post(reverse("licensing:bill-check", args=[bill.pk]))
    assert making.checked_again(making.fresh(bill)).state == Bill.State.DONE


def test_the_office_deletes_from_the_page_with_a_reason(
    client_of: Signed, office: User, bill: Bill
) -> None:
    client, way = client_of(office), reverse("licensing:bill-remove", args=[bill.pk])
    told = text_of(client.post(way, {"reason": ""}, follow=True).content.decode())
    assert "Say why" in told and Bill.objects.exists()
    client.post(way, {"reason": "Wrong file."})
    assert not Bill.objects.exists()


# --- differences --------------------------------------------------------------------------------


def test_the_first_bill_has_nothing_to_differ_from(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    way = reverse("licensing:bill-difference", args=[bill.pk])
    assert "Nothing to compare with yet" in read(client_of(colleague), way)


def test_the_second_bill_tells_what_came_went_and_changed(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    second = making.checked(
        colleague,
        making.written(
            making.part("good", "AGPL-3.0-only", "1.1.0"),
            making.part("library", "LGPL-2.1-only", scope="required"),
            making.part("fresh"),
        ),
        bill.product,
    )
    assert second.changes == {
        "all": 6,
        "added": 1,
        "removed": 4,
        "version": 1,
        "licence": 1,
        "verdict": 1,
    }
    client, way = client_of(colleague), reverse("licensing:bill-difference", args=[second.pk])
    told = read(client, way)
    assert "fresh added 1.0.0 MIT" in told
    assert "good other version other licence other verdict 1.0.0 1.1.0 MIT AGPL-3.0-only" in told
    only = client.get(way + "?kind=added").context["page"]
    assert [change.name for change in only] == ["fresh"]
    assert "Difference to the last upload 6" in read(client, page_of(second))


def test_a_difference_under_other_rules_says_so(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    other = making.written(making.part("good"))
    second = uploading.upload(colleague, bill.product, "bom.json", [other], "use")
    making.checked_again(second)
    told = read(client_of(colleague), reverse("licensing:bill-difference", args=[second.pk]))
    assert "checked with different policies, waivers or contexts" in told
