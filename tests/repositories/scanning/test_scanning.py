# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One scan after the other: what is read, what is kept, and what is said not to have been seen."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from tests.repositories.scanning.inspecting import OTHER, PATTERNS, TOKEN, inspect, only

from allmende.repositories.git import Limits, Repository, open_repository
from allmende.repositories.scanning import open_store, scan, scanning


@pytest.fixture
def made(tmp_path: Path) -> Made:
    example = make(tmp_path / "example")
    example.commit({"README.md": "Hello\n", "a.txt": TOKEN}, "Begin")
    return example


def inspect_in_process(folder: Path, store: Path) -> list[str]:
    with open_store(store) as opened:
        return [one.redacted for one in inspect(folder, opened)[0]]


def test_the_first_scan_reads_every_blob_and_says_so(made: Made) -> None:
    coverage = inspect(made.folder)[1].coverage
    assert (coverage.blobs, coverage.scanned, coverage.messages) == (2, 2, 1)
    assert coverage.complete


def test_a_second_scan_reads_no_blob_and_finds_the_same(made: Made, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        first, _ = inspect(made.folder, store)
        second, result = inspect(made.folder, store)
    assert (result.coverage.scanned, result.coverage.kept) == (0, 2)
    assert first == second


def test_only_new_blobs_are_read(made: Made, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        inspect(made.folder, store)
        made.commit({"b.txt": OTHER})
        found, result = inspect(made.folder, store)
    assert (result.coverage.scanned, len(found)) == (1, 2)


def test_a_fork_shares_what_was_found(made: Made, tmp_path: Path) -> None:
    fork = made.clone(tmp_path / "fork")
    with open_store(tmp_path / "store") as store:
        inspect(made.folder, store)
        found, result = inspect(fork.folder, store)
    assert result.coverage.scanned == 0
    assert only(found).path == "a.txt"


def test_another_version_of_a_pattern_reads_everything_anew(made: Made, tmp_path: Path) -> None:
    newer = [replace(one, version=2) for one in PATTERNS]
    with open_store(tmp_path / "store") as store:
        inspect(made.folder, store)
        _, result = inspect(made.folder, store, patterns=newer)
    assert result.coverage.scanned == 2


def test_two_processes_use_one_store_at_once(made: Made, tmp_path: Path) -> None:
    for number in range(20):
        made.commit({f"{number}.txt": f"{number} {OTHER}"})
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        both = [pool.submit(inspect_in_process, made.folder, tmp_path / "store") for _ in range(4)]
        answers = [one.result() for one in both]
    assert all(sorted(one) == sorted(answers[0]) for one in answers)
    assert len(answers[0]) == 2


def test_an_executor_finds_what_one_process_finds(made: Made, tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "store") as store,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        open_repository(made.folder) as repository,
    ):
        result = scan(repository, PATTERNS, store, executor=pool)
        again = scan(repository, PATTERNS, store)
    assert result.blobs == again.blobs != {}
    assert (result.coverage.scanned, again.coverage.scanned) == (2, 0)


def test_a_blob_over_the_limit_is_counted_and_not_read(made: Made) -> None:
    made.commit({"large.txt": "x" * 5_000 + OTHER})
    found, result = inspect(made.folder, limits=Limits(blob_bytes=5_000))
    assert (result.coverage.too_large, result.coverage.complete) == (1, False)
    assert only(found).path == "a.txt"


def test_a_limit_of_bytes_stops_and_says_how_much_is_missing(made: Made) -> None:
    for number in range(5):
        made.commit({f"{number}.txt": f"{number}" * 1_000})
    coverage = inspect(made.folder, limits=Limits(total_bytes=2_000))[1].coverage
    assert coverage.stopped == "total_bytes"
    assert coverage.scanned + coverage.not_reached == coverage.blobs == 7
    assert not coverage.complete


def test_a_broken_blob_is_said_and_the_rest_is_read(made: Made) -> None:
    made.commit({"b.txt": "spoilt " * 100})
    broken = made.git("rev-parse", "HEAD:b.txt")
    made.loose(broken).chmod(0o644)
    made.loose(broken).write_bytes(made.loose(broken).read_bytes()[:-9])
    found, result = inspect(made.folder)
    assert (result.coverage.missing, result.coverage.complete) == (1, False)
    assert only(found).path == "a.txt"


def test_progress_ends_with_all(made: Made) -> None:
    said: list[tuple[int, int]] = []
    with open_repository(made.folder) as repository:
        scan(repository, PATTERNS, progress=lambda done, total: said.append((done, total)))
    assert said[-1] == (2, 2)


def test_a_store_that_fails_on_the_way_is_said_and_the_scan_goes_on(
    made: Made, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store")
    store.close()
    found, result = inspect(made.folder, store)
    assert result.coverage.store is not None
    assert only(found).path == "a.txt"


def test_an_empty_repository_is_complete(tmp_path: Path) -> None:
    empty = make(tmp_path / "empty")
    found, result = inspect(empty.folder)
    assert (found, result.coverage.blobs, result.coverage.complete) == ((), 0, True)


def test_a_long_scan_reads_as_git_stores_and_finds_the_same(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.commit({"b.txt": OTHER, "c.txt": TOKEN + "\n"})
    found, _ = inspect(made.folder)
    monkeypatch.setattr(scanning, "_MANY", 1)
    monkeypatch.setattr(Repository, "as_stored", lambda _, ids: reversed(list(ids)))
    again, result = inspect(made.folder)
    assert [one.as_json() for one in again] == [one.as_json() for one in found]
    assert result.coverage.scanned == 4


def test_a_bounded_scan_reads_what_is_newest_first(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_MANY", 1)
    monkeypatch.setattr(Repository, "as_stored", lambda _, ids: reversed(list(ids)))
    made.commit({"README.md": None, "a.txt": None, "b.txt": OTHER})
    found, result = inspect(made.folder, limits=Limits(total_bytes=1))
    assert (result.coverage.scanned, only(found).path) == (1, "b.txt")
