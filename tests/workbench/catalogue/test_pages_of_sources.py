# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sources: what they brought, their records, and their priority."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import entry, record_of, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Source, SourceRecord
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def test_the_sum_of_the_sources_is_the_sum_of_the_records(client_of: Signed, office: User) -> None:
    take_in(*(entry(f"Tool {n}") for n in range(3)), entry("Tool 1", "list-b"))
    answer = client_of(office).get("/en/catalogue/sources")
    assert answer.context["number"] == 4 == SourceRecord.objects.count()
    assert [one.number for one in answer.context["sources"]] == [3, 1]


def test_the_sources_stand_in_the_order_of_their_priority(client: Client) -> None:
    for priority in (10, 90, 40):
        Source.objects.create(slug=f"s{priority}", name=f"S{priority}", priority=priority)
    found = client.get("/en/catalogue/sources").context["sources"]
    assert [one.priority for one in found] == [90, 40, 10]


def test_the_public_reads_licence_and_attribution_but_is_offered_no_import(client: Client) -> None:
    Source.objects.create(
        slug="list", name="A list", licence="CC0-1.0", attribution="Contributors of the list"
    )
    html = client.get("/en/catalogue/sources").content.decode()
    assert "CC0-1.0" in html and "Contributors of the list" in html
    assert "/sources/upload" not in html and "/sources/list" not in html


def test_the_records_of_a_source_are_found_by_name_or_id(
    client_of: Signed, colleague: User
) -> None:
    take_in(*(entry(f"Tool {n}", external_id=f"id-{n}") for n in range(3)))
    client = client_of(colleague)

    def found(text: str) -> list[str]:
        page = client.get("/en/catalogue/sources/list-a", {"q": text}).context["page"]
        return [record.external_id for record in page]

    assert found("") == ["id-0", "id-1", "id-2"]
    assert found("tool 2") == found("ID-2") == ["id-2"]
    assert found("%") == found("nothing") == []


def test_a_new_priority_is_an_event_and_brings_the_entries_in_line(
    client_of: Signed, office: User, work_off_jobs: Callable[..., list[Job]]
) -> None:
    take_in(entry("Tool", "list-a", developer="A", identifiers=(("x", "1"),)))
    take_in(entry("Tool", "list-b", developer="B", identifiers=(("x", "1"),)))
    one = record_of("list-a", "Tool").software
    assert one == record_of("list-b", "Tool").software
    raised = "list-b" if one.developer == "A" else "list-a"
    address = reverse("catalogue:change-source", args=[raised])
    reply = client_of(office).post(address, {"priority": "99"}, follow=True)
    assert "Saved." in reply.content.decode()
    event = Event.objects.get(kind="catalogue.source-changed")
    assert event.actor_id == office.pk and event.data["priority"][1] == 99
    work_off_jobs()
    before = one.developer
    one.refresh_from_db()
    assert one.developer != before


@pytest.mark.parametrize("priority", ["", "-1", "101", "high"])
def test_a_priority_that_is_none_is_refused_and_kept_in_the_field(
    priority: str, client_of: Signed, office: User
) -> None:
    source = Source.objects.create(slug="list", name="A list")
    reply = client_of(office).post(
        reverse("catalogue:change-source", args=["list"]), {"priority": priority}
    )
    assert "error-summary" in reply.content.decode()
    source.refresh_from_db()
    assert source.priority == 20 and not Job.objects.exists()


def test_the_same_priority_starts_no_work(client_of: Signed, office: User) -> None:
    Source.objects.create(slug="list", name="A list")
    client_of(office).post(reverse("catalogue:change-source", args=["list"]), {"priority": "20"})
    assert not Job.objects.exists() and not Event.objects.exists()
