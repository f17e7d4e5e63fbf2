# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Accounts in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from allmende.workbench.accounts.models import User


def test_one_signs_in_and_out(page_as: Callable[..., Page], colleague: User) -> None:
    page = page_as("stranger")
    page.goto("/en/account/people/")
    page.get_by_label("Login").fill("colleague")
    page.get_by_label("Password").fill("a long enough secret")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/en/account/people/")
    page.goto("/en/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    page.get_by_text("Carl Colleague").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/en/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_administrator_grants_a_role_by_keyboard(
    page_as: Callable[..., Page], colleague: User
) -> None:
    page = page_as("administrator")
    page.goto("/en/account/people/")
    link = page.get_by_role("link", name="Carl Colleague")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("community manager").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save roles").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert set(User.objects.get(username="colleague").roles) == {"community"}
