# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Organisations are known across sources: carefully told apart, merged by people, never lost."""

import json
from pathlib import Path

import pytest
from tests.workbench.catalogue.making import entry, queries_of, record_of, take_in

from allmende.sources import Support, Usage
from allmende.workbench.catalogue import mentions, organisations
from allmende.workbench.catalogue.models import (
    Involvement,
    Organisation,
    OrganisationProposal,
    Software,
)
from allmende.workbench.catalogue.services import (
    editing,
    forge_lists,
    joining,
    likening,
    organising,
)
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db


def used_by(*names: str, country: str = "DE", **said) -> tuple[Usage, ...]:
    return tuple(Usage(name, country, **said) for name in names)


def published(name: str, uri: str = "", **said):
    extra = {"organisation": uri} if uri else {}
    return {"developer": name, "extra": extra, **said}


def names() -> list[str]:
    return sorted(Organisation.objects.filter(merged_into=None).values_list("name", flat=True))


def organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def involved(name: str) -> set[tuple[str, str]]:
    rows = organisation(name).involvements.select_related("software")
    return {(one.role, one.software.name) for one in rows}


# --- identity -----------------------------------------------------------------------------------


def test_equal_names_in_one_country_are_one_organisation_in_all_sources():
    take_in(
        entry("Zammad", "list-a", usages=used_by("Stadt Ulm")),
        entry("Matomo", "list-b", usages=used_by("STADT  ULM", level="municipal")),
    )
    assert names() == ["Stadt Ulm"]
    assert involved("Stadt Ulm") == {("uses", "Zammad"), ("uses", "Matomo")}


def test_equal_names_in_two_countries_stay_two():
    take_in(
        entry("Zammad", usages=used_by("Ministry of Health", country="GB")),
        entry("Matomo", usages=used_by("Ministry of Health", country="IE")),
    )
    assert len(names()) == 2 and likening.refresh() == 0


def test_a_name_without_a_country_is_only_as_good_as_its_source():
    take_in(
        entry("Zammad", "list-a", usages=used_by("Ministry of Health", country=None)),
        entry("Odoo", "list-a", usages=used_by("Ministry of Health", country=None)),
        entry("Matomo", "list-b", usages=used_by("Ministry of Health", country=None)),
    )
    assert len(names()) == 2
    (proposal,) = OrganisationProposal.objects.all()
    assert proposal.reasons == [["same-name", "Ministry of Health"]]


def test_what_stands_in_brackets_tells_two_places_of_one_name_apart():
    take_in(
        entry("Zammad", usages=used_by("Comune di Samone (TN)", "Comune di Samone (TO)")),
    )
    assert len(names()) == 2


def test_an_official_code_decides_before_a_name():
    uri = "urn:x-italian-pa:C_H501"
    take_in(
        entry("A", **published("Comune di Roma", uri)),
        entry("B", **published("Roma Capitale", uri.lower())),
        entry("C", **published("Roma Capitale", "urn:x-italian-pa:other")),
    )
    assert involved("Comune di Roma") == {("publishes", "A"), ("publishes", "B")}
    assert involved("Roma Capitale") == {("publishes", "C")}
    assert organisation("Comune di Roma").country == "IT"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org", "http://example.org/en", True),
        ("https://example.org/a", "https://example.org/b", False),
    ],
)
def test_a_domain_decides_a_page_below_it_does_not(one, other, same):
    take_in(
        entry("A", "list-a", support=(Support("Example", one, "DE"),)),
        entry("B", "list-b", support=(Support("Example Group", other, "DE"),)),
    )
    assert (len(names()) == 1) is same


def test_all_names_of_the_office_are_one_organisation(munich):
    take_in(entry("A", usages=used_by("LHM")), entry("B", **published("City of Munich")))
    (name,) = names()
    assert involved(name) == {("uses", "A"), ("publishes", "B")}


# --- what an organisation is --------------------------------------------------------------------


def test_a_sources_word_on_the_kind_goes_before_what_the_name_says():
    take_in(entry("A", usages=used_by("Stadt Wien")))
    one = organisation("Stadt Wien")
    assert (one.kind, one.kind_by_name) == ("municipality", True)
    take_in(entry("B", usages=used_by("Stadt Wien", level="regional")))
    one.refresh_from_db()
    assert (one.kind, one.kind_by_name) == ("state", False)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Landeshauptstadt München", "municipality"),
        ("Comune di Trani", "municipality"),
        ("Università di Padova", "university"),
        ("Zammad GmbH", "company"),
        ("tbs-sct", ""),
        ("Stadtwerke Ulm", ""),
    ],
)
def test_a_name_tells_the_kind_where_it_says_so(name, kind):
    assert mentions.kind_of(name) == kind


