# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists, boards, tasks and the calendar of cases."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.queries.checks import newest
from allmende.workbench.assessments.services.demo import application
from allmende.workbench.cases import kinds
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import demo
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Unit

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Asked = Callable[..., Case]
MOST = 30
"""Queries of a list or a board, whatever their number of cases."""


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["cases:use", "cases:mine"])
def test_a_list_asks_as_often_for_many_as_for_few(
    address: str, client_of: ClientOf, legal: User, asked: Asked
) -> None:
    client, where = client_of(legal), reverse(address)
    for _ in range(2):
        asked("review")
    client.get(where)
    few = queries_of(client, where)
    for _ in range(8):
        asked("review")
    assert queries_of(client, where) == few <= MOST


def test_a_board_asks_as_often_for_many_as_for_few(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    client, where = client_of(legal), reverse("cases:board", args=["legal-question"])
    for state in ("review", "asked"):
        asked(state)
    client.get(where)
    few = queries_of(client, where)
    for state in ("review", "asked") * 4:
        asked(state)
    assert queries_of(client, where) == few <= MOST


def test_a_page_asks_as_often_for_much_as_for_little(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("review")
    client = client_of(legal)
    client.get(case.get_absolute_url())
    few = queries_of(client, case.get_absolute_url())
    for number in range(6):
        text = {"text": f"Condition {number}", "due_on": "2099-01-04"}
        client.post(reverse("cases:condition-add", args=[case.number]), text)
        client.post(reverse("cases:discussion", args=[case.number]), {"text": "And this."})
    client.get(case.get_absolute_url())
    assert queries_of(client, case.get_absolute_url()) == few


def test_a_list_is_narrowed_by_its_address(client_of: ClientOf, legal: User, asked: Asked) -> None:
    asked("review", question="The first one?")
    asked("answered", question="The second one?")
    client = client_of(legal)
    shown = client.get(reverse("cases:use"), {"phase": "decided"}).content.decode()
    assert "The second one?" in shown and "The first one?" not in shown
    shown = client.get(reverse("cases:use"), {"q": "first"}).content.decode()
    assert "The first one?" in shown and "The second one?" not in shown
    assert "No case fits" in client.get(reverse("cases:use"), {"state": "none"}).content.decode()


def test_publications_stand_beneath_give_and_the_others_beneath_use(
    client_of: ClientOf, office: User, colleague: User, every_kind: dict[str, kinds.Kind]
) -> None:
    making.brought_to(colleague, every_kind["publication"], "review", {"name": "Our tool"})
    making.brought_to(colleague, every_kind["legal-question"], "review", {"question": "May we?"})
    client = client_of(office)
    given = client.get(reverse("cases:give")).content.decode()
    used = client.get(reverse("cases:use")).content.decode()
    assert "Our tool" in given and "May we?" not in given
    assert "May we?" in used and "Our tool" not in used


def test_an_export_holds_what_the_person_sees(
    client_of: ClientOf, legal: User, community: User, asked: Asked
) -> None:
    case = asked("review")
    address = reverse("cases:export", args=["json"])
    assert [one["number"] for one in _rows(client_of(legal), address)] == [case.number]
    assert _rows(client_of(community), address) == []
    table = client_of(legal).get(reverse("cases:export", args=["csv"])).content.decode("utf-8-sig")
    assert table.startswith("number,kind,title,") and case.number in table


def _rows(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(client.get(address).content)["cases"]
    return found


def test_a_case_moves_on_the_board_without_a_mouse(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("asked")
    client = client_of(legal)
    board = reverse("cases:board", args=["legal-question"])
    assert 'value="accept"' in client.get(board).content.decode()
    move = reverse("cases:move", args=[case.number])
    assert client.post(move, {"step": "accept", "seen": case.lock_version}).url == board
    case.refresh_from_db()
    assert case.state == "review"
    answer = client.post(move, {"step": "query"})
    assert answer.url == reverse("cases:step", args=[case.number, "query"])


def test_everybody_finds_the_own_tasks(
    client_of: ClientOf, legal: User, colleague: User, asked: Asked
) -> None:
    asked("review", question="The waiting one?")
    asked("draft", question="The begun one?")
    mine = client_of(colleague).get(reverse("cases:mine")).content.decode()
    tasks, waiting = mine.split('id="waiting"')
    assert "The begun one?" in tasks and "The waiting one?" in waiting
    theirs = client_of(legal).get(reverse("cases:mine")).content.decode()
    assert "The waiting one?" in theirs and "The begun one?" not in theirs
    assert "The waiting one?" in client_of(legal).get(reverse("core:today")).content.decode()


def test_a_calendar_is_read_by_its_secret_alone(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    asked("review", question="The waiting one?")
    client = client_of(legal)
    address = reverse("cases:calendar")
    made = client.post(address, {"do": "make"})
    assert made["Cache-Control"] == "no-store"
    feed = made.context["addresses"][0]["address"].replace("http://testserver", "")
    read = Client().get(feed)
    assert read.status_code == 200 and b"BEGIN:VEVENT" in read.content
    assert feed not in client.get(address).content.decode()
    client.post(address, {"do": "end"})
    assert Client().get(feed).status_code == 404


def test_the_demo_has_cases_of_several_kinds_and_states(
    every_kind: dict[str, kinds.Kind],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DEMO = True
    bundle = application(tmp_path)
    Unit.objects.create(name="Department of Examples")
    Software.objects.create(name="A tool", slug="a-tool")
    for _ in range(2):
        demo.seed(bundle)
    found = list(Case.objects.values_list("kind", "state"))
    assert len(found) == len(set(found)) == 6
    assert not Case.objects.exclude(unread={}).exists()
    checked = Case.objects.get(state="review", kind="publication")
    assert newest(checked, "publication-check").assessment.is_done
