# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Answers of each type: what is kept, and what is wrong, in German and English."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbench.cases.kinds.making import KIND, loan

from allmende.workbench.cases.kinds import Kind, Money, money, validate_values

MORE = """\
      - {id: long, type: long-text, longest: 10, label: {de: L, en: L}}
      - {id: count, type: number, label: {de: Z, en: N}}
      - {id: when, type: date, label: {de: D, en: D}}
      - {id: page, type: address, label: {de: A, en: A}}
      - {id: code, type: repository, label: {de: R, en: R}}
      - {id: licence, type: licence, label: {de: L, en: L}}
      - {id: paper, type: file, multiple: yes, label: {de: D, en: F}}
      - {id: people, type: person, multiple: yes, at_least: 2, label: {de: P, en: P}}
      - {id: unit, type: unit, label: {de: E, en: U}}
      - {id: sure, type: boolean, label: {de: S, en: S}}
      - id: rows
        type: table
        at_least: 1
        label: {de: T, en: T}
        columns:
          - {id: what, label: {de: W, en: W}, required: yes}
          - {id: price, type: money, label: {de: P, en: P}}
"""
FILE = "sha256:" + "a" * 64


@pytest.fixture(scope="module")
def kind(tmp_path_factory: pytest.TempPathFactory) -> Kind:
    folder = tmp_path_factory.mktemp("values") / "ours"
    return loan(folder, KIND.replace("tiers:\n", MORE + "tiers:\n", 1))


@pytest.mark.parametrize(
    ("name", "given_", "kept"),
    [
        ("device", "  Beamer ", "Beamer"),
        ("place", "home", "home"),
        ("value", {"amount": "12.5", "currency": "CHF"}, {"amount": "12.50", "currency": "CHF"}),
        ("value", "1200", {"amount": "1200.00", "currency": "EUR"}),
        ("value", Money(Decimal("3")), {"amount": "3.00", "currency": "EUR"}),
        ("insured", "yes", True),
        ("insured", False, False),
        ("insured", "unknown", "unknown"),
        ("count", "12.5", "12.5"),
        ("count", 7, "7"),
        ("when", "2026-11-23", "2026-11-23"),
        ("when", date(2026, 11, 23), "2026-11-23"),
        ("page", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("code", "https://example.org/a.git", "https://example.org/a.git"),
        ("code", "git@example.org:group/a.git", "git@example.org:group/a.git"),
        ("code", "ssh://git@example.org/a.git", "ssh://git@example.org/a.git"),
        ("code", FILE, FILE),
        ("licence", "MIT OR EUPL-1.2", "MIT OR EUPL-1.2"),
        ("paper", [FILE], [FILE]),
        ("people", [3, "ada"], [3, "ada"]),
        ("rows", [{"what": "Kabel", "price": "2"}, {"what": " ", "price": ""}],
         [{"what": "Kabel", "price": {"amount": "2.00", "currency": "EUR"}}]),
    ],
)  # fmt: skip
def test_what_is_right_is_kept(kind: Kind, name: str, given_: Any, kept: Any) -> None:
    checked = validate_values(kind, {name: given_})
    assert checked.problems == ()
    assert checked.values == {name: kept}


@pytest.mark.parametrize("empty", [None, "", "   ", []])
def test_what_is_empty_is_left_out(kind: Kind, empty: Any) -> None:
    checked = validate_values(kind, {"device": empty, "rows": empty, "place": empty})
    assert (checked.values, checked.problems) == ({}, ())


@pytest.mark.parametrize(
    ("name", "given_", "says"),
    [
        ("colour", "red", "no such field"),
        ("device", 3, "takes text"),
        ("device", "a\nb", "one line"),
        ("device", "x" * 201, "At most 200"),
        ("long", "x" * 11, "At most 10"),
        ("device", "a\0b", "takes text"),
        ("device", "a\ud800", "takes text"),
        ("place", "shop", "one of the answers"),
        ("place", ["home"], "one of the answers"),
        ("value", "-1", "negative"),
        ("value", "1.005", "two decimals"),
        ("value", "1e3", "two decimals"),
        ("value", "NaN", "two decimals"),
        ("value", "1,50", "two decimals"),
        ("value", {"amount": "1", "currency": "euro"}, "two decimals"),
        ("value", {"amount": "1", "tax": "2"}, "two decimals"),
        ("value", {}, None),
        ("value", "9999999999999", "too large"),
        ("insured", "perhaps", "yes or no"),
        ("sure", "unknown", "yes or no"),
        ("count", "many", "number"),
        ("count", True, "number"),
        ("count", float("inf"), "number"),
        ("when", "23.11.2026", "date"),
        ("when", "20261123", "date"),
        ("when", "2026-02-30", "date"),
        ("when", 20261123, "date"),
        ("page", "http://example.org", "https://"),
        ("page", "https://", "https://"),
        ("page", "https://[bad", "https://"),
        ("page", "javascript:alert(1)", "https://"),
        ("page", "https://a b.org", "https://"),
        ("page", "https://me:secret@example.org", "credentials"),
        ("code", "file:///etc/passwd", "git repository"),
        ("code", "ext::sh -c id", "git repository"),
        ("code", "--upload-pack=id", "git repository"),
        ("code", "https://token@example.org/a.git", "credentials"),
        ("licence", "GPL or later", "SPDX"),
        ("paper", ["sha256:x"], "not known"),
        ("paper", FILE, "takes a list"),
        ("paper", [FILE, FILE], "already"),
        ("people", [3], "At least 2"),
        ("unit", True, "choose an entry"),
        ("unit", {"id": 3}, "choose an entry"),
        ("rows", "Kabel", "takes a list"),
        ("rows", ["Kabel"], "takes a list"),
        ("rows", [{"price": "3"}], "missing"),
        ("rows", [{"what": "Kabel", "size": "3"}], 'no column "size"'),
        ("rows", [{"what": "Kabel", "price": "x"}], "two decimals"),
        ("rows", [{"what": str(n)} for n in range(201)], "At most 200"),
    ],
)
def test_what_is_wrong_is_said_and_not_kept(
    kind: Kind, name: str, given_: Any, says: str | None
) -> None:
    checked = validate_values(kind, {name: given_})
    assert checked.values == {}
    if says is None:
        assert checked.problems == ()
        return
    assert [one.field for one in checked.problems] == [name]
    assert says in checked.problems[0].text["en"]
    assert checked.problems[0].text["de"] != checked.problems[0].text["en"]


def test_every_wrong_cell_of_a_table_is_named(kind: Kind) -> None:
    rows = [{"what": "a"}, {"price": "x"}, {"what": "c", "price": "y"}]
    problems = validate_values(kind, {"rows": rows}).problems
    assert [(one.row, one.column) for one in problems] == [
        (1, "what"),
        (1, "price"),
        (2, "price"),
    ]


def test_kept_money_becomes_numbers(kind: Kind) -> None:
    kept = validate_values(kind, {"value": "0.10"}).values["value"]
    assert money(kept) == Money(Decimal("0.10"), "EUR")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(data=st.data())
def test_whatever_is_sent_is_kept_or_refused_and_stays_as_it_is(
    kind: Kind, data: st.DataObject
) -> None:
    names = [one.id for one in kind.fields]
    values = data.draw(st.dictionaries(st.sampled_from(names), ANYTHING, max_size=4))
    checked = validate_values(kind, values)
    assert set(checked.values).isdisjoint(one.field for one in checked.problems)
    assert validate_values(kind, checked.values) == checked.__class__(checked.values)
