# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reads: who sees what, and that no list asks more often the longer it is."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.workbench.catalogue.making import entry, queries_of, software, take_in

from allmende.sources import Entry, Support, Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries, searching
from allmende.workbench.catalogue.models import Finding, Placement, Software, SourceRecord
from allmende.workbench.catalogue.services import deriving, editing, joining, placing, proposing

pytestmark = pytest.mark.django_db


# --- who sees what -------------------------------------------------------------------------------


@pytest.fixture
def shown_and_hidden() -> tuple[Software, Software]:
    shown, hidden = software("Shown", replaces=("Jira",)), software("Hidden", replaces=("Jira",))
    editing.edit(None, shown, {"published": True, "stance": "in-use"})
    for one in (shown, hidden):
        placing.place(None, one, 0.5, 0.5, "Darum.")
    return shown, hidden


def test_the_public_sees_what_the_office_publishes(
    shown_and_hidden: tuple[Software, Software], stranger
) -> None:
    shown, hidden = shown_and_hidden
    pks = [hidden.pk, shown.pk]
    assert list(queries.visible_to(stranger)) == [shown]
    assert queries.for_list(stranger, pks) == [shown]
    assert queries.by_slug(stranger, "hidden") is None
    assert queries.by_slug(stranger, "shown") == shown
    assert queries.compared(stranger, ["hidden", "shown"]) == [shown]
    assert queries.alternatives_to(stranger, shown) == []
    assert [one.software for one in queries.points(stranger)] == [shown]
    assert list(queries.newest(stranger)) == [shown]
    assert queries.counts(stranger)["all"] == 1


@pytest.mark.parametrize("role", ["colleague", "community", "legal", "office", "administrator"])
def test_employees_see_everything(
    shown_and_hidden: tuple[Software, Software], role: str, request: pytest.FixtureRequest
) -> None:
    shown, hidden = shown_and_hidden
    person = request.getfixturevalue(role)
    assert set(queries.visible_to(person)) == {shown, hidden}
    assert queries.by_slug(person, "hidden") == hidden
    assert queries.for_list(person, [hidden.pk, shown.pk]) == [hidden, shown]
    assert queries.alternatives_to(person, shown) == [hidden]
    assert queries.counts(person)["all"] == 2


def test_a_person_who_may_not_sign_in_any_more_sees_what_the_public_sees(
    shown_and_hidden: tuple[Software, Software], colleague: User
) -> None:
    colleague.is_active = False
    assert queries.visible_to(colleague).count() == 1


def test_a_merged_entry_is_in_no_list_and_leads_the_public_only_to_what_is_published(
    shown_and_hidden: tuple[Software, Software], office: User, stranger
) -> None:
    shown, hidden = shown_and_hidden
    joining.merge(office, hidden, shown)
    editing.edit(office, hidden, {"published": False})
    assert list(queries.visible_to(office)) == [hidden]
    assert queries.by_slug(stranger, "shown") is None
    assert queries.by_slug(office, "shown") == hidden


# --- what they give ------------------------------------------------------------------------------


def test_a_comparison_keeps_the_order_asked_for_and_takes_five(office: User) -> None:
    names = ["f", "b", "e", "a", "d", "c"]
    for name in names:
        software(name)
    assert [one.name for one in queries.compared(office, [*names[:2], "b", *names[2:]])] == [
        "f",
        "b",
        "e",
        "a",
    ]
    assert len(queries.compared(office, names)) == queries.COMPARED_AT_MOST


def test_said_of_tells_who_agrees_and_who_says_otherwise() -> None:
    key = ("https://github.com/zammad/zammad",)
    take_in(entry("Zammad", "sill-2022", repositories=key, homepage="https://zammad.org"))
    take_in(entry("Zammad", "list-b", repositories=key, homepage="https://ZAMMAD.org/"))
    found = software("Tickets", "list-c", repositories=key, homepage="https://other.example.org")
    said = queries.said_of(found, queries.records_of(found))["homepage"]
    assert said.value == "https://zammad.org"
    assert {one.source.slug for one in said.by} == {"sill-2022", "list-b"}
    assert [(one.source.slug, value) for one, value in said.otherwise] == [
        ("list-c", "https://other.example.org")
    ]


def test_records_come_with_the_most_trusted_source_first() -> None:
    key = ("https://github.com/zammad/zammad",)
    take_in(entry("Zammad", "list-b", repositories=key))
    found = software("Zammad", "sill-2022", repositories=key)
    assert [one.source.slug for one in queries.records_of(found)] == ["sill-2022", "list-b"]


def test_findings_come_most_severe_first_and_of_our_own_entries_unless_asked(office: User) -> None:
    watched, ours = software("Watched", licences=("GPL",)), software("Ours", licences=("SSPL-1.0",))
    editing.edit(office, ours, {"stance": "in-use"})
    found = list(queries.findings())
    assert found[0].rule == "licence-not-osi"
    assert {one.software for one in found} == {ours}
    assert watched in {one.software for one in queries.findings(scope="all")}
    assert {one.rule for one in queries.findings(rule="licence-missing", scope="all")} <= {
        "licence-missing"
    }
    rules, severities = queries.finding_counts()
    assert sum(rules.values()) == len(found) == sum(severities.values())
    assert severities["high"] == queries.findings(severity="high").count() == 1


