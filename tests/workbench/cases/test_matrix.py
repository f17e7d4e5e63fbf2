# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every kind, state and person against every address of a case, and in lists, files and search.

What is expected is read off the files of the kinds (`granted`), not asked of the code that
answers. The addresses of a case are asked as far as it is decided whether somebody may (`asking`);
lists, exports, boards, calendars and the search are asked for whole.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from tests.workbench.assessments import stored
from tests.workbench.cases import making
from tests.workbench.cases.asking import ANSWERED, REFUSED, SIGN_IN, WRITTEN, Asking, asking
from tests.workbench.cases.granted import (
    KINDS,
    MATRIX,
    PEOPLE,
    RULES,
    Lane,
    Place,
    fields,
    is_secret_file,
    read,
    works,
)
from tests.workbench.publications import making as publishing

from allmende.workbench.assessments.models import CaseCheck
from allmende.workbench.cases import urls
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.services import conditions, feeds, filing
from allmende.workbench.publications import urls as urls_of_publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
SECRET = "Quittenkompott"
"""A word of one answer that is not confidential, to be searched for."""
SENT = {"text": "A word.", "reason": "So.", "confidential": "yes", "how": "follow"}


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a case: the name of its view, the request, and to whom it answers."""

    view: str
    request: str
    rule: str = "sees"
    about: Any = None
    sent: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """A case of a kind that goes through its states, and who meets it there."""

    file: dict[str, Any]
    case: Case
    people: dict[str, Any]
    files: dict[str, int]
    condition: int

    def lanes(self) -> dict[str, Lane]:
        return {
            one.lane: Lane(
                one.role, one.state == "running", one.reviewer_id == self.people["reviewer"].pk
            )
            for one in self.case.lanes.filter(current=True)
        }

    def places(self) -> Iterator[Place]:
        """The case in each state, in that of the lanes confidential, too; lanes begin there."""
        runs, begun = self.lanes(), False
        for state in self.file["states"]:
            begun = begun or bool(state.get("lanes"))
            for confidential in (False, True) if state == works(self.file) else (False,):
                Case.objects.filter(pk=self.case.pk).update(
                    state=state["id"],
                    phase=state["phase"],
                    figure=state["figure"],
                    confidential=confidential,
                )
                LaneRun.objects.filter(case=self.case).update(current=begun)
                yield Place(self.file, state, runs if begun else {}, confidential)


def world(kind: Kind) -> World:
    """A case of the asker with everything in it; `other` has one of that kind, too, and a lane."""
    file, people = read(kind.id), cast()
    given = {file["subject"]: f"About {SECRET}"}
    case = making.brought_to(people["asker"], kind, works(file)["id"], given)
    _give_first_lane(case, people["reviewer"])
    elsewhere = making.brought_to(people["other"], kind, works(file)["id"])
    _give_first_lane(making.brought_to(people["asker"], kind, elsewhere.state), people["other"])
    files = {
        "file": filing.attach(None, case, "open.txt", [b"Open."]).pk,
        "internal": filing.attach(None, case, "internal.txt", [b"Internal."], internal=True).pk,
    }
    for one in filter(is_secret_file, fields(file)):
        kept = case.values[one["id"]]
        digest = str(kept[0] if isinstance(kept, list) else kept).removeprefix("sha256:")
        files["secret"] = case.attachments.get(sha256=digest).pk
    condition = conditions.add(None, case, conditions.NewCondition("Name the source."))
    if kind.id == "publication":
        publishing.stored_preparation(case)
        report = stored.report(people["office"], findings=[stored.finding()])
        CaseCheck.objects.create(case=case, criteria="publication-check", assessment=report)
    case = Case.objects.select_related("kept", "requester").get(pk=case.pk)
    return World(file, case, people, files, condition.pk)


def _give_first_lane(case: Case, reviewer: Any) -> None:
    first = case.lanes.filter(current=True).order_by("id").first()
    LaneRun.objects.filter(pk=first.pk).update(reviewer=reviewer)


def cast() -> dict[str, Any]:
    return {
        who: AnonymousUser() if who == "stranger" else making.person(who, *roles)
        for who, roles in PEOPLE.items()
    }


def addresses(world: World, place: Place) -> Iterator[Address]:
    """Every address that names the case, in the state where it stands."""
    yield from (Address(view, f"GET {view if view != 'case' else ''}") for view in WHOLE)
    yield from (Address("look-up", f"GET look-up/{one['id']}") for one in fields(world.file)[:1])
    for name, pk in world.files.items():
        may = {"file": "sees", "internal": "insider", "secret": "secret"}[name]
        gone = "removes secret" if name == "secret" else "insider"
        yield Address("file", f"GET files/{pk}", may)
        yield Address("file-remove", f"POST files/{pk}/remove", gone)
    yield from _steps(place)
    yield from _lanes(world, place)
    for one in world.file.get("documents", ()):
        for form in ("html", "pdf"):
            yield Address("document", f"GET documents/{one['id']}.{form}", "document", one)
    subject = world.file["subject"]
    yield Address(
        "form", "POST form", sent=(("asked", subject), (subject, "Anew"), ("save", "yes"))
    )
    yield Address("discussion", "POST discussion", "part")
    if place.state["phase"] != "closed":  # who has ended a case lays nothing into it any more
        yield Address("files", "POST files", "part", sent=(("file", b"New."),))
    yield Address("condition-add", "POST conditions", "insider")
    yield Address("condition", f"POST conditions/{world.condition}", "part")
    yield Address("watch", "POST watch")
    yield Address("confidential", "POST confidential", "asker or office")
    yield Address("review", "POST review", "office")
    yield Address("migrate", "GET migrate", "office")
    yield Address("migrate", "POST migrate", "office")


WHOLE = ("case", "form", "answers", "discussion", "files", "history")
"""Pages that open to everybody who sees the case."""


def _steps(place: Place) -> Iterator[Address]:
    """Each step from here, and one that leaves another state only."""
    leaving = place.leaving()
    for one in leaving:
        tier = place.file["tiers"][0]["id"] if one.get("asks_tier") else ""
        yield Address("step", f"GET steps/{one['id']}", "sees", one)
        yield Address("step", f"POST steps/{one['id']}", "takes", one, (("tier", tier),))
        yield Address("move", "POST move", "moves", one, (("step", one["id"]),))
    known = {one["id"] for one in place.file["transitions"] if place.state["id"] in one["from"]}
    foreign = next(one["id"] for one in place.file["transitions"] if one["id"] not in known)
    yield Address("step", f"GET steps/{foreign}", "nobody")
    yield Address("step", f"POST steps/{foreign}", "nobody")


def _lanes(world: World, place: Place) -> Iterator[Address]:
    """Every lane where lanes are answered; elsewhere one of each role, given and running or not."""
    lanes = {one["id"]: place.lanes.get(one["id"]) for one in world.file["lanes"]}
    if not place.state.get("lanes"):
        lanes = {name: lane for lane, name in {one: name for name, one in lanes.items()}.items()}
    for name, lane in lanes.items():
        yield Address("lane", f"GET lanes/{name}", "sees" if lane else "nobody")
        for view, after, may in (
            ("lane", "", "answers"),
            ("lane-assign", "/reviewer", "assigns"),
            ("lane-again", "/again", "repeats"),
        ):
            yield Address(view, f"POST lanes/{name}{after}", may if lane else "nobody", lane)


def of_publications(world: World) -> Iterator[Address]:
    """The addresses that publications add to a case."""
    yield Address("prepare", "GET prepare", "asker, office or legal")
    yield Address("prepare-patch", "GET prepare.patch", "asker, office or legal")
    yield Address("prepare", "POST prepare", "prepares")
    yield Address("clean", "GET clean", "office or legal")
    for name in ("clean-history.sh", "fresh-history.sh", "PROVENANCE.md"):
        yield Address("clean-download", f"GET clean/{name}", "office or legal")
    yield Address("address", "POST address", "asker or office")


@pytest.mark.parametrize("name", KINDS)
def test_every_address_in_every_state_answers_whom_the_file_names(
    name: str, every_kind: dict[str, Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(every_kind[name])
    for place in here.places():
        version = Case.objects.values_list("lock_version", flat=True).get(pk=here.case.pk)
        with asking(monkeypatch) as asked:
            walked = [(here.case.get_absolute_url(), one) for one in addresses(here, place)]
            if name == "publication":
                base = reverse("publications:prepare", args=[here.case.number])
                walked += [(base.removesuffix("/prepare"), one) for one in of_publications(here)]
            for base, one in walked:
                for who in PEOPLE:
                    _ask(asked, here, place, base, one, who, version)


def _ask(
    asked: Asking, here: World, place: Place, base: str, one: Address, who: str, version: int
) -> None:
    method, _space, path = one.request.partition(" ")
    sent = {**SENT, "seen": version, **dict(one.sent)}
    address = f"{base}/{path}" if path else base
    answer = asked.ask(here.people[who], method, address, sent)
    outcome = answer.outcome
    told = (place.state["id"], "confidential" * place.confidential, who, one.request, outcome)
    if who == "stranger":
        assert outcome == SIGN_IN, told
    elif not (place.is_seen_by(who) and RULES[one.rule](place, who, one.about)):
        assert outcome == REFUSED, told
    elif method == "GET":
        assert outcome == ANSWERED, told
        if one.view == "case":
            _check_page(here, place, who, answer.context)
    elif one.view == "form":  # who may not fill it in now is led to the case
        editable = who == "asker" and place.state.get("editable")
        assert outcome == (WRITTEN if editable else ANSWERED), told
    else:
        assert outcome in (ANSWERED, WRITTEN), told
        own = who == "asker" and one.rule in ("takes", "moves") and one.about.get("four_eyes")
        assert outcome == ANSWERED or not own, told


PANELS = {
    "contribution": {"licensing/panels/case.html": "sees"},
    "legal-question": {},
    "licence-question": {"licensing/panels/case.html": "sees"},
    "publication": {
        "assessments/panels/case.html": "sees",
        "publications/panels/prepare_publication.html": "asker, office or legal",
        "publications/panels/clean_history.html": "sees",
        "publications/panels/public_repository.html": "decided",
    },
    "usability-analysis": {"assessments/panels/case.html": "sees"},
}
"""What stands on the page of a case beside what is the same for all kinds, and for whom."""


def _check_page(here: World, place: Place, who: str, page: dict[str, Any]) -> None:
    """The panels, what they keep from whom, and the answers that are left out."""
    told = (place.state["id"], who)
    shown = {one.template: one.context for one in (*page["main"], *page["side"])}
    asked = PANELS[here.case.kind]
    assert shown.keys() == {one for one in asked if RULES[asked[one]](place, who, None)}, told
    if here.case.kind == "publication":
        secret = who in ("office", "legal")
        assert shown["publications/panels/clean_history.html"]["may_see"] == secret, told
        found = shown["assessments/panels/case.html"]["findings"]
        assert (found is not None) == secret, told
    has_secrets = any(one.get("confidential") for one in fields(here.file))
    assert bool(page["page"].hidden) == (has_secrets and not place.reads_confidential(who)), told


def everywhere(here: World) -> dict[str, Place]:
    """A copy of the case in each state, of the confidential one, too; its number to its place."""
    runs, found = list(here.case.lanes.filter(current=True)), {}
    same = [one.attname for one in Case._meta.concrete_fields if not one.primary_key]
    for number, place in enumerate(list(here.places())):
        copied = {name: getattr(here.case, name) for name in same}
        copied |= {name: place.state[name] for name in ("phase", "figure")}
        copied |= {"state": place.state["id"], "confidential": place.confidential}
        copied |= {"number": f"{here.case.number}-{number:02}"}
        copied["found_by"] = f"{copied['number']}\n{here.case.found_by}".casefold()
        case = Case.objects.create(**copied)
        LaneRun.objects.bulk_create(
            LaneRun(case=case, lane=one.lane, role=one.role, state=one.state,
                    started_at=one.started_at, due_on=one.due_on, reviewer=one.reviewer)
            for one in runs if place.lanes
        )  # fmt: skip
        found[case.number] = place
    return found


@pytest.mark.parametrize("name", KINDS)
def test_lists_exports_boards_and_search_hold_what_the_file_lets_each_see(
    name: str, every_kind: dict[str, Kind]
) -> None:
    here = world(every_kind[name])
    places = everywhere(here)
    query = {"kind": name}
    for who, client in clients(here.people).items():
        seen = {number for number, one in places.items() if one.is_seen_by(who)}
        exported = client.get(reverse("cases:export", args=["json"]), query)
        numbers = {one["number"] for one in json.loads(exported.getvalue())["cases"]}
        assert numbers & places.keys() == seen, who
        table = client.get(reverse("cases:export", args=["csv"]), query).getvalue().decode()
        assert told_in(table, places) == seen, who
        page = client.get(list_of(name), query)
        assert page.context["page"].paginator.count == len(numbers), who
        assert told_in(page, places) == seen, who
        board = client.get(reverse("cases:board", args=[name]))
        assert sum(one["number"] for one in board.context["columns"]) == len(numbers), who
        assert told_in(board, places) == {
            one for one in seen if places[one].state["phase"] != "closed"
        }, who
        found = client.get(reverse("catalogue:index"), {"q": min(places)}).content.decode()
        assert ("found-cases" in found) == (min(places) in seen), who
        text = client.get(reverse("catalogue:index"), {"q": SECRET})
        assert told_in(text, places) <= seen, who
        assert ("found-cases" in text.content.decode()) == bool(seen), who
        for address in ("core:today", "cases:mine"):
            assert told_in(client.get(reverse(address)), places) <= seen, (who, address)


@pytest.mark.parametrize("name", KINDS)
def test_a_calendar_holds_the_lanes_of_whom_the_file_lets_answer_them(
    name: str, every_kind: dict[str, Kind]
) -> None:
    here = world(every_kind[name])
    due = timezone.localdate() + timedelta(days=9)
    LaneRun.objects.filter(case=here.case).update(due_on=due)
    places = {here.case.number: Place(here.file, works(here.file), here.lanes())}
    (place,) = places.values()
    for who, person in here.people.items():
        if who == "stranger":
            continue
        feed = reverse("cases:feed", args=[feeds.make_address(person)])
        calendar = Client().get(feed).content.decode().replace("\r\n ", "")
        mine = place.is_seen_by(who) and any(
            one.running
            and place.reviews(who, one)
            and (not one.given or who == "reviewer")  # what was given to somebody is theirs to do
            for one in place.lanes.values()
        )
        assert bool(told_in(calendar, places)) == mine, who


def clients(people: dict[str, Any]) -> dict[str, Client]:
    """All who have signed in."""
    found = {who: Client() for who in people if who != "stranger"}
    for who, client in found.items():
        client.force_login(people[who], "django.contrib.auth.backends.ModelBackend")
    return found


def list_of(name: str) -> str:
    return reverse("cases:give" if name == "publication" else "cases:use")


def told_in(answer: Any, places: dict[str, Place]) -> set[str]:
    """The numbers that stand in it, as words of their own."""
    text = answer if isinstance(answer, str) else answer.content.decode()
    return {number for number in places if re.search(rf"{number}\b(?!-)", text)}


def test_the_files_let_in_whom_the_matrix_of_the_office_names() -> None:
    assert {name: read(name)["visibility"]["roles"] for name in KINDS} == dict(MATRIX)


def test_every_address_that_names_a_case_is_walked(every_kind: dict[str, Kind]) -> None:
    """A new one needs an entry in `addresses` or `of_publications`."""
    here = world(every_kind["publication"])
    walked = {one.view for place in here.places() for one in addresses(here, place)}
    for patterns, views in (
        (urls.urlpatterns, walked),
        (urls_of_publications.urlpatterns, {one.view for one in of_publications(here)}),
    ):
        named_ones = [one for one in patterns if isinstance(one, URLPattern)]
        assert {one.name for one in named_ones if "number" in str(one.pattern)} == views
