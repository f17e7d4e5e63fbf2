# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A bill of materials in a browser: from the file to the reason of one component."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page, expect
from tests.workbench.licensing.bills import making

from allmende import policies
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job


@pytest.fixture(autouse=True)
def _munich(transactional_db: None, settings: Any) -> None:
    settings.POLICY = policies.load("munich")


def work_off() -> None:
    """Run what waits, as the worker does: in a thread, with a connection of its own."""

    def work() -> None:
        try:
            for job in Job.objects.filter(state=Job.State.WAITING):
                jobs.run(job.pk)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def test_from_the_file_to_the_reason_of_one_component(
    page_as: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "portal.cdx.json"
    file.write_bytes(
        making.written(
            *(making.part(f"good-{n}") for n in range(60)), making.part("careful", "GPL-3.0-only")
        )
    )
    page = page_as("colleague")
    page.goto("/en/licences/bills/")
    page.get_by_role("link", name="Check a bill of materials").first.click()
    page.get_by_label("Name of the product").fill("Portal")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.locator("input[name=context][value=embed]").check()
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_text("is being checked")).to_be_visible()
    work_off()
    # Nobody reloads: the page asks every two seconds, and shows the result by itself.
    expect(page.get_by_text("61 components")).to_be_visible()
    page.get_by_role("checkbox", name="to be avoided").check()
    expect(page.get_by_text("1 component", exact=True)).to_be_visible()
    assert "level=avoid" in page.url
    page.locator("details.why > summary").click()
    expect(page.get_by_role("link", name="Ask the licence desk")).to_be_visible()
    page.get_by_role("link", name="Ask the licence desk").click()
    expect(page.locator("#verdict")).to_have_text("to be avoided")


def test_a_second_upload_shows_what_changed_and_a_broken_one_why(
    page_as: Callable[..., Page], tmp_path: Path, colleague: Any
) -> None:
    first = making.checked(colleague, making.written(making.part("left-pad")))
    file = tmp_path / "next.cdx.json"
    file.write_bytes(making.written(making.part("left-pad", version="2.0.0"), making.part("new")))
    page = page_as("colleague")
    page.goto(f"/en/licences/bills/{first.pk}")
    page.get_by_role("link", name="Upload the next one").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    work_off()
    page.get_by_role("link", name="Difference to the last upload").click()
    expect(page.get_by_role("row", name="new added")).to_be_visible()
    expect(page.get_by_role("row", name="left-pad other version")).to_be_visible()
    page.get_by_role("link", name="Upload the next one").click()
    page.get_by_label("Or its text").fill("Dear colleagues, please find attached")
    page.get_by_role("button", name="Upload and check").click()
    work_off()
    expect(page.get_by_text("This file could not be read")).to_be_visible()
    expect(page.get_by_text("Nothing of it was kept.")).to_be_visible()
