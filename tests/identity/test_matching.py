# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import Decision, Key, ReasonCode, Record, decide, group, strong_keys

KEYCLOAK = "https://github.com/keycloak/keycloak"


def record(
    record_id: int | str,
    source: str,
    name: str,
    *repositories: str,
    ids: Sequence[tuple[str, str]] = (),
) -> Record:
    return Record(record_id, source, name, None, repositories, tuple(ids))


def grouped(*records: Record) -> list[list[int | str]]:
    return [[member.id for member in members] for members in group(records)]


def codes(decision: Decision) -> list[ReasonCode]:
    return [proposal.reasons[0].code for proposal in decision.propose]


def test_strong_keys_are_repositories_and_identifiers() -> None:
    one = record(
        1, "sill", "x", f"{KEYCLOAK}/tree/main/js", "nonsense", ids=[("Wikidata", " Q42 ")]
    )
    assert strong_keys(one) == {
        Key("repository", "github.com/keycloak/keycloak"),
        Key("wikidata", "Q42"),
    }


CASES = [
    (
        "the same repository decides",
        [
            ("a", "X", "u/v"),
            ("b", "Y", "u/v"),
        ],
        [[0, 1]],
    ),
    (
        "another repository does not",
        [
            ("a", "X", "u/v"),
            ("b", "X", "u/w"),
        ],
        [[0], [1]],
    ),
    (
        "a name does not",
        [
            ("a", "X", ""),
            ("b", "X", ""),
        ],
        [[0], [1]],
    ),
    (
        "a source's two names are two",
        [
            ("a", "Brave Browser", "b/b"),
            ("a", "Brave Search", "b/b"),
        ],
        [[0], [1]],
    ),
    (
        "a source's one name is one",
        [
            ("a", "Pi-hole", "p/p"),
            ("a", "Pi-Hole", "p/p"),
        ],
        [[0, 1]],
    ),
    (
        "an addition in brackets is no other name",
        [
            ("a", "NGINX", "n/n"),
            ("a", "NGINX (Wasm)", "n/n"),
        ],
        [[0, 1]],
    ),
    (
        "where one source lists two, others join by name",
        [
            ("sill", "GLPI", "g/g"),
            ("sill", "Survey", "g/g"),
            ("sys", "GLPI", "g/g"),
            ("x", "Y", "g/g"),
        ],
        [[0, 2], [1], [3]],
    ),
    (
        "another folder is another thing",
        [
            ("a", "E3SM", "e/e"),
            ("b", "SCREAM", "e/e/tree/m/x"),
        ],
        [[0], [1]],
    ),
    (
        "the same folder is the same",
        [
            ("a", "X", "e/e/tree/m/x"),
            ("b", "Y", "e/e/tree/n/x"),
        ],
        [[0, 1]],
    ),
    (
        "a readme stands for its folder",
        [
            ("a", "X", "e/e"),
            ("b", "Y", "e/e/blob/m/README.md"),
        ],
        [[0, 1]],
    ),
    (
        "a chain does not join what a source lists as two",
        [
            ("a", "X", "k/one"),
            ("b", "X", "k/one k/two"),
            ("a", "Z", "k/two"),
        ],
        [[0, 1], [2]],
    ),
]


