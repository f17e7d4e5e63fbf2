# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import Proposal, ReasonCode, Record, propose


def record(
    record_id: int, source: str, name: str, homepage: str | None = None, *paths: str
) -> Record:
    repositories = tuple(f"https://github.com/{path}" for path in paths)
    return Record(record_id, source, name, homepage, repositories)


def only(*records: Record) -> Proposal:
    (proposal,) = propose(records, minimum=0.0)
    return proposal


def codes(proposal: Proposal) -> set[ReasonCode]:
    return {reason.code for reason in proposal.reasons}


ZAMMAD = record(1, "munich", "Zammad", "https://zammad.org")


def test_the_same_name_is_proposed_and_the_same_homepage_makes_it_surer() -> None:
    by_name = only(ZAMMAD, record(2, "sill", "zammad"))
    by_both = only(ZAMMAD, record(2, "sill", "zammad", "http://www.zammad.org/de/"))
    assert codes(by_name) == {ReasonCode.SAME_NAME}
    assert codes(by_both) == {ReasonCode.SAME_NAME, ReasonCode.SAME_HOMEPAGE}
    assert by_both.score > by_name.score


def test_records_of_one_group_are_not_proposed() -> None:
    assert not propose([record(1, "a", "X", None, "x/x"), record(2, "b", "X", None, "x/x")])


def test_a_group_is_proposed_once_under_its_smallest_id() -> None:
    group = [record(n, f"s{n}", "Zammad", "https://zammad.org", "z/z") for n in (7, 5, 6)]
    assert [(p.left, p.right) for p in propose([*group, ZAMMAD])] == [(1, 5)]


@pytest.mark.parametrize("name", ["api", "Website", "docs", "Survey (questionnaire)"])
def test_a_generic_name_alone_proposes_nothing(name: str) -> None:
    assert not propose([record(1, "a", name), record(2, "b", name)], minimum=0.0)


def test_a_name_that_everybody_has_proposes_nothing() -> None:
    assert not propose(record(n, f"s{n}", "Mailing", None, f"o{n}/r") for n in range(40))


def test_homonyms_score_lower_than_the_same_name_without_contradiction() -> None:
    hq = record(1, "selfhosted", "Cockpit", "https://getcockpit.com", "Cockpit-HQ/Cockpit")
    project = record(2, "sys", "Cockpit", "https://cockpit-project.org", "cockpit-project/cockpit")
    unknown = record(3, "munich", "Cockpit")
    homonym = only(hq, project)
    assert ReasonCode.OTHER_OWNER_AND_HOMEPAGE in codes(homonym)
    assert homonym.score < only(hq, unknown).score / 2


def test_similar_names_need_a_common_site_or_owner() -> None:
    tox, qtox = record(1, "a", "Druid", "https://druid.apache.org"), record(2, "b", "Apache Druid")
    assert not propose([tox, qtox])
    proposal = only(tox, record(2, "b", "Apache Druid", "https://druid.apache.org/docs"))
    assert codes(proposal) == {ReasonCode.SIMILAR_NAME, ReasonCode.SAME_SITE}
    proposal = only(
        record(1, "a", "Tuleap Forge", None, "enalean/one"),
        record(2, "b", "Tuleap", None, "enalean/two"),
    )
    assert {ReasonCode.SIMILAR_NAME, ReasonCode.SAME_OWNER} <= codes(proposal)


def test_a_site_that_everybody_uses_is_no_evidence() -> None:
    one = record(1, "a", "Tuleap One", "https://sites.google.com/tuleap")
    assert not propose(
        [one, record(2, "b", "Tuleap", "https://sites.google.com/other")], minimum=0.0
    )


def test_a_homepage_that_is_the_other_ones_repository_is_strong_evidence() -> None:
    proposal = only(
        record(1, "a", "iTOP", "https://github.com/Combodo/iTop"),
        record(2, "b", "Combodo", None, "combodo/itop"),
    )
    assert codes(proposal) == {ReasonCode.HOMEPAGE_IS_REPOSITORY}
    assert proposal.score > 0.8


def test_two_products_on_one_homepage_score_low() -> None:
    one = record(1, "a", "Terraform", "https://hashicorp.example", "h/terraform")
    other = record(2, "b", "Vault", "https://hashicorp.example", "h/vault")
    assert ReasonCode.OTHER_NAME in codes(only(one, other))
    assert only(one, other).score < 0.35


@pytest.mark.parametrize("folder", ["", "/tree/main/search"])
def test_what_one_repository_holds_but_a_source_lists_apart_is_proposed(folder: str) -> None:
    proposal = only(
        record(1, "privacy", "Brave Browser", None, "brave/brave"),
        record(2, "privacy", "Brave Search", None, f"brave/brave{folder}"),
    )
    expected = ReasonCode.OTHER_FOLDER if folder else ReasonCode.LISTED_APART
    assert codes(proposal) >= {expected, ReasonCode.SAME_SOURCE}


def test_pairs_a_person_kept_apart_are_not_proposed_again() -> None:
    other = record(2, "sill", "Zammad", None, "z/z")
    twin = record(3, "dpg", "Zammad", None, "z/z")
    assert propose([ZAMMAD, other, twin])
    assert not propose([ZAMMAD, other, twin], kept_apart={frozenset({1, 3})})


def test_groups_that_people_joined_are_taken_as_they_are() -> None:
    other = record(2, "sill", "Zammad")
    assert not propose([], groups=[[ZAMMAD, other]])
    assert len(propose([], groups=[[ZAMMAD], [other]])) == 1


def test_reasons_are_machine_readable() -> None:
    shape = only(ZAMMAD, record(2, "sill", "Zammad")).as_json()
    assert shape["version"] == 1
    assert shape["reasons"] == [{"code": "same-name", "values": {"name": "zammad"}}]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(["Alpha", "Alpha Beta", "Gamma", "api"]),
            st.sampled_from(
                [None, "https://a.example", "https://a.example/x", "https://b.example"]
            ),
            st.sampled_from(["o/1", "o/2", "p/1"]),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_proposals_do_not_depend_on_the_order(
    rows: list[tuple[str, str, str | None, str]], chance: random.Random
) -> None:
    records = [record(n, *row) for n, row in enumerate(rows)]
    shuffled = list(records)
    chance.shuffle(shuffled)
    proposals = propose(records, minimum=0.0)
    assert propose(shuffled, minimum=0.0) == proposals
    assert all(0 <= proposal.score <= 1 for proposal in proposals)
    assert proposals == sorted(proposals, key=lambda proposal: -proposal.score)
