# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import FieldRule, InvalidView, View, merge
from allmende.identity.merging import JSON

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = {"tags": FieldRule.UNION, "description": FieldRule.BY_LANGUAGE, "name": FieldRule.FIRST}


def view(
    record_id: int | str, priority: int = 1, *, hours: int = 0, own: bool = False, **values: JSON
) -> View:
    return View(
        record_id, f"source-{record_id}", priority, NOON + timedelta(hours=hours), values, own
    )


def test_the_first_view_that_has_a_value_gives_it() -> None:
    merged = merge([view(1, 1, name="low"), view(2, 3, name=""), view(3, 2, name="high")], RULES)
    assert merged.values == {"name": "high"}
    provenance = merged.provenance["name"]
    assert (provenance.record_id, provenance.source, provenance.own) == (3, "source-3", False)
    assert [(other.record_id, other.value) for other in provenance.others] == [(1, "low")]


def test_only_values_that_differ_are_kept_as_others() -> None:
    merged = merge([view(1, name="same"), view(2, name="same"), view(3, name="not")], RULES)
    assert [other.record_id for other in merged.provenance["name"].others] == [3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (view(2, 2, name="wins"), view(1, 1, hours=9, name="loses")),  # priority
        (view(2, hours=1, name="wins"), view(1, name="loses")),  # then the newer
        (view(1, name="wins"), view(2, name="loses")),  # then the smaller id
        (view(9, name="wins"), view("1", name="loses")),  # numbers before texts
        (view(9, -5, own=True, name="wins"), view(1, 99, name="loses")),  # own before all
    ],
)
def test_precedence(one: View, other: View) -> None:
    assert merge([one, other], RULES).values == {"name": "wins"}
    assert merge([other, one], RULES).values == {"name": "wins"}


def test_zero_and_false_are_values() -> None:
    merged = merge([view(1, 2, stars=0, archived=False), view(2, 1, stars=9, archived=True)], {})
    assert merged.values == {"stars": 0, "archived": False}


def test_a_union_joins_without_repeating_spellings() -> None:
    merged = merge([view(1, 1, tags=["wiki", "CMS"]), view(2, 2, tags=["Wiki", "php", ""])], RULES)
    assert merged.values["tags"] == ["Wiki", "php", "CMS"]
    parts = merged.provenance["tags"].parts
    assert {item: part.record_id for item, part in parts.items()} == {"Wiki": 2, "php": 2, "CMS": 1}
    assert [other.value for other in parts["Wiki"].others] == ["wiki"]


def test_a_union_takes_items_that_are_no_text() -> None:
    merged = merge([view(1, 2, tags=[{"a": 1}]), view(2, 1, tags=[{"a": 1}, 5])], RULES)
    assert merged.values["tags"] == [{"a": 1}, 5]
    assert set(merged.provenance["tags"].parts) == {'{"a": 1}', "5"}


def test_languages_are_merged_one_by_one() -> None:
    merged = merge(
        [
            view(1, 2, description={"de": "hoch", "en": ""}),
            view(2, 1, description={"de": "tief", "en": "low", "fr": "bas"}),
        ],
        RULES,
    )
    assert merged.values["description"] == {"de": "hoch", "en": "low", "fr": "bas"}
    parts = merged.provenance["description"].parts
    assert {language: part.record_id for language, part in parts.items()} == {
        "de": 1,
        "en": 2,
        "fr": 2,
    }
    assert [other.value for other in parts["de"].others] == ["tief"]


OTHERS = view(1, 9, name="theirs", tags=["theirs"], description={"de": "ihr", "en": "their"})


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"name": "ours"}, {"name": "ours"}),
        ({"name": ""}, {"name": ""}),
        ({"name": None}, {"name": None}),
        ({"tags": ["ours"]}, {"tags": ["ours"]}),
        ({"tags": []}, {"tags": []}),
        ({"description": {"de": "unser"}}, {"description": {"de": "unser", "en": "their"}}),
        ({"description": {"de": ""}}, {"description": {"en": "their"}}),
        ({"description": {}}, {"description": {}}),
    ],
)
def test_own_edits_win_each_field_they_have_even_empty(
    own: dict[str, JSON], expected: dict[str, JSON]
) -> None:
    merged = merge([OTHERS, view(2, 0, own=True, **own)], RULES)
    assert merged.values == {**OTHERS.values, **expected}
    (name,) = own
    assert merged.provenance[name].own
    assert [other.record_id for other in merged.provenance[name].others] == [1]


def test_fields_nobody_fills_are_absent() -> None:
    assert merge([view(1, name=None, tags=[], description={})], RULES).values == {}
    assert merge([], RULES).values == {}


@pytest.mark.parametrize("values", [{"tags": "text"}, {"tags": {"a": 1}}, {"description": "text"}])
def test_a_value_that_does_not_fit_its_rule_is_refused(values: dict[str, JSON]) -> None:
    with pytest.raises(InvalidView, match="record 7"):
        merge([view(7, **values)], RULES)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidView, match="time zone"):
        View(1, "a", 1, datetime(2026, 1, 1), {})


TEXTS = st.sampled_from(["", "a", "A", "b", "ß", "SS"])
VIEWS = st.lists(
    st.builds(
        lambda priority, hours, own, values: (priority, hours, own, values),
        st.integers(0, 2),
        st.integers(0, 2),
        st.booleans(),
        st.fixed_dictionaries(
            {},
            optional={
                "name": TEXTS | st.none(),
                "tags": st.lists(TEXTS, max_size=3),
                "description": st.dictionaries(st.sampled_from(["de", "en"]), TEXTS),
            },
        ),
    ),
    max_size=6,
).map(
    lambda rows: [
        view(number, priority, hours=hours, own=own, **values)
        for number, (priority, hours, own, values) in enumerate(rows)
    ]
)


@settings(deadline=None)
@given(VIEWS, st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order(views: list[View], chance: random.Random) -> None:
    shuffled = list(views)
    chance.shuffle(shuffled)
    assert merge(shuffled, RULES) == merge(views, RULES)


@settings(deadline=None)
@given(VIEWS)
def test_every_value_has_a_provenance_and_all_of_it_is_json(views: list[View]) -> None:
    merged = merge(views, RULES)
    assert merged.values.keys() == merged.provenance.keys()
    assert json.loads(json.dumps(merged.as_json()))["version"] == 1
