# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office has openCode read, sees what is out of step, and confirms a pair, in a browser.

The GitLab is one on loopback, asked over HTTP by the real job.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.test_assessments import work_off
from tests.fetching.serving import Server
from tests.sources import serving
from tests.workbench.api import making as api
from tests.workbench.catalogue.harvests import impatient
from tests.workbench.opencode import making

from allmende import policies
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.opencode.services import reading


@pytest.fixture
def server(
    transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    there = [making.there(1), making.there(2, file="")]
    monkeypatch.setattr(harvesting, "calling", impatient)
    monkeypatch.setattr(reading, "_head_of", making.stands)
    with Server(serving.gitlab(there)) as running:
        settings.POLICY = making.policy(policies.load("plain"), running.address)
        yield running


def test_from_the_first_reading_to_a_confirmed_pair(
    server: Server, page_as: Callable[..., Page]
) -> None:
    api.ours(1)
    api.ours(2)
    page = page_as("office")
    page.goto("/en/listing/")
    page.get_by_role("link", name="On openCode").click()
    page.get_by_role("button", name="Read now").click()
    expect(page.get_by_text("openCode is being read. You can leave this page.")).to_be_visible()
    work_off()
    page.reload()
    page.get_by_role("link", name="out of step").click()
    expect(page.get_by_text("2 of 2 software")).to_be_visible()
    page.get_by_role("row").get_by_role("link", name="Werkzeug 2").first.click()
    expect(page.get_by_text("presumed, by the name alone")).to_be_visible()
    page.get_by_role("button", name="Is the same software").click()
    expect(page.get_by_text("confirmed by a person")).to_be_visible()
