# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A usability analysis in a browser: from the software's page to the report on paper."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page, expect
from tests.workbench.assessments import making
from tests.workbench.catalogue.making import software

from allmende import policies
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job


@pytest.fixture(autouse=True)
def _munich(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.POLICY = policies.load("munich")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REPOSITORY_CACHE = tmp_path / "clones"
    settings.REPOSITORY_STORE = tmp_path / "scans"


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


def test_from_the_software_to_the_report_on_paper(
    page_as: Callable[..., Page], tmp_path: Path
) -> None:
    software("Zammad", repositories=("https://github.com/zammad/zammad",))
    file = tmp_path / "zammad.bundle"
    file.write_bytes(making.bundle(making.repository(tmp_path / "zammad")))
    page = page_as("office")
    page.goto("/en/catalogue/software/zammad")
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.get_by_role("link", name="Start an analysis").click()
    # Of the ways to a repository only the chosen one asks for more.
    expect(page.get_by_label("Address of the repository")).to_be_hidden()
    page.get_by_label("an uploaded git bundle").check()
    page.get_by_label("Git bundle", exact=False).last.set_input_files(file)
    page.get_by_role("button", name="Start the analysis").click()
    expect(page.get_by_text("The analysis is running")).to_be_visible()
    work_off()
    # Nobody reloads: the page asks every two seconds, and shows the report by itself.
    expect(page.get_by_role("heading", name="The figures")).to_be_visible()
    expect(
        page.get_by_text("Everything that branches and tags reach was looked at.")
    ).to_be_visible()

    answered = page.get_by_role("row", name="Should").get_by_role("link", name="Should, met")
    before = int(answered.inner_text().split()[0])
    page.get_by_role("link", name=re.compile("Answer it.*written understandably")).click()
    page.get_by_label("met", exact=True).check()
    page.get_by_label("Reason").first.fill("Read four files; names say what they mean.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("The answer was saved")).to_be_visible()
    expect(page.get_by_text("Read four files; names say what they mean.")).to_be_visible()
    assert int(answered.inner_text().split()[0]) == before + 1

    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.goto("/en/catalogue/software/zammad")
    expect(page.get_by_role("link", name="Usability analysis", exact=True)).to_be_visible()


def test_a_number_leads_to_its_answers_and_a_finding_is_suppressed(
    page_as: Callable[..., Page], tmp_path: Path, office: Any
) -> None:
    made = making.repository(tmp_path / "portal")
    assessment = making.finished(office, made)
    page = page_as("legal")
    page.goto(assessment.get_absolute_url())
    page.get_by_role("row", name="Must").get_by_role("link", name="Must, not met").click()
    assert "level=must" in page.url and "state=not-met" in page.url
    expect(page.get_by_role("article")).to_have_count(assessment.summary["must"]["not_met"])
    page.get_by_role("link", name="Findings").click()
    page.get_by_role("row", name="settings.py").get_by_role("link").click()
    page.get_by_label("Reason").fill("Revoked in 2023.")
    page.get_by_role("button", name="Suppress the finding").click()
    expect(page.get_by_role("row", name="settings.py")).to_contain_text("Revoked in 2023.")
