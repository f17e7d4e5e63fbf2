# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Software, relations and findings follow the records, and nothing moves without need."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.workbench.catalogue.making import (
    columns,
    entry,
    record_of,
    rows,
    software,
    take_in,
    thrown_away,
)

from allmende.sources import Support, Usage
from allmende.workbench.catalogue.models import (
    Alternative,
    Finding,
    Provider,
    Reference,
    Software,
    Source,
)
from allmende.workbench.catalogue.services import deriving, editing

pytestmark = pytest.mark.django_db
REPOSITORY = "https://github.com/zammad/zammad"


def test_a_changed_record_replaces_what_it_said_before_and_nothing_else() -> None:
    found = software("Zammad", usages=(Usage("Old town"), Usage("Both")), replaces=("Jira",))
    take_in(entry("Zammad", "list-b", repositories=(REPOSITORY,), usages=(Usage("Elsewhere"),)))
    kept = Reference.objects.get(organisation="Elsewhere")
    take_in(entry("Zammad", usages=(Usage("Both"), Usage("New town")), replaces=("Remedy",)))
    organisations = {one.organisation for one in found.references.all()}
    assert organisations == {"Both", "New town"}
    assert [one.product for one in found.alternatives.all()] == ["Remedy"]
    assert Reference.objects.get(organisation="Elsewhere").pk == kept.pk


def test_who_uses_it_is_kept_with_everything_the_source_says() -> None:
    usage = Usage("Lübeck", "DE", "municipal", 2019, "it@example.org", "list-a")
    reference = software("Zammad", usages=(usage,)).references.get()
    assert (reference.organisation, reference.country, reference.level, reference.since) == (
        "Lübeck",
        "DE",
        "municipal",
        2019,
    )
    assert reference.record == record_of("list-a", "Zammad")


@pytest.mark.parametrize("year", [0, 3, 20240101, 2**31 - 1])
def test_a_year_that_is_none_is_left_out(year: int) -> None:
    assert software("Zammad", usages=(Usage("Lübeck", since=year),)).references.get().since is None


def test_one_company_that_supports_two_software_is_one_provider() -> None:
    help_from = (Support("Univention GmbH", "https://www.univention.de", "DE"),)
    one, other = software("One", support=help_from), software("Two", support=help_from)
    assert Provider.objects.get().country == "DE"
    assert one.support.get().provider == other.support.get().provider


def test_products_compare_whatever_their_spelling() -> None:
    software("One", replaces=("Microsoft Teams",))
    software("Two", replaces=("MICROSOFT  teams",))
    assert len(set(Alternative.objects.values_list("key", flat=True))) == 1


def test_an_address_that_is_no_repository_is_not_taken_for_one() -> None:
    found = software("Zammad", repositories=("https://github.com/zammad", REPOSITORY))
    assert found.repository == REPOSITORY
    assert [one.key for one in found.repositories.all()] == ["github.com/zammad/zammad"]


def test_the_source_of_higher_priority_is_believed_whoever_came_last() -> None:
    take_in(
        entry(
            "Zammad", "sill-2022", repositories=(REPOSITORY,), homepage="https://sill.example.org"
        )
    )
    found = software(
        "Zammad", "list-a", repositories=(REPOSITORY,), homepage="https://a.example.org"
    )
    assert found.homepage == "https://sill.example.org"


def test_a_new_priority_counts_at_the_next_look() -> None:
    found = software("Zammad", "list-a", repositories=(REPOSITORY,), developer="A")
    take_in(entry("Zammad", "list-b", repositories=(REPOSITORY,), developer="B"))
    for slug, priority in (("list-a", 90), ("list-b", 10)):
        Source.objects.filter(slug=slug).update(priority=priority)
    found.refresh_from_db()
    deriving.derive([found])
    assert columns(found)["developer"] == "A"


def test_licences_are_not_united() -> None:
    take_in(entry("Zammad", "sill-2022", repositories=(REPOSITORY,), licences=("MIT",)))
    found = software("Zammad", "list-a", repositories=(REPOSITORY,), licences=("AGPL-3.0-only",))
    assert (found.licences, found.expressions, found.licence_class) == (
        ["MIT"],
        ["MIT"],
        "permissive",
    )


@pytest.mark.parametrize(
    ("licences", "expressions", "licence_class"),
    [
        ((), [], ""),
        (("MIT", "Apache-2.0"), ["MIT", "Apache-2.0"], "permissive"),
        (("MIT", "AGPL-3.0-only"), ["MIT", "AGPL-3.0-only"], "several"),
        (("GPL",), [], "unknown"),
        (("MIT", "my own"), ["MIT"], "several"),
    ],
)
def test_several_licences_have_a_class_only_where_they_agree(
    licences: tuple[str, ...], expressions: list[str], licence_class: str
) -> None:
    found = software("Zammad", licences=licences)
    assert (found.expressions, found.licence_class) == (expressions, licence_class)


