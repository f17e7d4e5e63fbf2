# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The configuration of GitHub's dependency review."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.licences.exchange import (
    Answer,
    NotAConfiguration,
    read_dependency_review,
    write_dependency_review,
)
from allmende.licences.policy import load_policy

DENYING = """
comment_summary_in_pr: on-failure
deny_licenses:
  - GPL-1.0-or-later
  - AGPL-1.0-or-later
allow_dependencies_licenses:
  # dual-licensed, the BSD licence is chosen
  # (see the file LICENSE of the package)
  - pkg:npm/some-forge
  - pkg:npm/without-a-reason

  - pkg:npm/beside # only used in tests
"""


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", Answer.PASSES),
        ("GPL-3.0-only", Answer.REFUSES),
        ("GPL-2.0-or-later", Answer.REFUSES),
        ("EUPL-1.2", Answer.PASSES),
        ("SSPL-1.0", Answer.PASSES),
        ("LicenseRef-foo", Answer.PASSES),
        ("GPL-3.0-only AND MIT", Answer.PASSES),
        ("BSD-3-Clause OR GPL-2.0-only", Answer.REFUSES),
        ("GPL-2.0-only WITH Classpath-exception-2.0", Answer.PASSES),
        ("NOASSERTION", Answer.WARNS),
        (None, Answer.WARNS),
        ("Apache License 2", Answer.UNRESOLVED),
    ],
)
def test_a_deny_list_answers_as_the_action_does(licence, answer):
    assert read_dependency_review(DENYING).answer(licence) is answer


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", Answer.PASSES),
        ("MIT OR GPL-3.0-only", Answer.PASSES),
        ("MIT AND GPL-3.0-only", Answer.REFUSES),
        ("EUPL-1.2", Answer.REFUSES),
        ("ISC", Answer.REFUSES),
    ],
)
def test_an_allow_list_answers_the_right_way_round(licence, answer):
    review = read_dependency_review("allow-licenses: MIT, Apache-2.0, ISC OR 0BSD")
    assert review.answer(licence) is answer


def test_the_comments_above_and_beside_a_package_are_its_reason():
    reasons = {one.purl: one.reason for one in read_dependency_review(DENYING).exemptions}
    assert reasons == {
        "pkg:npm/some-forge": "dual-licensed, the BSD licence is chosen "
        "(see the file LICENSE of the package)",
        "pkg:npm/without-a-reason": "",
        "pkg:npm/beside": "only used in tests",
    }


def test_other_settings_are_kept_by_name():
    assert read_dependency_review(DENYING).settings == {"comment_summary_in_pr": "on-failure"}


def test_the_options_of_a_step_in_a_workflow_are_read():
    workflow = """
jobs:
  review:
    steps:
      - uses: actions/checkout@v4
      - uses: actions/dependency-review-action@v4
        with:
          deny-licenses: GPL-3.0-only, AGPL-3.0-only
"""
    review = read_dependency_review(workflow)
    assert [one.licence for one in review.deny or ()] == ["GPL-3.0-only", "AGPL-3.0-only"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("allow-licenses: [MIT]\ndeny-licenses: [GPL-3.0-only]", 2, "no effect"),
        ("allow-licenses:\n  - MIT\n  - MIT OR ISC", 3, "passed over"),
        ("deny-licenses:\n  - GPL v3", 2, "no SPDX expression"),
    ],
)
def test_what_has_no_effect_is_told_with_its_line(text, line, words):
    (oddity,) = read_dependency_review(text).oddities
    assert oddity.line == line
    assert words in oddity.text["en"]
    assert oddity.text["de"]


@pytest.mark.parametrize("profile", ["plain", "munich"])
def test_a_policy_written_as_allow_list_says_what_the_policy_says(profile):
    policy = load_policy(profile)
    review = read_dependency_review(write_dependency_review(policy, "embed"))
    assert review.mode == "allow"
    assert review.oddities == ()
    for licence in ("MIT", "EUPL-1.2", "LGPL-2.1-only", "SSPL-1.0", "BSD-3-Clause OR GPL-2.0-only"):
        accepted = policy.verdict(licence, "embed").level.value in ("preferred", "allowed")
        assert review.answer(licence).lets_through is accepted, licence


def test_waivers_of_packages_are_written_with_their_reason_as_comment():
    policy = load_policy("munich")
    named = {one.purl: one for one in policy.waivers if one.purl}
    review = read_dependency_review(write_dependency_review(policy, "embed"))
    assert named
    for exemption in review.exemptions:
        assert named[exemption.purl].reason.split()[0] in exemption.reason


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"- a\n- b", None),
        (b"a: [", 1),
        (b"a: b\n\xff\xfe: c", 2),
        (b"jobs: {build: {steps: []}}", None),
        (b"x" * 2_000_001, None),
        (b"", None),
    ],
)
def test_what_is_no_configuration_says_so_with_its_line(content, line):
    with pytest.raises(NotAConfiguration) as caught:
        read_dependency_review(content)
    assert caught.value.line == line
    assert set(caught.value.why) == {"de", "en"}


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_raises_anything_else(content):
    with contextlib.suppress(NotAConfiguration):
        read_dependency_review(content)
