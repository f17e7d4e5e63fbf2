# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a bill differs from the one before."""

from tests.components.bills import as_bytes, component, cyclonedx, licence

from allmende.components import Bill, check, difference, read
from allmende.licences.policy import load_policy


def part(name: str, version: str, spdx: str = "MIT", purl: bool = True):
    more = {"purl": f"pkg:npm/{name}@{version}"} if purl else {}
    return component(name, version=version, licenses=[licence(id=spdx)], **more)


def bill(*components) -> Bill:
    return read(as_bytes(cyclonedx(*components)))


def test_the_same_bill_differs_in_nothing():
    same = bill(part("a", "1"), part("a", "2"), part("b", "1", purl=False))
    assert not difference(same, same)


def test_what_came_and_what_went_is_named():
    changed = difference(bill(part("a", "1")), bill(part("b", "1")))
    assert [each.name for each in changed.added] == ["b"]
    assert [each.name for each in changed.removed] == ["a"]
    assert changed


def test_another_version_is_a_change_and_nothing_came_or_went():
    changed = difference(bill(part("a", "1")), bill(part("a", "2")))
    assert (changed.added, changed.removed) == ((), ())
    [change] = changed.version_changed
    assert (change.name, change.before, change.after) == ("a", "1", "2")


def test_another_licence_is_a_change():
    [change] = difference(bill(part("a", "1")), bill(part("a", "1", "ISC"))).licence_changed
    assert (change.before, change.after) == ("MIT", "ISC")


def test_without_a_purl_the_name_decides():
    changed = difference(bill(part("a", "1", purl=False)), bill(part("a", "2")))
    assert [each.after for each in changed.version_changed] == ["2"]


def test_equal_versions_are_matched_first():
    old = bill(part("a", "1"), part("a", "2"))
    new = bill(part("a", "2"), part("a", "3"))
    [change] = difference(old, new).version_changed
    assert (change.before, change.after) == ("1", "3")


def test_a_copy_more_was_added():
    changed = difference(bill(part("a", "1")), bill(part("a", "1"), part("a", "1")))
    assert len(changed.added) == 1


def test_copies_of_one_package_are_matched_in_their_order():
    copies = bill(part("a", "1", "MIT"), part("a", "1", "ISC"))
    assert not difference(copies, copies)


def test_verdicts_are_compared_where_there_are_some():
    policy = load_policy("munich")
    old = check(bill(part("a", "1")), policy, "embed")
    new = check(bill(part("a", "1", "GPL-3.0-only")), policy, "embed")
    [change] = difference(old, new.rows).verdict_changed
    assert (change.before, change.after) == ("preferred", "avoid")
    assert not difference(old.bill, new).verdict_changed
    assert difference(old, new).as_json()["verdict_changed"][0]["after"] == "avoid"
