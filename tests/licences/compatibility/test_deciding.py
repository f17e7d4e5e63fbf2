# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The decision table, line by line."""

from itertools import product
from typing import get_args

import pytest

from allmende.licences.compatibility.deciding import Case, decide, meeting
from allmende.licences.compatibility.matrix import Value
from allmende.licences.compatibility.sentences import TABLE
from allmende.licences.known import LicenceClass
from allmende.licences.policy import Level, badness

FREE, PUBLIC = LicenceClass.PERMISSIVE, LicenceClass.PUBLIC_DOMAIN
WEAK, STRONG = LicenceClass.WEAK_COPYLEFT, LicenceClass.STRONG_COPYLEFT
NETWORK, RESTRICTED = LicenceClass.NETWORK_COPYLEFT, LicenceClass.RESTRICTED
PREFERRED, ALLOWED, AVOID = Level.PREFERRED, Level.ALLOWED, Level.AVOID
REVIEW, BLOCKED = Level.REVIEW, Level.BLOCKED
OURS, OTHER = True, False
EXCEPTED = True


@pytest.mark.parametrize(
    ("context", "how"),
    [
        ("use", "apart"),
        ("build-only", "apart"),
        ("distinct-component", "apart"),
        ("embed", "beside"),
        ("publish", "inside"),
        ("contribute", "inside"),
    ],
)
def test_the_context_says_how_a_part_meets_the_work(context, how):
    assert meeting(context) == how


@pytest.mark.parametrize(
    ("how", "case", "level", "rule"),
    [
        ("apart", Case(ALLOWED, "no", STRONG, FREE, OURS), ALLOWED, "apart"),
        ("apart", Case(BLOCKED, "yes", RESTRICTED, FREE, OURS), BLOCKED, "apart"),
        ("beside", Case(BLOCKED, "yes", FREE, STRONG, OTHER), BLOCKED, "rule"),
        ("beside", Case(ALLOWED, "no", WEAK, FREE, OURS), ALLOWED, "kept-apart"),
        ("beside", Case(PREFERRED, "yes", FREE, FREE, OURS), PREFERRED, "rule"),
        ("beside", Case(AVOID, "no", STRONG, FREE, OURS), AVOID, "rule"),
        ("beside", Case(REVIEW, "not listed", RESTRICTED, FREE, OURS), REVIEW, "rule"),
        ("beside", Case(AVOID, "same", STRONG, STRONG, OURS), AVOID, "rule"),
        ("beside", Case(AVOID, "same", STRONG, STRONG, OTHER), ALLOWED, "flows"),
        ("beside", Case(AVOID, "yes", NETWORK, STRONG, OTHER), ALLOWED, "flows"),
        ("beside", Case(AVOID, "yes", FREE, STRONG, OTHER), AVOID, "rule"),
        ("beside", Case(AVOID, "check", STRONG, NETWORK, OTHER), ALLOWED, "link-only"),
        ("beside", Case(ALLOWED, "check", WEAK, STRONG, OTHER), ALLOWED, "link-only"),
        ("beside", Case(PREFERRED, "unknown", FREE, STRONG, OTHER), REVIEW, "not-known"),
        ("beside", Case(PREFERRED, "not listed", FREE, STRONG, OTHER), REVIEW, "not-known"),
        ("beside", Case(PREFERRED, "not listed", PUBLIC, STRONG, OTHER), PREFERRED, "rule"),
        ("beside", Case(AVOID, "not listed", STRONG, STRONG, OTHER), AVOID, "rule"),
        ("beside", Case(ALLOWED, "no", WEAK, STRONG, OTHER, EXCEPTED), REVIEW, "not-known"),
        ("beside", Case(ALLOWED, "no", WEAK, WEAK, OTHER), ALLOWED, "kept-apart"),
        ("beside", Case(AVOID, "no", STRONG, WEAK, OTHER), AVOID, "refused"),
        ("beside", Case(PREFERRED, "no", FREE, STRONG, OTHER), AVOID, "refused"),
        ("beside", Case(REVIEW, "no", RESTRICTED, STRONG, OTHER), REVIEW, "refused"),
        ("beside", Case(PREFERRED, "yes", FREE, STRONG, OTHER), PREFERRED, "rule"),
        ("beside", Case(REVIEW, "yes", STRONG, STRONG, OTHER), REVIEW, "rule"),
        ("inside", Case(PREFERRED, "yes", FREE, FREE, OURS), PREFERRED, "becomes-part"),
        ("inside", Case(REVIEW, "same", STRONG, STRONG, OTHER), REVIEW, "becomes-part"),
        ("inside", Case(ALLOWED, "not listed", FREE, FREE, OURS), ALLOWED, "becomes-part"),
        ("inside", Case(ALLOWED, "not listed", PUBLIC, STRONG, OTHER), ALLOWED, "becomes-part"),
        (
            "inside",
            Case(ALLOWED, "not listed", FREE, STRONG, OTHER),
            REVIEW,
            "becomes-part-unknown",
        ),
        ("inside", Case(ALLOWED, "unknown", FREE, FREE, OURS), REVIEW, "becomes-part-unknown"),
        ("inside", Case(ALLOWED, "check", STRONG, NETWORK, OTHER), REVIEW, "becomes-part-linked"),
        ("inside", Case(PREFERRED, "no", STRONG, FREE, OURS), AVOID, "becomes-part-refused"),
        ("inside", Case(BLOCKED, "no", STRONG, FREE, OURS), BLOCKED, "becomes-part-refused"),
    ],
)
def test_the_table_decides(how, case, level, rule):
    assert decide(how, case) == (level, rule)


EVERY_CASE = [
    Case(*fields)
    for fields in product(Level, get_args(Value), LicenceClass, LicenceClass, [OURS, OTHER])
]


@pytest.mark.parametrize("how", ["apart", "beside", "inside"])
def test_every_case_has_a_line_with_a_sentence(how):
    assert {decide(how, case)[1] for case in EVERY_CASE} <= TABLE.keys()


def test_nothing_makes_better_what_the_office_blocks_or_wants_reviewed():
    for how in ("apart", "beside", "inside"):
        for case in EVERY_CASE:
            if case.level in (REVIEW, BLOCKED):
                assert badness(decide(how, case)[0]) >= badness(case.level)


def test_only_a_copyleft_that_may_flow_into_another_work_is_judged_better():
    better = [
        case for case in EVERY_CASE if badness(decide("beside", case)[0]) < badness(case.level)
    ]
    assert better
    for case in better:
        assert not case.ours
        assert case.part in (WEAK, STRONG, NETWORK)
        assert case.flows in ("same", "yes", "check")


def test_what_becomes_part_against_its_licence_is_never_permitted():
    for case in EVERY_CASE:
        if case.flows == "no":
            assert decide("inside", case)[0] not in (PREFERRED, ALLOWED)
