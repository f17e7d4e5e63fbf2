# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A whole way through the workbench without a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import entry, record_of, take_in

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Proposal
from allmende.workbench.catalogue.services import editing

MOST_TABS = 90
FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const frame = one.closest('.find') ? getComputedStyle(one.closest('.find')) : style;
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName,
    name: (one.getAttribute('aria-label') || one.innerText || one.value || one.name || '')
      .replace(/\\s+/g, ' ').trim(),
    seen: frame.outlineStyle !== 'none' && parseFloat(frame.outlineWidth) >= 2
      && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    take_in(
        entry("Zammad", licences=("GPL",), homepage="https://zammad.org/"),
        entry("Zammad", "list-b", homepage="https://zammad.org/"),
        entry("Keycloak", licences=("Apache-2.0",)),
    )
    editing.edit(None, record_of("list-a", "Zammad").software, {"stance": "in-use"})
    searching.rebuild()


def tab_to(page: Page, name: str | re.Pattern[str], key: str = "Tab") -> None:
    """Press Tab until what has the focus is called so; whatever has it on the way is visible."""
    met: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        met.append(focus["name"])
        assert focus["tag"] == "BODY" or focus["seen"], f"no visible focus on {focus}"
        if re.search(name, focus["name"]):
            return
    pytest.fail(f"{name!r} is not reached by {key}: {met}")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    page.wait_for_load_state()  # scripts answer to keys from now on


def test_the_whole_way_by_keyboard_alone(page_as: Callable[..., Page], catalogue: None) -> None:
    page = page_as("office", reduced_motion="reduce")
    page.goto("/en/catalogue/")

    # The first stop leads past the navigation.
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "To the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    # The list, a software, its place.
    tab_to(page, "^Zammad$")
    page.keyboard.press("Enter")
    heading(page, "Zammad")
    tab_to(page, "^Place$")
    page.keyboard.press("Enter")
    heading(page, "Place Zammad")
    tab_to(page, "^Zammad$")
    tab_to(page, "^Zammad$")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "application"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-area]")).to_have_text("Standard of the IT market")
    tab_to(page, "reason")
    page.keyboard.type("As everywhere.")
    tab_to(page, "^Place$")
    page.keyboard.press("Enter")
    heading(page, "Zammad")
    expect(page.get_by_text("“Zammad” is placed.")).to_be_visible()

    # The findings, and to the place in the form where one is mended.
    tab_to(page, "^Findings$")
    page.keyboard.press("Enter")
    heading(page, "Findings")
    tab_to(page, "^Edit Zammad$")
    page.keyboard.press("Enter")
    heading(page, "Edit Zammad")

    # The duplicates: to the pair, and an answer by its key.
    tab_to(page, "^Duplicates$")
    page.keyboard.press("Enter")
    heading(page, "Duplicates")
    tab_to(page, "^Decide one by one$")
    page.keyboard.press("Enter")
    heading(page, "Are these the same software?")
    page.keyboard.press("1")
    heading(page, "Duplicates")
    assert not Proposal.objects.exists()
    tab_to(page, "^Take back$")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The merge has been taken back.")).to_be_visible()


def test_a_stroke_leads_to_the_search_and_escape_closes_what_is_open(
    page_as: Callable[..., Page], catalogue: None
) -> None:
    page = page_as("office", reduced_motion="reduce")
    page.goto("/en/catalogue/findings")
    page.keyboard.press("/")
    page.keyboard.type("zammad")
    page.keyboard.press("Enter")
    heading(page, "Catalogue")
    expect(page.locator(".hit").first).to_contain_text("Zammad")

    tab_to(page, "Olga Office")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    assert "Olga Office" in page.evaluate(FOCUS)["name"]


@pytest.mark.parametrize(
    "path",
    [
        "quadrant",
        "findings",
        "duplicates/{pair}",
        "sources/list-a",
        "software/zammad/place",
    ],
)
def test_the_keyboard_is_caught_nowhere(
    path: str, page_as: Callable[..., Page], catalogue: None
) -> None:
    pair = Proposal.objects.get()
    page = page_as("office", reduced_motion="reduce")
    page.goto(f"/en/catalogue/{path.format(pair=pair.pk)}")
    tags = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        tags.append(page.evaluate("document.activeElement.tagName"))
        if tags[-1] == "BODY":
            break
    assert tags[-1] == "BODY", "the end of the page is not reached"
    tab_to(page, "^To the content$", "Shift+Tab")