@pytest.mark.parametrize(
    ("rows", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_rule(rows: list[tuple[str, str, str]], expected: list[list[int]]) -> None:
    records = [
        record(index, source, name, *(f"https://github.com/{path}" for path in paths.split()))
        for index, (source, name, paths) in enumerate(rows)
    ]
    assert grouped(*records) == expected


def test_an_identifier_decides_alone() -> None:
    one = record(1, "sill", "CryptPad", ids=[("wikidata", "Q1")])
    two = record(2, "comptoir", "Cryptpad.fr", KEYCLOAK, ids=[("wikidata", "Q1")])
    assert grouped(one, two) == [[1, 2]]
    assert decide(two, [one]).same == 1


def test_five_products_of_a_source_under_one_identifier_stay_five() -> None:
    # SILL gives five Squash TF products the same number of the Comptoir du Libre.
    products = [record(n, "sill", f"Squash {n}", ids=[("comptoir", "189")]) for n in range(5)]
    assert grouped(*products) == [[n] for n in range(5)]


def test_identifiers_that_differ_outweigh_a_repository_unless_the_name_agrees() -> None:
    writer = record(1, "a", "Writer", KEYCLOAK, ids=[("wikidata", "Q1")])
    suite = record(2, "b", "Suite", KEYCLOAK, ids=[("wikidata", "Q2")])
    twin = record(3, "c", "Suite", KEYCLOAK, ids=[("wikidata", "Q3")])
    assert grouped(writer, suite, twin) == [[1], [2, 3]]
    assert codes(decide(suite, [writer])) == [ReasonCode.LISTED_APART]


def test_a_new_record_without_candidates_is_new() -> None:
    assert decide(record(1, "a", "X", KEYCLOAK), []) == Decision(None, (), ())


def test_a_decision_names_the_key_that_decided() -> None:
    decision = decide(record(2, "b", "X", KEYCLOAK), [record(1, "a", "X", KEYCLOAK)])
    assert decision.same == 1
    assert decision.reasons[0].code is ReasonCode.SAME_KEY
    assert decision.reasons[0].values["key"] == "github.com/keycloak/keycloak"


def test_the_same_name_goes_before_the_order_given() -> None:
    new = record(9, "z", "Keycloak", KEYCLOAK)
    known = [record(1, "a", "RH-SSO", KEYCLOAK), record(2, "b", "Keycloak", KEYCLOAK)]
    assert decide(new, known).same == 2
    assert decide(record(9, "z", "Other", KEYCLOAK), known).same == 1


def test_a_bridge_between_two_groups_is_proposed() -> None:
    new = record(9, "z", "X", KEYCLOAK, ids=[("wikidata", "Q1")])
    known = [record(1, "a", "X", KEYCLOAK), record(2, "b", "Y", ids=[("wikidata", "Q1")])]
    decision = decide(new, known)
    assert decision.same == 1
    assert [(p.left, p.right) for p in decision.propose] == [(9, 2)]
    assert decision.propose[0].reasons[-1].code is ReasonCode.MATCHES_ANOTHER


def test_what_a_source_lists_apart_is_proposed_not_decided() -> None:
    known = [record(1, "privacy", "Brave Browser", KEYCLOAK), record(2, "b", "Brave", KEYCLOAK)]
    decision = decide(record(9, "privacy", "Brave Search", KEYCLOAK), known)
    assert decision.same is None
    assert codes(decision) == [ReasonCode.LISTED_APART, ReasonCode.LISTED_APART]


def test_another_folder_is_proposed_not_decided() -> None:
    decision = decide(
        record(9, "z", "X", f"{KEYCLOAK}/tree/main/js"), [record(1, "a", "X", KEYCLOAK)]
    )
    assert decision.same is None
    assert codes(decision) == [ReasonCode.OTHER_FOLDER]


RECORDS = st.lists(
    st.builds(
        lambda source, name, paths, ids: (source, name, tuple(paths), tuple(ids)),
        st.sampled_from("abc"),
        st.sampled_from(["X", "Y", "Z"]),
        st.lists(st.sampled_from(["o/1", "o/2", "o/3", "o/1/tree/m/s"]), max_size=2),
        st.lists(st.tuples(st.sampled_from("wc"), st.sampled_from("12")), max_size=2),
    ),
    max_size=12,
).map(
    lambda rows: [
        record(n, source, name, *(f"https://github.com/{path}" for path in paths), ids=ids)
        for n, (source, name, paths, ids) in enumerate(rows)
    ]
)


@settings(deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_grouping_does_not_depend_on_the_order(
    records: list[Record], chance: random.Random
) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert group(shuffled) == group(records)


@settings(deadline=None)
@given(RECORDS)
def test_grouping_again_changes_nothing(records: list[Record]) -> None:
    groups = group(records)
    assert sorted(member.id for members in groups for member in members) == list(
        range(len(records))
    )
    assert group(member for members in groups for member in members) == groups
    assert all(group(members) == [members] for members in groups)


@settings(deadline=None)
@given(RECORDS)
def test_one_decision_agrees_with_grouping_two_records(records: list[Record]) -> None:
    for one, other in pairwise(records):
        assert (decide(other, [one]).same is not None) == (len(group([one, other])) == 1)


@settings(deadline=None)
@given(RECORDS)
def test_no_key_joins_two_names_of_one_source(records: list[Record]) -> None:
    for members in group(records):
        for one in members:
            for other in members:
                if one.source == other.source and one.name != other.name:
                    # only a longer way over others' identifiers may have joined them
                    assert len(members) > 2
