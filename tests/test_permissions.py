# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every cell of docs/permissions.md holds in the running application.

A new address needs a row there; a new kind of record in a path needs an entry in RECORDS here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from tests.workbench.api import making as listing
from tests.workbench.assessments import stored
from tests.workbench.cases import standing
from tests.workbench.communities import making as consulting
from tests.workbench.licensing.bills import making
from tests.workbench.opencode import making as opencode
from tests.workbench.publications import making as publishing
from tests.workbench.radar import making as watching

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import (
    Harvest,
    Merge,
    Organisation,
    OrganisationMerge,
    OrganisationProposal,
    Proposal,
    SavedSearch,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.core.models import Job, Unit
from allmende.workbench.licensing.models import Answer, Question, Waiver

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parents[1] / "docs" / "permissions.md"
COLUMNS = {
    "Public": "stranger",
    "Employee": "colleague",
    "Community manager": "community",
    "Legal": "legal",
    "Office": "office",
    "Administrator": "administrator",
}
"""Heading of a column to the person of the cast who walks it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One person, one request, and what the table says of it: yes, no or sign-in."""

    what: str
    method: str
    path: str
    person: str
    expected: str


def cells() -> Iterator[Cell]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    head, _, *rows = [[part.strip() for part in line.strip("|").split("|")] for line in lines]
    assert head == ["What", "Request", *COLUMNS], head
    for what, request, *answers in rows:
        method, path = request.strip("`").split(" ", 1)
        for person, expected in zip(COLUMNS.values(), answers, strict=True):
            yield Cell(what, method, path, person, expected)


CELLS = list(cells())


def software(slug: str, *, published: bool = True) -> Software:
    return Software.objects.create(name=slug.title(), slug=slug, published=published)


def organisation(name: str) -> Organisation:
    return Organisation.objects.create(name=name)


def record() -> SourceRecord:
    return SourceRecord.objects.create(
        source=Source.objects.create(slug="catalogue", name="A catalogue"),
        external_id="1",
        software=software("recorded"),
        payload="{}",
        digest="",
        entry={},
    )


def link(person: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return f"{uid}/{default_token_generator.make_token(person)}"


def question(by: User, state: str = "open") -> Question:
    return Question.objects.create(
        title="Forms", text="May we?", context="embed", level="review", asked_by=by, state=state
    )


def precedent(by: User) -> Question:
    asked = question(by, "answered")
    Answer.objects.create(
        question=asked, text="Yes.", language="en", level="allowed", precedent=True, by=by
    )
    return asked


RECORDS: dict[str, Callable[[User, User], Any]] = {
    "job": lambda me, other: Job.objects.create(kind="example").pk,
    "failed job": lambda me, other: Job.objects.create(kind="example", state="failed").pk,
    "unit": lambda me, other: Unit.objects.create(name="Department of Examples").pk,
    "person": lambda me, other: other.pk,
    "link": lambda me, other: link(other),
    "lane of the guide": lambda me, other: "security",
    "set of the guide": lambda me, other: "publication-check",
    "provider": lambda me, other: "sso",
    "published": lambda me, other: software("keycloak").slug,
    "unpublished": lambda me, other: software("keycloak", published=False).slug,
    "harvest": lambda me, other: (
        Harvest.objects.create(
            source=Source.objects.create(slug="catalogue", name="A catalogue")
        ).pk
    ),
    "source": lambda me, other: Source.objects.create(slug="catalogue", name="A catalogue").slug,
    "record": lambda me, other: record().pk,
    "pair": lambda me, other: (
        Proposal.objects.create(left=software("left"), right=software("right"), score=0.9).pk
    ),
    "merge": lambda me, other: (
        Merge.objects.create(kept=software("kept"), absorbed=software("absorbed")).pk
    ),
    "organisation": lambda me, other: organisation("Town").pk,
    "pair of organisations": lambda me, other: (
        OrganisationProposal.objects.create(
            left=organisation("Left"), right=organisation("Right"), score=0.5
        ).pk
    ),
    "merge of organisations": lambda me, other: (
        OrganisationMerge.objects.create(
            kept=organisation("Kept"), absorbed=organisation("Absorbed")
        ).pk
    ),
    "own product": lambda me, other: making.checked(me, making.large(2)).product.slug,
    "product": lambda me, other: making.checked(other, making.large(2)).product.slug,
    "own bill": lambda me, other: making.checked(me, making.large(2)).pk,
    "bill": lambda me, other: making.checked(other, making.large(2)).pk,
    "own question": lambda me, other: question(me).pk,
    "question": lambda me, other: question(other).pk,
    "precedent": lambda me, other: precedent(other).pk,
    "waiver": lambda me, other: (
        Waiver.objects.create(
            purl="pkg:npm/x", contexts=["embed"], reason="So.", expires=date.max, by=other
        ).pk
    ),
    "analysis": lambda me, other: stored.report(other).pk,
    "analysis with a finding": lambda me, other: (
        f"{stored.report(other).pk}/findings/{stored.FINDING}"
    ),
    "own draft": lambda me, other: standing.case(me, "draft").number,
    "case": lambda me, other: standing.case(other).number,
    "answered case": lambda me, other: standing.case(other, "answered").number,
    "case with a file": lambda me, other: standing.with_file(other),
    "case with a condition": lambda me, other: standing.with_condition(other),
    "feed": lambda me, other: standing.feed(other),
    "publication": lambda me, other: publishing.public().pk,
    "prepared publication": lambda me, other: (
        publishing.stored_publication(publishing.in_state(other)).pk
    ),
    "checked case": lambda me, other: (
        publishing.checked(publishing.in_state(other), None, other).number
    ),
    "prepared case": lambda me, other: (
        publishing.stored_preparation(publishing.in_state(other)).case.number
    ),
    "approved case": lambda me, other: publishing.in_state(other).number,
    "entry": lambda me, other: publishing.entry().pk,
    "body": lambda me, other: consulting.body().pk,
    "delegation": lambda me, other: consulting.delegation_path(other),
    "consultation": lambda me, other: consulting.consultation().pk,
    "own consultation": lambda me, other: consulting.consultation(delegate=me).pk,
    "ours": lambda me, other: listing.ours().slug,
    "openCode pair": lambda me, other: opencode.presumed(),
    "our id": lambda me, other: listing.id_of(listing.ours()),
    "our publisher": lambda me, other: listing.publisher_of(listing.ours()),
    "our catalogue": lambda me, other: listing.catalogue_of(listing.ours()),
    "own watch": lambda me, other: watching.stored(me).pk,
    "watch": lambda me, other: watching.stored(other).pk,
    "watch of the office": lambda me, other: watching.stored(None).pk,
    "own search": lambda me, other: SavedSearch.objects.create(user=me, name="All", query="").pk,
}
"""A word in < > to the record that takes its place: of the person asking, or of another one."""


def address(path: str, me: User, other: User) -> str:
    me = me if me.is_authenticated else other
    filled = re.sub("<(.+?)>", lambda found: str(RECORDS[found[1]](me, other)), path)
    return filled.replace("/…/", "/en/")


def verdict(answer: HttpResponse) -> str:
    if answer.status_code in {403, 404}:
        return "no"
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login") + "?"):
        return "sign-in"
    assert answer.status_code < 500 and answer.status_code != 405, answer.status_code
    return "yes"


@pytest.fixture
def other(person: Callable[..., User]) -> User:
    return person(username="other")


@pytest.fixture(autouse=True)
def _an_identity_provider(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "City Login",
                    "client_id": "allmende",
                    "settings": {"server_url": "http://127.0.0.1:1"},
                }
            ]
        }
    }


