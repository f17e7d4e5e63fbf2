# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Inbound, outbound, context: the matrix's answer, the office's rule, and its last word."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.licences.compatibility import compatible
from allmende.licences.expressions import NotAnExpression
from allmende.licences.policy import Level, UnknownContext, Waiver, load_policy

TODAY = date(2026, 11, 23)
MUNICH = load_policy("munich")


def ask(inbound, outbound="MIT", context="embed", policy=MUNICH, **more):
    return compatible(inbound, outbound, context, policy, on=TODAY, **more)


def rules_of(answer):
    return [reason.rule for reason in answer.reasons]


@pytest.mark.parametrize(
    ("inbound", "outbound", "context", "matrix", "verdict"),
    [
        ("MIT", "MIT", "embed", "same", "preferred"),
        ("Apache-2.0", "MIT", "embed", "yes", "preferred"),
        ("LGPL-2.1-only", "MIT", "embed", "no", "allowed"),
        ("MPL-2.0", "Apache-2.0", "embed", "no", "allowed"),
        ("GPL-2.0-only", "MIT", "embed", "no", "avoid"),
        ("GPL-2.0-only", "Apache-2.0", "embed", "no", "avoid"),
        ("EUPL-1.2", "MIT", "embed", "no", "avoid"),
        ("GPL-2.0-only", "GPL-3.0-only", "embed", "no", "avoid"),
        ("GPL-3.0-only", "GPL-3.0-only", "embed", "same", "allowed"),
        ("GPL-2.0-or-later", "GPL-3.0-only", "embed", "yes", "allowed"),
        ("GPL-3.0-only", "AGPL-3.0-only", "embed", "check", "allowed"),
        ("Apache-2.0", "GPL-2.0-only", "embed", "no", "avoid"),
        ("Apache-2.0", "GPL-3.0-only", "embed", "yes", "preferred"),
        ("Apache-2.0", "EUPL-1.2", "embed", "unknown", "review"),
        ("EPL-2.0", "MPL-2.0", "embed", "no", "allowed"),
        ("SSPL-1.0", "MIT", "embed", "not listed", "review"),
        ("GPL-2.0-only", "MIT", "use", "no", "allowed"),
        ("GPL-2.0-only", "MIT", "build-only", "no", "allowed"),
        ("GPL-2.0-only", "MIT", "distinct-component", "no", "allowed"),
        ("MIT", "GPL-2.0-only", "contribute", "yes", "allowed"),
        ("GPL-2.0-only", "MIT", "contribute", "no", "avoid"),
        ("LGPL-2.1-only", "MIT", "publish", "no", "avoid"),
        ("Apache-2.0", "MIT", "publish", "yes", "preferred"),
    ],
)
def test_both_voices_are_heard_and_the_office_has_the_last_word(
    inbound, outbound, context, matrix, verdict
):
    answer = ask(inbound, outbound, context)
    assert (answer.matrix.value, answer.verdict.value) == (matrix, verdict)


def test_an_or_takes_the_best_branch_and_names_it():
    answer = ask("GPL-2.0-only OR BSD-3-Clause")
    assert (answer.verdict, answer.chosen) == (Level.PREFERRED, "BSD-3-Clause")
    assert "one-of" in rules_of(answer)
    assert [pair.inbound for pair in answer.matrix.pairs] == ["BSD-3-Clause"]


def test_between_two_branches_of_one_level_the_matrix_tips_the_scale():
    assert ask("EPL-2.0 OR MPL-2.0", "GPL-3.0-only").chosen == "MPL-2.0"


def test_an_and_asks_for_all():
    answer = ask("MIT AND GPL-2.0-only")
    assert (answer.matrix.value, answer.verdict) == ("no", Level.AVOID)
    assert {pair.inbound for pair in answer.matrix.pairs} == {"MIT", "GPL-2.0-only"}


def test_who_offers_a_choice_must_be_able_to_keep_both_branches():
    assert ask("Apache-2.0", "MIT OR GPL-2.0-only").matrix.value == "no"
    assert ask("MIT", "MIT OR GPL-2.0-only").matrix.value == "yes"


def test_a_part_fits_a_work_that_names_its_licence_among_others():
    assert ask("MPL-2.0", "MIT AND MPL-2.0").matrix.value == "same"


def test_an_exception_that_the_matrix_lists_is_looked_up_with_it():
    pair = ask("GPL-2.0-only WITH Classpath-exception-2.0").matrix.pairs[0]
    assert (pair.value, pair.without) == ("no", None)


def test_an_exception_that_the_matrix_does_not_list_is_not_dropped_silently():
    answer = ask("GPL-3.0-only WITH GCC-exception-3.1")
    assert answer.matrix.pairs[0].without == "GCC-exception-3.1"
    text = next(reason.text for reason in answer.reasons if reason.rule == "matrix")
    assert all("GCC-exception-3.1" in text[language] for language in ("de", "en"))
    assert answer.verdict is Level.ALLOWED


def test_a_no_without_the_exception_is_no_answer_for_the_licence_with_it():
    answer = ask("GPL-3.0-only WITH GCC-exception-3.1", "GPL-2.0-only")
    assert answer.verdict is Level.REVIEW


def test_a_licence_with_an_exception_is_not_the_same_as_without_it():
    answer = ask("GPL-3.0-only WITH GCC-exception-3.1", "GPL-3.0-only")
    assert answer.matrix.value == "yes"


