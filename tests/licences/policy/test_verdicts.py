# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A verdict lists every rule that spoke, in both languages."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.licences.policy.sheets import SHEET, Write

from allmende.licences.expressions import And, Expression, Licence, Or, parse
from allmende.licences.known import LicenceClass, all_ids
from allmende.licences.policy import (
    Level,
    LicencePolicy,
    Reason,
    UnknownContext,
    Verdict,
    badness,
    load_policy,
)


def said(verdict: Verdict) -> list[str]:
    return [reason.rule for reason in verdict.reasons]


def reason(verdict: Verdict, rule: str) -> Reason:
    return next(one for one in verdict.reasons if one.rule == rule)


def test_the_first_rule_that_fits_speaks(policy: LicencePolicy) -> None:
    verdict = policy.verdict("GPL-3.0-only", "embed")
    assert (verdict.level, said(verdict)) == (Level.AVOID, ["strong"])
    assert verdict.reasons[0].text == {
        "de": "GPL-3.0-only: starkes Copyleft (ScanCode LicenseDB, Kategorie Copyleft); "
        "zu vermeiden.",
        "en": "GPL-3.0-only: strong copyleft (ScanCode LicenseDB, category Copyleft); "
        "to be avoided.",
    }


def test_a_licence_that_no_rule_fits_goes_to_a_person(policy: LicencePolicy) -> None:
    verdict = policy.verdict("SSPL-1.0", "use")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["no-rule"])
    assert verdict.reasons[0].remedy


def test_of_a_choice_the_best_branch_is_taken_and_the_others_are_named(
    policy: LicencePolicy,
) -> None:
    verdict = policy.verdict("GPL-2.0-only OR BSD-3-Clause OR SSPL-1.0", "embed")
    assert (verdict.level, verdict.chosen) == (Level.PREFERRED, "BSD-3-Clause")
    assert said(verdict) == ["free", "one-of"]
    assert reason(verdict, "one-of").text["en"] == (
        "Offered as a choice; BSD-3-Clause is taken (preferred). Not taken: GPL-2.0-only "
        "(to be avoided), SSPL-1.0 (blocked); rule strong, never."
    )


def test_what_holds_together_is_as_good_as_its_worst_part(policy: LicencePolicy) -> None:
    verdict = policy.verdict("MIT AND (GPL-2.0-only OR LGPL-2.1-only) AND ISC", "embed")
    assert (verdict.level, verdict.chosen) == (Level.ALLOWED, "MIT AND LGPL-2.1-only AND ISC")
    assert said(verdict) == ["free", "weak", "one-of", "free", "all-of"]


@pytest.mark.parametrize(
    ("parts", "together", "choice"),
    [
        (("GPL-2.0-only", "LicenseRef-x"), Level.REVIEW, Level.AVOID),
        (("SSPL-1.0", "LicenseRef-x"), Level.BLOCKED, Level.REVIEW),
        (("MIT", "LicenseRef-x"), Level.REVIEW, Level.PREFERRED),
    ],
)
def test_the_unknown_may_hide_a_block_but_never_bars_the_way_one_knows(
    policy: LicencePolicy, parts: tuple[str, str], together: Level, choice: Level
) -> None:
    assert policy.verdict(" AND ".join(parts), "embed").level is together
    assert policy.verdict(" OR ".join(parts), "embed").level is choice


def test_a_tree_is_judged_like_its_text(policy: LicencePolicy) -> None:
    tree = Or((Licence("MIT"), Licence("GPL-3.0-only")))
    assert policy.verdict(tree, "embed") == policy.verdict(str(tree), "embed")


def test_a_tree_nested_without_end_goes_to_a_person(policy: LicencePolicy) -> None:
    tree: Expression = Licence("MIT")
    for _ in range(5_000):
        tree = Or((And((tree, Licence("ISC"))), Licence("Zlib")))
    verdict = policy.verdict(tree, "embed")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["too-deep"])


def test_a_deprecated_id_is_judged_as_its_successor_and_says_so(policy: LicencePolicy) -> None:
    verdict = policy.verdict("GPL-2.0-with-classpath-exception", "embed")
    assert verdict.level is Level.ALLOWED
    assert said(verdict) == ["weak", "deprecated-id", "exception"]
    assert "GPL-2.0-only WITH Classpath-exception-2.0" in verdict.reasons[1].text["de"]
    assert all(one.level is None for one in verdict.reasons[1:])


def test_or_later_is_judged_as_the_version_written(policy: LicencePolicy) -> None:
    verdict = policy.verdict("EPL-1.0+", "embed")
    assert (verdict.level, said(verdict)) == (Level.ALLOWED, ["weak", "or-later"])


def test_the_class_an_office_gives_is_shown_beside_what_the_sources_say(
    policy: LicencePolicy,
) -> None:
    verdict = policy.verdict("EUPL-1.2", "embed")
    assert (verdict.level, said(verdict)) == (
        Level.ALLOWED,
        ["weak", "class-override", "contested"],
    )
    assert "Dependency-Track: starkes Copyleft" in reason(verdict, "contested").text["de"]
    assert policy.class_of("EUPL-1.2") is LicenceClass.WEAK_COPYLEFT


def test_an_exception_beside_a_foreign_licence_opens_nothing(policy: LicencePolicy) -> None:
    verdict = policy.verdict("GPL-2.0-only WITH LLVM-exception", "embed")
    assert verdict.level is Level.AVOID
    assert "exception-doubt" in said(verdict)


