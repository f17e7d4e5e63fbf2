# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What cases get of the licence desk: the policy's answer beside them, and precedents."""

from typing import Any

import pytest
from django.test import Client
from tests.workbench.cases import making as cases
from tests.workbench.cases.conftest import every_kind  # noqa: F401
from tests.workbench.catalogue.making import software

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import moving
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.models import Answer, Question
from allmende.workbench.licensing.queries import questions
from allmende.workbench.licensing.services import precedents

pytestmark = pytest.mark.django_db
Kinds = dict[str, Any]
VALUES = {
    "question": "May we embed the forms library?",
    "licence": "EUPL-1.2",
    "context": "embed",
    "passed-on": True,
    "changed": False,
    "network-use": "unknown",
}


@pytest.fixture
def asked(every_kind: Kinds, colleague: User) -> Case:  # noqa: F811
    return in_review(every_kind, colleague)


def in_review(kinds: Kinds, by: User, **values: Any) -> Case:
    return cases.brought_to(by, kinds["licence-question"], "review", {**VALUES, **values})


def decided(case: Case, by: User, legal: User, step: str = "answer") -> Case:
    cases.answer_all(lambda run: legal if run.role == "legal" else by, case)
    case.refresh_from_db()
    return moving.take(by, case, step, reason="Yes, as a module of its own.")


def shown(client: Client, user: User, case: Case) -> str:
    client.force_login(user)
    return client.get(case.get_absolute_url()).content.decode()


def test_a_decided_case_becomes_a_precedent(
    asked: Case, office: User, legal: User, colleague: User
) -> None:
    case = moving.take(office, decided(asked, office, legal), "make-precedent")
    (kept,) = Answer.objects.select_related("question")
    assert kept.precedent and kept.text == "Yes, as a module of its own." and kept.by == office
    question = kept.question
    assert (question.title, question.expression) == (case.title, "EUPL-1.2")
    assert question.context == "embed" and question.uses == ["pass-on"]
    assert question.asked_by == colleague and case.number in question.text
    stranger = cases.person("stranger")
    assert list(questions.precedents(stranger, licences={"EUPL-1.2"}, context="embed"))


def test_a_superseded_case_ends_its_precedent_which_stays_readable(
    asked: Case, office: User, legal: User, client: Client
) -> None:
    case = moving.take(office, decided(asked, office, legal), "make-precedent")
    other = precedents.record(office, case)
    other.question.case = None
    other.question.save()
    moving.take(legal, case, "supersede", reason="The court said otherwise.")
    kept = Answer.objects.exclude(pk=other.pk).get()
    assert kept.superseded_at and not kept.replaced_by
    found = questions.precedents(office, licences={"EUPL-1.2"}, context="embed")
    assert [one.pk for one in found] == [other.pk]
    client.force_login(office)
    page = client.get(kept.question.get_absolute_url()).content.decode()
    assert "Yes, as a module of its own." in page and "was declared superseded" in page
    assert f"with case {case.number}" in page


def test_a_no_is_kept_as_blocked(asked: Case, office: User, legal: User) -> None:
    moving.take(office, decided(asked, office, legal, "decline"), "make-precedent")
    assert Answer.objects.get().level == "blocked"


def test_a_yes_reads_as_the_policy_says_it(asked: Case, office: User, legal: User) -> None:
    moving.take(office, decided(asked, office, legal), "make-precedent")
    level = Question.objects.get().level
    assert Answer.objects.get().level == (level if level in precedents.POSITIVE else "allowed")


def test_a_confidential_case_is_no_precedent(asked: Case, office: User, legal: User) -> None:
    case = decided(asked, office, legal)
    case = moving.set_confidential(office, case, True)
    with pytest.raises(Refused, match="confidential"):
        moving.take(office, case, "make-precedent")
    assert not Question.objects.exists()
    case.refresh_from_db()
    assert case.state == "answered"


def test_the_question_of_somebody_who_left_is_of_who_keeps_it(
    asked: Case, office: User, legal: User, colleague: User
) -> None:
    case = decided(asked, office, legal)
    colleague.is_active = False
    colleague.save()
    case.refresh_from_db()
    moving.take(office, case, "make-precedent")
    assert Question.objects.get().asked_by == office


def test_the_page_shows_the_answer_of_the_policy_with_its_rules(
    asked: Case, colleague: User, client: Client
) -> None:
    page = shown(client, colleague, asked)
    assert "What the policy says" in page and "Rule: " in page
    assert "?licence=EUPL-1.2&amp;context=embed&amp;" in page and "uses=pass-on" in page


def test_without_a_licence_the_one_of_the_catalogue_counts(
    every_kind: Kinds,  # noqa: F811
    colleague: User,
    client: Client,
) -> None:
    entry = software("Zammad", licences=["AGPL-3.0-only"])
    case = in_review(every_kind, colleague, licence=None, component=entry.slug)
    assert "Rule: " in shown(client, colleague, case)


def test_without_any_licence_a_person_looks(
    every_kind: Kinds,  # noqa: F811
    colleague: User,
    client: Client,
) -> None:
    case = in_review(every_kind, colleague, licence=None)
    assert "No licence is stated" in shown(client, colleague, case)


def test_a_contribution_is_asked_as_one(
    every_kind: Kinds,  # noqa: F811
    colleague: User,
) -> None:
    case = cases.brought_to(colleague, every_kind["contribution"], "draft")
    assert precedents.enquiry_of(case).context == "contribute"
