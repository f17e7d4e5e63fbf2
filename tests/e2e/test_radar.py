# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From a search that is watched to the radar, the mail and the feed that tell what fits it."""

import re
from collections.abc import Callable
from datetime import timedelta

import httpx
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import entry, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.radar.services import digests

SCHEDULING = {"descriptions": {"en": "Online appointment scheduling for town halls"}}


def next_working_morning() -> object:
    """Eight o'clock of a day on which mail goes, after all that happened in the test."""
    day = timezone.localtime() + timedelta(days=1)
    while day.weekday() != 2:  # a Wednesday is a day off only where it is a holiday
        day += timedelta(days=1)
    return day.replace(hour=8)


def test_a_watched_search_tells_of_what_a_source_brings(
    page_as: Callable[..., Page], transactional_db: None, office: User, live_server: object
) -> None:
    User.objects.filter(pk=office.pk).update(email="office@example.org")
    take_in(entry("LibreOffice", descriptions={"en": "Office suite with appointment notes"}))
    searching.rebuild()
    page = page_as("office")
    page.goto("/en/catalogue/?q=appointment")
    page.get_by_role("link", name="Watch this search").click()
    page.get_by_label("Name").fill("Appointments")
    page.get_by_label("each working day").check()
    page.get_by_role("button", name="Watch").click()
    expect(page.get_by_role("row", name=re.compile("Appointments"))).to_contain_text("each working")

    take_in(entry("Easy!Appointments", **SCHEDULING), entry("Zulip"))
    page.get_by_role("navigation", name="Catalogue").get_by_role("link", name="Radar").click()
    found = page.locator("section.watch")
    expect(found).to_contain_text("search: appointment")
    expect(found.locator(".entry")).to_have_count(1)
    expect(found.locator(".entry mark").first).to_contain_text("appointment")
    expect(page.locator(".rest")).to_contain_text("1")

    assert digests.write(next_working_morning()) == 1  # type: ignore[arg-type]
    assert digests.send_waiting() == {"sent": 1, "failed": 0}
    assert "Easy!Appointments" in mail.outbox[0].body and "Zulip" not in mail.outbox[0].body

    page.get_by_role("link", name="My watches").click()
    page.get_by_role("link", name="Make an address").click()
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Radar (Atom").input_value()
    feed = httpx.get(address).text
    assert "Easy!Appointments" in feed and "“Appointments”" in feed and "Zulip" not in feed

    page.goto("/en/radar/")
    page.get_by_role("button", name=re.compile("Seen.*Easy")).click()
    expect(page.get_by_text("Noted as seen.")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(0)
