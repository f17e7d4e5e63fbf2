# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the desk says, and what it rests on."""

import pytest
from tests.workbench.catalogue.making import software
from tests.workbench.licensing.asking import enquiry, granted

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing import desk
from allmende.workbench.licensing.policy import policy_for, written_policy

pytestmark = pytest.mark.django_db


def report(written: str = "EUPL-1.2", context: str = "embed", **said) -> desk.Report:
    return desk.answer(enquiry(written, context, **said), written_policy())


@pytest.mark.parametrize(
    ("written", "context", "level"),
    [
        ("MIT", "embed", "preferred"),
        ("LGPL-2.1-only", "embed", "allowed"),
        ("EUPL-1.2", "embed", "avoid"),
        ("BSD-3-Clause OR GPL-2.0-only", "embed", "preferred"),
        ("AGPL-3.0-only", "use", "allowed"),
        ("Apache-Lizenz 2.0", "embed", "preferred"),
    ],
)
def test_where_the_policy_has_an_answer_it_comes_at_once(
    written: str, context: str, level: str
) -> None:
    found = report(written, context)
    assert (found.level, found.is_settled) == (level, True)
    assert found.policy == f"munich {written_policy().version}"
    assert found.choices[0].verdict.reasons


def test_of_a_choice_the_duties_are_those_of_the_chosen_branch() -> None:
    choice = report("BSD-3-Clause OR GPL-2.0-only", uses=frozenset({"pass-on"})).choices[0]
    assert choice.verdict.chosen == "BSD-3-Clause"
    assert [id for id, _facts, _class in choice.facts] == ["BSD-3-Clause"]
    duties = dict(choice.obligations)["pass-on"]
    assert {one.licence for one in duties} == {"BSD-3-Clause"}


def test_an_ambiguous_name_is_not_guessed_and_every_reading_is_judged() -> None:
    found = report("GPL", "embed")
    assert found.reading.status == "ambiguous"
    assert found.expression is None
    assert len(found.choices) == len(found.reading.expressions) > 1


def test_readings_that_lead_to_different_levels_need_a_review() -> None:
    one = software("Forms", licences=("MIT", "GPL-3.0-only"))
    found = report("", "embed", software=one)
    assert found.reading.status == "several"
    assert {str(choice.verdict.level) for choice in found.choices} == {"preferred", "avoid"}
    assert found.level == "review"


def test_what_nobody_knows_is_a_question_for_a_person() -> None:
    found = report("House licence of 1987", "use")
    assert (found.reading.status, found.level, found.licences) == ("unknown", "review", set())


def test_without_any_licence_the_answer_says_so() -> None:
    found = report("", "use", purl="pkg:npm/left-pad")
    assert (found.reading.status, found.level) == ("missing", "review")


def test_the_licence_of_a_software_counts_where_none_was_entered() -> None:
    one = software("Forms", licences=("MIT",))
    assert report("", "embed", software=one).expression == "MIT"
    assert report("EUPL-1.2", "embed", software=one).expression == "EUPL-1.2"


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        ((), {"use"}),
        (("modify",), {"use"}),
        (("pass-on",), {"use", "pass-on"}),
        (("modify", "pass-on"), {"use", "pass-on", "modify"}),
        (("network",), {"use", "network"}),
    ],
)
def test_a_change_that_stays_in_the_house_asks_for_nothing(
    uses: tuple[str, ...], told: set[str]
) -> None:
    choice = report("AGPL-3.0-only", "use", uses=frozenset(uses)).choices[0]
    assert {use for use, _obligations in choice.obligations} == told


def test_both_voices_speak_on_our_own_licence() -> None:
    voices = report("LGPL-2.1-only", "embed").choices[0].compatibility
    assert voices is not None
    assert (voices.outbound, voices.matrix.value, str(voices.verdict)) == ("MIT", "no", "allowed")


def test_a_waiver_kept_here_counts_for_who_may_know_of_it(
    office: User, colleague: User, stranger
) -> None:
    granted(office, purl="pkg:npm/forms")
    question = enquiry("EUPL-1.2", "embed", purl="pkg:npm/forms@2.1.0")
    for person, level in ((office, "allowed"), (colleague, "allowed"), (stranger, "avoid")):
        assert desk.answer(question, policy_for(person)).level == level


def test_the_overview_tells_each_context_of_the_policy() -> None:
    levels = dict(desk.overview(enquiry("EUPL-1.2", ""), written_policy()))
    assert list(levels) == list(written_policy().contexts)
    assert (levels["use"], levels["embed"]) == ("allowed", "avoid")


def test_what_is_kept_with_a_question_is_plain_data() -> None:
    kept = report("BSD-3-Clause OR GPL-2.0-only").as_json()
    assert kept["verdicts"][0]["chosen"] == "BSD-3-Clause"
    assert kept["reading"]["expressions"] == ["BSD-3-Clause OR GPL-2.0-only"]
    assert kept["policy"].startswith("munich ")
