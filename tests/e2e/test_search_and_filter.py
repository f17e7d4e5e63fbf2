# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Finding software by need, narrowing it down, and keeping the search."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import entry, record_of, take_in

from allmende.sources import Usage
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.services import editing


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    take_in(
        entry(
            "Zeitmanagementsystem",
            descriptions={"de": "Terminvereinbarung für Bürgerbüros", "en": "Appointments"},
            licences=("EUPL-1.2",),
            tags=("k8s",),
            usages=tuple(Usage(town) for town in ("Berlin", "München", "Ulm")),
        ),
        entry(
            "Easy!Appointments",
            descriptions={"en": "Online appointment scheduler"},
            licences=("GPL-3.0-only",),
        ),
        entry("LibreOffice", descriptions={"en": "Office suite"}, licences=("MPL-2.0",)),
        *(entry(f"Tool {n}", tags=(f"tag-{n}",)) for n in range(30)),
    )
    editing.edit(
        None,
        record_of("list-a", "Zeitmanagementsystem").software,
        {"stance": "in-use", "published": True},
    )
    searching.rebuild()


def test_a_need_finds_what_fits_and_says_why(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    expect(page.get_by_text("33 solutions from")).to_be_visible()
    page.get_by_role("combobox", name="Your need, or a name").fill("Terminvereinbarung Bürgerbüro")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=Terminvereinbarung*")
    expect(page.locator("#results").get_by_text("also searched:")).to_be_visible()
    expect(page.locator(".hit").first).to_contain_text("Berlin, München and 1 more")
    expect(page.locator(".hit mark").first).to_be_visible()


def test_filters_narrow_the_list_and_a_chip_takes_one_away(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    page.get_by_label("in use", exact=True).check()
    page.wait_for_url("**?stance=in-use")
    expect(page.get_by_text("1 hit", exact=True).first).to_be_visible()
    expect(page.get_by_label("in use", exact=True)).to_be_focused()
    page.get_by_role("link", name="Remove: Stance: in use").click()
    expect(page.get_by_text("33 hits").first).to_be_visible()
    assert "stance" not in page.url


def test_many_values_fold_and_a_chosen_one_stays_in_sight(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    tags = page.get_by_role("group", name="Tag")
    expect(tags.get_by_role("checkbox", name="tag-8", exact=True)).not_to_be_visible()
    tags.get_by_text("Show 22 more").click()
    tags.get_by_role("checkbox", name="tag-8", exact=True).check()
    page.wait_for_url("**?tag=tag-8")
    expect(tags.get_by_role("checkbox", name="tag-8", exact=True)).to_be_visible()


def test_a_wrong_letter_is_mended_and_told(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("stranger")
    page.goto("/en/catalogue/?q=Zeitmanagementsistem")
    expect(page.get_by_role("link", name="Zeitmanagementsystem")).to_be_visible()
    expect(page.get_by_text("Nothing has “Zeitmanagementsistem”")).to_be_visible()


def test_names_are_offered_as_one_types(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    page.get_by_role("combobox", name="Your need, or a name").press_sequentially("Libre")
    expect(page.locator("#filters-names option")).to_have_attribute("value", "LibreOffice")


def test_a_search_is_kept_and_the_address_can_be_shared(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/?q=appointment&stance=observed")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name of the search").fill("Booking")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/en/catalogue/")
    page.get_by_role("link", name="Booking", exact=True).click()
    page.wait_for_url("**?q=appointment&stance=observed")
    expect(page.get_by_role("link", name="Easy!Appointments")).to_be_visible()


def test_it_works_without_a_script(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague", java_script_enabled=False)
    page.goto("/en/catalogue/")
    page.get_by_label("in use", exact=True).check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("link", name="Zeitmanagementsystem")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(1)


def test_search_and_filter_by_keyboard(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("colleague")
    page.goto("/en/catalogue/")
    page.keyboard.press("/")
    page.keyboard.type("appointment")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=appointment")
    page.get_by_label("observed", exact=True).focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("stance=observed"))
    page.get_by_role("link", name="Easy!Appointments").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Easy!Appointments")
