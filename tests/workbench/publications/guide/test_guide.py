# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Guide and process cannot disagree: what the policy files say stands in the guide."""

from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.workbench.publications import making

from allmende import policies
from allmende.criteria import load_criteria
from allmende.documents import as_html
from allmende.licences.policy import load_policy
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions
from allmende.workbench.publications import guide as guides

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def policy_texts(language: str, profile: str) -> Iterator[str]:
    """What the files hold that a developer has to find: read here, not by the guide."""
    kind = definitions.current()["publication"]
    for declared in (*kind.tiers, *kind.states, *kind.transitions, *kind.lanes):
        yield declared.label[language]
        yield (declared.help or {}).get(language, "")
    for group in kind.groups:
        yield group.title[language]
        for field in group.fields:
            yield field.label[language]
            yield (field.help or {}).get(language, "")
            yield from (one.label[language] for one in (*field.options, *field.columns))
    for lane in kind.lanes:
        for item in lane.items:
            for texts in (item.question, item.hint, item.remedy):
                yield (texts or {}).get(language, "")
    for name in ("publication-check", "house-standard"):
        for one in load_criteria(name, profile).criteria:
            for texts in (one.question, one.why, one.evidence, one.hints, one.remedy):
                yield (texts or {}).get(language, "")
            yield one.source
    for use in ("publish", "embed"):
        for rule in load_policy(profile).contexts[use].rules:
            for texts in (rule.text, rule.remedy):
                yield (texts or {}).get(language, "")


def pages(client: Client, language: str) -> str:
    """All pages of the guide, one after the other, as one reads them."""
    with translation.override(language):
        guide = guides.read()
        assert guide
        addresses = [
            *(reverse(f"publications:guide{name}") for name in ("", "-form", "-licences")),
            *(reverse("publications:guide-lane", args=[one.id]) for one in guide.lanes),
            *(reverse("publications:guide-criteria", args=[one.id]) for one in guide.sets),
        ]
    answers = [client.get(address) for address in addresses]
    assert {one.status_code for one in answers} == {200}
    return unescape("".join(one.content.decode() for one in answers))


@pytest.mark.parametrize("profile", ["munich", "plain"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_the_files_say_stands_in_the_guide_and_in_its_document(
    client_of: ClientOf, stranger: Any, settings: Any, language: str, profile: str
) -> None:
    settings.POLICY = policies.load(profile)
    read = pages(client_of(stranger), language)
    with translation.override(language):
        guide = guides.read()
        assert guide
        document = unescape(as_html(guides.guide_document(guide)))
    squeezed = "".join(document.split())  # a document sets its own spaces
    for text in filter(None, policy_texts(language, profile)):
        assert text in read, text
        assert "".join(text.split()) in squeezed, text
    assert settings.POLICY.version in read and settings.POLICY.version in document


@pytest.mark.parametrize("profile", ["munich", "plain"])
def test_no_question_leaves_a_developer_without_help(settings: Any, profile: str) -> None:
    """What a checklist or a criterion that must be met demands, the files say how to meet."""
    settings.POLICY = policies.load(profile)
    with translation.override("de"):
        guide = guides.read()
    assert guide
    for lane in guide.lanes:
        assert lane.help, lane.id
        assert [one.id for one in lane.lines if not one.remedy] == [], lane.id
    for one in guide.sets:
        criteria = [each for section in one.sections for each in section.criteria]
        assert [each.id for each in criteria if not each.why] == []
    for group in guide.groups:
        assert [one.id for one in group.fields if not (one.help or one.decides)] == []


def test_a_policy_with_one_more_lane_shows_it_without_code(
    client_of: ClientOf, stranger: Any, settings: Any, tmp_path: Path
) -> None:
    office = policies.load("plain").directory / "office.yaml"
    (tmp_path / "office.yaml").write_text(office.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "publication.yaml").write_text(
        "based_on: plain\nversion: 2\nlanes:\n"
        "  - id: sustainability\n"
        "    label: {de: Nachhaltigkeit, en: Sustainability}\n"
        "    role: office\n"
        "    skipped_when: {tier: small-tool}\n"
        "    items:\n"
        "      - {id: energy, question: {de: Ist der Verbrauch bekannt?, en: Is its use known?}}\n",
        encoding="utf-8",
    )
    settings.POLICY = policies.load(str(tmp_path))
    read = pages(client_of(stranger), "de")
    assert "Nachhaltigkeit" in read and "Ist der Verbrauch bekannt?" in read
    with translation.override("en"):
        guide = guides.read()
    lane = guide and guide.lane("sustainability")
    assert lane
    assert [one.answer for one in lane.passing] == ["always", "never", "always"]


def test_what_a_tier_leaves_open_is_told_with_what_it_depends_on() -> None:
    with translation.override("en"):
        guide = guides.read()
    lane = guide and guide.lane("ownership")
    assert guide and lane
    first, *others = lane.passing
    assert first.answer == "depends" and "Who wrote the code?" in first.why
    assert "Tier" not in first.why and {one.answer for one in others} == {"always"}
    asked = {one.id: one for group in guide.groups for one in group.fields}
    assert "Ownership and contracts" in asked["origin"].decides
    assert not asked["remarks"].decides


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("odt", b"PK"), ("html", b"<!doctype html>")]
)
def test_the_guide_goes_along_as_a_document(
    client_of: ClientOf, stranger: Any, form: str, begins: bytes
) -> None:
    answer = client_of(stranger).get(reverse("publications:guide-document", args=[form]))
    assert answer.status_code == 200 and answer.content[:15].lower().startswith(begins.lower())


def test_form_and_lane_of_a_case_lead_to_their_part_of_the_guide(
    client_of: ClientOf, colleague: User, office: User
) -> None:
    draft = making.in_state(colleague, "draft")
    with translation.override("en"):
        form = client_of(colleague).get(reverse("cases:form", args=[draft.number]))
        assert reverse("publications:guide-form") + "#group-rights" in form.content.decode()
        case = making.in_state(colleague, "review")
        lane = client_of(office).get(reverse("cases:lane", args=[case.number, "third-party"]))
        assert reverse("publications:guide-lane", args=["third-party"]) in lane.content.decode()


def test_what_is_no_part_of_the_guide_is_not_found(client_of: ClientOf, stranger: Any) -> None:
    for name, word in (("guide-lane", "nothing"), ("guide-criteria", "usability-analysis")):
        address = reverse(f"publications:{name}", args=[word])
        assert client_of(stranger).get(address).status_code == 404
