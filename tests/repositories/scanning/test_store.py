# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is kept between scans, and what is never kept."""

import sqlite3
from pathlib import Path

import pytest
from tests.repositories.scanning.inspecting import PATTERNS, TOKEN

from allmende.repositories.scanning.engine import Engine
from allmende.repositories.scanning.hits import NOTHING, Found, Hit, Outcome
from allmende.repositories.scanning.redacting import digest, redact
from allmende.repositories.scanning.store import StoreUnusable, open_store

FIRST, SECOND = "1" * 40, "2" * 64
OUTCOME = Outcome(
    (Hit(Found("token", "ab" * 16, "tok_…ij", 0.95), 3, 4, "a/ü.txt", 2),), ("archive",)
)


def test_outcomes_come_back_as_they_were(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep("v1", [(FIRST, OUTCOME), (SECOND, NOTHING)])
        assert store.known("v1", [FIRST, SECOND, "3" * 40]) == {FIRST: OUTCOME, SECOND: NOTHING}


def test_other_detectors_know_nothing_of_them(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep("v1", [(FIRST, OUTCOME)])
        assert store.known("v2", [FIRST]) == {}


def test_more_ids_than_one_question_holds(tmp_path: Path) -> None:
    ids = [f"{number:040x}" for number in range(25_000)]
    with open_store(tmp_path) as store:
        store.keep("v1", [(one, NOTHING) for one in ids])
        assert store.known("v1", ids).keys() == set(ids)


def test_the_salt_stays(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        salt = store.salt
    with open_store(tmp_path) as store:
        assert (store.salt, len(salt)) == (salt, 32)


def test_no_value_lies_in_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        outcome = Engine(PATTERNS, tmp_path / "automata", store.salt).scan(TOKEN.encode())
        store.keep("v1", [(FIRST, outcome)])
    written = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert outcome.hits
    assert TOKEN.encode() not in written


def test_old_versions_are_dropped_and_named_ones_stay(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for version in ("v1", "v2"):
            store.keep(version, [(FIRST, OUTCOME)])
        assert store.prune(keep=["v2"], unused_days=0) == 1
        assert (len(store.known("v1", [FIRST])), len(store.known("v2", [FIRST]))) == (0, 1)


def test_what_was_used_lately_is_not_dropped(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep("v1", [(FIRST, OUTCOME)])
        assert store.prune(keep=[]) == 0


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "scans.sqlite3").write_bytes(b"no database " * 100)
    with pytest.raises(StoreUnusable) as raised:
        open_store(tmp_path)
    assert raised.value.path == tmp_path / "scans.sqlite3"
    assert raised.value.why.keys() == {"de", "en"}


def test_a_file_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "scans.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreUnusable, match="99"):
        open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnusable):
        open_store(tmp_path / "file" / "store")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "…"),
        ("hunter2", "…"),
        ("hunter22", "hu…"),
        ("correct horse battery", "corr…ry"),
        ("a\nb\tcdefghijklmnopq", "a�b�…pq"),
    ],
)
def test_little_of_a_value_is_shown(value: str, shown: str) -> None:
    assert redact(value) == shown


def test_another_salt_gives_another_hash() -> None:
    assert digest("a", b"1" * 32) == digest("a", b"1" * 32) != digest("a", b"2" * 32)
