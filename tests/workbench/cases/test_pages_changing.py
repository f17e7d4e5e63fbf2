# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages on which a case is found by its words, moved to newer rules and looked at again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, Notice
from allmende.workbench.cases.queries.telling import preference
from allmende.workbench.cases.services import filling, moving, talking

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Asked = Callable[..., Case]


@pytest.fixture
def newer(legal_question: Kind, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and the office's policy has a version of the kind that asks one question less."""
    groups = tuple(
        replace(group, fields=tuple(one for one in group.fields if one.id != "amount"))
        for group in legal_question.groups
    )
    kind = replace(legal_question, version=2, groups=groups, digest="0" * 16)
    present = {**definitions.current(), kind.id: kind}
    return lambda: monkeypatch.setattr(definitions, "current", lambda: present)


def test_who_asks_for_the_cases_comes_to_the_own_ones(client_of: ClientOf, colleague: User) -> None:
    assert client_of(colleague).get(reverse("cases:index")).url == reverse("cases:mine")


def listed(client: Client, text: str) -> int:
    found = client.get(reverse("cases:use"), {"q": text}).context["page"].paginator.count
    numbers = client.get(reverse("catalogue:index"), {"q": text}).content.decode()
    assert ("found-cases" in numbers) == bool(found)
    return int(found)


def test_a_case_is_found_by_number_title_and_answers_whatever_their_case(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked(
        "review",
        question="Dürfen wir ÖFFENTLICH fragen?",
        **{"wanted-by-reason": "Ein Straßenverzeichnis."},
    )
    asked("review", question="Something else?", **{"wanted-by-reason": "Nothing of it."})
    client = client_of(legal)
    for text in (case.number, case.number.lower(), "öffentlich", "STRASSENVERZEICHNIS fragen"):
        assert listed(client, text) == 1, text
    assert listed(client, "öffentlich nichts davon") == 0
    assert (
        case.get_absolute_url()
        in client.get(reverse("catalogue:index"), {"q": case.number}).content.decode()
    )


def test_nobody_finds_a_case_by_what_they_may_not_read(
    client_of: ClientOf,
    office: User,
    legal: User,
    community: User,
    asked: Asked,
    legal_question: Kind,
) -> None:
    secret = next(
        one for one in legal_question.fields if one.confidential and one.type == "long-text"
    )
    case = asked("draft", **{secret.id: "Whispered"})
    assert "whispered" not in case.found_by
    assert listed(client_of(office), "Whispered") == 0
    assert listed(client_of(community), case.number) == 0
    moving.set_confidential(case.requester, case, True)
    assert listed(client_of(office), case.number) == 0
    assert listed(client_of(legal), case.number) == 1


def test_what_is_answered_anew_is_found_anew(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked("draft", **{"wanted-by-reason": "Quince"})
    filling.save_values(colleague, case, {"wanted-by-reason": "Medlar"})
    assert listed(client_of(colleague), "quince") == 0
    assert listed(client_of(colleague), "medlar") == 1


def test_the_office_sees_what_newer_rules_change_and_moves_the_case_with_a_reason(
    client_of: ClientOf, office: User, legal: User, asked: Asked, newer: Callable[[], None]
) -> None:
    case = asked("review")
    page, address = case.get_absolute_url(), reverse("cases:migrate", args=[case.number])
    client = client_of(office)
    assert "newer version" not in client.get(page).content.decode()
    assert "has the present version" in client.get(address).content.decode()
    newer()
    assert address in client.get(page).content.decode()
    assert address not in client_of(legal).get(page).content.decode()
    shown = client.get(address).content.decode()
    assert "Answers that are set aside" in shown and "Value at stake" in shown
    assert "error-summary" in client.post(address, {"reason": ""}).content.decode()
    case.refresh_from_db()
    assert case.kept.version == 1
    sent = {"reason": "The new rules protect more.", "seen": case.lock_version}
    assert client.post(address, sent).url == page
    case.refresh_from_db()
    assert (case.kept.version, list(case.left_over)) == (2, ["amount"])
    history = client.get(reverse("cases:history", args=[case.number])).content.decode()
    assert "from version 1 of the rules to version 2" in history
    assert "The new rules protect more." in history


def test_who_saw_an_older_case_does_not_move_it(
    client_of: ClientOf, office: User, colleague: User, asked: Asked, newer: Callable[[], None]
) -> None:
    case = asked("review")
    newer()
    address = reverse("cases:migrate", args=[case.number])
    seen = case.lock_version
    moving.set_confidential(colleague, case, True)
    moving.set_confidential(colleague, case, False)
    told = client_of(office).post(address, {"reason": "So.", "seen": seen}, follow=True)
    assert "was quicker" in told.content.decode()
    assert Case.objects.get(pk=case.pk).kept.version == 1


def test_the_office_sets_the_day_of_the_next_review_and_takes_it_away(
    client_of: ClientOf, office: User, asked: Asked
) -> None:
    case = asked("answered")
    address, client = reverse("cases:review", args=[case.number]), client_of(office)
    assert address in client.get(case.get_absolute_url()).content.decode()
    day = timezone.localdate() + timedelta(days=200)
    client.post(address, {"day": day.isoformat()})
    assert Case.objects.get(pk=case.pk).review_on == day
    for wrong in ("tomorrow perhaps", (timezone.localdate() - timedelta(days=1)).isoformat()):
        told = client.post(address, {"day": wrong}, follow=True)
        assert "note warn" in told.content.decode()
        assert Case.objects.get(pk=case.pk).review_on == day
    client.post(address, {"day": ""})
    assert Case.objects.get(pk=case.pk).review_on is None


def test_a_person_chooses_quiet_and_the_language_of_mails(
    client_of: ClientOf, legal: User, colleague: User, asked: Asked
) -> None:
    address, client = reverse("cases:preferences"), client_of(colleague)
    assert client.get(address).context["form"]["mails"].value() == "yes"
    case = asked("asked")
    moving.take(legal, case, "query", reason="Which contract?")
    assert Notice.objects.filter(person=colleague).count() == 1
    client.post(address, {"mails": "no", "language": "de"})
    assert (preference(colleague).mails, preference(colleague).language) == (False, "de")
    moving.take(legal, asked("asked"), "query", reason="Which contract?")
    assert Notice.objects.filter(person=colleague).count() == 1
    client.post(address, {"mails": "perhaps", "language": "fr"})
    assert preference(colleague).language == "de"


def test_moving_tells_the_reason_in_the_discussion_too(
    client_of: ClientOf, office: User, colleague: User, asked: Asked, newer: Callable[[], None]
) -> None:
    case = asked("review")
    newer()
    client_of(office).post(reverse("cases:migrate", args=[case.number]), {"reason": "As agreed."})
    talk = client_of(colleague).get(reverse("cases:discussion", args=[case.number]))
    assert "As agreed." in talk.content.decode()


def test_a_closed_case_stands_on_the_board_as_a_number_only(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    closed = asked("withdrawn", question="The closed one?")
    board = client_of(legal).get(reverse("cases:board", args=["legal-question"]))
    column = next(one for one in board.context["columns"] if one["state"].id == "withdrawn")
    assert (column["number"], column["cards"]) == (1, [])
    assert closed.number not in board.content.decode()
    assert "state=withdrawn" in board.content.decode()


@pytest.mark.parametrize(
    "address", ["cases:use", "cases:give", "cases:mine", "cases:board", "cases:feed", "core:today"]
)
def test_thirty_cases_cost_as_many_queries_as_three(
    address: str,
    client_of: ClientOf,
    legal: User,
    colleague: User,
    every_kind: dict[str, Kind],
    django_assert_max_num_queries: Any,
) -> None:
    from allmende.workbench.cases.services import feeds

    name = "publication" if address == "cases:give" else "legal-question"
    first = [making.brought_to(colleague, every_kind[name], "review") for _turn in range(3)]
    if address == "cases:feed":
        where = reverse(address, args=[feeds.make_address(legal)])
    else:
        where = reverse(address, args=[name] if address == "cases:board" else [])
    client = client_of(legal)

    def cost() -> int:
        client.get(where)
        with django_assert_max_num_queries(30) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    few = cost()
    copy_of(first[0], 27)
    assert Case.objects.count() == 30
    assert cost() == few


def copy_of(case: Case, number: int) -> None:
    """More of the same, with lanes and the first condition, without the steps that lead there."""
    talking.comment(case.requester, case, "A word.")
    runs = list(case.lanes.all())
    for turn in range(number):
        case.pk, case.number = None, f"COPY-{turn}"
        case.save()
        for run in runs:
            run.pk, run.case = None, case
            run.save()
