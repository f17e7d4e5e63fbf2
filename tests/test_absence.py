# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person may not see or do is absent from the pages, not only refused.

Each role walks the workbench from the start page by its links. Whoever adds something that not
everybody may see puts a secret of it into `town`, and who may read it into SECRETS.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from allmende.workbench.accounts import services
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Job, Unit
from allmende.workbench.publications.models import NotPublished

pytestmark = pytest.mark.django_db

PAGES = 80
"""So many pages of one role are walked at most."""
EVERYBODY = {"stranger", "colleague", "community", "legal", "office", "administrator"}
SECRETS = {
    "Quietly Observed Tool": EVERYBODY - {"stranger"},
    "Vera Victim": {"administrator", "office", "legal"},
    "example-of-work": {"office", "administrator"},
    "It shows how the network is built": {"office", "legal", "community"},
}
"""Text that only these roles may ever read: accounts are named on the audit trail, too."""


@pytest.fixture
def town(person: Callable[..., User], administrator: User) -> None:
    """One record of everything that not everybody may see."""
    Software.objects.create(name="Quietly Observed Tool", slug="quiet")
    Software.objects.create(name="Known Tool", slug="known", published=True)
    Unit.objects.create(name="Department of Examples")
    Job.objects.create(kind="example-of-work", state="failed", error="broke")
    vera = person(username="victim", first_name="Vera", last_name="Victim")
    services.set_roles(administrator, vera, ["legal"])
    NotPublished.objects.create(
        name="Duty roster",
        reason="It shows how the network is built",
        short="For reasons of security.",
        released=True,
        review_on="2027-01-31",
    )


@dataclass
class Page(HTMLParser):
    """The links and the forms that write, in one page."""

    links: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "form" and (given.get("method") or "get").lower() == "post":
            self.forms.append(given.get("action") or "")


def walk(client: Client) -> Iterator[tuple[str, str, Page]]:
    """Address, text and content of each page that links lead to, beginning with the start page."""
    waiting, seen = deque([reverse("core:today")]), {reverse("core:today")}
    while waiting and len(seen) <= PAGES:
        here = waiting.popleft()
        answer = client.get(here, follow=True)
        assert answer.status_code == 200, f"a link leads to {here}, {answer.status_code}"
        if not answer["Content-Type"].startswith("text/html") or answer.streaming:
            continue
        page = Page()
        page.feed(answer.content.decode())
        yield here, answer.content.decode(), page
        for link in page.links:
            there = urlsplit(urljoin(here, link))
            address = there.path + (f"?{there.query}" if there.query else "")
            inside = not there.netloc and there.scheme in {"", "http"}
            if inside and there.path.startswith("/en/") and address not in seen:
                seen.add(address)
                waiting.append(address)


def is_refused(client: Client, address: str) -> bool:
    with transaction.atomic():
        answer = client.post(address)
        transaction.set_rollback(True)
    to_sign_in = reverse("account_login") + "?"
    return answer.status_code in {403, 404} or answer.get("Location", "").startswith(to_sign_in)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_every_link_and_every_form_one_is_shown_opens(
    role: str,
    town: None,
    client_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    me = request.getfixturevalue(role)
    tried = set()
    for here, _, page in walk(client_of(me)):
        for form in page.forms:
            address = urljoin(here, form)
            if address not in tried:
                tried.add(address)
                assert not is_refused(client_of(me), address), f"{here} shows a form to {address}"


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_nothing_is_named_that_one_may_not_see(
    role: str,
    town: None,
    client_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    client = client_of(request.getfixturevalue(role))
    hidden = [text for text, readers in SECRETS.items() if role not in readers]
    pages = 0
    for here, content, _ in walk(client):
        pages += 1
        for text in hidden:
            assert text not in content, f"{here} names {text!r}"
    assert pages > 1


@pytest.mark.parametrize("name", ["catalogue:export", "catalogue:suggest", "catalogue:index"])
def test_the_public_finds_no_trace_of_what_is_not_published(name: str, town: None) -> None:
    for arguments in (["csv"], ["json"]) if name == "catalogue:export" else ([],):
        answer = Client().get(reverse(name, args=arguments), {"q": "quietly"})
        content = b"".join(answer) if answer.streaming else answer.content
        assert b"Quietly Observed Tool" not in content


@pytest.mark.parametrize("role", ["colleague", "community", "legal", "office"])
def test_a_person_does_not_learn_who_administers(
    role: str,
    administrator: User,
    client_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    """Names of administrators stand on the list of people, which only they may read."""
    text = client_of(request.getfixturevalue(role)).get(reverse("accounts:me")).content.decode()
    assert "Ada Admin" not in text
    assert reverse("accounts:people") not in text


def test_the_page_of_a_missing_record_says_as_little_as_that_of_a_hidden_one(town: None) -> None:
    hidden = Client().get(reverse("catalogue:software", args=["quiet"]))
    missing = Client().get(reverse("catalogue:software", args=["never-was"]))
    assert hidden.status_code == missing.status_code == 404
    assert comparable(hidden) == comparable(missing)


def comparable(answer: HttpResponse) -> bytes:
    """The page without what differs by address and by request."""
    return re.sub(rb'(value="\w{64}")|quiet|never-was', b"", answer.content)
