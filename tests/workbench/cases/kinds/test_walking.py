# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a case may go, which lanes it runs, what is missing, and why not."""

from pathlib import Path
from typing import Any

import pytest
from tests.workbench.cases.kinds.making import KIND, loan

from allmende.workbench.cases.kinds import (
    Facts,
    Kind,
    Step,
    lanes_of,
    missing_fields,
    possible,
    workable,
)

FULL = {"device": "Beamer", "place": "office"}
OFFICE = frozenset({"office", "employee"})
REQUESTER = frozenset({"requester", "employee"})


@pytest.fixture(scope="module")
def kind(tmp_path_factory: pytest.TempPathFactory) -> Kind:
    return loan(tmp_path_factory.mktemp("walking") / "ours")


def step(kind: Kind, state: str, name: str, roles: frozenset[str], facts: Facts) -> Step:
    return next(one for one in possible(kind, state, roles, facts) if one.transition.id == name)


def whys(one: Step) -> list[str]:
    return [obstacle.why for obstacle in one.obstacles]


def lending(**facts: Any) -> Facts:
    known = {"answers": {"device": "approve"}, "guards": {"in-stock": True}, "values": FULL}
    return Facts(**(known | facts))


def test_only_transitions_from_the_state_are_there(kind: Kind) -> None:
    names = {one.transition.id for one in possible(kind, "lent", OFFICE, Facts(FULL))}
    assert names == {"return"}
    assert possible(kind, "back", OFFICE, Facts(FULL)) == ()


@pytest.mark.parametrize(
    ("roles", "facts", "expected"),
    [
        (OFFICE, lending(), []),
        (REQUESTER, lending(), ["role"]),
        (frozenset({"legal"}), lending(), ["role"]),
        (frozenset({"administrator"}), lending(), ["role"]),
        (OFFICE | REQUESTER, lending(), ["four-eyes"]),
        (OFFICE, lending(values={"device": "Beamer"}, answers={"device": "approve",
                                                               "insurance": "reject"}),
         ["missing-fields"]),
        (OFFICE, lending(answers={}), ["guard"]),
        (OFFICE, lending(guards={"in-stock": False}), ["guard"]),
        (OFFICE, lending(guards={"in-stock": None}), ["guard-unknown"]),
        (OFFICE, lending(guards={}), ["guard-unknown"]),
        (frozenset(), Facts(), ["role", "missing-fields", "guard-unknown", "guard"]),
    ],
)  # fmt: skip
def test_lending_needs_role_second_person_fields_and_guards(
    kind: Kind, roles: frozenset[str], facts: Facts, expected: list[str]
) -> None:
    one = step(kind, "review", "lend", roles, facts)
    assert whys(one) == expected
    assert one.possible is (not expected)


def test_an_obstacle_says_what_to_do_in_both_languages(kind: Kind) -> None:
    one = step(kind, "draft", "ask", REQUESTER, Facts({"device": "Beamer"}))
    assert one.obstacles[0].names == ("place",)
    assert one.obstacles[0].text == {"de": "Es fehlt: Ort.", "en": "Missing: Place."}


def test_a_transition_with_a_condition_exists_only_where_it_is_known_to_hold(
    tmp_path: Path,
) -> None:
    kind = loan(
        tmp_path / "ours",
        KIND.replace(
            "    asks_tier: yes\n", "    asks_tier: yes\n    when: {field: place, is: home}\n"
        ),
    )
    for place, there in (("home", True), ("office", False), ("unknown", False)):
        steps = possible(kind, "draft", REQUESTER, Facts({"device": "B", "place": place}))
        assert ("ask" in {one.transition.id for one in steps}) is there


@pytest.mark.parametrize(
    ("values", "tier", "running", "stages"),
    [
        ({"place": "home"}, None, ["device", "insurance"], [0, 1]),
        ({"place": "office"}, None, ["device"], [0, 1]),
        ({"place": "unknown"}, None, ["device", "insurance"], [0, 1]),
        ({}, "cheap", ["device", "insurance"], [0, 1]),
    ],
)
def test_a_lane_is_skipped_only_where_that_is_known_to_be_right(
    kind: Kind, values: dict[str, str], tier: str | None, running: list[str], stages: list[int]
) -> None:
    lanes = lanes_of(kind, values, tier)
    assert [one.lane.id for one in lanes if one.runs] == running
    assert [one.stage for one in lanes] == stages


