# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages of questions: the list, its files, asking, answering."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workbench.catalogue.making import queries_of, software, text_of
from tests.workbench.licensing.asking import answered, asked, in_days

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing.models import Question

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
LIST = "/en/licences/questions"


def form(**said: Any) -> dict[str, Any]:
    usual = {"title": "Forms", "text": "May we?", "licence": "EUPL-1.2", "context": "embed"}
    return {**usual, **said}


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_was_asked_at_the_desk_stands_in_the_form(client_of: Signed, colleague: User) -> None:
    software("Forms", licences=("EUPL-1.2",))
    query = "?software=forms&context=embed&uses=pass-on"
    html = client_of(colleague).get(f"{LIST}/new{query}").content.decode()
    assert 'value="forms"' in html
    assert "What the policy says" in html
    assert html.count(" checked") == 2


def test_a_question_is_asked_and_leads_to_its_page(client_of: Signed, colleague: User) -> None:
    answer = client_of(colleague).post(f"{LIST}/new", form(uses=["modify"]), follow=True)
    question = Question.objects.get()
    assert (question.asked_by, question.uses) == (colleague, ["modify"])
    text = text_of(answer.content.decode())
    assert "Your question has reached the office." in text
    assert "What the policy said when it was asked" in text


@pytest.mark.parametrize("lacks", ["title", "text", "licence", "context"])
def test_a_question_that_lacks_something_keeps_the_rest(
    client_of: Signed, colleague: User, lacks: str
) -> None:
    html = client_of(colleague).post(f"{LIST}/new", form(**{lacks: ""})).content.decode()
    assert "error-summary" in html
    assert "May we?" in html or lacks == "text"
    assert not Question.objects.exists()


def test_office_answers_and_who_asked_reads_it(
    client_of: Signed, colleague: User, office: User
) -> None:
    question = asked(colleague)
    said = {"level": "avoid", "text": "Better **not**.", "language": "en", "precedent": "on"}
    address = f"{LIST}/{question.pk}"
    assert client_of(office).post(f"{address}/answer", said).url == address
    html = client_of(colleague).get(address).content.decode()
    assert "Better <strong>not</strong>." in html
    assert "precedent" in text_of(html)


@pytest.mark.parametrize(
    "wrong", [{"level": ""}, {"text": " "}, {"language": "fr"}, {"valid_until": "2020-01-01"}]
)
def test_a_wrong_answer_keeps_what_was_written(
    client_of: Signed, colleague: User, office: User, wrong: dict[str, str]
) -> None:
    question = asked(colleague)
    said = {"level": "avoid", "text": "Kept words.", "language": "en", **wrong}
    answer = client_of(office).post(f"{LIST}/{question.pk}/answer", said)
    assert "error-summary" in answer.content.decode()
    assert not question.answers.exists()


def test_an_answer_is_told_in_its_language(
    client_of: Signed, colleague: User, office: User
) -> None:
    question = asked(colleague)
    answered(office, question, valid_until=in_days(30))
    html = client_of(colleague).get(f"/de/licences/questions/{question.pk}").content.decode()
    assert 'lang="en"' in html


def test_a_precedent_is_read_without_the_name_of_who_asked(
    client_of: Signed, colleague: User, community: User, office: User
) -> None:
    question = asked(colleague)
    answered(office, question, precedent=True)
    for address in (LIST, f"{LIST}/{question.pk}"):
        assert "Carl Colleague" not in client_of(community).get(address).content.decode()
        assert "Carl Colleague" in client_of(office).get(address).content.decode()


def test_another_ones_question_does_not_exist(
    client_of: Signed, colleague: User, community: User
) -> None:
    question = asked(colleague)
    assert client_of(community).get(f"{LIST}/{question.pk}").status_code == 404
    for act in ("reopen", "withdraw"):
        answer = client_of(community).post(f"{LIST}/{question.pk}/{act}", {"reason": "x"})
        assert answer.status_code == 404


def test_who_asked_withdraws_and_opens_again(client_of: Signed, colleague: User) -> None:
    question, client = asked(colleague), client_of(colleague)
    client.post(f"{LIST}/{question.pk}/withdraw")
    question.refresh_from_db()
    assert question.state == "withdrawn"
    html = client.post(f"{LIST}/{question.pk}/reopen", {"reason": ""}).content.decode()
    assert "error-summary" in html
    client.post(f"{LIST}/{question.pk}/reopen", {"reason": "Needed after all."})
    question.refresh_from_db()
    assert question.state == "open"


def test_the_list_says_why_it_is_empty(client_of: Signed, colleague: User) -> None:
    client = client_of(colleague)
    assert "No question yet" in client.get(LIST).content.decode()
    assert "No question of this kind" in client.get(f"{LIST}?state=open").content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["B", "A"]),
        ("?sort=title", ["A", "B"]),
        ("?state=answered", ["A"]),
        ("?context=use", ["B"]),
        ("?licence=mit", ["B"]),
        ("?mine=1", ["B"]),
        ("?state=nonsense&context=nonsense&sort=nonsense&page=x", ["B", "A"]),
    ],
)
def test_the_list_filters_and_sorts(
    client_of: Signed, colleague: User, office: User, query: str, titles: list[str]
) -> None:
    answered(office, asked(colleague, title="A"))
    asked(office, "MIT", title="B", context="use")
    rows = client_of(office).get(LIST + query).context["rows"]
    assert [row["question"].title for row in rows] == titles


def test_the_list_asks_no_more_often_the_longer_it_is(
    client_of: Signed, colleague: User, office: User
) -> None:
    client = client_of(office)
    answered(office, asked(colleague))
    before = queries_of(lambda: client.get(LIST))
    for number in range(4):
        answered(office, asked(colleague, title=f"Question {number}"))
    assert queries_of(lambda: client.get(LIST)) == before


def test_the_files_hold_what_the_list_shows(
    client_of: Signed, colleague: User, office: User
) -> None:
    answered(office, asked(colleague, title="=A"), "avoid")
    asked(office, "MIT", title="B")
    client = client_of(office)
    rows = list(csv.DictReader(io.StringIO(body(client.get(f"{LIST}.csv?state=answered"))[1:])))
    assert [(row["title"], row["answer"], row["policy_level"]) for row in rows] == [
        ("'=A", "avoid", "avoid")
    ]
    found = json.loads(body(client.get(f"{LIST}.json")))
    assert found["version"] == 1
    assert [row["title"] for row in found["questions"]] == ["B", "=A"]
    assert client_of(colleague).get(f"{LIST}.json").status_code == 200
