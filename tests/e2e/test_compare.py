# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Software side by side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import entry, take_in

from allmende.workbench.catalogue import searching


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    take_in(
        entry("Alpha", descriptions={"en": "The first"}, licences=("MIT",), replaces=("Okta",)),
        *(entry(f"Tool {n:02}", licences=("Apache-2.0",), replaces=("Okta",)) for n in range(25)),
        entry("Zulu", descriptions={"fr": "Le dernier"}, licences=("MIT",)),
    )
    searching.rebuild()


def columns(page: Page) -> list[str]:
    return [
        text.split("\n")[0] for text in page.locator("thead th > a:first-child").all_inner_texts()
    ]


def test_what_is_ticked_stays_over_the_pages(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    page.get_by_label("compare: Alpha").check()
    page.get_by_role("link", name="Next page").click()
    page.get_by_label("compare: Zulu").check()
    button = page.get_by_role("button", name="Compare (2)")
    button.click()
    page.wait_for_url("**/compare?s=alpha&s=zulu")
    assert columns(page) == ["Alpha", "Zulu"]
    expect(page.locator("[lang=fr]")).to_have_text("Le dernier")
    page.goto("/en/catalogue/")
    expect(page.get_by_label("compare: Alpha")).to_be_checked()


def test_no_more_than_five_can_be_ticked(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    for number in range(5):
        page.get_by_label(f"compare: Tool 0{number}").check()
    expect(page.get_by_label("compare: Tool 05")).to_be_disabled()
    page.get_by_label("compare: Tool 00").uncheck()
    expect(page.get_by_label("compare: Tool 05")).to_be_enabled()


def test_without_a_script_the_form_sends_what_is_ticked(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("colleague", java_script_enabled=False)
    page.goto("/en/catalogue/")
    page.get_by_label("compare: Alpha").check()
    page.get_by_label("compare: Tool 03").check()
    page.get_by_role("button", name="Compare").click()
    assert columns(page) == ["Alpha", "Tool 03"]


def test_columns_come_and_go_and_differences_show(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/compare?s=alpha&s=tool-01")
    expect(page.get_by_role("rowheader", name="Licence ≠ differ")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Replaces", exact=True)).to_be_visible()
    page.get_by_role("link", name="Show only differences").click()
    expect(page.get_by_role("rowheader", name="Replaces")).to_have_count(0)
    page.get_by_role("combobox", name="Add software by name").fill("Zulu")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**?s=alpha&s=tool-01&s=zulu")
    page.get_by_role("link", name="Remove Alpha").click()
    page.wait_for_url("**?s=tool-01&s=zulu")
    assert columns(page) == ["Tool 01", "Zulu"]
