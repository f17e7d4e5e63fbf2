# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An inspection that begins where the last one ended says what a whole one says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made, make
from tests.repositories.scanning.inspecting import OTHER, PATTERNS, TOKEN

from allmende.repositories import inspect
from allmende.repositories.detectors import all_patterns
from allmende.repositories.facts import past
from allmende.repositories.git import Limits, Repository, open_repository
from allmende.repositories.scanning import open_store, recall, version_of
from allmende.repositories.scanning.columns import packed
from allmende.repositories.scanning.earlier import Earlier, Ids

KEY = bytes(range(16))
SECRET = "ghp" + "_" + "Q7mZ2xVbN4cL8pRtY6wK1sDfG3hJ5aE0u9Xo"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    example = make(tmp_path / "example")
    example.commit({"README.md": "# Hello\n", "src/old.py": f"key = '{SECRET}'\n"}, "Begin")
    example.commit({"src/mail.txt": "Kontakt: erika.mustermann@stadt-beispiel.de\n"})
    return example


def commit_a_file(made: Made) -> None:
    made.commit({"src/new.py": "print('hello')\n"})


def leak_another(made: Made) -> None:
    made.commit({"src/new.py": f"token = '{SECRET[:-4]}Wq3Z'\n"})


def remove_the_secret(made: Made) -> None:
    made.commit({"src/old.py": "key = None\n"})


def bring_it_back(made: Made) -> None:
    made.commit({"src/old.py": "key = None\n"})
    made.commit({"src/old.py": f"key = '{SECRET}'\n"})


def move_it(made: Made) -> None:
    made.commit({"src/old.py": None, "src/moved.py": f"key = '{SECRET}'\n"})


