# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.sources import Entry, NotOfThisShape, Support, Usage
from allmende.sources.entry import Json, digest_of

FULL = Entry(
    source="munich-site",
    external_id="zammad",
    name="Zammad",
    payload='{"name": "Zammad"}',
    digest=digest_of('{"name": "Zammad"}'),
    aliases=("OTRS 7",),
    homepage="https://zammad.org",
    repositories=("https://github.com/zammad/zammad",),
    identifiers=(("opensource.muenchen.de", "zammad"), ("wikidata", "Q28715024")),
    descriptions={"de": "Ticketsystem", "en": "Helpdesk"},
    text_dates={"de": date(2026, 8, 6)},
    licences=("AGPL-3.0",),
    usages=(Usage("Stadt Ulm", country="DE", since=2021),),
    support=(Support("Zammad GmbH", homepage="https://zammad.com"),),
    similar=(("sill", "193"),),
    archived=False,
    latest_release_at=date(2026, 7, 1),
    stars=5000,
    extra={"vitality": None, "scope": ["government"]},
)


def test_an_entry_survives_the_way_to_json_and_back() -> None:
    assert Entry.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


def test_the_json_names_its_shape_and_every_field() -> None:
    data = FULL.to_json()

    assert data["shape"] == 1
    assert set(data) == {"shape", *(field.name for field in dataclasses.fields(Entry))}


def test_a_key_of_a_later_version_is_passed_over() -> None:
    assert Entry.from_json({**FULL.to_json(), "colour": "red"}) == FULL


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.name = "OTRS"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("shape", 2),
        ("shape", None),
        ("name", None),
        ("name", 5),
        ("stars", True),
        ("archived", 1),
        ("tags", "desktop"),
        ("tags", [1]),
        ("identifiers", [["sill"]]),
        ("text_dates", {"de": "yesterday"}),
        ("latest_release_at", 20260701),
        ("usages", [{"country": "DE"}]),
        ("descriptions", ["Helpdesk"]),
    ],
)
def test_json_of_another_shape_is_refused_by_key(key: str, value: object) -> None:
    with pytest.raises(NotOfThisShape) as raised:
        Entry.from_json({**FULL.to_json(), key: value})
    assert raised.value.key.startswith((key, "organisation"))


def test_json_without_a_required_key_is_refused() -> None:
    data = FULL.to_json()
    del data["payload"]

    with pytest.raises(NotOfThisShape, match="payload"):
        Entry.from_json(data)


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(extra=st.dictionaries(st.text(), JSON_VALUES), tags=st.lists(st.text()))
def test_nothing_of_extra_is_lost_on_the_way(extra: dict[str, Json], tags: list[str]) -> None:
    entry = dataclasses.replace(FULL, extra=extra, tags=tuple(tags))

    assert Entry.from_json(json.loads(json.dumps(entry.to_json()))) == entry


@given(data=st.dictionaries(st.sampled_from([*FULL.to_json()]), JSON_VALUES))
def test_any_other_json_is_refused_and_nothing_else_raised(data: dict[str, Any]) -> None:
    try:
        Entry.from_json({**FULL.to_json(), **data})
    except NotOfThisShape as refused:
        assert refused.key
