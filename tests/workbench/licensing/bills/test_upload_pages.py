# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bringing in a bill of materials by its page, and what the page says while it is checked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import text_of
from tests.workbench.licensing.bills import making

from allmende.workbench.accounts.models import User
from allmende.workbench.core.models import Job
from allmende.workbench.licensing.forms.bills import LIMITS
from allmende.workbench.licensing.models import Bill, Product

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer.content.decode())


def page_of(bill: Bill, query: str = "") -> str:
    return reverse("licensing:bill", args=[bill.pk]) + query


def send(client: Client, content: bytes | None, **more: Any) -> Any:
    said = {"name": "Portal", "context": "embed", **more}
    if content is not None:
        said["file"] = SimpleUploadedFile("bom.json", content)
    return client.post(reverse("licensing:product-new"), said, follow=True)


def test_a_file_becomes_a_product_with_a_bill_and_its_page_says_that_it_is_checked(
    client_of: Signed, colleague: User, work_off_jobs: Callable[..., list[Job]]
) -> None:
    client = client_of(colleague)
    reply = send(client, making.large(12))
    bill = Bill.objects.get()
    assert reply.redirect_chain[-1][0] == page_of(bill)
    assert "is being checked" in text_of(reply.content.decode())
    assert 'hx-trigger="every 2s"' in reply.content.decode()
    work_off_jobs()
    assert "12 components" in read(client, page_of(bill))


def test_the_waiting_page_begins_anew_once_the_check_is_over(
    client_of: Signed, colleague: User
) -> None:
    client, bill = client_of(colleague), making.uploaded(colleague, making.large(3))
    waiting = client.get(page_of(bill), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in waiting.headers and b'id="check"' in waiting.content
    making.checked_again(bill)
    assert client.get(page_of(bill), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_pasted_text_is_as_good_as_a_file(client_of: Signed, colleague: User) -> None:
    send(client_of(colleague), None, text=making.large(2).decode())
    assert Bill.objects.get().file == "pasted"


@pytest.mark.parametrize(
    ("content", "more", "why"),
    [
        (None, {}, "Please choose a file, or paste its text."),
        (b"{}", {"text": "{}"}, "either a file or its text, not both"),
        (b"", {}, "empty"),
        (b"{}", {"outbound": "GPL or later"}, "is not an SPDX expression"),
        (b"{}", {"context": ""}, "This field is required."),
        (b"{}", {"software": "no such thing"}, "The catalogue has no entry of this name."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(
    content: bytes | None, more: dict[str, str], why: str, client_of: Signed, colleague: User
) -> None:
    reply = send(client_of(colleague), content, **more)
    assert why in text_of(reply.content.decode()) and "error-summary" in reply.content.decode()
    assert not Product.objects.exists() and not Bill.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_both_numbers(
    client_of: Signed, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allmende.workbench.licensing.forms.bills.LIMITS", type(LIMITS)(bytes=1024))
    told = text_of(send(client_of(colleague), b"x" * 4096).content.decode())
    assert "The file has 4.0 KB; at most 1.0 KB can be read." in told


def test_a_hostile_file_is_told_on_the_page_in_the_language_of_the_page(
    client_of: Signed, colleague: User
) -> None:
    bill = making.checked(colleague, b'<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "b">]><bom/>')
    client = client_of(colleague)
    assert "could not be read" in read(client, page_of(bill)) and "DOCTYPE" in read(
        client, page_of(bill)
    )
    assert bill.problem["why"]["de"] in read(client, f"/de/licences/bills/{bill.pk}")


def test_the_same_file_again_leads_to_what_is_there(client_of: Signed, colleague: User) -> None:
    bill = making.checked(colleague, making.large(2))
    reply = client_of(colleague).post(
        reverse("licensing:bill-upload", args=[bill.product.slug]),
        {"context": "embed", "file": SimpleUploadedFile("again.json", making.large(2))},
        follow=True,
    )
    assert reply.redirect_chain[-1][0] == page_of(bill)
    assert "This file was uploaded before" in text_of(reply.content.decode())
