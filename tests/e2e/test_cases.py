# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A publication that is rejected and one that is withdrawn; steps and lanes in a browser."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.cases import making

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions, registry
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.services import filling

PageAs = Callable[..., Page]


@pytest.fixture(autouse=True)
def _publications(
    transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """The kind is the shipped one; what the check of a repository says stands in for itself."""
    settings.POLICY = policies.load("plain")
    settings.MEDIA_ROOT = tmp_path / "files"
    for which, stand_in in (
        ("GUARDS", lambda case: True),
        ("COMPUTATIONS", lambda actor, case: None),
        ("PANELS", lambda request, case: ()),
        ("DOCUMENTS", registry.DOCUMENTS["decision-sheet"]),
    ):
        names = dict.fromkeys(making.named()[which], stand_in)
        monkeypatch.setattr(registry, which, {**getattr(registry, which), **names})


@pytest.fixture
def decider(person: Callable[..., User]) -> User:
    return person("office", username="decider", first_name="Dora", last_name="Decider")


def said(name: str, language: str, of: str = "transitions") -> str:
    """What the shipped file calls a step or a lane."""
    kind = definitions.current()["publication"]
    found = next(one for one in getattr(kind, of) if one.id == name)
    return str(found.label[language])


def the_case() -> Case:
    return Case.objects.select_related("kept").get()


def fill_in(colleague: User) -> None:
    """Answer the rest of the form, so that most lanes are not needed."""
    case, kind = the_case(), definitions.current()["publication"]
    answers = making.filled(kind, case, random.Random(4))
    for name in ("people-named", "people-monitored", "announce", "city-logo", "patents"):
        answers[name] = False
    kept = case.values["name"]
    filling.save_values(colleague, case, {**answers, "name": kept, "name-check": "done"})


def step(page: Page, name: str, language: str, reason: str = "", tier: str = "") -> None:
    """Take a step on the page of the case, with what its own page asks for."""
    label = said(name, language)
    page.goto(f"/{language}/cases/{the_case().number}")
    button = page.get_by_role("link", name=label, exact=True)
    asks = button.count()
    if asks:
        button.click()
        if tier:
            page.locator(f"input[name=tier][value={tier}]").check()
        if reason:
            page.locator("#id_reason").fill(reason)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".note.good")).to_contain_text(label)


def lane(
    page: Page, name: str, language: str, answer: str, reason: str = "", condition: str = ""
) -> None:
    """Open a lane from the page of the case and answer it."""
    page.goto(f"/{language}/cases/{the_case().number}")
    page.locator(".lanes").get_by_role("link", name=said(name, language, "lanes")).click()
    for radio in page.locator(".line input[type=radio][value=met]").all():
        radio.check()
    page.locator(f"input[name=answer][value={answer}]").check()
    page.locator("#id_reason").fill(reason)
    if condition:
        page.locator("details:has(#id_condition-1) > summary").click()
        page.locator("#id_condition-1").fill(condition)
    page.locator("button[name=finish]").click()
    expect(page.locator(".note.good")).to_be_visible()


def begun(page: Page, colleague: User, language: str) -> None:
    """A developer begins a publication in the browser and hands it in."""
    kind = definitions.current()["publication"]
    page.goto(f"/{language}/cases/new")
    page.get_by_role("link", name=kind.title[language]).click()
    page.locator("main .do button").click()
    page.locator("#id_name").fill("Counting poll workers")
    page.locator("#id_name").blur()
    expect(page.locator("#saved")).to_contain_text("gespeichert" if language == "de" else "saved")
    expect(page.locator("#id_upstream")).to_have_count(0)
    page.locator("input[name=kind-of-work][value=fork]").check()
    expect(page.locator("#id_upstream")).to_be_visible()
    page.locator("button[name=take]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    fill_in(colleague)
    page.goto(f"/{language}/cases/{the_case().number}/form")
    page.get_by_role("button", name=said("submit", language), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Counting poll workers")
    assert the_case().state == "submitted"


def answer_the_rest(reviewer_of: Callable[[LaneRun], User]) -> None:
    making.answer_all(reviewer_of, the_case())


BOTH = pytest.mark.parametrize("language", ["de", "en"])


@BOTH
def test_a_publication_is_rejected_with_a_reason(
    language: str, page_as: PageAs, colleague: User
) -> None:
    developer, desk = page_as("colleague"), page_as("office")
    begun(developer, colleague, language)
    step(desk, "triage-without-check", language, "The repository is invented.")
    step(desk, "reject", language, "It shows how the network is built.")
    developer.reload()
    expect(developer.get_by_text("It shows how the network is built.").first).to_be_visible()
    assert the_case().figure == "refused"


@BOTH
def test_a_developer_withdraws_a_publication(
    language: str, page_as: PageAs, colleague: User
) -> None:
    developer = page_as("colleague")
    begun(developer, colleague, language)
    step(developer, "withdraw", language, "Somebody else published the same.")
    assert the_case().state == "withdrawn"
    ended = {"de": "Dieser Vorgang ist beendet.", "en": "This case has come to its end."}
    expect(developer.get_by_text(ended[language])).to_be_visible()
