# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The kinds that are shipped: complete, walkable, and in step with criteria and roles."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbench.cases.kinds.making import shipped

from allmende.policies import load
from allmende.workbench.accounts.models import Role
from allmende.workbench.cases.kinds import (
    CHECKED_HERE,
    LANE_ANSWERS,
    Facts,
    Field,
    Kind,
    Registry,
    check_kinds,
    lanes_of,
    load_kinds,
    load_retention,
    missing_fields,
    possible,
    validate_values,
)
from allmende.workbench.cases.kinds.roles import GRANTED, RELATIVE, WORKBENCH

PROFILES = ("plain", "munich")
NAMES = (
    "contribution", "legal-question", "licence-question", "publication", "usability-analysis",
)  # fmt: skip
EVERYBODY = frozenset({*GRANTED, *RELATIVE, WORKBENCH})


@cache
def kinds(profile: str) -> dict[str, Kind]:
    return {one.id: one for one in load_kinds(profile, shipped(profile))}


ALL = [(profile, name) for profile in PROFILES for name in NAMES]
every_kind = pytest.mark.parametrize(("profile", "name"), ALL)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_five_kinds_are_there(profile: str) -> None:
    assert tuple(kinds(profile)) == NAMES


def test_every_registered_name_is_used_by_a_kind() -> None:
    """What `shipped` lists is what apps have to register, and no more."""
    used = kinds("plain").values()
    steps = [step for one in used for step in one.transitions]
    registry = shipped("plain")
    assert {name for one in steps for name in one.guards} - CHECKED_HERE == registry.guards
    assert {name for one in steps for name in one.computations} == registry.computations
    assert {name for one in used for name in one.panels} == registry.panels
    assert {doc.made_by for one in used for doc in one.documents} == registry.documents


def test_without_criteria_the_items_that_name_them_are_mistakes() -> None:
    registry = shipped("plain")
    bare = Registry(registry.guards, registry.computations, registry.panels, registry.documents, {})
    _, problems = check_kinds("plain", bare)
    assert {one.code for one in problems} == {"unknown-criteria"}
    items = [item for one in kinds("plain").values() for lane in one.lanes for item in lane.items]
    assert len(problems) == sum(item.criterion is not None for item in items)


def test_roles_of_kinds_are_those_of_accounts_without_the_administrator() -> None:
    assert {*GRANTED, "administrator"} == set(Role.values)


