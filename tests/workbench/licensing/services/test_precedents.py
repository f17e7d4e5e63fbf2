# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A newer precedent takes the place of an older one, which stays readable."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.licensing.asking import answered, asked

from allmende.workbench.accounts.models import User
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event
from allmende.workbench.licensing.models import Answer
from allmende.workbench.licensing.queries import questions as queries
from allmende.workbench.licensing.services import precedents

pytestmark = pytest.mark.django_db


@pytest.fixture
def older(colleague: User, office: User) -> Answer:
    return answered(office, asked(colleague, title="The older question"), precedent=True)


@pytest.fixture
def newer(community: User, legal: User) -> Answer:
    question = asked(community, title="The newer question")
    return answered(legal, question, "avoid", "Not any more.", precedent=True)


def test_the_older_one_leaves_the_desk_and_says_what_took_its_place(
    client_of: Callable[[Any], Client],
    office: User,
    person: Callable[..., User],
    older: Answer,
    newer: Answer,
) -> None:
    somebody = person()
    client = client_of(office)
    address = reverse("licensing:question-replace", args=[older.question_id])
    sent = client.post(address, {"newer": newer.pk, "reason": ""})
    assert sent.status_code == 200 and "Replace it by a newer precedent" in sent.content.decode()
    assert (
        client.post(address, {"newer": newer.pk, "reason": "The court decided."}).status_code == 302
    )
    held = queries.precedents(somebody, licences={"EUPL-1.2"})
    assert list(held) == [newer]
    page = client_of(somebody).get(older.question.get_absolute_url()).content.decode()
    assert "Yes, as a module." in page and newer.question.get_absolute_url() in page
    assert "Replaced on" in page and address not in page
    event = Event.objects.get(kind="licensing.precedent-replaced")
    assert event.actor == office and event.data["newer"] == newer.question_id


def test_only_who_answers_replaces_and_says_why(
    colleague: User, legal: User, older: Answer, newer: Answer
) -> None:
    with pytest.raises(NotAllowed):
        precedents.replace(colleague, older.question, newer, "So.")
    with pytest.raises(Refused):
        precedents.replace(legal, older.question, newer, " ")
    precedents.replace(legal, older.question, newer, "The court decided.")
    with pytest.raises(Refused):
        precedents.replace(legal, older.question, newer, "Once more.")


def test_a_precedent_on_another_licence_cannot_take_its_place(
    colleague: User, office: User, older: Answer
) -> None:
    other = answered(office, asked(colleague, "GPL-3.0-only"), precedent=True)
    with pytest.raises(Refused):
        precedents.replace(office, older.question, other, "So.")
    with pytest.raises(Refused):
        precedents.replace(office, older.question, older, "So.")
