# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bringing in a bill: what the service takes, what it refuses, what it leaves behind."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from tests.workbench.licensing.bills import making

from allmende.workbench.accounts.models import User
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job, Unit
from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.services.bills import files, products, removing, uploading

pytestmark = pytest.mark.django_db

SMALL = making.written(making.part("left-pad"))


def kept_files() -> list[Path]:
    folder = Path(configured.MEDIA_ROOT) / "bills"
    return [one for one in folder.rglob("*") if one.is_file()]


def test_the_file_is_kept_under_its_digest_and_a_job_waits(colleague: User) -> None:
    bill = making.uploaded(colleague, SMALL)
    assert bill.digest == sha256(SMALL).hexdigest() and bill.size == len(SMALL)
    assert files.path_of(bill.digest).read_bytes() == SMALL
    assert bill.job == Job.objects.get(kind=uploading.JOB)
    assert [event.kind for event in Event.objects.order_by("id")] == [
        "licensing.product-begun",
        "licensing.bill-uploaded",
    ]


def test_the_name_of_a_file_is_no_path(colleague: User) -> None:
    bill = making.uploaded(colleague, SMALL, name="..\\..\\etc/pass\x00wd\n.json")
    assert bill.file == "passwd.json"


def test_the_same_file_for_the_same_product_is_the_bill_that_is_there(colleague: User) -> None:
    bill = making.checked(colleague, SMALL)
    with pytest.raises(uploading.AlreadyThere) as there:
        making.uploaded(colleague, SMALL, bill.product)
    assert there.value.bill == bill and Bill.objects.count() == 1


def test_the_same_file_in_another_context_is_another_bill(colleague: User) -> None:
    bill = making.checked(colleague, SMALL)
    uploading.upload(colleague, bill.product, "bom.json", [SMALL], "use")
    assert set(Bill.objects.values_list("context", flat=True)) == {"embed", "use"}


def test_a_refused_file_can_be_uploaded_again(colleague: User) -> None:
    bill = making.checked(colleague, b"{}")
    making.uploaded(colleague, b"{}", bill.product)
    assert bill.product.bills.count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "  "}, "needs a name"),
        ({"context": "to-the-moon"}, "does not know this context"),
        ({"outbound": "GPL or later"}, "not an SPDX expression"),
    ],
)
def test_a_product_that_cannot_be_leaves_no_bill_and_no_file(
    said: dict[str, str], why: str, colleague: User
) -> None:
    # Other tests may have kept files; only what this one leaves counts.
    before = kept_files()
    content = making.written(making.part(f"unlike-any-other {said}"))
    with pytest.raises(Refused, match=why):
        uploading.begin(colleague, making.about(**said), "bom.json", [content])
    assert not Product.objects.exists() and not Bill.objects.exists() and not Job.objects.exists()
    assert kept_files() == before


def test_two_products_of_one_name_have_addresses_of_their_own(colleague: User) -> None:
    first, second = (products.begin(colleague, making.about()) for _ in range(2))
    assert (first.slug, second.slug) == ("portal", "portal-2")


def test_a_stranger_uploads_nothing(stranger: Any, colleague: User) -> None:
    with pytest.raises(NotAllowed):
        uploading.begin(stranger, making.about(), "bom.json", [SMALL])


def test_whoever_has_nothing_to_do_with_a_product_uploads_nothing_for_it(
    colleague: User, community: User
) -> None:
    product = products.begin(colleague, making.about())
    with pytest.raises(NotAllowed):
        making.uploaded(community, SMALL, product)
    with pytest.raises(NotAllowed):
        products.change(community, product, making.about("Mine"))


def test_the_unit_works_on_its_products_together(person: Callable[..., User]) -> None:
    unit = Unit.objects.create(name="IT")
    one, other = person(unit=unit), person(unit=unit)
    product = products.begin(one, making.about(unit=unit))
    assert making.uploaded(other, SMALL, product).uploaded_by == other


def test_a_product_changes_with_an_event_that_names_the_fields(colleague: User) -> None:
    product = products.begin(colleague, making.about())
    assert products.change(colleague, product, making.about(outbound="mit")) == ["outbound"]
    assert making.fresh(product).outbound == "MIT"
    event = Event.objects.get(kind="licensing.product-changed")
    assert event.data == {"fields": "outbound"}
    assert products.change(colleague, product, making.about(outbound="MIT")) == []


def test_a_bill_that_is_being_checked_is_not_checked_twice(colleague: User) -> None:
    bill = making.uploaded(colleague, SMALL)
    with pytest.raises(Refused, match="being checked already"):
        uploading.check_again(colleague, bill)


def test_a_refused_bill_is_not_checked_again(colleague: User) -> None:
    bill = making.checked(colleague, b"[]")
    with pytest.raises(Refused, match="could not be read"):
        uploading.check_again(colleague, bill)


def test_only_the_office_deletes_and_says_why(colleague: User, office: User, legal: User) -> None:
    bill = making.checked(colleague, SMALL)
    for person in (colleague, legal):
        with pytest.raises(NotAllowed):
            removing.remove(person, bill, "I want to.")
    with pytest.raises(Refused, match="Say why"):
        removing.remove(office, bill, "  ")
    assert Bill.objects.filter(pk=bill.pk).exists()


def test_what_is_deleted_is_gone_with_its_file_and_the_trail_says_why(
    colleague: User, office: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    bill = making.checked(colleague, SMALL)
    digest = bill.digest
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove(office, bill, "Holds names of customers.")
    assert not Bill.objects.exists() and not files.path_of(digest).exists()
    event = Event.objects.get(kind="licensing.bill-removed")
    assert event.actor == office and event.data["reason"] == "Holds names of customers."
    assert event.subject_label == "Portal: bom.json"


def test_a_file_that_another_bill_needs_stays(
    colleague: User, office: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    bill, other = making.checked(colleague, SMALL), making.checked(colleague, SMALL)
    assert bill.product != other.product
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove(office, bill, "Twice.")
    assert files.path_of(other.digest).exists()


def test_the_next_bill_is_compared_anew_when_the_one_between_goes(
    colleague: User, office: User
) -> None:
    first = making.checked(colleague, making.written(making.part("a")))
    second = making.checked(colleague, making.written(making.part("b")), first.product)
    third = making.checked(colleague, making.written(making.part("a")), first.product)
    assert third.changes["added"] == 1
    removing.remove(office, second, "Wrong product.")
    assert making.fresh(third).changes["all"] == 0
    assert making.fresh(first).changes == {}
