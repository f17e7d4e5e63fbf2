# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A page in the other language, and in the light the reader likes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import software

from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import editing


@pytest.fixture
def zammad(transactional_db: None) -> Software:
    found = software(
        "Zammad",
        descriptions={"en": "Tickets of a help desk", "de": "Vorgänge einer Beratung"},
        texts={"en": "Used everywhere."},
    )
    editing.edit(None, found, {"stance": "in-use", "published": True})
    return found


def test_the_language_changes_page_and_content(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("stranger")
    page.goto("/en/catalogue/software/zammad")
    expect(page.locator(".lead")).to_have_text("Tickets of a help desk")
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/catalogue/software/zammad")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".lead")).to_have_text("Vorgänge einer Beratung")
    expect(page.locator(".prose")).to_have_attribute("lang", "en")


def test_a_search_survives_the_change_of_language(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("stranger")
    page.goto("/en/catalogue/?q=Zammad&stance=in-use")
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/catalogue/?q=Zammad&stance=in-use")
    expect(page.get_by_role("link", name="Zammad", exact=True)).to_be_visible()


def test_the_theme_stays_until_it_is_changed(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("stranger", color_scheme="light")
    page.goto("/en/catalogue/software/zammad")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("summary", has_text="Appearance").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto("/en/catalogue/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_page_is_wider_than_its_window(
    page_as: Callable[..., Page], zammad: Software, language: str
) -> None:
    page = page_as("office")
    for path in ("", "software/zammad", "software/zammad/sources", "software/zammad/edit"):
        page.goto(f"/{language}/catalogue/{path}")
        for width in (390, 1024, 1360):
            page.set_viewport_size({"width": width, "height": 800})
            wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wider <= 0, (path, width)
