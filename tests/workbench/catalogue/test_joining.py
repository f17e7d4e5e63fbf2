# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Merge, undo, split, keep apart: reversible, told in both histories, one person at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from tests.workbench.catalogue.making import columns, entry, record_of, rows, software, take_in

from allmende.sources import Support, Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Apart, Merge, Proposal, Software, SourceRecord
from allmende.workbench.catalogue.services import editing, joining, placing, proposing
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.events import sentence
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
HOMEPAGE = "https://zammad.org"


@pytest.fixture
def pair() -> tuple[Software, Software]:
    """Two entries of one name and homepage, each with everything that can hang on it."""
    one = software(
        "Zammad",
        "sill-2022",
        homepage=HOMEPAGE,
        repositories=("https://github.com/zammad/zammad",),
        licences=("AGPL-3.0",),
        usages=(Usage("Lübeck", "DE"),),
        replaces=("Jira",),
    )
    other = software(
        "Zammad",
        "list-b",
        homepage=HOMEPAGE,
        descriptions={"de": "Anfragen bearbeiten."},
        licences=("GPL",),
        usages=(Usage("Potsdam", "DE"),),
        support=(Support("Zammad GmbH"),),
    )
    return one, other


def still(*softwares: Software) -> list[Any]:
    """All that is to be as before, but when it was changed."""
    return [
        ({k: v for k, v in columns(one).items() if k != "changed_at"}, rows(one))
        for one in softwares
    ]


