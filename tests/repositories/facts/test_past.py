# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Commits as numbers: what they say does not depend on how often one stopped on the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.repositories.facts.looking import KEY, FakeChange, FakeCommit

from allmende.repositories.facts.past import Past

NOBODY = "f" * 40


def commit(number, parents=(), at=1_700_000_000, **more):
    return FakeCommit(f"{number:040x}", at, parents=tuple(f"{one:040x}" for one in parents), **more)


def past_of(*commits, into=None):
    past = into or Past(KEY)
    for one in commits:
        past.add(one)
    return past


def ids(past, head):
    return [int(one.id, 16) for one in past.contributions(f"{head:040x}")]


def kept(past):
    """As from the store."""
    return Past.from_columns(past.as_columns(), KEY)


def test_only_what_is_behind_head_counts_newest_first():
    past = past_of(commit(1, at=10), commit(2, [1], at=30), commit(3, [1], at=20), commit(4, [2]))
    assert ids(past, 4) == [4, 2, 1]
    assert past.behind(f"{3:040x}") == {f"{1:040x}", f"{3:040x}"}
    assert past.contributions(None) == () and past.contributions(NOBODY) == ()
    assert past.commits == 4


def test_of_the_same_second_the_child_comes_first():
    past = past_of(commit(9), commit(2, [9]), commit(7, [2]))
    assert ids(past, 7) == [7, 2, 9]


def test_what_a_commit_contributes():
    made = commit(1, [], subject="Add a form (#12)", signed=True, signed_off=2, reviewed_by=0)
    (seen,) = past_of(made).contributions(made.id)
    assert (seen.request, seen.signed, seen.signed_off, seen.reviewed, seen.merge) == (
        *(True, True, True, False),
        False,
    )
    (merge,) = past_of(commit(2, [8, 9])).contributions(f"{2:040x}")
    assert merge.merge and not merge.request


@pytest.mark.parametrize("at", [-5_000_000_000, 0, 1 << 40])
def test_every_time_is_kept(at):
    past = kept(past_of(commit(1, at=at)))
    assert past.contributions(f"{1:040x}")[0].at == at


def test_changes_of_merges_are_left_out_and_those_of_unread_commits_are_told():
    past = past_of(commit(1))
    past.see(FakeChange(f"{1:040x}", "a", merge=True))
    past.see(FakeChange(f"{1:040x}", "b", "A"))
    past.see(FakeChange(NOBODY, "c", "D"))
    assert [tuple(one)[1:] for one in kept(past).touched()] == [("b", "A"), ("c", "D")]
    assert past.commits == 1 and past.contributions(NOBODY) == ()


@given(
    some.lists(
        some.tuples(some.integers(0, 3), some.integers(0, 5), some.sampled_from("abc")), max_size=12
    ),
    some.integers(0, 12),
)
def test_going_on_from_what_was_kept_is_the_same_as_reading_everything(rows, stop):
    commits = [
        commit(
            number + 1,
            {max(0, number - back), number} - {0} if number else (),
            at=1_700_000_000 + at,
            author_name=f"{who} {who}",
        )
        for number, (back, at, who) in enumerate(rows)
    ]
    whole = past_of(*commits)
    later = past_of(*commits[stop:], into=kept(past_of(*commits[:stop])))
    head = commits[-1].id if commits else None
    assert later.contributions(head) == whole.contributions(head)
    assert later.as_columns() == whole.as_columns()


def test_nobody_is_named_in_what_is_kept():
    made = commit(1, author_name="Anna Beispiel", author_mail="anna@stadt.example")
    written = json.dumps(past_of(made).as_columns(), default=lambda column: bytes(column).hex())
    assert all(word not in written.lower() for word in ("anna", "beispiel", "stadt"))


def test_columns_of_other_rules_or_lengths_are_not_read():
    columns = dict(past_of(commit(1)).as_columns())
    with pytest.raises(ValueError, match="another"):
        Past.from_columns(columns | {"shape": "another"}, KEY)
    with pytest.raises(ValueError, match="lengths"):
        Past.from_columns(columns | {"flags": b""}, KEY)
