# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Two entries of one software become one, by mouse and by keyboard, and two again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import entry, take_in

from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Merge, Proposal, Software

NAMES = ("GIMP", "Inkscape", "Krita")


@pytest.fixture
def pairs(transactional_db: None) -> list[Proposal]:
    """Three names that two lists have each, with the same homepage."""
    take_in(
        *(
            entry(name, source, homepage=f"https://{name.lower()}.org/", licences=(licence,))
            for source, licence in (("list-a", "GPL-3.0-only"), ("list-b", "GPL-3.0-or-later"))
            for name in NAMES
        )
    )
    found = list(queries.proposals())
    assert len(found) == len(NAMES)
    return found


def test_by_mouse_and_back_again(page_as: Callable[..., Page], pairs: list[Proposal]) -> None:
    page = page_as("office")
    page.goto("/en/catalogue/duplicates")
    page.get_by_role("link", name="Decide one by one").click()
    expect(page.get_by_text("3 pairs are left, this one included.")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Licence"))
    expect(row).to_contain_text("differ")
    page.get_by_role("button", name="Merge, keep left").click()
    expect(page.get_by_text("This can be taken back.")).to_be_visible()
    expect(page.get_by_text("2 pairs are left, this one included.")).to_be_visible()
    merge = Merge.objects.get()
    assert merge.kept == pairs[0].left

    page.get_by_role("navigation", name="You are here").get_by_role(
        "link", name="Duplicates"
    ).click()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("The merge has been taken back.")).to_be_visible()
    expect(page.get_by_text("taken back today")).to_be_visible()
    assert Software.objects.filter(merged_into=None).count() == 6


def test_by_keyboard_pair_after_pair(page_as: Callable[..., Page], pairs: list[Proposal]) -> None:
    page = page_as("office")
    page.goto(f"/en/catalogue/duplicates/{pairs[0].pk}")

    def answer(key: str, left: str) -> None:
        page.keyboard.press(key)
        expect(page.get_by_role("main")).to_contain_text(left)

    answer("s", "3 pairs are left")
    page.wait_for_url(f"**/{pairs[1].pk}")
    answer("a", "2 pairs are left")
    page.wait_for_url(f"**/{pairs[2].pk}")
    answer("2", "Duplicates")
    page.wait_for_url("**/duplicates")
    assert Merge.objects.get().kept == pairs[2].right
    assert [one.pk for one in Proposal.objects.all()] == [pairs[0].pk]


def test_a_key_does_nothing_while_one_types_or_has_turned_keys_off(
    page_as: Callable[..., Page], pairs: list[Proposal]
) -> None:
    page = page_as("office")
    page.goto(f"/en/catalogue/duplicates/{pairs[0].pk}")
    here = page.url
    page.keyboard.press("/")
    page.keyboard.type("12as")
    expect(page.get_by_role("searchbox", name="Search everything")).to_have_value("12as")
    page.get_by_label("Answer by single keys").uncheck()
    page.keyboard.press("a")
    page.keyboard.press("Control+a")
    page.reload()
    expect(page.get_by_label("Answer by single keys")).not_to_be_checked()
    page.keyboard.press("1")
    page.wait_for_timeout(100)
    assert page.url == here and Proposal.objects.count() == 3
    page.get_by_label("Answer by single keys").check()
    page.keyboard.press("Control+s")
    assert page.url == here
    page.keyboard.press("s")
    page.wait_for_url(f"**/{pairs[1].pk}")


def test_without_a_script_the_buttons_answer(
    page_as: Callable[..., Page], pairs: list[Proposal]
) -> None:
    page = page_as("office", java_script_enabled=False)
    page.goto(f"/en/catalogue/duplicates/{pairs[0].pk}")
    expect(page.get_by_label("Answer by single keys")).to_be_hidden()
    page.get_by_role("button", name="Keep apart").click()
    expect(page.get_by_text("They stay apart.")).to_be_visible()
    assert Proposal.objects.count() == 2
