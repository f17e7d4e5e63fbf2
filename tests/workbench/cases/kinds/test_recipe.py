# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The recipe is true: its file, alone in a profile's folder, is a kind of case, without code."""

import re
import textwrap
from pathlib import Path

import pytest
from tests.workbench.cases.kinds.making import shipped, written

from allmende.workbench.cases.kinds import (
    CHECKED_HERE,
    Facts,
    Kind,
    lanes_of,
    load_kinds,
    possible,
    validate_values,
)

RECIPE = (Path(__file__).parents[4] / "docs" / "recipes" / "add-a-case-kind.md").read_text("utf-8")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Kind:
    block = re.search(r"```yaml\n(.*?)```", RECIPE, re.DOTALL)
    assert block
    folder = written(tmp_path_factory.mktemp("recipe") / "ours", room=textwrap.dedent(block[1]))
    kinds = load_kinds(str(folder), shipped("plain"))
    assert len(kinds) == 6
    return next(one for one in kinds if one.id == "room")


def test_the_kind_is_there_with_form_and_lanes(room: Kind) -> None:
    assert room.title == {"de": "Raumnutzung", "en": "Use of a room"}
    assert [one.id for one in room.fields] == ["occasion", "day", "guests", "outside", "names"]
    assert [one.id for one in room.lanes] == ["house", "entry"]


def test_a_case_of_it_goes_from_draft_to_a_decision_by_a_second_person(room: Kind) -> None:
    form = {"occasion": "Meetup", "day": "2026-12-01", "guests": "30", "outside": "no"}
    values = validate_values(room, form).values
    assert [one.lane.id for one in lanes_of(room, values) if one.runs] == ["house"]
    facts = Facts(values, answers={"house": "approve"})

    def open_to(state: str, *roles: str) -> set[str]:
        steps = possible(room, state, frozenset(roles), facts)
        return {one.transition.id for one in steps if one.possible}

    assert open_to("draft", "requester") == {"ask", "end"}
    assert open_to("asked", "requester") == {"end"}
    assert open_to("asked", "office", "requester") == {"end"}
    assert open_to("asked", "office") == {"grant", "refuse", "end"}


def test_guests_from_outside_ask_for_a_list_and_a_second_lane(room: Kind) -> None:
    form = {"occasion": "Meetup", "day": "2026-12-01", "guests": "30", "outside": "yes"}
    values = validate_values(room, form).values
    assert [one.lane.id for one in lanes_of(room, values) if one.runs] == ["house", "entry"]
    ask = possible(room, "draft", frozenset({"requester"}), Facts(values))[0]
    assert ask.obstacles[0].names == ("names",)


def test_the_recipe_names_the_guards_that_every_kind_has() -> None:
    assert [name for name in CHECKED_HERE if f"`{name}`" not in RECIPE] == []
