# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.repositories.facts.looking import FakeChange, FakeCommit, facts_of, looking_at

from allmende.repositories.facts import contributors
from allmende.repositories.facts.reading.times import DAY, now

ANNA = {"author_name": "Anna Beispiel", "author_mail": "anna@stadt.example"}
BERT = {"author_name": "Bert Muster", "author_mail": "bert@firma.example"}
CARLA = {"author_name": "Carla Probe", "author_mail": "carla@gmx.de"}


def commit(number, who, days_ago=10, **more):
    return FakeCommit(f"{number:040x}", now() - days_ago * DAY, **(who | more))


def facts(commits, changes=(), files=None, **more):
    look = looking_at(files or {}, commits=tuple(commits), changes=tuple(changes), **more)
    return facts_of(contributors.find, look)


def test_people_are_counted_and_bots_are_not():
    made = [commit(1, ANNA), commit(2, BERT, 900), commit(3, {"author_name": "dependabot[bot]"})]
    assert facts(made)["contributors.authors"].value == {"overall": 2, "last-year": 1}


def test_one_person_with_two_mails_is_one_person():
    made = [commit(1, ANNA), commit(2, ANNA | {"author_mail": "anna@gmx.de"})]
    assert facts(made)["contributors.authors"].value["overall"] == 1


def test_the_mailmap_of_the_tree_joins_what_names_do_not():
    made = [commit(1, ANNA), commit(2, {"author_name": "ab", "author_mail": "ab@home.example"})]
    assert facts(made)["contributors.authors"].value["overall"] == 2
    files = {".mailmap": "# ours\nAnna Beispiel <anna@stadt.example> <AB@home.example>\n"}
    assert facts(made, files=files)["contributors.authors"].value["overall"] == 1


def test_the_bus_factor_is_the_smallest_group_that_carries_more_than_half():
    people = [commit(1, ANNA), commit(2, BERT), commit(3, CARLA)]
    files = {f"{number}.py": "" for number in range(10)}
    touched = [FakeChange(people[index // 4].id, path) for index, path in enumerate(files)]
    assert facts(people, touched, files)["contributors.bus-factor"].value == 2
    alone = [FakeChange(people[0].id, path) for path in files]
    assert facts(people, alone, files)["contributors.bus-factor"].value == 1


def test_exactly_half_of_the_files_is_not_more_than_half():
    assert contributors.bus_factor([Counter({1: 1}), Counter({2: 1})]) == 2


def test_merges_deleted_and_foreign_files_do_not_count_for_the_bus_factor():
    made = [commit(1, ANNA), commit(2, BERT, parents=("x", "y"))]
    files = {"a.py": "", "merged.py": "", "vendor/b.py": ""}
    changes = [FakeChange(made[0].id, "a.py"), FakeChange(made[1].id, "merged.py")]
    changes += [FakeChange(made[0].id, "gone.py"), FakeChange(made[0].id, "vendor/b.py")]
    seen = facts(made, changes, files)["contributors.bus-factor"]
    assert [one.number for one in seen.evidence] == [1, 1]


@given(
    some.lists(some.dictionaries(some.integers(0, 6), some.integers(1, 9), min_size=1), min_size=1)
)
def test_the_bus_factor_is_never_more_than_the_people(touched):
    factor = contributors.bus_factor([Counter(one) for one in touched])
    assert 1 <= factor <= len({person for one in touched for person in one})


def test_organisations_are_counted_by_domain_without_naming_them():
    made = [commit(1, ANNA), commit(2, ANNA), commit(3, BERT), commit(4, CARLA)]
    seen = facts(made)["contributors.organisations"]
    assert seen.value == {
        "organisations": 2,
        "share-of-largest": 0.5,
        "share-with-organisation": 0.75,
        "share-of-free-mail": 0.25,
        "share-of-noreply": 0.0,
    }


def test_no_name_and_no_mail_leaves_the_library():
    made = [commit(1, ANNA), commit(2, BERT), commit(3, CARLA)]
    files = {"a.py": "", ".mailmap": "Anna Beispiel <anna@stadt.example> <x@y.example>"}
    seen = facts(made, [FakeChange(made[0].id, "a.py")], files)
    text = str([one.as_json() for one in seen.values()]).lower()
    for word in ("anna", "bert", "carla", "example", "gmx"):
        assert word not in text


def test_sign_offs_and_reviews_are_shares_of_plain_commits():
    when = now() - DAY
    made = [
        FakeCommit("a" * 40, when, signed_off=2),
        FakeCommit("b" * 40, when, reviewed_by=1),
        FakeCommit("c" * 40, when, parents=("x", "y"), signed_off=1),
        FakeCommit("d" * 40, now() - 400 * DAY, signed_off=1),
    ]
    seen = facts(made)
    assert seen["contributors.signed-off"].value == 0.5
    assert seen["contributors.reviewed"].value == 0.5


def test_the_bus_factor_of_six_months_leaves_out_who_left():
    made = [commit(1, ANNA, 10), commit(2, BERT, 300)]
    changes = [FakeChange(made[0].id, "a"), FakeChange(made[1].id, "b")]
    seen = facts(made, changes, {"a": "", "b": ""})
    assert seen["contributors.bus-factor-last-year"].value == 2
    assert seen["contributors.bus-factor-last-6-months"].value == 1


def test_merges_and_requests_are_shares_of_last_year():
    made = [
        commit(1, ANNA, parents=("x", "y")),
        commit(2, BERT, subject="Add a form (#12)"),
        commit(3, BERT, subject="Add a form (see below)"),
        commit(4, BERT, 900),
    ]
    seen = facts(made)["contributors.through-requests"]
    assert seen.value == {"share-of-merges": 0.333, "share-naming-a-request": 0.333}


@pytest.mark.parametrize("complete", [True, False])
def test_an_incomplete_history_has_no_bus_factor(complete):
    made = [commit(1, ANNA)]
    seen = facts(made, [FakeChange(made[0].id, "a")], {"a": ""}, complete=complete)
    assert seen["contributors.bus-factor"].state == ("value" if complete else "unknown")


def test_without_commits_everything_is_unknown():
    assert {one.state for one in facts(()).values()} == {"unknown"}
