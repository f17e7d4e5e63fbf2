# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What somebody decided not to be a finding: shown, marked, and never silently."""

from datetime import date
from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from tests.repositories.scanning.inspecting import OTHER, TOKEN, inspect, only

from allmende.repositories.git import open_repository
from allmende.repositories.scanning import Suppression, suppressions
from allmende.repositories.scanning.suppressing import FILE

TODAY = date(2026, 11, 23)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    example = make(tmp_path / "example")
    example.commit({"tests/data/a.txt": TOKEN}, "Begin")
    return example


def rejected(made: Made, text: str) -> list[tuple[str, int | None]]:
    made.commit({FILE: text})
    with open_repository(made.folder) as repository:
        return [(one.why["en"], one.line) for one in suppressions(repository, (), TODAY).rejected]


def test_an_entry_in_the_repository_marks_a_finding(made: Made) -> None:
    made.commit({FILE: "suppressions:\n  - path: tests/**\n    reason: made up for a test\n"})
    found = only(inspect(made.folder)[0])
    assert found.suppressed is not None
    assert (found.suppressed.origin, found.suppressed.line) == ("repository", 2)
    assert found.as_json()["suppressed"]["reason"] == "made up for a test"


def test_an_entry_on_another_branch_does_not_count(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({FILE: "suppressions:\n  - path: '**'\n    reason: because\n"})
    made.switch("main")
    assert only(inspect(made.folder)[0]).suppressed is None


@pytest.mark.parametrize(
    ("named", "counts"),
    [
        ({"detector": "token"}, True),
        ({"detector": "other"}, False),
        ({"path": "tests/*"}, False),
        ({"path": "tests/*/?.txt"}, True),
        ({"path": "**/a.txt"}, True),
        ({"path": "tests/data/a.txt", "detector": "other"}, False),
        ({"finding": "0123456789abcdef"}, False),
    ],
)
def test_what_is_named_must_fit(made: Made, named: dict[str, str], counts: bool) -> None:
    found = only(inspect(made.folder, given=[Suppression("because", **named)])[0])
    assert (found.suppressed is not None) is counts


def test_a_finding_is_named_by_the_beginning_of_its_id(made: Made) -> None:
    id = only(inspect(made.folder)[0]).id
    found = only(inspect(made.folder, given=[Suppression("because", finding=id[:8])])[0])
    assert found.suppressed is not None


def test_a_path_does_not_cover_the_same_secret_elsewhere(made: Made) -> None:
    made.commit({"src/main.txt": TOKEN})
    found = only(inspect(made.folder, given=[Suppression("because", path="tests/**")])[0])
    assert found.suppressed is None


def test_several_entries_may_together_cover_all_places(made: Made) -> None:
    made.commit({"docs/example.txt": TOKEN})
    both = [Suppression("a test", path="tests/**"), Suppression("a guide", path="docs/*")]
    assert only(inspect(made.folder, given=both)[0]).suppressed is not None
    made.commit({"src/main.txt": TOKEN})
    assert only(inspect(made.folder, given=both)[0]).suppressed is None


def test_other_findings_stay(made: Made) -> None:
    made.commit({"src/main.txt": OTHER})
    found = inspect(made.folder, given=[Suppression("because", path="tests/**")])[0]
    assert sorted(one.suppressed is None for one in found) == [False, True]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("{path: a}", "The reason is missing"),
        ("{path: a, reason: ' '}", "The reason is missing"),
        ("{path: a, reason: b, expires: 2026-11-22}", "Expired on 2026-11-22"),
        ("{reason: b}", "Neither detector nor path nor finding is named"),
        ("{finding: abc, reason: b}", "A finding is named by at least 8 characters of its id"),
        ("{path: a, reason: b, expires: soon}", "Not understood"),
        ("{path: a, reason: b, paht: c}", "Not understood"),
        ("{path: [a], reason: b}", "Not understood"),
        ("word", "Not understood"),
    ],
)
def test_entries_that_do_not_count_are_reported(made: Made, entry: str, why: str) -> None:
    ((said, line),) = rejected(made, f"suppressions:\n  - {entry}\n")
    assert said.startswith(why)
    assert line == 2


@pytest.mark.parametrize(
    "text", ["", "suppressions: 1", "- a", "a: [", "[" * 60_000, "- " * 9_000, "\x00"]
)
def test_a_file_that_is_not_understood_is_reported(made: Made, text: str) -> None:
    ((said, _),) = rejected(made, text)
    assert said.startswith("Not understood")


def test_a_file_that_is_too_large_is_reported(made: Made) -> None:
    ((said, _),) = rejected(made, "suppressions: []\n" + "#" * 200_000)
    assert "too large" in said


def test_the_last_day_still_counts(made: Made) -> None:
    text = "suppressions:\n  - {path: a, reason: b, expires: 2026-11-23}\n"
    assert rejected(made, text) == []