def test_a_date_of_release_is_a_date_or_nothing() -> None:
    found = software("Zammad", latest_release="6.4", latest_release_at=date(2026, 3, 1))
    assert found.latest_release_at == date(2026, 3, 1)


def test_what_is_too_long_is_cut_to_what_fits() -> None:
    found = software("Z" * 400, external_id="z", developer="D" * 900)
    assert (len(found.name), len(found.developer)) == (300, 500)


def test_software_without_any_record_is_left_as_it_is() -> None:
    lonely = Software.objects.create(name="Lonely", slug="lonely", homepage="https://example.org")
    before = columns(lonely)
    assert deriving.derive([lonely]) == {}
    assert columns(lonely) == before


def test_our_own_list_of_replaced_products_takes_the_place_of_the_sources() -> None:
    found = software("Zammad", replaces=("Jira", "Remedy"))
    editing.edit(None, found, {}, replaces=["Remedy"])
    assert [one.product for one in found.alternatives.all()] == ["Remedy"]


# --- findings ------------------------------------------------------------------------------------

DAYS_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_finding_that_is_still_there_keeps_the_day_it_was_first_seen() -> None:
    found = software("Zammad", licences=("GPL", "GPL-2.0"), usages=(Usage("Lübeck"),))
    Finding.objects.update(first_seen_at=DAYS_AGO)
    before = set(Finding.objects.values_list("pk", flat=True))
    assert found.findings.count() > 2
    take_in(entry("Zammad", licences=("GPL", "GPL-2.0"), developer="Zammad GmbH"))
    assert (
        set(Finding.objects.filter(first_seen_at=DAYS_AGO).values_list("pk", flat=True)) == before
    )


def test_a_finding_whose_data_has_several_keys_stays_the_same_row() -> None:
    """PostgreSQL gives the keys of JSON back in an order of its own."""
    long, short = "Ein langer Text, der viel mehr sagt. " * 10, "A short one."
    found = software("Zammad", descriptions={"de": long, "en": short})
    editing.edit(None, found, {"published": True})
    before = found.findings.get(rule="language-shorter").pk
    deriving.refresh_findings([found])
    assert found.findings.get(rule="language-shorter").pk == before


def test_a_finding_goes_when_its_reason_goes_and_a_new_one_is_new() -> None:
    found = software("Zammad", licences=("GPL",))
    Finding.objects.update(first_seen_at=DAYS_AGO)
    take_in(entry("Zammad", licences=("MIT",), repositories=(REPOSITORY,)))
    rules = {one.rule: one.first_seen_at for one in found.findings.all()}
    assert "licence-ambiguous" not in rules
    assert rules["description-missing"] == DAYS_AGO


def test_the_same_defect_twice_is_one_finding() -> None:
    found = software("Zammad")
    for _ in range(3):
        editing.edit(None, found, {"licences": ["GPL", "GPL"]})
    assert found.findings.filter(rule="licence-ambiguous").count() == 1


def test_a_finding_that_matters_more_now_is_seen_anew() -> None:
    found = software("Zammad")
    assert found.findings.get(rule="licence-missing").severity == "low"
    editing.edit(None, found, {"stance": "in-use"})
    assert found.findings.get(rule="licence-missing").severity == "medium"


# --- whatever the entry --------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
said = st.fixed_dictionaries(
    {},
    optional={
        "homepage": words,
        "developer": words,
        "aliases": st.lists(words, max_size=3).map(tuple),
        "repositories": st.lists(words | st.just(REPOSITORY), max_size=3).map(tuple),
        "descriptions": st.dictionaries(st.sampled_from(["de", "en", "fr"]), words),
        "licences": st.lists(words | st.sampled_from(["MIT", "GPL-2.0"]), max_size=3).map(tuple),
        "tags": st.lists(words, max_size=3).map(tuple),
        "usages": st.lists(
            st.builds(Usage, words, since=st.none() | st.integers(0, 2**31 - 1)), max_size=2
        ).map(tuple),
        "replaces": st.lists(words, max_size=2).map(tuple),
    },
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said, said)
def test_deriving_again_changes_nothing(one: dict[str, Any], other: dict[str, Any]) -> None:
    with thrown_away():
        key = {"identifiers": (("wikidata", "Q42"),)}
        take_in(
            entry("One", "list-a", **{**one, **key}), entry("Two", "list-b", **{**other, **key})
        )
        found = Software.objects.get()
        before, hanging = columns(found), rows(found)
        findings = list(Finding.objects.order_by("pk").values())
        assert deriving.derive([found]) == {}
        assert (columns(found), rows(found)) == (before, hanging)
        assert list(Finding.objects.order_by("pk").values()) == findings
