# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Several processes on one directory, each with its own ``Index``."""

import json
import threading
from pathlib import Path

import pytest

from allmende.workbench.core.search import Index, IndexBusy, IndexMissing, Search
from allmende.workbench.core.search.storage import Directory

EVERYTHING = Search(frozenset({"public", "internal"}))


@pytest.fixture
def built(tmp_path: Path, catalogue) -> Path:
    Index.open(tmp_path).rebuild(catalogue)
    return tmp_path


def generation(path: Path) -> Path:
    return Directory(path).current()


def test_readers_see_what_others_write(built: Path, software) -> None:
    reader, writer = Index.open(built), Index.open(built)
    assert reader.count() == 10
    writer.update([software(11, "Kolibri")])
    assert reader.count() == 11
    writer.rebuild([software(1, "Kolibri")])
    assert reader.count() == 1


def test_a_failed_rebuild_leaves_the_old_index(built: Path, catalogue) -> None:
    def failing():
        yield from catalogue[:3]
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        Index.open(built).rebuild(failing())
    assert Index.open(built).count() == 10


def test_a_failed_update_changes_nothing(built: Path, software) -> None:
    def failing():
        yield software(1, "Kolibri")
        raise RuntimeError("the database is gone")

    index = Index.open(built)
    with pytest.raises(RuntimeError):
        index.update(failing())
    assert index.search(Search(EVERYTHING.audiences, "kolibri")).total == 0
    index.update([software(1, "Kolibri")])
    assert index.search(Search(EVERYTHING.audiences, "kolibri")).total == 1


def test_readers_see_the_old_index_while_it_is_rebuilt(built: Path, software) -> None:
    reader, seen = Index.open(built), []

    def documents():
        seen.append(reader.count())
        yield software(1, "Kolibri")
        seen.append(reader.count())

    Index.open(built).rebuild(documents())
    assert seen == [10, 10]
    assert reader.count() == 1


@pytest.mark.parametrize("write", ["update", "delete", "rebuild"])
def test_a_second_writer_is_told_that_the_index_is_busy(built: Path, software, write: str) -> None:
    other = Index.open(built, patience=0.0)
    writing = {
        "update": lambda: other.update([software(1, "Kolibri")]),
        "delete": lambda: other.delete("software", [1]),
        "rebuild": lambda: other.rebuild([]),
    }
    with Directory(built).lock(0), pytest.raises(IndexBusy):
        writing[write]()
    writing[write]()


def test_a_writer_waits_for_a_short_time(built: Path, software) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with Directory(built).lock(0):
            entered.set()
            leave.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(5)
    threading.Timer(0.1, leave.set).start()
    Index.open(built, patience=5).update([software(11, "Kolibri")])
    holder.join()
    assert Index.open(built).count() == 11


def test_old_generations_are_removed(built: Path, catalogue) -> None:
    for _ in range(3):
        Index.open(built).rebuild(catalogue)
    assert len(list(built.glob("generation-*"))) == 2


def damage_pointer(path: Path) -> None:
    (path / "current.json").write_text("{", encoding="utf-8")


def older_schema(path: Path) -> None:
    pointer = json.loads((path / "current.json").read_text(encoding="utf-8"))
    (path / "current.json").write_text(json.dumps(pointer | {"schema": 0}), encoding="utf-8")


def remove_commit(path: Path) -> None:
    (generation(path) / "meta.json").unlink()


def damage_commit(path: Path) -> None:
    (generation(path) / "meta.json").write_text("{", encoding="utf-8")


def remove_terms(path: Path) -> None:
    next(generation(path).glob("*.term")).unlink()


def remove_positions(path: Path) -> None:
    next(generation(path).glob("*.pos")).unlink()


def truncate_texts(path: Path) -> None:
    store = next(generation(path).glob("*.store"))
    store.write_bytes(store.read_bytes()[:50])


def remove_pointer(path: Path) -> None:
    (path / "current.json").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        remove_pointer,
        damage_pointer,
        older_schema,
        remove_commit,
        damage_commit,
        remove_terms,
        remove_positions,
        truncate_texts,
    ],
)
def test_a_damaged_index_says_so_and_can_be_rebuilt(built: Path, catalogue, damage) -> None:
    damage(built)
    index = Index.open(built)
    with pytest.raises(IndexMissing):
        index.search(Search(EVERYTHING.audiences, "video conferencing"))
    index.rebuild(catalogue)
    assert index.search(Search(EVERYTHING.audiences, "video conferencing")).total > 0


def test_an_index_that_was_never_built_is_missing(tmp_path: Path, software) -> None:
    index = Index.open(tmp_path / "new")
    for use in (
        lambda: index.count(),
        lambda: index.search(EVERYTHING),
        lambda: index.suggest("a", EVERYTHING.audiences),
        lambda: index.all_pks(EVERYTHING),
        lambda: index.update([software(1, "Kolibri")]),
    ):
        with pytest.raises(IndexMissing):
            use()


def test_many_threads_read_while_one_writes(built: Path, software) -> None:
    index, failures = Index.open(built), []

    def read() -> None:
        try:
            for _ in range(30):
                assert index.search(EVERYTHING).total >= 10
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for pk in range(11, 16):
        index.update([software(pk, "Kolibri")])
    for reader in readers:
        reader.join()
    assert failures == []
    assert index.count() == 15
