# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Waivers: for whom, until when, and what they make of a verdict."""

from dataclasses import replace
from datetime import date

import pytest

from allmende.licences.policy import Level, LicencePolicy, Waiver, load_policy
from allmende.licences.policy.purls import covers

DAY = date(2027, 1, 1)
WAIVER = Waiver(
    purl="pkg:npm/left-pad",
    expression=None,
    contexts=("embed",),
    choose=None,
    reason="Nur im Test",
    by="ospo",
    expires=date(2027, 12, 31),
)


@pytest.mark.parametrize(
    ("pattern", "purl", "expected"),
    [
        ("pkg:npm/left-pad", "pkg:npm/left-pad@1.3.0", True),
        ("pkg:npm/left-pad@1.3.0", "pkg:npm/left-pad@1.3.0?arch=x#lib", True),
        ("pkg:npm/left-pad@1.3.0", "pkg:npm/left-pad@1.3.1", False),
        ("pkg:npm/left-pad@1.3.0", "pkg:npm/left-pad", False),
        ("pkg:npm/left-pad", "pkg:npm/left-padding@1", False),
        ("pkg:npm/%40angular/core", "pkg:npm/@angular/core@17.0.0", True),
        ("pkg:npm/%40angular/*", "pkg:npm/%40angular/common@17.0.0", True),
        ("pkg:npm/%40angular/", "pkg:npm/%40angular/common@17.0.0", True),
        ("pkg:npm/%40angular/*", "pkg:npm/%40angular-eslint/x@1", False),
        ("pkg:npm/*", "pkg:npm/left-pad@1", True),
        ("pkg:npm/*", "pkg:npm/%40angular/core@1", False),
        ("pkg:maven/com.hazelcast/*", "pkg:maven/com.hazelcast/hazelcast@5", True),
        ("pkg:maven/org/x", "pkg:maven/org.x/x@5", False),
        ("pkg:pypi/Typing_Extensions", "pkg:pypi/typing-extensions@4", True),
        ("pkg:maven/a/B", "pkg:maven/a/b", False),
        ("pkg:golang/github.com/x/y", "pkg:golang/github.com/x/y@v1.2.3", True),
        ("pkg:npm/left-pad", "left-pad", False),
        ("pkg:npm/left-pad", "", False),
    ],
)
def test_a_waiver_is_for_the_packages_its_purl_names(
    pattern: str, purl: str, expected: bool
) -> None:
    assert covers(pattern, purl) is expected


def ask(policy: LicencePolicy, waiver: Waiver, written: str = "GPL-3.0-only", day: date = DAY):  # type: ignore[no-untyped-def]
    return policy.with_waivers([waiver]).verdict(
        written, "embed", purl="pkg:npm/left-pad@1.3.0", on=day
    )


def test_a_waiver_allows_and_the_rule_is_still_listed(policy: LicencePolicy) -> None:
    verdict = ask(policy, WAIVER)
    assert (verdict.level, verdict.waiver) == (Level.ALLOWED, WAIVER)
    assert [(one.rule, one.level) for one in verdict.reasons] == [
        ("strong", Level.AVOID),
        ("waiver", Level.ALLOWED),
    ]
    assert verdict.reasons[1].text == {
        "de": "Ausnahme: Nur im Test. Festgelegt durch ospo, gültig bis 31.12.2027.",
        "en": "Waiver: Nur im Test. Granted by ospo, valid until 2027-12-31.",
    }


def test_a_waiver_does_not_make_a_preferred_licence_worse(policy: LicencePolicy) -> None:
    assert ask(policy, WAIVER, "MIT").level is Level.PREFERRED


def test_a_waiver_holds_on_its_last_day_and_not_on_the_next(policy: LicencePolicy) -> None:
    assert ask(policy, WAIVER, day=date(2027, 12, 31)).level is Level.ALLOWED
    after = ask(policy, WAIVER, day=date(2028, 1, 1))
    assert (after.level, after.waiver) == (Level.AVOID, None)
    assert after.reasons[-1].text["en"] == (
        "The waiver (Nur im Test) expired on 2027-12-31 and no longer applies."
    )


