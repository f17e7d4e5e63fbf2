# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What changed from one bill of materials to the next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.workbench.licensing.bills.differences import KINDS, Line, changes, counted


def line(name: str, version: str = "1.0", licence: str = "MIT", level: str = "preferred") -> Line:
    return Line(f"pkg:npm/{name}", name, version, licence, level)


def told(before: list[Line], after: list[Line]) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.name, change.kinds) for change in changes(before, after)]


def test_the_same_components_in_another_order_are_no_change() -> None:
    assert told([line("a"), line("b")], [line("b"), line("a")]) == []


def test_a_component_can_come_and_go() -> None:
    assert told([line("old")], [line("new")]) == [("new", ("added",)), ("old", ("removed",))]


def test_another_version_is_no_removal() -> None:
    assert told([line("a", "1.0")], [line("a", "2.0")]) == [("a", ("version",))]


def test_a_new_licence_that_changes_the_verdict_is_told_as_both() -> None:
    before, after = line("a"), line("a", "1.1", "GPL-3.0-only", "avoid")
    assert told([before], [after]) == [("a", ("version", "licence", "verdict"))]


def test_a_verdict_can_change_alone_as_when_a_waiver_came() -> None:
    assert told([line("a", level="avoid")], [line("a", level="allowed")]) == [("a", ("verdict",))]


def test_of_several_versions_the_same_ones_belong_together() -> None:
    before = [line("a", "1.0"), line("a", "2.0")]
    after = [line("a", "2.0"), line("a", "3.0")]
    (change,) = changes(before, after)
    assert change.before and change.after
    assert (change.before.version, change.after.version) == ("1.0", "3.0")


def test_versions_are_paired_from_the_oldest_on_counting_as_people_do() -> None:
    before = [line("a", "1.10"), line("a", "1.9")]
    after = [line("a", "1.11"), line("a", "1.12")]
    pairs = [
        (c.before.version, c.after.version) for c in changes(before, after) if c.before and c.after
    ]
    assert sorted(pairs) == [("1.10", "1.12"), ("1.9", "1.11")]


def test_a_component_that_is_listed_twice_counts_once() -> None:
    assert told([line("a"), line("a")], [line("a")]) == []


def test_every_kind_is_counted_also_where_there_is_none() -> None:
    assert counted(changes([line("a")], [line("a", "2.0"), line("b")])) == {
        "all": 2,
        "added": 1,
        "removed": 0,
        "version": 1,
        "licence": 0,
        "verdict": 0,
    }


LINES = st.lists(
    st.builds(
        Line,
        identity=st.sampled_from(["a", "b", "c"]),
        name=st.sampled_from(["a", "b", "c"]),
        version=st.text("0123456789.-a", max_size=24),
        licence=st.sampled_from(["MIT", "ISC", ""]),
        level=st.sampled_from(["allowed", "blocked"]),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(before=LINES, after=LINES)
def test_what_came_one_way_goes_the_other(before: list[Line], after: list[Line]) -> None:
    there, back = counted(changes(before, after)), counted(changes(after, before))
    mirrored = {"added": "removed", "removed": "added"}
    assert {mirrored.get(kind, kind): number for kind, number in there.items()} == back
    assert set(there) == {"all", *KINDS}


@settings(max_examples=30)
@given(lines=LINES)
def test_a_bill_does_not_differ_from_itself(lines: list[Line]) -> None:
    assert changes(lines, lines) == []