def test_a_skipped_lane_says_why(kind: Kind) -> None:
    skipped = next(one for one in lanes_of(kind, FULL) if not one.runs)
    assert skipped.why_not == {"de": "Ort: Büro", "en": "Place: Office"}


def test_a_lane_waits_for_those_before_it_and_not_for_skipped_ones(tmp_path: Path) -> None:
    content = KIND.replace(
        "documents:\n",
        "  - id: last\n    label: {de: Z, en: Z}\n    role: office\n    after: [insurance]\n"
        "documents:\n",
    )
    kind = loan(tmp_path / "ours", content)
    home, office = lanes_of(kind, {"place": "home"}), lanes_of(kind, {"place": "office"})
    assert {one.lane.id: one.waits_for for one in home}["last"] == ("insurance",)
    assert {one.lane.id: one.waits_for for one in office}["last"] == ("device",)
    assert [one.id for one in workable(home, frozenset())] == ["device"]
    assert [one.id for one in workable(home, frozenset({"device"}))] == ["insurance"]
    assert [one.id for one in workable(office, frozenset({"device"}))] == ["last"]


@pytest.mark.parametrize(
    ("state", "values", "expected"),
    [
        ("draft", {}, ["device"]),
        ("review", {}, ["device", "place"]),
        ("review", {"device": "B", "place": "home"}, ["value"]),
        ("review", {"device": "B", "place": "office"}, []),
        ("review", {"device": "B", "place": "unknown"}, []),
        ("back", {}, []),
    ],
)
def test_what_a_state_needs(
    kind: Kind, state: str, values: dict[str, str], expected: list[str]
) -> None:
    assert [one.id for one in missing_fields(kind, state, values)] == expected


def test_a_hidden_field_is_not_missing(tmp_path: Path) -> None:
    kind = loan(
        tmp_path / "ours", KIND.replace("unsure: yes\n", "unsure: yes\n        required: always\n")
    )
    for place, expected in (("home", ["insured"]), ("office", []), ("unknown", ["insured"])):
        values = {"device": "B", "place": place, "value": {"amount": "1.00", "currency": "EUR"}}
        assert [one.id for one in missing_fields(kind, "review", values)] == expected


@pytest.mark.parametrize(
    ("guard", "answers", "expected"),
    [
        ("lanes-answered", {"device": "reject", "insurance": "approve"}, True),
        ("lanes-answered", {"device": "approve"}, False),
        ("lanes-approve", {"device": "approve", "insurance": "approve"}, True),
        ("lanes-approve", {"device": "approve-with-condition", "insurance": "approve"}, False),
        ("no-lane-rejects", {"device": "needs-change"}, True),
        ("no-lane-rejects", {"device": "reject"}, False),
        ("no-changes-needed", {"device": "reject"}, True),
        ("no-changes-needed", {"device": "needs-change"}, False),
    ],
)
def test_guards_over_lanes(
    guard: str, answers: dict[str, Any], expected: bool, tmp_path: Path
) -> None:
    kind = loan(tmp_path / "ours", KIND.replace("[in-stock, lanes-answered]", f"[{guard}]"))
    values = {"device": "B", "place": "home", "value": {"amount": "1.00", "currency": "EUR"}}
    facts = Facts(values, answers=answers)
    assert step(kind, "review", "lend", OFFICE, facts).possible is expected


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({"office"}, "read"),
        ({"employee"}, "own"),
        ({"employee", "office"}, "read"),
        ({"legal"}, "none"),
        (set(), "none"),
    ],
)
def test_the_widest_view_counts(kind: Kind, roles: set[str], expected: str) -> None:
    assert kind.visibility.level(frozenset(roles)) == expected