@pytest.mark.parametrize("name", ["Kim Beispiel", "k-beispiel", "Ada Lovelace and contributors"])
def test_whoever_may_be_a_person_is_no_publisher(name):
    take_in(entry("A", **published(name)))
    assert names() == []


# --- in step with the records -------------------------------------------------------------------


def test_the_same_again_changes_nothing():
    said = entry("A", usages=used_by("Stadt Ulm", since=2020), **published("Zammad GmbH"))
    take_in(said)
    before = list(Involvement.objects.values()), list(Organisation.objects.values())
    take_in(said)
    assert (list(Involvement.objects.values()), list(Organisation.objects.values())) == before


def test_what_a_source_says_no_more_is_marked_and_kept_until_it_says_it_again():
    take_in(entry("A", usages=used_by("Stadt Ulm", "Stadt Bonn")))
    take_in(entry("A", usages=used_by("Stadt Bonn")))
    row = organisation("Stadt Ulm").involvements.get()
    assert row.gone_at and organisations.numbers_of(organisation("Stadt Ulm"))["uses"] == 0
    take_in(entry("A", usages=used_by("Stadt Bonn", "Stadt Ulm")))
    row.refresh_from_db()
    assert row.gone_at is None


def test_where_the_office_says_who_uses_it_that_alone_counts(office):
    take_in(entry("A", usages=used_by("Stadt Ulm"), **published("Zammad GmbH")))
    software = Software.objects.get()
    editing.edit(office, software, {}, usages=[{"organisation": "Stadt Bonn", "country": "DE"}])
    assert involved("Stadt Bonn") == {("uses", "A")} and involved("Stadt Ulm") == set()
    assert involved("Zammad GmbH") == {("publishes", "A")}


def test_involvements_follow_their_record_when_software_is_merged_and_taken_apart(office):
    take_in(entry("A", "list-a", usages=used_by("Stadt Ulm")), entry("B", "list-b"))
    a, b = record_of("list-a", "A").software, record_of("list-b", "B").software
    done = joining.merge(office, b, a)
    assert involved("Stadt Ulm") == {("uses", "B")}
    joining.undo(office, done)
    assert involved("Stadt Ulm") == {("uses", "A")}


def test_many_entries_take_no_more_queries_than_a_few():
    def batch(number: int, prefix: str) -> list:
        return [
            entry(f"{prefix}{n}", usages=used_by(f"Stadt {prefix}{n}", "Stadt Ulm"))
            for n in range(number)
        ]

    take_in(*batch(1, "c"))
    few, many = batch(3, "a"), batch(20, "b")
    assert queries_of(lambda: take_in(*many)) <= queries_of(lambda: take_in(*few)) + 2


# --- merged by a person -------------------------------------------------------------------------


def test_a_merge_holds_for_what_comes_later_and_can_be_taken_back(office):
    take_in(entry("A", usages=used_by("Ulm")), entry("B", usages=used_by("Stadt Ulm")))
    (proposal,) = OrganisationProposal.objects.all()
    assert [code for code, _value in proposal.reasons] == ["short-name"]
    kept, absorbed = organisation("Stadt Ulm"), organisation("Ulm")
    done = organising.merge(office, kept, absorbed)
    take_in(entry("C", usages=used_by("Ulm")))
    assert involved("Stadt Ulm") == {("uses", "A"), ("uses", "B"), ("uses", "C")}
    assert not OrganisationProposal.objects.exists() and names() == ["Stadt Ulm"]
    organising.undo(office, done)
    assert involved("Ulm") == {("uses", "A"), ("uses", "C")}
    assert involved("Stadt Ulm") == {("uses", "B")}
    kinds = Event.objects.filter(subject_type="organisation").values_list("kind", flat=True)
    assert set(kinds) == {
        "catalogue.organisation-merged",
        "catalogue.organisation-merge-undone",
    }


def test_what_went_before_a_merge_goes_back_to_its_own_after_it(office):
    take_in(entry("A", usages=used_by("Ulm")), entry("B", usages=used_by("Stadt Ulm")))
    take_in(entry("A"))
    done = organising.merge(office, organisation("Stadt Ulm"), organisation("Ulm"))
    organising.undo(office, done)
    assert organisation("Ulm").involvements.get().gone_at


def test_a_pair_kept_apart_is_not_proposed_again(office):
    take_in(entry("A", usages=used_by("Ulm")), entry("B", usages=used_by("Stadt Ulm")))
    organising.keep_apart(office, organisation("Ulm"), organisation("Stadt Ulm"))
    assert likening.refresh() == 0


