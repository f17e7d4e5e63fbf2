# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a check in CI and the written policy disagree."""

import pytest

from allmende.licences.exchange import Answer, as_policy, compare, read_configuration
from allmende.licences.policy import load_policy

# As the City of Munich had it, without its packages.
MUNICH_CI = "deny_licenses: [GPL-1.0-or-later, LGPL-2.0-or-later, AGPL-1.0-or-later]"


@pytest.fixture(scope="module")
def comparison():
    return compare(read_configuration(MUNICH_CI), load_policy("munich"), "embed")


def listed(comparison, kind):
    return {licence: one for one in comparison.disagreements if one.kind == kind
            for licence in one.licences}  # fmt: skip


@pytest.mark.parametrize("licence", ["EUPL-1.2", "SSPL-1.0"])
def test_a_licence_that_the_policy_avoids_and_ci_lets_pass_is_listed(comparison, licence):
    found = listed(comparison, "licence")[licence]
    assert found.answer is Answer.PASSES
    assert found.level not in ("preferred", "allowed")


def test_the_well_known_licence_of_a_group_is_its_example(comparison):
    assert {"EUPL-1.2", "SSPL-1.0"} <= {one.example for one in comparison.disagreements}


def test_a_choice_that_the_policy_accepts_and_ci_refuses_is_listed(comparison):
    refused = listed(comparison, "choice")
    assert any(one.answer is Answer.REFUSES for one in refused.values())
    assert "MIT OR GPL-2.0-only" in refused


def test_a_combination_that_the_policy_avoids_and_ci_lets_pass_is_listed(comparison):
    assert "GPL-2.0-only AND MIT" in listed(comparison, "combination")


def test_weak_copyleft_that_the_policy_allows_and_ci_refuses_is_listed(comparison):
    assert listed(comparison, "licence")["LGPL-2.1-only"].answer is Answer.REFUSES


def test_what_both_sides_accept_or_refuse_is_not_listed(comparison):
    everything = listed(comparison, "licence")
    assert not {"MIT", "Apache-2.0", "GPL-3.0-only", "AGPL-3.0-only"} & everything.keys()


def test_every_group_says_in_both_languages_what_differs(comparison):
    for one in comparison.disagreements:
        assert one.example in one.text["de"] and one.example in one.text["en"]


def test_an_exemption_tells_whether_the_policy_knows_it():
    text = (
        "deny-licenses: [GPL-3.0-only]\n"
        "allow-dependencies-licenses: [pkg:npm/slash, pkg:npm/unheard-of]"
    )
    found = compare(read_configuration(text), load_policy("munich"), "embed").exemptions
    assert [(one.exemption.purl, one.waived) for one in found] == [
        ("pkg:npm/slash", True),
        ("pkg:npm/unheard-of", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        MUNICH_CI,
        "allow-licenses: [MIT, Apache-2.0]",
        "license_policies: [{license_key: gpl-3.0, compliance_alert: error}]",
    ],
)
def test_a_policy_made_from_a_configuration_agrees_with_it(text, tmp_path):
    configuration = read_configuration(text)
    (tmp_path / "office.yaml").write_text("name: {de: A, en: A}\noffice: {de: B, en: B}\n")
    (tmp_path / "licences.yaml").write_text(as_policy(configuration, "embed"))
    found = compare(configuration, load_policy(str(tmp_path)), "embed")
    assert listed(found, "licence") == {}


def test_an_exemption_becomes_a_waiver_with_its_comment_as_reason(tmp_path):
    text = (
        "deny-licenses: [GPL-3.0-only]\n"
        "allow-dependencies-licenses:\n  # it's only a build tool\n  - pkg:maven/a/b\n"
    )
    (tmp_path / "office.yaml").write_text("name: {de: A, en: A}\noffice: {de: B, en: B}\n")
    (tmp_path / "licences.yaml").write_text(as_policy(read_configuration(text), "embed"))
    (waiver,) = load_policy(str(tmp_path)).waivers
    assert (waiver.purl, waiver.reason) == ("pkg:maven/a/b", "it's only a build tool")