def test_a_waiver_says_when_it_ends_soon(policy: LicencePolicy) -> None:
    soon = ask(policy, WAIVER, day=date(2027, 12, 1))
    assert soon.level is Level.ALLOWED
    assert "in 30 Tagen" in soon.reasons[-1].text["de"]


def test_an_expired_waiver_gives_way_to_the_next_one(policy: LicencePolicy) -> None:
    expired = replace(WAIVER, expires=date(2026, 1, 1))
    verdict = ask(policy.with_waivers([expired]), WAIVER)
    assert (verdict.level, verdict.waiver) == (Level.ALLOWED, WAIVER)


def test_a_waiver_without_end_holds(policy: LicencePolicy) -> None:
    assert ask(policy, replace(WAIVER, expires=None)).level is Level.ALLOWED


@pytest.mark.parametrize(
    "waiver",
    [
        replace(WAIVER, contexts=("use",)),
        replace(WAIVER, purl="pkg:npm/other"),
        replace(WAIVER, purl="pkg:npm/left-pad@2.0.0"),
        replace(WAIVER, expression="GPL-2.0-only"),
        replace(WAIVER, purl="nonsense"),
        replace(WAIVER, purl=None),
    ],
)
def test_a_waiver_for_something_else_changes_nothing(policy: LicencePolicy, waiver: Waiver) -> None:
    verdict = ask(policy, waiver)
    assert (verdict.level, verdict.waiver) == (Level.AVOID, None)


def test_a_waiver_for_an_expression_holds_for_what_means_the_same(policy: LicencePolicy) -> None:
    waiver = replace(WAIVER, purl=None, expression="SSPL-1.0 AND GPL-2.0")
    verdict = policy.with_waivers([waiver]).verdict("GPL-2.0-only AND SSPL-1.0", "embed", on=DAY)
    assert (verdict.level, verdict.waiver) == (Level.ALLOWED, waiver)


def test_a_waiver_may_take_a_branch_the_policy_would_not(policy: LicencePolicy) -> None:
    verdict = ask(policy, replace(WAIVER, choose="LGPL-2.1-only"), "MIT OR LGPL-2.1-only")
    assert (verdict.level, verdict.chosen) == (Level.ALLOWED, "LGPL-2.1-only")
    assert [one.rule for one in verdict.reasons] == ["free", "one-of", "waiver", "weak"]


def test_a_waiver_may_state_the_licence_that_was_found(policy: LicencePolicy) -> None:
    verdict = ask(policy, replace(WAIVER, choose="MIT"), "see the file of 1987")
    assert (verdict.level, verdict.chosen, verdict.expression) == (Level.PREFERRED, "MIT", None)


def test_a_waiver_for_a_branch_no_longer_offered_is_told_and_not_applied(
    policy: LicencePolicy,
) -> None:
    verdict = ask(policy, replace(WAIVER, choose="MIT"), "GPL-3.0-only OR SSPL-1.0")
    assert (verdict.level, verdict.waiver) == (Level.AVOID, None)
    assert "does not offer" in verdict.reasons[-1].text["en"]


def test_more_waivers_leave_the_first_policy_as_it_was(policy: LicencePolicy) -> None:
    more = policy.with_waivers([WAIVER])
    assert (policy.waivers, more.waivers) == ((), (WAIVER,))
    assert more.verdict("MIT", "embed") is policy.verdict("MIT", "embed")


def test_munich_waives_what_its_check_reads_wrongly() -> None:
    munich = load_policy("munich")
    purl = "pkg:npm/load-script@2.0.0"
    verdict = munich.verdict("unlesbare Angabe", "embed", purl=purl, on=DAY)
    assert (verdict.level, verdict.chosen) == (Level.PREFERRED, "MIT")
    late = munich.verdict("unlesbare Angabe", "embed", purl=purl, on=date(2028, 1, 1))
    assert late.level is Level.REVIEW
    assert verdict.as_json()["waiver"]["by"] == "ospo"
