# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A case is dragged from state to state; where a step asks for a reason, its page does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.cases import standing

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_is_dragged_to_a_state_and_asked_for_the_reason_where_one_is_needed(
    page_as: Callable[..., Page], colleague: User
) -> None:
    case = standing.case(colleague, "asked")
    board = page_as("legal")
    board.goto("/de/cases/board/legal-question")
    card = board.locator("[data-card]")
    card.get_by_role("link").drag_to(board.locator("[data-state=review]"))
    expect(board.locator(".note.good")).to_contain_text(case.number)
    expect(board.locator("[data-state=review] [data-card]")).to_have_count(1)
    card.drag_to(board.locator("[data-state=draft]"))
    card.drag_to(board.locator("[data-state=incomplete]"))
    board.wait_for_url(f"**/de/cases/{case.number}/steps/query")
    board.locator("#id_reason").fill("Welcher Vertrag?")
    board.locator("main form button[type=submit]").click()
    expect(board.locator(".note.good")).to_be_visible()
    assert Case.objects.get().state == "incomplete"
