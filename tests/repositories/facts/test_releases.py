# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import releases
from allmende.repositories.facts.look import Tag
from allmende.repositories.facts.reading.times import DAY, now


def tag(name, days_ago=None, **more):
    when = None if days_ago is None else now() - days_ago * DAY
    return Tag(name, f"{abs(hash(name)):040x}"[:40], when, **more)


def facts(*tags, files=None, **more):
    return facts_of(releases.find, looking_at(files or {}, tags=tags, **more))


def test_no_tags_is_no_release_that_a_clone_shows():
    seen = facts()
    assert seen["releases.tags"].state == "no"
    assert seen["releases.newest"].state == "unknown"


def test_no_tags_in_a_shallow_clone_says_nothing():
    assert facts(complete=False)["releases.tags"].state == "unknown"


def test_semantic_versions_are_recognised_and_the_newest_is_dated():
    seen = facts(tag("v1.0.0", 100), tag("v1.1.0", 40), tag("v1.1.1", 10), tag("v2.0.0-rc.1", 1))
    assert seen["releases.semver"].state == "yes"
    assert seen["releases.newest"].value["tag"] == "v1.1.1"
    assert seen["releases.newest"].value["age-days"] == 10
    assert seen["releases.pre-releases"].value == 1
    assert seen["releases.last-year"].value == 3
    assert seen["releases.cadence-days"].value == {"overall": 45, "recent": 45}
    assert seen["releases.steps"].value == {"major": 0, "minor": 1, "patch": 1}


def test_calendar_versions_are_told_apart():
    seen = facts(tag("2024.05.1", 3), tag("24.04", 30))
    assert seen["releases.scheme"].value["calver"] == 2
    assert seen["releases.semver"].state == "no"


def test_moving_aliases_and_other_names_are_no_releases():
    seen = facts(tag("v4.1.0", 5), tag("v4", 5), tag("latest", 1), tag("before-merge", 1))
    assert seen["releases.tags"].value == {"tags": 4, "versions": 1}


def test_signatures_are_counted_and_not_verified():
    seen = facts(tag("v1.0.0", 5, signed=True, annotated=True), tag("v1.0.1", 4, annotated=True))
    assert seen["releases.signed"].value == 0.5
    assert "nicht geprüft" in seen["releases.signed"].note["de"]
    assert seen["releases.annotated"].value == 1.0


def test_signed_tags_of_the_last_six_months_are_a_share():
    old = tag("v1.0.0", 200, signed=True)
    seen = facts(tag("v1.1.0", 100, signed=True), tag("v1.1.1", 3), old)
    assert seen["releases.signed-last-6-months"].value == 0.5
    assert facts(old)["releases.signed-last-6-months"].state == "unknown"


def test_the_changelog_is_searched_for_whole_versions():
    files = {"CHANGELOG.md": "# Changelog\n## 1.10.0\n## 1.1.0\n"}
    tags = tag("v1.1.0", 5), tag("v1.0.0", 9), tag("v1.10.0", 1), tag("v1.10", 2)
    seen = facts(*tags, files=files)
    assert seen["releases.in-changelog"].value == {"mentioned": 2, "of": 4}


def test_dates_of_the_future_and_missing_dates_are_no_dates():
    seen = facts(tag("v2.0.0", -40_000), tag("v1.0.0"))
    assert seen["releases.newest"].state == "unknown"
    assert seen["releases.cadence-days"].state == "unknown"


def test_parts_of_a_repository_step_on_their_own():
    seen = facts(tag("a@1.0.0", 4), tag("b@5.0.0", 3), tag("a@1.0.1", 2), tag("b@5.1.0", 1))
    assert seen["releases.steps"].value == {"major": 0, "minor": 1, "patch": 1}