def merge_with_something_of_its_own(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({"b.txt": "b"})
    made.switch("main")
    made.commit({"c.txt": "c"})
    made.merge("side", {"evil.txt": f"{SECRET[:-4]}Mm5X\n"})


def merge_that_drops_it(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({"d.txt": f"{SECRET[:-4]}Dd9Y\n"})
    made.switch("main")
    made.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Ours", "side")


def speak_of_it(made: Made) -> None:
    made.commit({"e.txt": "e"}, f"Use {SECRET}")
    made.tag("v1.0.0", f"Release with {SECRET}")


def take_back_history(made: Made) -> None:
    made.git("reset", "--quiet", "--hard", "HEAD~1")


def delete_a_branch(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({"side.txt": f"{SECRET[:-4]}Bb7Z\n"})
    made.switch("main")


def then_delete_it(made: Made) -> None:
    made.git("branch", "--quiet", "-D", "side")


def nothing(_made: Made) -> None: ...


STAGES: dict[str, tuple[Callable[[Made], None], ...]] = {
    "nothing new": (nothing,),
    "a file": (commit_a_file,),
    "another secret": (leak_another,),
    "the secret goes": (remove_the_secret, commit_a_file),
    "it comes back": (remove_the_secret, bring_it_back),
    "it moves": (move_it, remove_the_secret),
    "a merge brings one": (merge_with_something_of_its_own, commit_a_file),
    "a merge drops one": (merge_that_drops_it, commit_a_file),
    "messages": (speak_of_it, commit_a_file, nothing),
    "history is rewritten": (commit_a_file, take_back_history, leak_another),
    "a branch is deleted": (delete_a_branch, then_delete_it),
}


def told(made: Made, store: Path | None) -> dict[str, Any]:
    """What an inspection says, but for what was read now or taken from the store."""
    said = inspect(made.folder, store=store).as_json()
    coverage = said["coverage"]
    coverage.pop("bytes_read")
    coverage["scan"] = {
        key: value
        for key, value in coverage["scan"].items()
        if key not in ("kept", "scanned", "bytes")
    }
    said.pop("inspected_at")
    return said


@pytest.mark.parametrize("stages", STAGES.values(), ids=STAGES.keys())
def test_what_came_since_is_added_to_what_was_known(
    made: Made, tmp_path: Path, stages: tuple[Callable[[Made], None], ...]
) -> None:
    store = tmp_path / "store"
    told(made, store)
    for change in stages:
        change(made)
        assert told(made, store) == told(made, None)


def earlier_of(made: Made, store: Path) -> Earlier | None:
    with open_repository(made.folder) as repository, open_store(store) as opened:
        return recall(repository, opened, version_of(all_patterns(None)), Limits())


def test_only_what_is_new_is_read_and_walked(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    inspect(made.folder, store=store)
    new = made.commit({"src/new.py": "print('hello')\n"})
    walked: list[str] = []
    whole = Repository.changes

    def listening(self: Repository, commits: Any = None, of_merges: Any = None) -> Any:
        walked.extend(self.commit_ids() if commits is None else commits)
        return whole(self, commits, of_merges)

    monkeypatch.setattr(Repository, "changes", listening)
    again = inspect(made.folder, store=store)
    assert walked == [new]
    assert again.scan is not None and again.scan.scanned == 1


def test_nothing_is_remembered_of_a_shallow_clone(made: Made, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    made.git("clone", "--quiet", "--bare", "--depth=1", f"file://{made.folder}", str(clone))
    inspect(clone, store=tmp_path / "store")
    with open_repository(clone) as repository, open_store(tmp_path / "store") as opened:
        assert recall(repository, opened, version_of(all_patterns(None)), Limits()) is None


def test_what_was_kept_does_not_count_for_other_detectors_or_limits(
    made: Made, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    inspect(made.folder, store=store)
    assert earlier_of(made, store) is not None
    with open_repository(made.folder) as repository, open_store(store) as opened:
        assert recall(repository, opened, version_of(PATTERNS), Limits()) is None
        other = Limits(blob_bytes=5)
        assert recall(repository, opened, version_of(all_patterns(None)), other) is None


def test_what_is_kept_holds_no_value_and_no_person(made: Made, tmp_path: Path) -> None:
    made.commit({"a": "a"}, f"By {TOKEN} and {OTHER}")
    inspect(made.folder, store=tmp_path / "store")
    earlier = earlier_of(made, tmp_path / "store")
    assert earlier is not None and earlier.with_hits and earlier.past.commits == 3
    written = earlier.written().lower()
    who = made.git("log", "-1", "--format=%an%n%ae").lower().split()
    assert all(word.encode() not in written for word in [SECRET.lower(), "mustermann", *who])


def test_a_damaged_record_is_no_record(made: Made, tmp_path: Path) -> None:
    inspect(made.folder, store=tmp_path / "store")
    earlier = earlier_of(made, tmp_path / "store")
    assert earlier is not None
    written = earlier.written()
    assert Earlier.read(written, KEY) is not None
    for damaged in (written[:-5], written[:-1] + b"?", b"", packed({"shape": 0}), packed([])):
        assert Earlier.read(damaged, KEY) is None


def test_what_was_counted_by_other_rules_is_read_anew(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspect(made.folder, store=tmp_path / "store")
    monkeypatch.setattr(past, "SHAPE", "of another version")
    assert earlier_of(made, tmp_path / "store") is None


def people_change(made: Made) -> None:
    for number, who in enumerate(("Anna Beispiel <anna@a.example>", "ab <anna@b.example>")):
        made.commit({f"docs/{number}.md": "# Use\n", f"{number}.py": "x"}, f"Write (#{number})")
        made.git("commit", "--quiet", "--amend", "--no-edit", "--author", who)


def join_them_by_mailmap(made: Made) -> None:
    made.commit({".mailmap": "Anna Beispiel <anna@a.example> <anna@b.example>\n"})


def merge_what_is_older(made: Made) -> None:
    made.git("switch", "--quiet", "--create", "old", "HEAD~2")
    made.commit({"old.txt": "old"})
    made.switch("main")
    made.merge("old", {})


def test_facts_of_the_history_are_the_same_whether_counted_at_once_or_bit_by_bit(
    made: Made, tmp_path: Path
) -> None:
    for change in (people_change, join_them_by_mailmap, merge_what_is_older, take_back_history):
        change(made)
        assert told(made, tmp_path / "store") == told(made, None)


def test_ids_are_found_among_many() -> None:
    ids = [f"{number * 7:040x}" for number in range(1_000)]
    kept = Ids.of(reversed(ids))
    assert kept.count == 1_000 and list(kept) == ids
    assert all(one in kept for one in ids)
    assert f"{3:040x}" not in kept and "f" * 40 not in kept
    assert "0" * 40 not in Ids.of([]) and list(Ids.of([])) == []
    assert list(Ids.of(ids[::2]).with_more(ids[1::2])) == ids
