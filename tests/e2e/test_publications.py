# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A publication from the bundle to the verified public repository, in a browser, all of it real."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect
from tests.e2e.test_assessments import work_off
from tests.e2e.test_cases import answer_the_rest, decider, lane, said, step, the_case
from tests.workbench.assessments.making import bundle
from tests.workbench.cases import making as cases
from tests.workbench.publications import making

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions
from allmende.workbench.cases.models import LaneRun
from allmende.workbench.cases.services import filling
from allmende.workbench.core.models import Job
from allmende.workbench.publications.models import Publication

__all__ = ["decider"]


@pytest.fixture(autouse=True)
def _surroundings(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.POLICY = policies.load("plain")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REPOSITORY_CACHE = tmp_path / "clones"
    settings.REPOSITORY_STORE = tmp_path / "scans"
    settings.REPOSITORY_SCHEMES = ("https", "file")


def work() -> None:
    """What waits, and what follows from it."""
    while Job.objects.filter(state=Job.State.WAITING).exists():
        work_off()


def answered(colleague: User) -> None:
    """Every other answer of the form, so that few lanes are needed."""
    case, kind = the_case(), definitions.current()["publication"]
    answers = cases.filled(kind, case, random.Random(4))
    for name in ("people-named", "people-monitored", "announce", "city-logo", "patents"):
        answers[name] = False
    more = {"name-check": "done", "outbound-licence": "MIT", "repository": ""}
    filling.save_values(colleague, case, {**answers, **more})


def word(text: str, language: str) -> str:
    """What a page calls it."""
    with translation.override(language):
        return gettext(text)


@pytest.mark.parametrize("language", ["de", "en"])
def test_from_the_bundle_to_the_verified_public_repository(
    language: str,
    page_as: Callable[..., Page],
    colleague: User,
    office: User,
    community: User,
    legal: User,
    tmp_path: Path,
) -> None:
    made = making.repository(tmp_path / "portal")
    file = tmp_path / "portal.bundle"
    file.write_bytes(bundle(made))
    developer, desk = page_as("colleague"), page_as("office")
    developer.goto(f"/{language}/cases/new/publication")
    developer.locator("main .do button").click()
    answered(colleague)
    developer.reload()
    developer.locator("#id_name").fill("Wahlhilfe")
    developer.locator("#id_repository-file").set_input_files(file)
    developer.get_by_role("button", name=said("submit", language), exact=True).click()
    expect(developer.get_by_role("heading", level=1)).to_have_text("Wahlhilfe")
    work()
    assert the_case().state == "triage"
    step(desk, "begin-review", language, tier="small-tool")

    # Two lanes at the same time, by two people; one asks for a change, one sets a condition.
    lane(page_as("legal"), "ownership", language, "approve-with-condition", condition="Ask her.")
    reviewer = page_as("community")
    lane(reviewer, "metadata", language, "needs-change", "The README does not say what it is for.")
    expect(reviewer.locator(".by.machine").first).to_contain_text(word("met", language))
    step(desk, "request-changes", language, "Please complete the README.")
    developer.goto(f"/{language}/cases/{the_case().number}/form")
    expect(developer.get_by_text("Please complete the README.")).to_be_visible()
    developer.get_by_role("button", name=said("resubmit", language), exact=True).click()
    expect(developer.locator(".note.good")).to_be_visible()
    work()
    assert the_case().lanes.get(lane="metadata", current=True).round == 2
    lane(reviewer, "metadata", language, "approve")
    LaneRun.objects.filter(role="reviewer", current=True).update(reviewer=legal)
    people = {"office": office, "community": community}
    answer_the_rest(lambda run: people.get(run.role, legal))
    work()
    if the_case().state == "review":
        step(desk, "finish-review", language)

    second = page_as("decider")
    step(second, "approve-with-conditions", language, "It serves other towns.")
    assert the_case().moves.get(decides=True).four_eyes
    second.goto(f"/{language}/cases/{the_case().number}/documents/decision-sheet.html")
    for told in ("It serves other towns.", "Ask her."):
        expect(second.get_by_text(told).first).to_be_visible()

    making.cloned(made, tmp_path / "public.git")
    developer.goto(f"/{language}/cases/{the_case().number}")
    developer.get_by_label(word("Public address of the repository", language)).fill(
        making.address(tmp_path / "public.git")
    )
    developer.get_by_role("button", name=word("Save and verify", language)).click()
    work()
    developer.reload()
    checked = word("the commit that was checked", language)
    expect(developer.get_by_text(checked, exact=True)).to_be_visible()
    published = Publication.objects.get()
    assert (the_case().state, published.licence) == ("published", "MIT")
    assert published.commit == made.git("rev-parse", "HEAD")
    developer.goto(f"/{language}/publications/")
    expect(developer.get_by_role("row", name=re.compile("Wahlhilfe.*MIT"))).to_be_visible()
