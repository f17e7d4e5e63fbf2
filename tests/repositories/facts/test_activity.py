# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from tests.repositories.facts.looking import FakeChange, FakeCommit, facts_of, looking_at

from allmende.repositories.facts import activity
from allmende.repositories.facts.reading.times import DAY, now


def commit(number, days_ago, **more):
    return FakeCommit(f"{number:040x}", now() - days_ago * DAY, **more)


def commits(*days_ago, **more):
    return tuple(commit(number, days, **more) for number, days in enumerate(days_ago))


def facts(made, changes=(), files=None, **more):
    look = looking_at(files or {}, commits=tuple(made), changes=tuple(changes), **more)
    return facts_of(activity.find, look)


def test_bots_do_not_make_a_repository_look_alive():
    made = (commit(1, 2, author_name="renovate[bot]"), commit(2, 800))
    seen = facts(made)
    assert seen["activity.last-commit"].value["age-days"] == 800
    assert seen["activity.last-commit"].value["of-a-bot"] is not None
    assert seen["activity.commits"].value["bots"] == 1
    assert seen["activity.trend"].value["direction"] == "none"


@pytest.mark.parametrize(
    ("last", "before", "direction"),
    [(20, 10, "rising"), (10, 20, "falling"), (20, 19, "steady"), (20, 0, "new"), (2, 3, "sparse")],
)
def test_the_trend_compares_two_years(last, before, direction):
    made = commits(*[10] * last, *[400] * before)
    assert facts(made)["activity.trend"].value["direction"] == direction


def test_commits_of_people_in_the_last_six_months_are_counted():
    made = (*commits(1, 182, 184), commit(9, 1, author_name="renovate[bot]"))
    assert facts(made)["activity.commits-last-6-months"].value == 2
    assert facts(commits(900))["activity.commits-last-6-months"].value == 0


def test_a_shallow_clone_does_not_know_how_many_commits_there_were():
    seen = facts(commits(1, 2), complete=False)["activity.commits-last-6-months"]
    assert (seen.state, seen.value) == ("unknown", None)


def test_months_without_commits_are_listed_too():
    seen = facts(commits(0, 0))
    assert len(seen["activity.months"].value) == 36
    assert list(seen["activity.months"].value.values())[-1] == 2
    assert seen["activity.active-months"].value == 1


def test_a_first_commit_with_everything_in_it_is_an_import():
    files = {f"src/{number}.py": "" for number in range(150)}
    made = commits(1, 900)
    changes = [FakeChange(made[1].id, path, "A") for path in files]
    assert facts(made, changes, files)["activity.bulk-import"].state == "yes"
    few = [FakeChange(made[1].id, path, "A") for path in list(files)[:20]]
    assert facts(made, few, files)["activity.bulk-import"].state == "no"


def test_a_shallow_clone_does_not_know_its_beginning():
    seen = facts(commits(1), complete=False)
    assert seen["activity.first-commit"].state == "unknown"
    assert seen["activity.bulk-import"].state == "unknown"
    assert seen["activity.trend"].state == "unknown"


def test_an_empty_repository_is_unknown():
    assert facts(())["activity.last-commit"].state == "unknown"


@pytest.mark.parametrize("when", [-2_208_988_800, 4_102_444_800, 10**18, -(10**18)])
def test_strange_dates_are_survived(when):
    made = (FakeCommit("b" * 40, when), commit(1, 5))
    assert facts(made)["activity.last-commit"].value["age-days"] == 5


def test_no_author_is_named():
    made = commits(1, 2, author_name="Petra Muster", author_mail="petra@example.org")
    text = str([one.as_json() for one in facts(made).values()])
    assert "Petra" not in text and "petra" not in text
