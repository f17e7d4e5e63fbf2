# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A question is asked, answered, opened again, withdrawn."""

import pytest
from tests.workbench.licensing.asking import answered, asked, enquiry, in_days

from allmende.workbench.accounts.models import User
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event
from allmende.workbench.licensing.models import Question
from allmende.workbench.licensing.queries import questions as queries
from allmende.workbench.licensing.services import questions as services

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_a_question_keeps_what_the_policy_said_when_it_was_asked(colleague: User) -> None:
    question = asked(colleague, "BSD-3-Clause OR EUPL-1.2", uses=frozenset({"pass-on"}))
    assert (question.state, question.level) == ("open", "preferred")
    assert question.policy.startswith("munich ")
    assert question.verdict["verdicts"][0]["chosen"] == "BSD-3-Clause"
    assert {one.spdx_id for one in question.concerns.all()} == {"BSD-3-Clause", "EUPL-1.2"}
    assert kinds() == ["licensing.question-asked"]


@pytest.mark.parametrize(("title", "text"), [("", "Why?"), ("Forms", "  \n")])
def test_a_question_needs_a_title_and_a_text(colleague: User, title: str, text: str) -> None:
    with pytest.raises(Refused, match="title"):
        services.ask(colleague, enquiry(), title, text)
    assert not Question.objects.exists()


def test_a_question_needs_a_context_that_the_policy_knows(colleague: User) -> None:
    with pytest.raises(Refused, match="how you want to use it"):
        services.ask(colleague, enquiry(context="elsewhere"), "Forms", "Why?")


def test_the_public_asks_nobody(stranger) -> None:
    with pytest.raises(NotAllowed):
        services.ask(stranger, enquiry(), "Forms", "Why?")


@pytest.mark.parametrize("role", ["office", "legal"])
def test_office_and_legal_answer(role: str, colleague: User, request) -> None:
    question = asked(colleague)
    answer = answered(request.getfixturevalue(role), question, "avoid", valid_until=in_days(0))
    question.refresh_from_db()
    assert (question.state, answer.level, answer.policy) == ("answered", "avoid", question.policy)
    assert kinds()[-1] == "licensing.question-answered"


@pytest.mark.parametrize("role", ["colleague", "community", "administrator", "stranger"])
def test_nobody_else_answers(role: str, person, request) -> None:
    question = asked(person())
    with pytest.raises(NotAllowed):
        answered(request.getfixturevalue(role), question)


def test_an_answered_question_is_not_answered_twice(office: User, colleague: User) -> None:
    question = asked(colleague)
    answered(office, question)
    with pytest.raises(Refused, match="not open"):
        answered(office, question, text="Another one.")


def test_an_answer_is_not_dated_back(office: User, colleague: User) -> None:
    with pytest.raises(Refused, match="past"):
        answered(office, asked(colleague), valid_until=in_days(-1))


@pytest.mark.parametrize("level", ["review", "perhaps", ""])
def test_an_answer_says_whether_it_is_allowed(office: User, colleague: User, level: str) -> None:
    with pytest.raises(Refused, match="allowed"):
        answered(office, asked(colleague), level)


def test_opened_again_the_answer_stays_as_history_and_is_no_precedent(
    office: User, colleague: User, community: User
) -> None:
    question = asked(colleague)
    first = answered(office, question, precedent=True)
    assert list(queries.precedents(community, licences={"EUPL-1.2"})) == [first]
    services.reopen(colleague, question, "The forms changed.")
    assert not queries.precedents(community, licences={"EUPL-1.2"}).exists()
    assert list(queries.visible_to(community)) == []
    second = answered(office, question, "avoid")
    assert list(queries.answers_of(question)) == [second, first]
    assert kinds()[1:] == [
        "licensing.precedent-published",
        "licensing.question-reopened",
        "licensing.question-answered",
    ]


def test_who_asked_withdraws_and_a_colleague_does_not(colleague: User, community: User) -> None:
    question = asked(colleague)
    with pytest.raises(NotAllowed):
        services.withdraw(community, question)
    services.withdraw(colleague, question)
    question.refresh_from_db()
    assert question.state == "withdrawn"
    with pytest.raises(Refused, match="open"):
        services.withdraw(colleague, question)


def test_opening_again_needs_a_reason_and_something_closed(office: User, colleague: User) -> None:
    question = asked(colleague)
    with pytest.raises(Refused, match="open already"):
        services.reopen(office, question, "Why not.")
    services.withdraw(colleague, question)
    with pytest.raises(Refused, match="why"):
        services.reopen(office, question, " ")