def test_where_the_matrix_says_no_and_the_office_permits_the_reason_is_said():
    answer = ask("LGPL-2.1-only")
    reason = next(one for one in answer.reasons if one.rule == "kept-apart")
    assert "Bibliothek" in reason.text["de"]
    assert "library" in reason.text["en"]


@pytest.mark.parametrize("outbound", ["CECILL-2.1", "OSL-2.1", "LiLiQ-R-1.1", "EUPL-1.1"])
def test_the_appendix_of_the_eupl_is_a_voice_of_its_own(outbound):
    answer = ask("EUPL-1.2", outbound)
    assert answer.matrix.value in ("not listed", "no")
    assert answer.verdict is Level.ALLOWED
    assert "eupl-appendix" in rules_of(answer)


def test_the_appendix_is_silent_on_what_flows_into_the_eupl():
    answer = ask("GPL-2.0-only", "EUPL-1.2")
    assert answer.verdict is Level.AVOID
    assert "eupl-appendix" not in rules_of(answer)


def test_the_eupl_names_a_licence_for_texts_not_for_software():
    answer = ask("EUPL-1.2", "CC-BY-SA-3.0")
    assert answer.verdict is not Level.ALLOWED
    assert "eupl-appendix" in rules_of(answer)


def test_a_licence_that_no_matrix_lists_flows_into_itself():
    assert ask("CECILL-2.1", "CECILL-2.1").verdict is Level.ALLOWED


def test_another_outbound_licence_than_the_offices_own_is_pointed_out():
    assert "outbound" in rules_of(ask("GPL-3.0-only", "GPL-3.0-only"))
    assert "outbound" not in rules_of(ask("GPL-3.0-only", "MIT"))


def test_an_office_that_publishes_under_copyleft_keeps_its_own_rules():
    office = replace(MUNICH, outbound="GPL-3.0-only")
    assert ask("GPL-3.0-only", "GPL-3.0-only", policy=office).verdict is Level.AVOID


def test_an_office_whose_outbound_is_a_family_gets_an_answer():
    assert ask("MIT", policy=replace(MUNICH, outbound="EUPL-*")).verdict is Level.PREFERRED


def test_a_waiver_goes_before_matrix_and_rule():
    waiver = Waiver("pkg:npm/x", None, (), "MIT", "settled with the author", "ospo", None)
    answer = ask("GPL-2.0-only", policy=MUNICH.with_waivers([waiver]), purl="pkg:npm/x@1")
    assert answer.verdict is Level.PREFERRED
    assert rules_of(answer)[0] == "waiver"


def test_a_name_that_is_no_expression_is_answered_by_the_policy_alone():
    answer = ask("see the file COPYING")
    assert (answer.matrix.value, answer.verdict) == ("not listed", Level.REVIEW)


@pytest.mark.parametrize("word", ["NONE", "NOASSERTION"])
def test_no_licence_at_all_is_reviewed(word):
    answer = ask(word)
    assert (answer.matrix.value, answer.verdict) == ("not listed", Level.REVIEW)


def test_an_expression_with_very_many_choices_says_how_many_were_looked_at():
    many = " AND ".join(f"(LicenseRef-{one} OR MIT)" for one in range(9))
    assert "too-many-choices" in rules_of(ask(many))


def test_an_old_matrix_says_so_in_every_answer():
    later = compatible("MIT", "MIT", "embed", MUNICH, on=date(2027, 11, 1))
    assert "20 months" in later.matrix.as_json()["warnings"][0]["en"]


def test_an_outbound_text_that_is_no_expression_is_an_error():
    with pytest.raises(NotAnExpression):
        ask("MIT", "whatever we like")


def test_an_unknown_context_is_an_error():
    with pytest.raises(UnknownContext):
        ask("MIT", context="sell")


def test_the_answer_as_json_has_the_documented_keys():
    answer = json.loads(json.dumps(ask("MIT").as_json()))
    documented = {"input", "outbound", "context", "verdict", "matrix", "policy", "reasons"}
    assert documented <= answer.keys()
    assert {"value", "date", "source", "licence"} <= answer["matrix"].keys()


LICENCES = st.sampled_from(
    [
        "MIT",
        "Apache-2.0",
        "GPL-2.0-only",
        "LGPL-2.1-or-later",
        "EUPL-1.2",
        "LicenseRef-x",
        "SSPL-1.0",
    ]
)
EXPRESSIONS = st.recursive(
    LICENCES,
    lambda parts: st.tuples(parts, st.sampled_from(["AND", "OR"]), parts).map(
        lambda one: f"({one[0]} {one[1]} {one[2]})"
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(EXPRESSIONS, EXPRESSIONS, st.sampled_from(sorted(MUNICH.contexts)))
def test_every_expression_has_an_answer_in_both_languages(inbound, outbound, context):
    answer = ask(inbound, outbound, context)
    assert answer.reasons
    assert all(reason.text["de"] and reason.text["en"] for reason in answer.reasons)
    assert json.dumps(answer.as_json())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_inbound_text_raises(text):
    assert ask(text).verdict in Level


@settings(max_examples=40, deadline=None)
@given(EXPRESSIONS, LICENCES)
def test_a_further_choice_never_makes_the_answer_worse(inbound, other):
    order = [Level.PREFERRED, Level.ALLOWED, Level.AVOID, Level.REVIEW, Level.BLOCKED]
    before, after = ask(inbound), ask(f"{inbound} OR {other}")
    assert order.index(after.verdict) <= order.index(before.verdict)
