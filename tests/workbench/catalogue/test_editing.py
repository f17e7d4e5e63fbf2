# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Our own words: they win, they stay, they can be taken back, and they are checked."""

from typing import Any

import pytest
from tests.workbench.catalogue.making import columns, entry, software, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Software, SourceRecord
from allmende.workbench.catalogue.services import editing, joining
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("name", "Unser Zammad", "Zammad"),
        ("homepage", "https://ours.example.org", "https://theirs.example.org"),
        ("developer", "", "Zammad GmbH"),
        ("licences", ["MIT"], ("AGPL-3.0-only",)),
        ("tags", ["ticket"], ("help-desk", "support")),
        ("names", [], ("OTRS",)),
        ("archived", False, True),
    ],
)
def test_our_own_word_wins_and_survives_the_next_import(
    office: User, field: str, ours: Any, theirs: Any
) -> None:
    said = {"aliases" if field == "names" else field: theirs} if field != "name" else {}
    found = software("Zammad", "munich-site", **said)
    editing.edit(office, found, {field: ours})
    assert columns(found)[field] == ours
    take_in(entry("Zammad", "munich-site", **said, latest_release="7"))
    after = columns(found)
    assert (after[field], after["latest_release"]) == (ours, "7")
    assert found.provenance[field]["own"]


def test_none_takes_our_word_back_and_the_sources_count_again(office: User) -> None:
    found = software("Zammad", homepage="https://theirs.example.org")
    editing.edit(office, found, {"homepage": "https://ours.example.org", "stance": "in-use"})
    changed = editing.edit(office, found, {"homepage": None})
    assert changed == ["homepage"]
    assert (found.homepage, found.stance) == ("https://theirs.example.org", "in-use")
    assert editing.own_values(found) == {"stance": "in-use"}


def test_an_edit_in_one_language_leaves_the_other_to_the_sources(office: User) -> None:
    found = software("Zammad", descriptions={"de": "Tickets.", "en": "Tickets in English."})
    editing.edit(office, found, {"descriptions": {"de": "Anfragen bearbeiten."}})
    take_in(entry("Zammad", descriptions={"de": "Neu.", "en": "New."}))
    assert columns(found)["descriptions"] == {"de": "Anfragen bearbeiten.", "en": "New."}


def test_an_emptied_language_stays_empty(office: User) -> None:
    found = software("Zammad", descriptions={"de": "Tickets.", "en": "Tickets."})
    editing.edit(office, found, {"descriptions": {"en": ""}})
    assert found.descriptions == {"de": "Tickets."}


def test_an_emptied_year_stays_empty(office: User) -> None:
    found = software("Zammad")
    editing.edit(office, found, {"since": 2020})
    editing.edit(office, found, {"since": ""})
    assert columns(found)["since"] is None


def test_the_event_names_who_and_which_fields(office: User) -> None:
    found = software("Zammad")
    editing.edit(office, found, {"developer": "Zammad GmbH", "stance": "in-use"})
    event = Event.objects.get(kind="catalogue.software-edited")
    assert (event.actor, event.data) == (office, {"fields": "developer, stance"})


def test_saying_what_is_there_already_is_no_event(office: User) -> None:
    found = software("Zammad", developer="Zammad GmbH")
    before = Event.objects.count()
    assert editing.edit(office, found, {"developer": "Zammad GmbH"}) == []
    assert Event.objects.count() == before


@pytest.mark.parametrize("field", editing.WEB_ADDRESSES)
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "zammad.org", "ftp://x.org", "https://"]
)
def test_what_is_no_web_address_is_refused(office: User, field: str, address: str) -> None:
    found = software("Zammad")
    with pytest.raises(Refused, match="web address"):
        editing.edit(office, found, {field: address})
    assert columns(found)[field] == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "nonsense", "https://github.com", "https://zammad.org"]
)
def test_what_is_no_repository_is_refused(office: User, address: str) -> None:
    found = software("Zammad")
    with pytest.raises(Refused, match="repository"):
        editing.edit(office, found, {"repositories": [address]})
    assert not found.repositories.exists()


def test_an_unknown_field_is_a_mistake_of_the_caller(office: User) -> None:
    with pytest.raises(LookupError, match="licence"):
        editing.edit(office, software("Zammad"), {"licence": "MIT"})


def test_a_merged_entry_cannot_be_edited_even_by_who_opened_it_before(office: User) -> None:
    kept, absorbed = software("Zammad"), software("Zammad", "list-b")
    opened_before = Software.objects.get(pk=absorbed.pk)
    joining.merge(office, kept, absorbed)
    with pytest.raises(Refused, match="merged"):
        editing.edit(office, opened_before, {"stance": "in-use"})
    assert not SourceRecord.objects.filter(source__slug="own").exists()


def test_a_software_of_our_own_needs_no_source(office: User) -> None:
    found = editing.create(
        office, {"name": "Ämterweg", "stance": "publishing"}, replaces=["Papier"]
    )
    assert (found.slug, found.stance, found.source_count) == ("aemterweg", "publishing", 0)
    assert found.alternatives.get().product == "Papier"
    assert Event.objects.get().kind == "catalogue.software-created"


def test_a_software_needs_a_name(office: User) -> None:
    with pytest.raises(Refused, match="name"):
        editing.create(office, {"name": "  "})
    assert not Software.objects.exists()


def test_a_namesake_gets_an_address_of_its_own(office: User) -> None:
    software("Zammad")
    assert editing.create(office, {"name": "Zammad"}).slug == "zammad-2"


@pytest.mark.parametrize("role", ["office", "community"])
def test_office_and_community_edit(role: str, request: pytest.FixtureRequest) -> None:
    assert editing.edit(request.getfixturevalue(role), software("Zammad"), {"stance": "in-use"})


@pytest.mark.parametrize("role", ["colleague", "legal", "administrator", "stranger"])
def test_nobody_else_edits_or_creates(role: str, request: pytest.FixtureRequest) -> None:
    person, found = request.getfixturevalue(role), software("Zammad")
    with pytest.raises(NotAllowed):
        editing.edit(person, found, {"stance": "in-use"})
    with pytest.raises(NotAllowed):
        editing.create(person, {"name": "Znuny"})
    assert Software.objects.get().stance == "observed"
