# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Adding and editing a software, with a preview, and taking one's own word back."""

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
        homepage="https://zammad.org",
        descriptions={"en": "Tickets", "de": "Vorgänge"},
        texts={"en": "First line.\n\nSecond *line*."},
    )
    editing.edit(None, found, {"stance": "in-use", "published": True, "developer": "Somebody"})
    return found


def test_a_change_is_previewed_then_saved(page_as: Callable[..., Page], zammad: Software) -> None:
    page = page_as("community")
    page.goto("/en/catalogue/software/zammad")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Description in English").fill(
        "Tickets **of a help desk** <script>x()</script>"
    )
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="As the public will read it")
    expect(preview.locator("strong")).to_have_text("of a help desk")
    expect(preview).to_contain_text("<script>x()</script>")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    zammad.refresh_from_db()
    assert zammad.descriptions["en"].startswith("Tickets **of a help desk**")
    assert set(editing.own_values(zammad)) == {"stance", "published", "developer", "descriptions"}


def test_an_error_loses_nothing_and_leads_to_its_field(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("office")
    page.goto("/en/catalogue/software/zammad/edit")
    page.get_by_label("Homepage").fill("javascript:alert(1)")
    page.get_by_label("Description in English").fill("Written with care")
    page.get_by_role("button", name="Save", exact=True).click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("Homepage")).to_be_focused()
    expect(page.get_by_label("Description in English")).to_have_value("Written with care")


def test_our_own_word_is_withdrawn(page_as: Callable[..., Page], zammad: Software) -> None:
    page = page_as("office")
    page.goto("/en/catalogue/software/zammad/edit")
    withdraw = page.get_by_role("group", name="Withdraw it")
    withdraw.get_by_label("Developer").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    zammad.refresh_from_db()
    assert zammad.developer == ""


def test_a_software_is_added_by_keyboard(page_as: Callable[..., Page], zammad: Software) -> None:
    page = page_as("community")
    page.goto("/en/catalogue/")
    page.get_by_role("link", name="Add software").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Own Tool")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Own Tool")


def test_no_page_of_a_software_without_sources_shuts_anybody_out(
    page_as: Callable[..., Page], axe: Callable[[Page], None], zammad: Software
) -> None:
    page = page_as("office")
    tabs = ("sources", "users", "alternatives", "findings", "history")
    for path in ("new", "zammad/edit", "zammad", *(f"zammad/{tab}" for tab in tabs)):
        page.goto(f"/en/catalogue/software/{path}")
        assert page.get_by_role("heading", level=1).count() == 1, path
        axe(page)


def test_the_form_with_errors_and_preview_shuts_nobody_out(
    page_as: Callable[..., Page], axe: Callable[[Page], None], zammad: Software
) -> None:
    page = page_as("office")
    page.goto("/en/catalogue/software/zammad/edit")
    page.get_by_role("button", name="Preview").click()
    axe(page)
    page.get_by_label("Homepage").fill("no address")
    page.get_by_role("button", name="Save", exact=True).click()
    axe(page)
