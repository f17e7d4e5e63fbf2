# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who reads which question, and that no list asks more often the longer it is."""

import pytest
from tests.workbench.catalogue.making import queries_of
from tests.workbench.licensing.asking import answered, asked

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing.models import Answer
from allmende.workbench.licensing.queries import questions as queries
from allmende.workbench.licensing.queries.questions import Wanted

pytestmark = pytest.mark.django_db


def test_employees_read_their_own_and_the_precedents(
    office: User, legal: User, colleague: User, community: User, stranger
) -> None:
    mine, kept, published = asked(colleague), asked(community), asked(community)
    answered(office, kept)
    answered(office, published, precedent=True)
    assert set(queries.visible_to(colleague)) == {mine, published}
    assert set(queries.visible_to(community)) == {kept, published}
    for person in (office, legal):
        assert set(queries.visible_to(person)) == {mine, kept, published}
    assert not queries.visible_to(stranger).exists()


def test_a_precedent_is_found_by_licence_and_context_while_it_holds(
    office: User, colleague: User, stranger
) -> None:
    answer = answered(office, asked(colleague, "EUPL-1.2 OR MIT"), precedent=True)
    assert list(queries.precedents(colleague, licences={"MIT"}, context="embed")) == [answer]
    assert not queries.precedents(colleague, licences={"MIT"}, context="use").exists()
    assert not queries.precedents(colleague, licences={"ISC"}).exists()
    assert not queries.precedents(stranger, licences={"MIT"}).exists()
    Answer.objects.update(valid_until="2020-01-01")
    assert not queries.precedents(colleague, licences={"MIT"}).exists()


def test_the_list_narrows_by_state_context_licence_and_whose(office: User, colleague: User) -> None:
    embed, use = asked(colleague), asked(office, "MIT", context="use")
    answered(office, use)
    assert list(queries.questions(office, Wanted(state="open"))) == [embed]
    assert list(queries.questions(office, Wanted(context="use"))) == [use]
    assert list(queries.questions(office, Wanted(licence="eupl-1.2"))) == [embed]
    assert list(queries.questions(office, Wanted(mine=True))) == [use]
    assert queries.numbers(office, Wanted(state="open")) == {
        "state": {"open": 1, "answered": 1},
        "context": {"embed": 1},
        "mine": {"1": 0},
    }


def test_a_longer_list_asks_no_more_often(office: User, colleague: User) -> None:
    answered(office, asked(colleague))
    before = queries_of(lambda: queries.questions(office, Wanted()))
    for written in ("MIT", "ISC", "Zlib"):
        answered(office, asked(colleague, written))
    assert queries_of(lambda: queries.questions(office, Wanted())) == before
