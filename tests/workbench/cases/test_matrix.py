# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every kind, state and person against every address of a case, over the running application.

What is expected is read off the files of the kinds by themselves (`visibility`, `confidential_to`,
`transitions`, `documents`), not asked of the code that answers. In every state everybody asks for
the discussion; the other addresses take turns with states and people, for the walk to be short.
`test_who` has every state and person before queries and services.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from ruamel.yaml import YAML
from tests.workbench.cases import making

from allmende import policies
from allmende.workbench.cases import urls
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.services import conditions, feeds, filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
FILES = Path(policies.__file__).parent / "plain" / "cases"
KINDS = tuple(sorted(one.stem for one in FILES.glob("*.yaml")))
GRANTED = ("office", "legal", "community")
SECRET = "Quittenkompott"
"""A word of one answer that is not confidential, to be searched for."""
PEOPLE = {
    "stranger": (),
    "passer-by": (),
    "asker": (),
    "other-asker": (),
    "reviewer": (),
    "other-reviewer": (),
    "office": ("office",),
    "legal": ("legal",),
    "community": ("community",),
    "administrator": ("administrator",),
}
"""The cast with the roles they hold; `asker` asked for the case, `reviewer` was given a lane."""
ADDRESSES = {
    "case": "GET ",
    "form": "GET /form",
    "look-up": "GET /look-up/{field}",
    "answers": "GET /answers",
    "discussion": "GET /discussion",
    "files": "GET /files",
    "file": "GET /files/{file}",
    "file, internal": "GET /files/{internal}",
    "file, confidential": "GET /files/{confidential}",
    "history": "GET /history",
    "step": "GET /steps/{step}",
    "lane": "GET /lanes/{lane}",
    "document": "GET /documents/{document}.html",
    "migrate": "GET /migrate",
    "take the step": "POST /steps/{step}",
    "move": "POST /move",
    "answer the lane": "POST /lanes/{lane}",
    "lane-assign": "POST /lanes/{lane}/reviewer",
    "lane-again": "POST /lanes/{lane}/again",
    "say": "POST /discussion",
    "add a file": "POST /files",
    "file-remove": "POST /files/{file}/remove",
    "condition-add": "POST /conditions",
    "condition": "POST /conditions/{condition}",
    "watch": "POST /watch",
    "confidential": "POST /confidential",
    "review": "POST /review",
    "move to another version": "POST /migrate",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A case in a state, as the file of its kind tells of it, and what lies in it."""

    file: dict[str, Any]
    state: str
    case: Case
    lanes: tuple[tuple[str, str, bool], ...]
    """Lane, role, and whether it was given to the reviewer."""
    names: dict[str, Any]

    def roles_of(self, who: str) -> set[str]:
        """What the person is to this case."""
        if who == "stranger":
            return set()
        roles = {"employee", *PEOPLE[who]} & {"employee", *GRANTED}
        if who == "asker":
            roles.add("requester")
        if who == "reviewer" and any(given for _lane, _role, given in self.lanes):
            roles.add("reviewer")
        return roles

    def is_seen_by(self, who: str) -> bool:
        """The visibility of the file, read as the recipe for kinds tells it."""
        levels = self.file["visibility"]["roles"]
        roles = self.roles_of(who)
        for role in roles - {"requester", "reviewer"}:
            level = levels.get(role, "none")
            if level == "read" or (level in ("own", "assigned") and "requester" in roles):
                return True
            if level == "assigned" and role in {role for _lane, role, _given in self.lanes}:
                return True
        asked = "requester" in roles and levels.get("requester", "none") != "none"
        given = "reviewer" in roles and levels.get("reviewer", "none") in ("assigned", "read")
        return asked or given

    def reads_confidential(self, who: str) -> bool:
        named = set(self.file["visibility"].get("confidential_to", ()))
        return bool(self.roles_of(who) & {"requester", *named})

    def is_insider(self, who: str) -> bool:
        roles = self.roles_of(who)
        return "requester" not in roles and bool(roles & {*GRANTED, "reviewer"})

    @property
    def step(self) -> dict[str, Any] | None:
        """The first step from here without a condition of its own."""
        leaving = (one for one in self.file["transitions"] if self.state in one["from"])
        return next((one for one in leaving if "when" not in one and named(one)), None)

    def holds(self, who: str, what: str) -> bool:
        """Whether the application answers, to somebody who sees the case."""
        roles, office = self.roles_of(who), "office" in PEOPLE[who]
        step = self.step
        if what == "file, internal":
            return self.is_insider(who)
        if what == "file, confidential":
            return self.reads_confidential(who)
        if what == "take the step":
            return step is not None and bool(roles & set(named(step)))
        if what == "move":
            return step is not None and (self._asks(step) or bool(roles & set(named(step))))
        if what in ("review", "migrate", "move to another version"):
            return office
        if what == "answer the lane":
            return self._answers(who)
        if what == "lane-again":
            return self._is_reviewer_of(who)
        if what == "lane-assign":
            return bool(roles & ({"office", self.lanes[0][1]} - {"reviewer"}))
        if what in ("say", "add a file", "condition"):
            return self.is_insider(who) or "requester" in roles
        if what in ("condition-add", "file-remove"):
            return self.is_insider(who)
        if what == "confidential":
            return office or "requester" in roles
        return True

    def _asks(self, step: dict[str, Any]) -> bool:
        """Whether the step is led to its own page first: for a reason, a tier, or to be sure."""
        states = {one["id"]: one for one in self.file["states"]}
        to, here = states[step["to"]], states[self.state]
        decides = to["phase"] == "decided" or to["figure"] == "refused"
        return (
            bool(step.get("needs_reason") or step.get("asks_tier"))
            or (here["phase"] == "open" and decides)
            or to["phase"] == "closed"
        )

    def _is_reviewer_of(self, who: str) -> bool:
        """Whether the person may answer the first lane at all."""
        roles, (_lane, role, given) = self.roles_of(who), self.lanes[0]
        if "requester" in roles and self.file.get("four_eyes", True):
            return False
        return (given and who == "reviewer") or role in roles - {"requester", "reviewer"}

    def _answers(self, who: str) -> bool:
        works = next(one for one in self.file["states"] if one["id"] == self.state)
        first = self.case.lanes.get(current=True, lane=self.lanes[0][0])
        return (
            bool(works.get("lanes"))
            and first.state == LaneRun.State.RUNNING
            and self._is_reviewer_of(who)
        )


def named(step: dict[str, Any]) -> list[str]:
    """Who takes a step, the workbench itself left out."""
    return [one for one in step["who"] if one != "workbench"]


def read(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(FILES / f"{kind}.yaml")
    return found


def people() -> dict[str, Any]:
    return {who: making.person(who, *roles) for who, roles in PEOPLE.items() if who != "stranger"}


def clients(cast: dict[str, Any]) -> dict[str, Client]:
    found = {"stranger": Client(raise_request_exception=True)}
    for who, person in cast.items():
        found[who] = Client()
        found[who].force_login(person, "django.contrib.auth.backends.ModelBackend")
    return found


def place(kind: Kind, file: dict[str, Any], state: str, cast: dict[str, Any]) -> Place:
    """A case of the asker in that state, the first lane given to the reviewer, files laid in."""
    case = making.brought_to(cast["asker"], kind, state, {file["subject"]: f"About {SECRET}"})
    first = case.lanes.filter(current=True).order_by("id").first()
    if first is not None:
        LaneRun.objects.filter(pk=first.pk).update(reviewer=cast["reviewer"])
    open_again = Case.objects.filter(pk=case.pk)
    open_again.update(phase="open")  # who has ended a case lays nothing into it any more
    case.refresh_from_db()
    plain = filing.attach(None, case, "open.txt", [b"Open."])
    internal = filing.attach(None, case, "internal.txt", [b"Internal."], internal=True)
    condition = conditions.add(None, case, conditions.NewCondition("Name the source."))
    open_again.update(phase=kind.state(state).phase)
    case = Case.objects.select_related("kept", "requester").get(pk=case.pk)
    hidden = next((one for one in fields(file) if is_secret_file(one)), None)
    digest = ""
    if hidden is not None:
        kept = case.values[hidden["id"]]
        digest = str(kept[0] if isinstance(kept, list) else kept).removeprefix("sha256:")
    secret = case.attachments.filter(sha256=digest).first()
    ready = [
        one["id"]
        for one in file.get("documents", ())
        if state in one.get("states", [state]) and one["made_by"] == "decision-sheet"
    ]
    found = Place(
        file,
        state,
        case,
        tuple(
            (one.lane, one.role, one.pk == (first and first.pk))
            for one in case.lanes.filter(current=True).order_by("id")
        ),
        {
            "field": fields(file)[0]["id"],
            "file": plain.pk,
            "internal": internal.pk,
            "confidential": secret and secret.pk,
            "lane": first and first.lane,
            "condition": condition.pk,
            "document": ready[0] if ready else None,
        },
    )
    found.names["step"] = found.step and found.step["id"]
    return found


def fields(file: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for group in file["groups"] for one in group["fields"]]


def is_secret_file(one: dict[str, Any]) -> bool:
    return bool(one.get("confidential")) and one["type"] == "file"


def asked(client: Client, place: Place, request: str) -> HttpResponse:
    """The answer to a request; what it changes is taken back."""
    method, _space, path = request.partition(" ")
    address = place.case.get_absolute_url() + path.format(**place.names)
    sent = {
        "seen": place.case.lock_version,
        "step": place.names["step"] or "",
        "tier": place.file["tiers"][0]["id"] if (place.step or {}).get("asks_tier") else "",
        "text": "A word.",
        "reason": "So.",
        "confidential": "yes",
    }
    if method == "GET":
        return client.get(address)  # type: ignore[return-value]
    with transaction.atomic():
        file = {"file": ContentFile(b"New.", "new.txt")} if path == "/files" else {}
        answer = client.post(address, {**sent, **file})
        transaction.set_rollback(True)
    return answer  # type: ignore[return-value]


def turns(place: Place, number: int) -> Iterator[tuple[str, str]]:
    """The discussion for everybody; the rest for one who sees the case and one not.

    All of it in states with lanes, else a third.
    """
    yield from ((who, "discussion") for who in PEOPLE)
    groups: tuple[list[str], list[str]] = ([], [])
    for who in PEOPLE:
        groups[place.is_seen_by(who)].append(who)
    addresses = list(enumerate(ADDRESSES))
    few = addresses if place.names["lane"] else addresses[number % 3 :: 3]
    for turn, what in few:
        names = ["step"] if what == "move" else re.findall("{(.+?)}", ADDRESSES[what])
        if all(place.names[name] is not None for name in names):
            yield from ((group[(turn + number) % len(group)], what) for group in groups)


@pytest.mark.parametrize("name", KINDS)
def test_every_address_of_a_case_answers_whom_the_file_names(
    name: str, every_kind: dict[str, Kind]
) -> None:
    file, cast = read(name), people()
    browsers = clients(cast)
    met: set[str] = set()
    for number, state in enumerate(file["states"]):
        here = place(every_kind[name], file, state["id"], cast)
        for who, what in turns(here, number):
            answer = asked(browsers[who], here, ADDRESSES[what])
            told = (state["id"], who, what, answer.status_code)
            if who == "stranger":
                assert answer.status_code == 302 and "/login/" in answer["Location"], told
            elif not here.is_seen_by(who):
                assert answer.status_code in (403, 404), told
            else:
                assert (answer.status_code in (200, 302)) == here.holds(who, what), told
            met.add(what)
    secret = any(is_secret_file(one) for one in fields(file))
    assert met == ADDRESSES.keys() - ({"file, confidential"} if not secret else set())


@pytest.mark.parametrize("name", KINDS)
def test_lists_exports_boards_feeds_and_search_hold_what_the_file_lets_each_see(
    name: str, every_kind: dict[str, Kind]
) -> None:
    file, cast = read(name), people()
    works = [one for one in file["states"] if one.get("lanes")]
    some = {one["id"] for one in (*file["states"][::4], *works)}
    places = [place(every_kind[name], file, state, cast) for state in sorted(some)]
    # What somebody else asked for is told apart from it in every list.
    making.brought_to(cast["other-asker"], every_kind[name], file["states"][1]["id"])
    theirs = Case.objects.get(requester=cast["other-asker"])
    query = {"kind": name}
    listed = "cases:give" if name == "publication" else "cases:use"
    for who, client in clients(cast).items():
        if who == "stranger":
            continue
        seen = {one.case.number for one in places if one.is_seen_by(who)}
        exported = client.get(reverse("cases:export", args=["json"]), query)
        numbers = {one["number"] for one in json.loads(exported.getvalue())["cases"]}
        assert numbers - {theirs.number} == seen, who
        table = client.get(reverse("cases:export", args=["csv"]), query).getvalue().decode()
        assert {one for one in all_numbers(places) if one in table} == seen, who
        page = client.get(reverse(listed), query)
        assert page.context["page"].paginator.count == len(numbers), who
        assert told_in(page, places) == seen, who
        board = client.get(reverse("cases:board", args=[name]))
        assert sum(one["number"] for one in board.context["columns"]) == len(numbers), who
        assert told_in(board, places) <= seen, who
        for text in (SECRET, min(all_numbers(places))):
            found = client.get(reverse("catalogue:index"), {"q": text})
            hits = seen if text == SECRET else seen & {text}
            if text == SECRET:  # what is searched for stands on the page in any case
                assert told_in(found, places) <= hits, who
            shown = "found-cases" in found.content.decode()
            assert shown == bool(hits), (who, text)
        for address in ("core:today", "cases:mine"):
            assert told_in(client.get(reverse(address)), places) <= seen, (who, address)
        feed = reverse("cases:feed", args=[feeds.make_address(cast[who])])
        calendar = Client().get(feed).content.decode().replace("\r\n ", "")
        due = {one for one in all_numbers(places) if one in calendar}
        assert due <= seen, who
        if who in ("passer-by", "administrator", "other-asker", "other-reviewer"):
            assert not due, who


def all_numbers(places: list[Place]) -> set[str]:
    return {one.case.number for one in places}


def told_in(answer: Any, places: list[Place]) -> set[str]:
    text = answer.content.decode()
    return {number for number in all_numbers(places) if number in text}


@pytest.mark.parametrize("name", KINDS)
def test_a_confidential_case_is_nowhere_for_others(name: str, every_kind: dict[str, Kind]) -> None:
    file, cast = read(name), people()
    works = next((one for one in file["states"] if one.get("lanes")), file["states"][1])
    here = place(every_kind[name], file, works["id"], cast)
    Case.objects.update(confidential=True)
    for who, client in clients(cast).items():
        if who == "stranger":
            continue
        seen = here.is_seen_by(who) and (
            here.reads_confidential(who) or "reviewer" in here.roles_of(who)
        )
        pages = {
            "page": here.case.get_absolute_url(),
            "list": reverse("cases:give" if name == "publication" else "cases:use"),
            "export": reverse("cases:export", args=["json"]),
            "search": f"{reverse('catalogue:index')}?q={SECRET}",
        }
        for what, address in pages.items():
            answer = client.get(address)
            text = answer.getvalue().decode()
            assert (here.case.number in text and answer.status_code == 200) == seen, (who, what)


def test_every_address_that_names_a_case_is_walked() -> None:
    """A new one needs an entry in ADDRESSES."""
    patterns = [one for one in urls.urlpatterns if isinstance(one, URLPattern)]
    about = {one.name for one in patterns if "number" in str(one.pattern)}
    walked = {ALSO.get(what, what.partition(",")[0]) for what in ADDRESSES}
    assert about == walked


ALSO = {
    "take the step": "step",
    "answer the lane": "lane",
    "say": "discussion",
    "add a file": "files",
    "move to another version": "migrate",
}
"""A second thing done at an address, to the name of the address."""
