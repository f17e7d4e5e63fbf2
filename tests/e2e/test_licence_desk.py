# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licence desk in a browser: an answer at once, a question by keyboard, a waiver."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.licensing.asking import in_days

from allmende import policies
from allmende.workbench.licensing.models import Question, Waiver


@pytest.fixture(autouse=True)
def _munich(transactional_db: None, settings: Any) -> None:
    settings.POLICY = policies.load("munich")


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the field of this label has the focus."""
    wanted = page.get_by_label(label, exact=True).element_handle()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement === one", wanted):
            return
    pytest.fail(f"no way to {label} by keyboard")


def test_by_keyboard_from_the_answer_to_a_question(page_as: Callable[..., Page]) -> None:
    page = page_as("colleague")
    page.goto("/en/licences/")
    tab_to(page, "Licence")
    page.keyboard.type("House licence of 1987")
    page.keyboard.press("Enter")
    expect(page.get_by_text("to be reviewed").first).to_be_visible()
    page.get_by_role("link", name="Use", exact=True).last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The policy has no answer")).to_be_visible()
    page.get_by_role("link", name="Ask the office").focus()
    page.keyboard.press("Enter")
    tab_to(page, "Title")
    page.keyboard.type("The old geodata service")
    tab_to(page, "Your question")
    page.keyboard.type("May we go on with it?")
    page.get_by_role("button", name="Send the question").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The old geodata service")
    question = Question.objects.get()
    assert (question.written, question.context) == ("House licence of 1987", "use")


def test_a_waiver_changes_the_answer_of_the_desk(page_as: Callable[..., Page]) -> None:
    page = page_as("office")
    page.goto("/en/licences/?licence=EUPL-1.2&context=embed&purl=pkg:npm/forms")
    verdict = page.locator("#verdict")
    expect(verdict).to_have_text("to be avoided")
    page.goto("/en/licences/waivers/new")
    page.get_by_role("button", name="Grant", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Package URL").fill("pkg:npm/forms")
    page.get_by_label("Embed", exact=False).first.check()
    page.get_by_label("Reason").fill("It stays a module of its own.")
    page.get_by_label("Valid until").fill(in_days(100).isoformat())
    page.get_by_role("button", name="Grant", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("pkg:npm/forms")
    assert Waiver.objects.get().contexts == ["embed"]
    page.goto("/en/licences/?licence=EUPL-1.2&context=embed&purl=pkg:npm/forms")
    expect(verdict).to_have_text("allowed")
    expect(page.get_by_text("It stays a module of its own.")).to_be_visible()
