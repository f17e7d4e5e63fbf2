# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A real browser before a live server; everything in this folder carries the mark `e2e`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
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
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours, which take two thirds of its time."""
LOOKS = """known => {
  // Looks are told by 64 bits of theirs: whole ones are 280 kB with each question after 30 pages.
  const short = text => {
    let [a, b] = [0x811c9dc5, 0x01000193];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(at), 0x85ebca6b);
    }
    return (a >>> 0).toString(36) + '.' + (b >>> 0).toString(36);
  };
  const seen = new Set(known);
  const before = seen.size;
  const behind = new Map();
  // What lies behind and around a text; what is taken out of the flow may lie over anything.
  const surroundings = one => {
    if (!one) return '';
    if (!behind.has(one)) {
      const style = getComputedStyle(one);
      const own = [style.color, style.backgroundColor, style.backgroundImage, style.opacity,
        ['absolute', 'fixed'].includes(style.position) ? 'over' : ''].join();
      behind.set(one, own + '/' + surroundings(one.parentElement));
    }
    return behind.get(one);
  };
  const off = ':disabled, :disabled *, [aria-disabled=true], [aria-disabled=true] *';
  const look = one => {
    const style = getComputedStyle(one);
    return [one.matches(off) || one.closest('label')?.control?.disabled, one.tagName == 'A',
      style.fontSize, style.fontWeight, style.textDecorationLine, style.textShadow,
      surroundings(one)].join();
  };
  const speaks = one => [...one.childNodes].some(
    part => part.nodeType == Node.TEXT_NODE && part.data.trim())
    || one.matches('input, select, textarea');
  const shown = { visibilityProperty: true, opacityProperty: true };
  for (const one of document.querySelectorAll('body, body *')) {
    const whole = speaks(one) && one.checkVisibility(shown) && look(one);
    const which = whole && short(whole);
    one.toggleAttribute('data-looks-new', Boolean(whole) && (whole.includes('over')
      || !seen.has(which)));
    if (which) seen.add(which);
  }
  return [[...seen].slice(before), document.querySelectorAll('[data-looks-new]').length];
}"""
"""Marks the texts whose looks, theirs and of all they lie on, are new; tells the new looks."""
known_looks: set[str] = set()
"""Looks judged in this process: the contrast of the same colours is everywhere the same."""
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


def barriers(page: Page, **options: Any) -> None:
    """Assert that axe finds nothing; `context` and the options of `axe.run` say where and what."""
    context = options.pop("context", None)
    found = AxeResults(
        page.evaluate(
            "([context, options]) => axe.run(context || document, options)"
            ".then(({ violations }) => ({ violations }))",
            [context, {"resultTypes": ["violations"], **options}],
        )
    )
    form = page.evaluate("[matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]")
    assert found.violations_count == 0, (
        f"{page.url}, {'dark' if form[0] else 'light'}, {form[1]} px\n{found.generate_report()}"
    )


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing on this page: light, dark, and as narrow as a phone.

    Colours depend on the scheme, everything else on the width: so each rule is asked once for
    each form in which its answer can be another, of a look once, and nothing is loaded again.
    """

    def check(page: Page) -> None:
        before = page.viewport_size

        def colours(scheme: str) -> None:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            new, marked = page.evaluate(LOOKS, list(known_looks))
            if marked:
                barriers(page, runOnly=COLOURS, context={"include": [["[data-looks-new]"]]})
            known_looks.update(new)

        page.evaluate(AXE_SCRIPT)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            for scheme in ("dark", "light"):
                colours(scheme)
            barriers(page, rules={rule: {"enabled": False} for rule in COLOURS})
        page.emulate_media(color_scheme="null")
        if before:
            page.set_viewport_size(before)

    return check
