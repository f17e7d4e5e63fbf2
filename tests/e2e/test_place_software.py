# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A software gets its place in the quadrant: by form, by dragging, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.catalogue.making import software

from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import placing

PLACE = "/en/catalogue/software/zammad/place"


@pytest.fixture
def zammad(transactional_db: None) -> Software:
    return software("Zammad")


def save(page: Page, reason: str) -> None:
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zammad")


def test_by_form_the_strategy_follows_while_one_writes(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("office")
    page.goto("/en/catalogue/software/zammad")
    page.get_by_role("main").get_by_role("link", name="Place", exact=True).click()
    told = page.get_by_role("status").filter(has=page.locator("[data-area]"))
    expect(told).to_contain_text("Industry solution or in-house")
    page.get_by_label("Degree of differentiation").fill("0.9")
    page.get_by_label("Innovation pressure and criticality").fill("0.8")
    expect(told).to_contain_text("In-house development pays here")
    save(page, "Nobody else needs it.")
    placement = zammad.placements.get()
    assert (placement.x, placement.y) == (0.9, 0.8)
    expect(page.get_by_text("Nobody else needs it.")).to_be_visible()


def test_by_dragging_the_point_the_fields_follow(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    placing.place(None, zammad, 0.9, 0.9, "At first.")
    page = page_as("office")
    page.goto(PLACE)
    point = page.get_by_role("application", name="Zammad")
    target = page.locator("polygon[data-title='Standard of the IT market']")
    point.locator("circle").hover()
    page.mouse.down()
    goal = target.bounding_box()
    assert goal
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=5)
    page.mouse.up()
    page.mouse.move(0, 0)
    expect(page.locator("[data-area]")).to_have_text("Standard of the IT market")
    save(page, "As everywhere.")
    newest = zammad.placements.first()
    assert newest and newest.reason == "As everywhere."
    assert newest.x == pytest.approx(1 / 6, abs=0.02) and newest.y == pytest.approx(0.5, abs=0.02)
    assert zammad.placements.count() == 2


def test_a_point_dragged_out_of_the_picture_stays_at_its_edge(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("office")
    page.goto(PLACE)
    page.get_by_role("application", name="Zammad").locator("circle").hover()
    page.mouse.down()
    page.mouse.move(5, 5, steps=4)
    page.mouse.up()
    expect(page.get_by_label("Degree of differentiation")).to_have_value("0")
    expect(page.get_by_label("Innovation pressure and criticality")).to_have_value("1")


def test_by_keyboard_small_and_large_steps(page_as: Callable[..., Page], zammad: Software) -> None:
    page = page_as("office")
    page.goto(PLACE)
    page.get_by_role("application", name="Zammad").focus()
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_label("Degree of differentiation")).to_have_value("0.51")
    expect(page.get_by_label("Innovation pressure and criticality")).to_have_value("0.2")
    expect(page.locator("[data-area]")).to_have_text("Industry solution")
    for _ in range(7):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reason":
            break
    page.keyboard.type("Common, and not pressing.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zammad")
    assert (zammad.placements.get().x, zammad.placements.get().y) == (0.51, 0.2)


def test_without_a_script_the_form_alone_places(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    page = page_as("office", java_script_enabled=False)
    page.goto(PLACE)
    expect(page.get_by_text("Drag the point")).to_be_hidden()
    page.get_by_label("Degree of differentiation").fill("0.1")
    save(page, "As everywhere.")
    assert zammad.placements.get().x == 0.1


def test_a_click_on_an_area_or_a_point_narrows_the_table(
    page_as: Callable[..., Page], zammad: Software
) -> None:
    placing.place(None, zammad, 0.9, 0.9, "Ours.")
    placing.place(None, software("Keycloak"), 0.1, 0.5, "As everywhere.")
    page = page_as("colleague")
    page.goto("/en/catalogue/quadrant")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Area Standard of the IT market").click(
        position={"x": 9, "y": 200}
    )
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Keycloak")
    page.get_by_role("link", name="Zammad: In-house development").click()
    expect(rows).to_contain_text("Zammad")
    page.get_by_role("link", name="Show all areas").click()
    expect(rows).to_have_count(2)
