# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A real browser before a live server; everything in this folder carries the mark `e2e`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from allmende.workbench.accounts.models import User

CHROMIUM = os.environ.get("ALLMENDE_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
HERE = Path(__file__).parent
# Playwright runs an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark; and skip in plain words where no browser is, which CI does not accept."""
    missing = not Path(CHROMIUM).exists() and os.environ.get("CI") != "true"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")
            if missing:
                item.add_marker(
                    pytest.mark.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture
def page_as(
    live_server: LiveServer,
    browser: Browser,
    client_of: Callable[[User | AnonymousUser], Client],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Page]]:
    """Open a browser page in which a role of the cast is signed in: `page_as("office")`.

    Keywords go to the browser context, for example `viewport=PHONE` or `locale="de-DE"`.
    Addresses are relative to the live server: `page.goto("/en/")`.
    """
    contexts: list[BrowserContext] = []

    def open_page(role: str = "stranger", **options: Any) -> Page:
        user = request.getfixturevalue(role)
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": DESK, "locale": "en-GB", **options}
        )
        contexts.append(context)
        cookie = client_of(user).cookies.get(configured.SESSION_COOKIE_NAME)
        if cookie is not None:
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing on this page: light, dark, and as narrow as a phone."""

    def check(page: Page) -> None:
        before = page.viewport_size
        for scheme, size in (("light", DESK), ("dark", DESK), ("light", PHONE), ("dark", PHONE)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            found = Axe().run(page)
            assert found.violations_count == 0, (
                f"{page.url}, {scheme}, {size['width']} px\n{found.generate_report()}"
            )
        page.emulate_media(color_scheme="null")
        if before:
            page.set_viewport_size(before)

    return check
