# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sets that come with the project."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.criteria.making import COMPLETE, fact, known

from allmende.criteria import Criteria, Criterion, Known, assess, load_criteria, names
from allmende.licences.policy import load_policy

SETS = [(profile, name) for profile in ("plain", "munich") for name in names(profile)]
FACTS = Path(__file__).parents[2] / "src/allmende/repositories/facts"
WANTED: dict[str, str] = {}
"""Facts that a clone could tell and nobody looks for yet: which, and what it should hold."""


def criteria_of(profile: str, name: str) -> dict[str, Criterion]:
    return {one.id: one for one in load_criteria(name, profile).criteria}


@pytest.fixture(params=SETS, ids=lambda pair: "-".join(pair))
def shipped(request: pytest.FixtureRequest) -> Criteria:
    profile, name = request.param
    return load_criteria(name, profile)


def test_all_six_are_there() -> None:
    assert names("munich") == names("plain")
    assert {*names("plain")} == {
        "house-standard",
        "opencode-badges",
        "osps-baseline",
        "publication-check",
        "standard-for-public-code",
        "usability-analysis",
    }


def test_ids_are_unique_and_every_group_is_used(shipped: Criteria) -> None:
    assert max(Counter(one.id for one in shipped.criteria).values()) == 1
    assert {one.id for one in shipped.groups} == {one.group for one in shipped.criteria}


def test_no_text_is_the_same_in_both_languages_by_oversight(shipped: Criteria) -> None:
    for one in shipped.criteria:
        texts = (one.question, one.evidence, one.remedy, one.hints)
        assert not [text for text in texts if text and text["de"] == text["en"]], one.id
        assert all(text["de"].strip() and text["en"].strip() for text in texts if text)


def test_questions_are_questions(shipped: Criteria) -> None:
    for one in shipped.criteria:
        assert one.question["de"].endswith("?"), one.id
        assert one.question["en"].endswith("?"), one.id


def test_german_speaks_to_everybody(shipped: Criteria) -> None:
    male = re.compile(r"\b(?:Nutzer|Entwickler|Benutzer|Mitarbeiter|Anwender)\b")
    for one in shipped.criteria:
        texts = (one.question, one.evidence, one.remedy, one.hints)
        assert not [text["de"] for text in texts if text and male.search(text["de"])], one.id


def test_what_only_a_forge_knows_can_be_stated_by_a_person(shipped: Criteria) -> None:
    for one in shipped.criteria:
        if any(key.startswith("forge.") for key in one.facts()):
            assert one.takes_human_answers, one.id


def test_knowing_nothing_meets_nothing(shipped: Criteria) -> None:
    summary = assess(shipped, Known(), repository="here").summary
    assert not any(one.met or one.known for one in summary.levels.values())
    assert summary.levels["must"].open > 0
    assert not summary.must_all_met


def test_standards_of_others_say_that_we_computed_the_answers() -> None:
    for name in ("osps-baseline", "standard-for-public-code", "opencode-badges"):
        assert load_criteria(name).computed, name


def test_the_baseline_has_every_requirement_in_force_at_its_levels() -> None:
    ids = criteria_of("plain", "osps-baseline")
    assert len(ids) == 64
    assert all(re.fullmatch(r"OSPS-(AC|BR|DO|GV|LE|QA|SA|VM)-\d\d\.\d\d", one) for one in ids)
    assert "OSPS-BR-01.02" not in ids  # retired
    tiers = Counter(tier for one in ids.values() for tier in one.tiers)
    assert tiers == {1: 24, 2: 41, 3: 62}
    assert ids["OSPS-BR-07.01"].tiers == ids["OSPS-VM-02.01"].tiers == (1,)


def test_the_standard_for_public_code_has_its_sixteen_criteria() -> None:
    assert len(load_criteria("standard-for-public-code").groups) == 16


def test_the_usability_analysis_keeps_the_order_of_the_office() -> None:
    groups = [one.id for one in load_criteria("usability-analysis", "munich").groups]
    assert groups == ["code", "security", "documentation", "support", "devops"]


