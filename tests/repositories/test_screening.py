# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Many repositories: side by side as one after the other, and none stops the rest."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.repositories.many import EVERY, make_many

from allmende.repositories import Screened, StoreUnusable, inspect_each

MANY = 20


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_many(tmp_path_factory.mktemp("many"), MANY)


@pytest.fixture(scope="module")
def compiled(many: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the automaton, so that it is compiled once for all of these tests."""
    store = tmp_path_factory.mktemp("store")
    assert all(one.inspection for one in inspect_each(many[:1], store=store))
    return store / "automata"


@pytest.fixture
def store(compiled: Path, tmp_path: Path) -> Path:
    shutil.copytree(compiled, tmp_path / "store/automata")
    return tmp_path / "store"


class Deadly(str):
    """The name of a repository that ends the process which is asked to inspect it."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        return os._exit, (9,)


def told(one: Screened) -> dict[str, Any]:
    """All that is said, but for the time and what another repository had in common."""
    assert one.inspection is not None, one.error
    said = one.inspection.as_json()
    return {key: said[key] for key in said.keys() - {"inspected_at", "coverage", "findings"}} | {
        "complete": said["coverage"]["complete"],
        "found": [
            (each["detector"], each["redacted"], each["path"], each["introduced"])
            for each in said["findings"]
        ],
    }


def test_two_jobs_say_what_one_says_in_the_same_order(
    many: list[Path], store: Path, tmp_path: Path
) -> None:
    shutil.copytree(store, tmp_path / "other")
    alone = [told(one) for one in inspect_each(many, store=store)]
    together = [told(one) for one in inspect_each(many, store=tmp_path / "other", jobs=2)]
    assert together == alone
    assert sum(bool(one["found"]) for one in alone) == MANY // EVERY


def test_what_is_wrong_with_one_is_its_error_and_the_rest_goes_on(
    many: list[Path], store: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.git"
    shutil.copytree(many[0], broken)
    (broken / "config").write_text("[extensions]\n\trefStorage = reftable\n")
    sources = [many[0], tmp_path / "nowhere", broken, Deadly(many[1]), many[2]]
    first, nowhere, other_refs, died, last = inspect_each(sources, store=store, jobs=2)
    assert first.inspection and last.inspection
    for one in (nowhere, other_refs, died):
        assert one.inspection is None and one.error and one.error.keys() == {"de", "en"}
    assert died.source == str(many[1]) and "ended early" in (died.error or {})["en"]


def test_any_executor_will_do(many: list[Path], store: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = list(inspect_each(many[:4], store=store, executor=threads, jobs=2))
    assert [one.source for one in found] == list(map(str, many[:4]))
    assert all(one.inspection for one in found)


def test_an_executor_that_takes_nothing_more_is_told_for_each(many: list[Path]) -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    found = list(inspect_each(many[:3], executor=threads))
    assert [(one.inspection, bool(one.error)) for one in found] == 3 * [(None, True)]


def test_sources_are_read_as_they_are_needed(many: list[Path], store: Path) -> None:
    read: list[Path] = []

    def sources() -> Iterator[Path]:
        for one in many:
            read.append(one)
            yield one

    with ThreadPoolExecutor(1) as threads:
        each = inspect_each(sources(), store=store, executor=threads, with_scan=False)
        next(each)
        each.close()
    assert len(read) < MANY // 2


def test_what_was_asked_before_a_mistake_in_the_list_is_answered(
    many: list[Path], store: Path
) -> None:
    def sources() -> Iterator[Path]:
        yield many[0]
        raise ValueError("no more")

    with ThreadPoolExecutor(1) as threads:
        each = inspect_each(sources(), executor=threads, with_scan=False)
        assert next(each).inspection
        with pytest.raises(ValueError, match="no more"):
            next(each)


def test_progress_counts_the_repositories(many: list[Path], store: Path) -> None:
    said: list[int] = []
    with ThreadPoolExecutor(2) as threads:
        list(
            inspect_each(
                many[:3],
                executor=threads,
                with_scan=False,
                progress=lambda _source, done, _all: said.append(done),
            )
        )
    assert said == [1, 2, 3]


def test_a_store_that_cannot_be_opened_is_said_before_the_first(
    many: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnusable):
        next(inspect_each(many, store=tmp_path / "file" / "store", jobs=2))


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Executor]:
    """One scheduler and two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    import dask

    quiet = {"distributed.worker.memory.terminate": False, "temporary-directory": str(tmp_path)}
    with (
        dask.config.set(quiet),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


def test_under_dask_the_same_is_said(many: list[Path], store: Path, dask: Executor) -> None:
    sources = [*many[:6], store]
    *found, no_repository = inspect_each(sources, store=store, executor=dask, jobs=2)
    assert [told(one) for one in found] == [
        told(one) for one in inspect_each(many[:6], store=store)
    ]
    assert no_repository.error and "repository" in no_repository.error["en"]