def test_the_kept_entry_takes_in_all_records_and_what_they_say(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    joining.merge(office, kept, absorbed)
    after = columns(kept)
    assert set(kept.records.all()) == {
        record_of("sill-2022", "Zammad"),
        record_of("list-b", "Zammad"),
    }
    assert (after["source_count"], after["descriptions"]) == (2, {"de": "Anfragen bearbeiten."})
    assert {one.organisation for one in kept.references.all()} == {"Lübeck", "Potsdam"}
    assert not absorbed.records.exists()


def test_what_we_said_of_the_kept_entry_goes_before_what_we_said_of_the_absorbed(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    editing.edit(office, kept, {"stance": "in-use", "published": True})
    editing.edit(office, absorbed, {"stance": "observed", "published": False, "since": 2020})
    joining.merge(office, kept, absorbed)
    after = columns(kept)
    assert (after["stance"], after["published"], after["since"]) == ("in-use", True, 2020)


def test_a_placement_comes_along_where_the_kept_entry_has_none_and_goes_back(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    placing.place(office, absorbed, 0.2, 0.3, "A commodity.")
    merge = joining.merge(office, kept, absorbed)
    assert kept.placements.get().reason == "A commodity."
    joining.undo(office, merge)
    assert absorbed.placements.get().reason == "A commodity."
    assert not kept.placements.exists()


def test_the_placement_of_the_kept_entry_stands(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    placing.place(office, kept, 0.8, 0.9, "Our own.")
    placing.place(office, absorbed, 0.2, 0.3, "A commodity.")
    joining.merge(office, kept, absorbed)
    assert kept.placements.get().reason == "Our own."


def test_the_address_of_the_absorbed_entry_leads_on(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    third = software("Zammad", "list-c")
    joining.merge(office, kept, absorbed)
    joining.merge(office, third, kept)
    assert queries.by_slug(office, absorbed.slug) == third
    assert list(queries.visible_to(office)) == [third]


def test_the_absorbed_entry_has_no_findings_and_nobody_is_asked_again(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    assert Proposal.objects.count() == 1
    assert kept.findings.filter(rule="duplicate-candidate").exists()
    joining.merge(office, kept, absorbed)
    assert not Proposal.objects.exists()
    assert not absorbed.findings.exists()
    assert not kept.findings.filter(rule="duplicate-candidate").exists()


def test_undo_restores_exactly_the_state_before(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    editing.edit(office, absorbed, {"stance": "in-use", "developer": "Zammad GmbH"})
    placing.place(office, absorbed, 0.2, 0.3, "Wie überall.")
    proposing.refresh_all()
    before = (
        still(kept, absorbed),
        list(Proposal.objects.values("left", "right", "score", "reasons")),
    )
    done = joining.merge(office, kept, absorbed)
    assert still(kept, absorbed) != before[0]
    joining.undo(office, done)
    proposing.refresh_all()
    assert still(kept, absorbed) == before[0]
    assert list(Proposal.objects.values("left", "right", "score", "reasons")) == before[1]
    assert editing.own_values(absorbed)["stance"] == "in-use"


def test_merging_what_was_kept_apart_and_taking_it_back_leaves_them_apart(
    office: User, pair: tuple[Software, Software]
) -> None:
    joining.keep_apart(office, *pair)
    joining.undo(office, joining.merge(office, *pair))
    proposing.refresh_all()
    assert Apart.objects.count() == 1
    assert not Proposal.objects.exists()


def test_a_later_merge_is_taken_back_first(office: User, pair: tuple[Software, Software]) -> None:
    kept, absorbed = pair
    third = software("Zammad", "list-c")
    before = still(kept, absorbed, third)
    first = joining.merge(office, kept, absorbed)
    second = joining.merge(office, third, kept)
    with pytest.raises(Refused, match="later"):
        joining.undo(office, first)
    joining.undo(office, second)
    joining.undo(office, first)
    proposing.refresh_all()
    assert still(kept, absorbed, third) == before


def test_two_merges_into_one_are_taken_back_in_any_order(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    third = software("Zammad", "list-c", developer="C")
    before = still(kept, absorbed, third)
    first, second = joining.merge(office, kept, absorbed), joining.merge(office, kept, third)
    joining.undo(office, first)
    joining.undo(office, second)
    proposing.refresh_all()
    assert still(kept, absorbed, third) == before


def test_a_merge_is_taken_back_once(office: User, pair: tuple[Software, Software]) -> None:
    done = joining.merge(office, *pair)
    joining.undo(office, done)
    with pytest.raises(Refused, match="already"):
        joining.undo(office, Merge.objects.get())


def test_what_came_in_after_the_merge_stays_with_the_kept_entry(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    done = joining.merge(office, kept, absorbed)
    later = entry("Zammad", "list-c", repositories=("https://github.com/zammad/zammad",))
    take_in(later)
    joining.undo(office, done)
    assert {one.source.slug for one in kept.records.all()} == {"sill-2022", "list-c"}
    assert {one.source.slug for one in absorbed.records.all()} == {"list-b"}


def test_undo_is_refused_when_nothing_is_left_to_give_back(
    office: User, pair: tuple[Software, Software]
) -> None:
    done = joining.merge(office, *pair)
    joining.split(office, record_of("list-b", "Zammad"))
    with pytest.raises(Refused, match="other entries"):
        joining.undo(office, done)
    assert Software.objects.get(pk=pair[1].pk).merged_into == pair[0]


def test_the_histories_of_both_say_which_went_into_which(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    editing.edit(office, kept, {"name": "Zammad Server"})
    joining.undo(office, joining.merge(office, kept, absorbed))
    for one in pair:
        told = Event.objects.filter(subject_id=one.pk, subject_type="software").order_by("id")
        merged, undone = [sentence(event) for event in told][-2:]
        assert merged == "merged Zammad into Zammad Server"
        assert undone == "took the merge of Zammad into Zammad Server back"


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_merged_already_cannot_be_merged(
    office: User, pair: tuple[Software, Software], turned: bool
) -> None:
    kept, absorbed = pair
    third = software("Znuny", "list-c")
    joining.merge(office, kept, absorbed)
    with pytest.raises(Refused, match="merged already"):
        joining.merge(office, *((absorbed, third) if turned else (third, absorbed)))


def test_an_entry_is_not_merged_with_itself(office: User, pair: tuple[Software, Software]) -> None:
    with pytest.raises(Refused, match="itself"):
        joining.merge(office, pair[0], Software.objects.get(pk=pair[0].pk))


# --- split ---------------------------------------------------------------------------------------


def test_a_split_record_gets_an_entry_of_its_own_and_stays_apart(office: User) -> None:
    repository = ("https://github.com/zammad/zammad",)
    left = software("Zammad", "sill-2022", repositories=repository, usages=(Usage("Lübeck"),))
    take_in(entry("Zammad", "list-b", repositories=repository, usages=(Usage("Potsdam"),)))
    right = joining.split(office, record_of("list-b", "Zammad"))
    assert [one.organisation for one in left.references.all()] == ["Lübeck"]
    assert [one.organisation for one in right.references.all()] == ["Potsdam"]
    assert (right.slug, columns(left)["source_count"]) == ("zammad-2", 1)
    proposing.refresh_all()
    assert not Proposal.objects.exists()


def test_a_split_survives_the_next_import_of_both(office: User) -> None:
    repository = ("https://github.com/zammad/zammad",)
    left = software("Zammad", "list-a", repositories=repository)
    take_in(entry("Zammad", "list-b", repositories=repository))
    right = joining.split(office, record_of("list-b", "Zammad"))
    for source in ("list-a", "list-b"):
        take_in(entry("Zammad", source, repositories=repository, developer="New"))
    assert record_of("list-a", "Zammad").software == left
    assert record_of("list-b", "Zammad").software == right


def test_the_only_record_cannot_be_split_off(office: User) -> None:
    software("Zammad")
    with pytest.raises(Refused, match="only record"):
        joining.split(office, record_of("list-a", "Zammad"))


def test_our_own_words_cannot_be_split_off(office: User) -> None:
    found = software("Zammad")
    editing.edit(office, found, {"stance": "in-use"})
    with pytest.raises(Refused, match="ourselves"):
        joining.split(office, SourceRecord.objects.get(source__slug="own"))
    assert Software.objects.count() == 1


# --- keep apart ----------------------------------------------------------------------------------


def test_what_is_kept_apart_is_not_proposed_again_whatever_comes(
    office: User, pair: tuple[Software, Software]
) -> None:
    joining.keep_apart(office, *pair)
    assert not Proposal.objects.exists()
    proposing.refresh_all()
    take_in(entry("Zammad", "sill-2022", homepage=HOMEPAGE, developer="New"))
    assert not Proposal.objects.exists()
    assert not any(one.findings.filter(rule="duplicate-candidate").exists() for one in pair)


def test_what_is_kept_apart_stays_so_when_one_becomes_part_of_another(
    office: User, pair: tuple[Software, Software]
) -> None:
    kept, absorbed = pair
    whole = software("Zammad", "list-c", homepage=HOMEPAGE)
    joining.keep_apart(office, kept, absorbed)
    joining.merge(office, whole, absorbed)
    proposing.refresh_all()
    assert not Proposal.objects.exists()


def test_an_entry_is_not_kept_apart_from_itself(office: User) -> None:
    found = software("Zammad")
    with pytest.raises(Refused, match="itself"):
        joining.keep_apart(office, found, found)


def test_keeping_apart_twice_is_once(office: User, pair: tuple[Software, Software]) -> None:
    joining.keep_apart(office, *pair)
    joining.keep_apart(office, *reversed(pair))
    assert Apart.objects.get().by == office


# --- who, and at once ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["colleague", "community", "legal", "administrator", "stranger"])
def test_only_the_office_decides(
    role: str, office: User, pair: tuple[Software, Software], request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(role)
    done = joining.merge(office, *pair)
    third, fourth = software("Znuny", "list-c"), software("OTRS", "list-c")
    record = record_of("list-b", "Zammad")
    acts: list[Callable[[], Any]] = [
        lambda: joining.merge(person, third, fourth),
        lambda: joining.undo(person, done),
        lambda: joining.split(person, record),
        lambda: joining.keep_apart(person, third, fourth),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert Merge.objects.filter(undone_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_merge_at_once_one_wins_and_the_other_is_told(
    office: User, pair: tuple[Software, Software]
) -> None:
    start = Barrier(2)

    def merge(kept: Software, absorbed: Software) -> str:
        try:
            start.wait(timeout=10)
            with translation.override("en"):  # a thread begins in the office's language
                joining.merge(office, kept, absorbed)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "merged"

    one, other = pair
    theirs = [Software.objects.get(pk=software.pk) for software in (other, one)]
    with ThreadPoolExecutor(2) as people:
        answers = [people.submit(merge, one, other), people.submit(merge, *theirs)]
        told = sorted((answer.result(timeout=30) for answer in answers), key=len)
    assert told[0] == "merged"
    assert "perhaps by somebody else" in told[1]
    assert Merge.objects.count() == 1
    assert Software.objects.filter(merged_into=None).count() == 1