def test_points_are_those_of_an_area_and_a_stance(office: User) -> None:
    market, own = software("Market"), software("Own")
    placing.place(office, market, 0.1, 0.1, "Darum.")
    placing.place(office, own, 0.1, 0.1, "Zuerst.")
    placing.place(office, own, 0.9, 0.9, "Jetzt.")
    editing.edit(office, own, {"stance": "publishing"})
    assert [one.software for one in queries.points(office, "own-development")] == [own]
    assert [one.software for one in queries.points(office, stance="publishing")] == [own]
    assert [one.software for one in queries.points(office, "it-market")] == [market]
    assert [one.area.key for one in queries.points(office)] == ["it-market", "own-development"]


def test_sources_tell_how_much_they_brought_and_our_own_edits_are_none(office: User) -> None:
    take_in(entry("Zammad"), entry("Znuny"))
    editing.edit(office, Software.objects.get(name="Znuny"), {"stance": "in-use"})
    (source,) = queries.sources()
    assert (source.slug, source.number, source.software) == ("list-a", 2, 2)


# --- query budgets -------------------------------------------------------------------------------


def full_entry(number: int, changed: str = "") -> Entry:
    """One entry with everything that hangs on a software, and what finds things wrong with it."""
    return entry(
        f"Tool {number}",
        external_id=str(number),
        homepage=f"https://{number}.example.org{changed}",
        repositories=(f"https://github.com/tools/{number}",),
        descriptions={"de": f"Werkzeug {number}{changed}."},
        licences=("GPL",),
        tags=("tool", f"tag-{number}"),
        usages=(Usage(f"Town {number}", "DE", "municipal"), Usage("Lübeck")),
        support=(Support(f"Company {number}"),),
        replaces=(f"Product {number % 2}",),
    )


def twin(number: int) -> Entry:
    """Proposed as the same, by its name and homepage."""
    page = f"https://{number}.example.org"
    return entry(f"Tool {number}", "list-b", str(number), homepage=page)


def fill(number: int) -> list[Software]:
    """A catalogue with so many software, each placed, ours, and with a possible duplicate."""
    first = Software.objects.count() // 2
    places = range(first, number)
    take_in(*(full_entry(place) for place in places), *(twin(place) for place in places))
    Software.objects.update(stance="in-use")
    ours = list(Software.objects.filter(records__source__slug="list-a").order_by("pk"))
    Placement.objects.bulk_create(
        Placement(software=one, x=0.5, y=0.5, reason="Darum.") for one in ours[first:]
    )
    return ours


def read_findings(user: User) -> list[Any]:
    return [(one.software.name, one.record) for one in queries.findings()]


READS: dict[str, Callable[[User, list[Software]], Any]] = {
    "for_list": lambda user, some: [
        [reference.organisation for reference in one.references.all()]
        for one in queries.for_list(user, [one.pk for one in some])
    ],
    "findings": lambda user, some: read_findings(user),
    "finding_counts": lambda user, some: queries.finding_counts(),
    "proposals": lambda user, some: [
        (one.left.name, one.right.name) for one in queries.proposals()
    ],
    "points": lambda user, some: [
        (one.software.name, one.placement.by) for one in queries.points(user)
    ],
    "sources": lambda user, some: [one.number for one in queries.sources()],
    "counts": lambda user, some: queries.counts(user),
    "alternatives": lambda user, some: queries.alternatives_to(user, some[0]),
    "newest": lambda user, some: queries.newest(user, 30),
    "documents": lambda user, some: searching.documents([one.pk for one in some]),
    "derive": lambda user, some: deriving.derive(some),
    "propose": lambda user, some: proposing.refresh_all(),
}


@pytest.mark.parametrize("read", READS)
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_three(read: str, office: User) -> None:
    office.has_perm("catalogue.view_internal")  # reads the roles, which are kept
    few_rows = fill(3)
    few = queries_of(lambda: READS[read](office, few_rows))
    many_rows = fill(30)
    assert len(many_rows) == 30
    assert queries_of(lambda: READS[read](office, many_rows)) == few


def test_a_comparison_takes_as_many_queries_for_five_as_for_one(office: User) -> None:
    slugs = [one.slug for one in fill(5)]

    def compare(some: list[str]) -> list[Any]:
        return [
            (
                [reference.organisation for reference in one.references.all()],
                [support.provider.name for support in one.support.all()],
                [alternative.product for alternative in one.alternatives.all()],
                [placement.x for placement in one.placements.all()],
                [record.source.name for record in one.records.all()],
            )
            for one in queries.compared(office, some)
        ]

    assert queries_of(lambda: compare(slugs)) == queries_of(lambda: compare(slugs[:1]))


def test_merges_take_as_many_queries_for_many_as_for_one(office: User) -> None:
    fill(4)

    def read() -> list[Any]:
        return [(one.kept.name, one.absorbed.name, one.by) for one in queries.merges()]

    counted = []
    for proposal in list(queries.proposals())[:3]:
        joining.merge(office, proposal.left, proposal.right)
        counted.append(queries_of(read))
    assert len(set(counted)) == 1


@pytest.mark.parametrize("what", ["new", "changed", "unchanged"])
def test_an_import_takes_as_many_queries_for_thirty_entries_as_for_three(what: str) -> None:
    def run(number: int, first: int) -> int:
        places = range(first, first + number)
        if what != "new":
            take_in(*(full_entry(place) for place in places))
        mark = "/new" if what == "changed" else ""
        entries = [full_entry(place, mark) for place in places]
        return queries_of(lambda: take_in(*entries) and None)

    run(1, 0)  # the source itself is new
    few = run(3, 100)
    assert run(30, 200) == few
    assert SourceRecord.objects.count() == 34
    assert Finding.objects.exists()