@pytest.mark.parametrize(
    "cell", CELLS, ids=[f"{cell.person}: {cell.method} {cell.path}" for cell in CELLS]
)
def test_the_table_is_true(
    cell: Cell,
    request: pytest.FixtureRequest,
    client_of: Callable[[User], Client],
    other: User,
) -> None:
    me = request.getfixturevalue(cell.person)
    client = client_of(me)
    send = {"GET": client.get, "POST": client.post}[cell.method]
    answer = send(address(cell.path, me, other))
    assert verdict(answer) == cell.expected, f"{cell.what}: {answer.status_code}"


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


def test_every_address_of_the_project_is_in_the_table(other: User) -> None:
    told = set()
    for path in {cell.path for cell in CELLS}:
        with transaction.atomic():
            told.add(resolve(address(path, other, other).partition("?")[0]).view_name)
            transaction.set_rollback(True)
    assert set(names(get_resolver().url_patterns)) == told


def test_every_cell_says_one_of_three_words() -> None:
    assert {cell.expected for cell in CELLS} == {"yes", "no", "sign-in"}


def test_no_request_stands_in_the_table_twice() -> None:
    requests = [(cell.method, cell.path, cell.person) for cell in CELLS]
    assert len(requests) == len(set(requests))


def test_who_administers_reads_no_more_content_than_an_employee() -> None:
    """Beyond an employee: accounts, running work and units; nothing else."""
    employee = {
        (cell.method, cell.path): cell.expected for cell in CELLS if cell.person == "colleague"
    }
    beyond = {
        cell.path.split("/")[2]
        if not cell.path.startswith("/…/account/")
        else cell.path.split("/")[3]
        for cell in CELLS
        if cell.person == "administrator"
        and cell.expected == "yes"
        and employee[cell.method, cell.path] != "yes"
    }
    assert beyond == {"jobs", "units", "people"}