def test_a_merge_is_taken_back_once_and_not_below_a_later_one(office):
    take_in(*(entry(name, usages=used_by(name)) for name in ("A1", "B1", "C1")))
    a, b, c = (organisation(name) for name in ("A1", "B1", "C1"))
    first = organising.merge(office, b, a)
    second = organising.merge(office, c, b)
    with pytest.raises(Refused):
        organising.undo(office, first)
    organising.undo(office, second)
    organising.undo(office, first)
    with pytest.raises(Refused):
        organising.undo(office, first)
    assert names() == ["A1", "B1", "C1"] and involved("A1") == {("uses", "A1")}


def test_only_the_office_merges_and_a_colleague_writes_no_note(colleague, community):
    take_in(entry("A", usages=used_by("Ulm", "Bonn")))
    with pytest.raises(NotAllowed):
        organising.merge(community, organisation("Ulm"), organisation("Bonn"))
    with pytest.raises(NotAllowed):
        organising.note(colleague, organisation("Ulm"), "Hello", "")


def test_a_note_keeps_a_role_address_and_never_that_of_a_person_we_know(office, person):
    take_in(entry("A", usages=used_by("Ulm")))
    ulm = organisation("Ulm")
    known = person(email="kim@example.org")
    for contact in (known.email.upper(), "not an address"):
        with pytest.raises(Refused):
            organising.note(office, ulm, "", contact)
    organising.note(office, ulm, "Asked them.", "opensource@example.org")
    ulm.refresh_from_db()
    assert (ulm.note, ulm.contact) == ("Asked them.", "opensource@example.org")


# --- lists of accounts on forges ----------------------------------------------------------------


def written(path: Path, *accounts: dict) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in accounts), encoding="utf-8")
    return path


def account(owner: str, heading: str, source: str = "github-governments") -> dict:
    return {
        "source": source,
        "forge": "github.com",
        "owner": owner,
        "country_or_level": heading,
    }


def test_an_account_on_a_list_tells_who_publishes_what_lies_in_it(tmp_path):
    take_in(entry("A", repositories=("https://github.com/Town/a",)))
    path = written(
        tmp_path / "orgs.jsonl", account("Town", "Germany"), account("usds", "U.S. City")
    )
    report = forge_lists.import_file(None, path)
    assert (report.read, report.created, report.software) == (2, 2, 1)
    town, usds = organisation("Town"), organisation("usds")
    assert (town.country, usds.country, usds.kind) == ("DE", "US", "municipality")
    take_in(entry("B", repositories=("https://github.com/town/b",)))
    assert involved("Town") == {("publishes", "A"), ("publishes", "B")}
    assert forge_lists.import_file(None, path).created == 0


def test_a_publisher_by_name_and_its_account_are_probably_the_same(tmp_path):
    said = published("Stadt Ulm", repositories=("https://github.com/it-ulm/a",))
    take_in(entry("A", **said))
    forge_lists.import_file(None, written(tmp_path / "o.jsonl", account("it-ulm", "Germany")))
    (proposal,) = OrganisationProposal.objects.all()
    assert proposal.reasons == [["same-group", "github.com/it-ulm"]]


def test_a_line_that_is_no_account_is_told_with_its_number(tmp_path):
    path = tmp_path / "orgs.jsonl"
    path.write_text('{"source": "x"}\nnonsense\n', encoding="utf-8")
    report = forge_lists.import_file(None, path)
    assert [one.line for one in report.problems] == [1, 2] and report.read == 0


# --- reads --------------------------------------------------------------------------------------


def test_those_most_like_us_come_first(munich, office):
    take_in(
        entry(
            "A",
            usages=(
                Usage("Nowhere"),
                Usage("Ville de Lyon", "FR"),
                Usage("Land Hessen", "DE"),
                Usage("Stadt Ulm", "DE"),
            ),
        )
    )
    groups = organisations.users_of(Software.objects.get())
    assert [group.uses[0].organisation.name for group in groups] == [
        "Stadt Ulm",
        "Land Hessen",
        "Ville de Lyon",
        "Nowhere",
    ]


@pytest.mark.parametrize("text", ["münchen", "MUENCHEN", "landeshaupt"])
def test_a_name_is_found_by_words_and_however_it_is_written(text, office):
    take_in(entry("A", usages=used_by("Landeshauptstadt München", "Stadt Ulm")))
    found = organisations.find(office, organisations.Wanted(text=text))
    assert [one.name for one in found] == ["Landeshauptstadt München"]


def test_a_stranger_finds_no_organisation(stranger):
    take_in(entry("A", usages=used_by("Stadt Ulm")))
    assert not organisations.find(stranger, organisations.Wanted()).exists()