def test_an_unknown_exception_leaves_the_class_and_asks_to_be_read(policy: LicencePolicy) -> None:
    verdict = policy.verdict("GPL-2.0-only WITH AdditionRef-ours", "embed")
    assert verdict.level is Level.AVOID
    assert reason(verdict, "exception").remedy


def test_an_office_may_class_a_licence_with_an_exception_itself(write: Write) -> None:
    sheet = SHEET + (
        "exceptions:\n"
        "  - {licence: GPL-*, exception: Font-exception-2.0, treat_as: permissive, "
        "contexts: [embed]}\n"
    )
    policy = load_policy(str(write(sheet)))
    verdict = policy.verdict("GPL-2.0-only WITH Font-exception-2.0", "embed")
    assert (verdict.level, said(verdict)) == (Level.PREFERRED, ["free", "exception", "exceptions"])


def test_a_rule_that_names_a_family_does_not_mean_what_an_exception_opened(write: Write) -> None:
    sheet = SHEET.replace(
        "      - {id: free",
        "      - {id: gpl, licences: [GPL-*], level: blocked}\n      - {id: free",
    )
    policy = load_policy(str(write(sheet)))
    assert policy.verdict("GPL-2.0-only", "embed").level is Level.BLOCKED
    assert policy.verdict("GPL-2.0-only WITH GPL-CC-1.0", "embed").level is Level.BLOCKED
    opened = policy.verdict("GPL-2.0-only WITH Classpath-exception-2.0", "embed")
    assert opened.level is Level.ALLOWED


def test_a_licence_ref_counts_only_where_the_policy_names_it(policy: LicencePolicy) -> None:
    assert policy.verdict("LicenseRef-ours", "use").level is Level.ALLOWED
    verdict = policy.verdict("LicenseRef-scancode-public-domain", "embed")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["rest", "licence-ref"])


@pytest.mark.parametrize("written", [None, "", "  ", "NONE", "NOASSERTION"])
def test_no_licence_at_all_goes_to_a_person_with_a_remedy(
    policy: LicencePolicy, written: str | None
) -> None:
    verdict = policy.verdict(written, "embed")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["no-licence"])
    assert verdict.reasons[0].remedy


def test_a_name_is_read_and_the_rule_that_read_it_is_told(policy: LicencePolicy) -> None:
    verdict = policy.verdict("Apache License, Version 2.0", "embed")
    assert (verdict.level, verdict.expression) == (Level.PREFERRED, "Apache-2.0")
    assert said(verdict) == ["name", "free"]
    assert "Apache License, Version 2.0" in verdict.reasons[0].text["de"]


def test_a_name_without_version_counts_where_the_version_does_not_matter(
    policy: LicencePolicy,
) -> None:
    verdict = policy.verdict("GPL", "embed")
    assert (verdict.level, verdict.expression) == (Level.AVOID, None)
    assert said(verdict) == ["ambiguous-name", "strong"]
    assert verdict.problem


def test_a_name_without_version_goes_to_a_person_where_it_does() -> None:
    verdict = load_policy("munich").verdict("GPL", "use")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["ambiguous-name"])
    assert "GPL-1.0" in verdict.reasons[0].text["en"]


def test_an_unknown_name_goes_to_a_person(policy: LicencePolicy) -> None:
    verdict = policy.verdict("see the notes of the council of 1987", "embed")
    assert (verdict.level, said(verdict)) == (Level.REVIEW, ["unknown-licence"])
    assert verdict.problem


def test_a_context_the_policy_does_not_have_is_refused(policy: LicencePolicy) -> None:
    with pytest.raises(UnknownContext, match="embed, use"):
        policy.verdict("MIT", "sell")


def test_a_verdict_as_json_has_the_published_keys(policy: LicencePolicy) -> None:
    found = json.loads(json.dumps(policy.verdict("MIT OR GPL-2.0-only", "embed").as_json()))
    assert {"expression", "context", "verdict", "reasons", "chosen", "waiver", "policy"} <= set(
        found
    )
    assert set(found["reasons"][0]) == {"rule", "level", "licence", "text", "remedy", "source"}
    assert found["policy"] == {"name": policy.name, "version": policy.version}
    assert (found["verdict"], found["chosen"]) == ("preferred", "MIT")


LICENCES = st.sampled_from([*all_ids()[::9], "LicenseRef-x", "GPL-2.0-only", "SSPL-1.0"])


@settings(max_examples=60, deadline=None)
@given(LICENCES, LICENCES, st.sampled_from(["use", "embed", "publish", "build-only"]))
def test_and_never_betters_and_or_never_worsens(one: str, other: str, context: str) -> None:
    policy = load_policy("munich")
    levels = [badness(policy.verdict(part, context).level) for part in (one, other)]
    assert badness(policy.verdict(f"{one} AND {other}", context).level) == max(levels)
    assert badness(policy.verdict(f"{one} OR {other}", context).level) == min(levels)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_makes_a_verdict_fail(written: str, purl: str) -> None:
    verdict = load_policy("munich").verdict(written, "embed", purl=purl)
    assert verdict.reasons
    json.dumps(verdict.as_json())


def test_a_very_long_choice_is_told_briefly(policy: LicencePolicy) -> None:
    expression = " OR ".join(all_ids()[:150])
    assert len(reason(policy.verdict(parse(expression), "embed"), "one-of").text["de"]) < 1500
