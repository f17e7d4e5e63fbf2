# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which fields a record speaks on, and what all records of a software say together."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.workbench.catalogue.making import entry

from allmende.sources import Entry
from allmende.workbench.catalogue.models import Software, Source, SourceRecord
from allmende.workbench.catalogue.values import DEFAULTS, RULES, merged, values_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def record(
    said: Entry | dict[str, Any], *, slug: str = "list-a", priority: int = 40, ours: bool = False,
    pk: int = 1, later: int = 0,
) -> SourceRecord:  # fmt: skip
    stored = said.to_json() if isinstance(said, Entry) else said
    source = Source(slug=slug, priority=priority, ours=ours)
    at = NOON + timedelta(hours=later)
    return SourceRecord(pk=pk, source=source, entry=stored, fetched_at=at)


def own(**values: Any) -> SourceRecord:
    return record({"values": values}, slug=Source.OWN, priority=100, pk=99)


def test_a_record_speaks_only_on_fields_it_fills() -> None:
    said = values_of(record(entry("Zammad", aliases=("OTRS",), tags=())))
    assert said == {"name": "Zammad", "names": ["OTRS"]}


def test_that_a_source_says_false_or_zero_counts() -> None:
    assert values_of(record(entry(archived=False)))["archived"] is False


def test_every_field_has_a_rule_and_every_rule_but_the_name_a_default() -> None:
    assert set(RULES) == {"name", *DEFAULTS}
    columns = {field.name for field in Software._meta.get_fields()}
    assert set(RULES) <= columns


def test_the_source_of_higher_priority_is_believed() -> None:
    low = record(entry(homepage="https://low.example.org"), pk=1, priority=20, later=5)
    high = record(entry(homepage="https://high.example.org"), pk=2, slug="list-b", priority=60)
    assert merged([low, high]).values["homepage"] == "https://high.example.org"


def test_between_equals_the_newer_one_is_believed() -> None:
    old = record(entry(developer="Old"), pk=1)
    new = record(entry(developer="New"), pk=2, slug="list-b", later=1)
    assert merged([new, old]).values["developer"] == "New"


def test_tags_and_repositories_are_united() -> None:
    one = record(entry(tags=("mail",), repositories=("https://github.com/a/b",)), pk=1)
    two = record(entry(tags=("Mail", "chat"), repositories=("https://x.org/b.git",)), pk=2)
    values = merged([one, two]).values
    assert values["tags"] == ["mail", "chat"]
    assert values["repositories"] == ["https://github.com/a/b", "https://x.org/b.git"]


def test_licences_are_not_united_since_nobody_said_both() -> None:
    high = record(entry(licences=("MIT",)), pk=1, priority=60)
    low = record(entry(licences=("GPL-3.0-only",)), pk=2, slug="list-b")
    both = merged([high, low])
    assert both.values["licences"] == ["MIT"]
    assert both.provenance["licences"].others[0].value == ["GPL-3.0-only"]


def test_each_language_comes_from_the_best_source_that_has_it() -> None:
    high = record(entry(descriptions={"en": "High."}), pk=1, priority=60)
    low = record(entry(descriptions={"en": "Low.", "de": "Tief."}), pk=2, slug="list-b")
    both = merged([high, low])
    assert both.values["descriptions"] == {"de": "Tief.", "en": "High."}
    parts = both.provenance["descriptions"].parts
    assert {key: part.record_id for key, part in parts.items()} == {"de": 2, "en": 1}


def test_our_own_word_wins_over_every_source_also_where_it_is_no() -> None:
    said = record(entry(homepage="https://site.example.org"), priority=100, ours=True, later=9)
    both = merged([said, own(published=False, homepage="")])
    assert both.values["published"] is False
    assert both.values["homepage"] == ""
    assert both.provenance["published"].own


@pytest.mark.usefixtures("munich")
def test_of_several_stances_the_one_furthest_on_counts() -> None:
    said = values_of(record(entry(tags=("contribute", "eigenentwicklung", "sponsor")), ours=True))
    assert said["stance"] == "publishing"


@pytest.mark.usefixtures("munich")
def test_of_several_kinds_the_one_further_on_and_of_several_years_the_first_counts() -> None:
    tags = ("desktop", "application", "start2023", "start2020")
    said = values_of(record(entry(tags=tags), ours=True))
    assert (said["kind"], said["since"]) == ("desktop", 2020)