@every_kind
def test_every_decision_takes_a_second_person(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    assert kind.four_eyes
    for step in kind.transitions:
        if kind.state(step.to).figure in ("granted", "refused"):
            assert step.four_eyes or kind.state(step.from_states[0]).phase == "decided", step.id


@every_kind
def test_service_targets_are_two_five_and_ten_days(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    assert (kind.target_days or 0) <= 10
    assert all(lane.target_days <= 5 for lane in kind.lanes)
    second = next(state for state in kind.states if state.target_days)
    assert second.target_days == 2


@every_kind
def test_every_decision_is_told_to_who_asked(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    told = {state for one in kind.notifications if "requester" in one.to for state in one.states}
    decided = {one.id for one in kind.states if one.figure in ("granted", "refused")}
    assert decided <= told


@every_kind
def test_texts_are_german_and_english(profile: str, name: str) -> None:
    def texts(node: Any) -> list[dict[str, str]]:
        if isinstance(node, dict):
            inner = [one for value in node.values() for one in texts(value)]
            return [node, *inner] if set(node) == {"de", "en"} else inner
        return [one for value in node for one in texts(value)] if isinstance(node, list) else []

    found = texts(kinds(profile)[name].as_json())
    assert len(found) > 50
    assert [one for one in found if not one["de"].strip() or not one["en"].strip()] == []
    assert [one["de"] for one in found if "*innen" in one["de"] or ":innen" in one["de"]] == []


@every_kind
def test_a_shipped_kind_survives_as_json(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    assert Kind.from_json(json.loads(json.dumps(kind.as_json()))) == kind


def test_munich_differs_from_plain_where_it_says_so_and_nowhere_else() -> None:
    plain, munich = kinds("plain"), kinds("munich")
    changed = {name for name in NAMES if plain[name].digest != munich[name].digest}
    assert changed == {"publication"}
    items = {item.id for lane in munich["publication"].lanes for item in lane.items}
    assert {"pseudonyms-documented", "reporting-by-mail", "open-from-the-start"} <= items


@pytest.mark.parametrize("profile", PROFILES)
def test_every_retention_class_has_a_length(profile: str) -> None:
    classes = load_retention(load(profile)).classes
    assert {one.retention for one in kinds(profile).values()} <= classes.keys()
    assert classes["refused-application"].months == 6


HARMLESS = {
    "personal-data": False,
    "confidential-data": False,
    "people-named": False,
    "people-monitored": False,
    "name-check": "done",
    "city-logo": False,
    "patents": False,
    "cryptography": False,
    "origin": ["employees"],
    "non-disclosure": False,
    "announce": False,
}
BASIC = ["third-party", "data", "security", "metadata"]


@pytest.mark.parametrize(
    ("tier", "change", "lanes"),
    [
        ("documentation-or-configuration", {}, BASIC),
        ("small-tool", {}, ["ownership", *BASIC, "budget"]),
        ("product", {}, ["ownership", *BASIC, "name-patents-export", "budget", "communication"]),
        ("documentation-or-configuration", {"origin": ["contractors"]}, ["ownership", *BASIC]),
        ("documentation-or-configuration", {"origin": ["unknown"]}, ["ownership", *BASIC]),
        ("documentation-or-configuration", {"non-disclosure": "unknown"}, ["ownership", *BASIC]),
        ("documentation-or-configuration", {"people-named": True}, [*BASIC, "staff-council"]),
        ("documentation-or-configuration", {"people-monitored": "unknown"},
         [*BASIC, "staff-council"]),
        ("documentation-or-configuration", {"name-check": "unknown"},
         [*BASIC, "name-patents-export"]),
        ("documentation-or-configuration", {"cryptography": True},
         [*BASIC, "name-patents-export"]),
        ("documentation-or-configuration", {"announce": True}, [*BASIC, "communication"]),
    ],
)  # fmt: skip
def test_the_tier_and_the_answers_decide_the_lanes(
    tier: str, change: dict[str, Any], lanes: list[str]
) -> None:
    planned = lanes_of(kinds("plain")["publication"], {**HARMLESS, **change}, tier)
    assert {one.lane.id for one in planned if one.runs} == set(lanes)


def test_before_triage_every_lane_would_run_but_what_the_answers_rule_out() -> None:
    planned = lanes_of(kinds("plain")["publication"], {})
    assert all(one.runs for one in planned)


def sample(field: Field) -> Any:
    """An answer of the field's type."""
    simple = {
        "text": "a", "long-text": "a", "boolean": False, "number": "1",
        "money": {"amount": "1.00", "currency": "EUR"}, "date": "2026-11-23",
        "address": "https://example.org/", "repository": "https://example.org/a.git",
        "software": "a", "unit": 1, "person": 1, "licence": "MIT", "file": "sha256:" + "0" * 64,
    }  # fmt: skip
    if field.type == "choice":
        answer: Any = field.options[0].id
    elif field.type == "table":
        return [
            {one.id: one.options[0].id if one.options else "a" for one in field.columns
             if one.required}
        ]  # fmt: skip
    else:
        answer = simple[field.type]
    if field.multiple:
        return [1, 2] if field.at_least else [answer]
    return answer


@every_kind
def test_a_form_filled_in_lacks_nothing_in_any_state(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    checked = validate_values(kind, {one.id: sample(one) for one in kind.fields})
    assert checked.problems == ()
    assert all(missing_fields(kind, one.id, checked.values) == () for one in kind.states)


@every_kind
def test_an_empty_draft_can_be_discarded_and_not_be_submitted(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    steps = possible(kind, kind.start.id, frozenset({"requester"}), Facts())
    free = {one.transition.to for one in steps if one.possible}
    assert {kind.state(one).phase for one in free} == {"closed"}
    assert any(not one.possible for one in steps)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
@pytest.mark.parametrize("name", NAMES)
def test_walks_never_leave_the_states_and_end_only_where_a_case_is_closed(
    name: str, data: st.DataObject
) -> None:
    kind = kinds("munich")[name]
    full = {one.id: sample(one) for one in kind.fields}
    names = data.draw(st.sets(st.sampled_from(sorted(full))))
    values = {key: value for key, value in full.items() if key not in names}
    guards = {one: data.draw(st.sampled_from([True, False, None])) for one in shipped_guards()}
    answers = {lane.id: data.draw(st.sampled_from(LANE_ANSWERS)) for lane in kind.lanes}
    state = kind.start.id
    for _ in range(12):
        roles = data.draw(st.frozensets(st.sampled_from(sorted(EVERYBODY))))
        steps = possible(kind, state, roles, Facts(values, None, answers, guards))
        open_ = [one.transition for one in steps if one.possible]
        for one in open_:
            assert one.to in {known.id for known in kind.states}
            assert state in one.from_states
            assert roles & set(one.who)
            assert not (one.four_eyes and "requester" in roles)
            assert all(guards.get(guard, True) is True for guard in one.guards)
            assert missing_fields(kind, one.to, values) == ()
        if open_:
            state = data.draw(st.sampled_from(open_)).to


@cache
def shipped_guards() -> tuple[str, ...]:
    return tuple(sorted(shipped("munich").guards))


@every_kind
def test_with_everything_granted_every_case_can_be_ended(profile: str, name: str) -> None:
    kind = kinds(profile)[name]
    values = {one.id: sample(one) for one in kind.fields}
    facts = Facts(values, None, {one.id: "approve" for one in kind.lanes},
                  dict.fromkeys(shipped_guards(), True))  # fmt: skip
    reached, waiting = set(), [kind.start.id]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            for roles in (EVERYBODY, EVERYBODY - {"requester"}):
                steps = possible(kind, state, roles, facts)
                onward = [one.transition.to for one in steps if one.possible]
                waiting += onward
    assert any(kind.state(one).phase == "closed" for one in reached)
    assert {one.id for one in kind.states if one.phase == "decided"} & reached