def test_munich_asks_for_codeql_and_trivy_where_plain_asks_for_any_analysis() -> None:
    plain, munich = criteria_of("plain", "house-standard"), criteria_of("munich", "house-standard")
    assert (plain["static-analysis"].level, munich["static-analysis"].level) == ("should", "must")
    assert "trivy" in munich.keys() - plain.keys()
    assert plain["ci"] == munich["ci"]


@pytest.mark.parametrize(
    ("tools", "state"), [(["CodeQL"], "met"), (["Sonar", "CodeQL"], "met"), (["Sonar"], "not-met")]
)
def test_codeql_is_recognised_among_the_tools(tools: list[str], state: str) -> None:
    what = known(fact("ci.static_analysis", "yes", {"tools": tools}))
    report = assess(load_criteria("house-standard", "munich"), what, repository="here")
    states = {one.criterion.id: one.state for one in report.answers}
    assert states["static-analysis"] == state


def test_a_repository_without_flaw_passes_the_publication_check_but_for_what_people_judge() -> None:
    keys = load_criteria("publication-check").facts()
    facts = [fact(key) for key in keys]
    facts += [
        fact("licence.expression", "value", "MIT"),
        fact("languages.binaries", "no"),
        fact("dependencies.declared", "value", {"count": 3}),
        fact("manifests.present", "yes"),
    ]
    what = known(*facts, findings=[], coverage=COMPLETE, licences=load_policy("plain"))
    report = assess(load_criteria("publication-check"), what, repository="here")
    open_ones = {one.criterion.id: one.state for one in report.answers if one.state != "met"}
    assert {*open_ones.values()} == {"needs-human"}
    assert {*open_ones} == {"third-party-licences", "rights-cleared", "maintenance-secured"}


@pytest.mark.parametrize(
    ("groups", "scopes", "state"),
    [
        (["de.muenchen.oss"], [], "met"),
        (["de.muenchen"], ["@muenchen"], "met"),
        (["en.muenchen"], [], "not-met"),
        (["de.muenchen", "org.example"], [], "not-met"),
        ([], [""], "not-met"),
        ([], [], "not-applicable"),
    ],
)
def test_munich_s_artifacts_bear_its_names(
    groups: list[str], scopes: list[str], state: str
) -> None:
    what = known(
        fact("publishing.maven-groups", "value", groups),
        fact("publishing.npm-scopes", "value", scopes),
    )
    report = assess(load_criteria("house-standard", "munich"), what, repository="here")
    assert {one.criterion.id: one.state for one in report.answers}["artifact-namespace"] == state


def delivered() -> set[str]:
    """Keys of facts as they stand in the sources; a key put together from parts is not found."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in FACTS.rglob("*.py"))
    keys = {one.replace("_", "-") for one in re.findall(r'"([a-z]+\.[a-z0-9_-]+)"', text)}
    for subject, names_of in PUT_TOGETHER.items():
        keys |= {f"{subject}.{name}" for name in names_of.split()}
    return keys


PUT_TOGETHER = {
    "interfaces": "openapi",
    "readme": "what why use contribute use-or-contribute support",
    "documentation": "use api installation architecture operation",
    "community": "contributing code-of-conduct security-policy support governance funding"
    " maintainers authors citation codeowners",
    "activity": "last-commit first-commit months trend active-months",
    "publishing": "maven-groups npm-scopes composer-vendors branch-protection security-alerts"
    " private-vulnerability-reporting visibility issues-answered",
}


@pytest.mark.parametrize(("profile", "name"), SETS)
def test_every_fact_that_is_asked_for_is_delivered_or_known_to_be_wanted(
    profile: str, name: str
) -> None:
    asked = {key for key in load_criteria(name, profile).facts() if not key.startswith("forge.")}
    assert asked - delivered() - WANTED.keys() == set()


def test_nothing_is_called_wanted_that_is_delivered_or_asked_by_nobody() -> None:
    asked = {key for profile, name in SETS for key in load_criteria(name, profile).facts()}
    assert WANTED.keys() <= asked
    assert not WANTED.keys() & delivered()
