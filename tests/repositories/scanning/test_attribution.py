# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which commit brought a value and which took it away, in real histories."""

from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from tests.repositories.scanning.inspecting import OTHER, TOKEN, inspect, only


@pytest.fixture
def made(tmp_path: Path) -> Made:
    example = make(tmp_path / "example")
    example.commit({"README.md": "Hello\n"}, "Begin")
    return example


def test_a_secret_in_head_has_a_place_and_the_commit_that_brought_it(made: Made) -> None:
    brought = made.commit({"src/a.txt": f"first\n  key = {TOKEN}\n"})
    found = only(inspect(made.folder)[0])
    assert (found.path, found.line, found.in_head) == ("src/a.txt", 2, True)
    assert (found.introduced, found.removed) == (brought, None)
    assert found.places[0].column == 9


def test_a_secret_that_was_deleted_names_both_commits(made: Made) -> None:
    brought = made.commit({"a.txt": TOKEN})
    gone = made.commit({"a.txt": "nothing"})
    found = only(inspect(made.folder)[0])
    assert (found.introduced, found.removed, found.in_head) == (brought, gone, False)


def test_a_secret_that_only_a_merge_commit_brought_is_found(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({"b.txt": "b"})
    made.switch("main")
    made.commit({"c.txt": "c"})
    merge = made.merge("side", {"b.txt": f"b\n{TOKEN}\n"})
    gone = made.commit({"b.txt": "b"})
    found = only(inspect(made.folder)[0])
    assert (found.introduced, found.removed, found.line) == (merge, gone, 2)


def test_a_secret_that_a_merge_dropped_by_taking_the_other_side_was_removed_by_it(
    made: Made,
) -> None:
    made.switch("side", new=True)
    brought = made.commit({"b.txt": TOKEN, "c.txt": "c"})
    made.switch("main")
    made.commit({"d.txt": "d"})
    made.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Ours", "side")
    merge = made.git("rev-parse", "HEAD")
    made.commit({"e.txt": "e"})
    found = only(inspect(made.folder)[0])
    assert (found.introduced, found.removed, found.in_head) == (brought, merge, False)


def test_a_secret_that_came_back_after_such_a_merge_is_not_removed(made: Made) -> None:
    made.switch("side", new=True)
    made.commit({"b.txt": TOKEN})
    made.switch("main")
    made.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Ours", "side")
    made.switch("later", new=True)
    made.commit({"b.txt": TOKEN})
    made.switch("main")
    found = only(inspect(made.folder)[0])
    assert (found.removed, found.in_head) == (None, False)


def test_a_secret_that_was_removed_twice_went_with_the_last(made: Made) -> None:
    made.commit({"b.txt": TOKEN})
    made.commit({"b.txt": "nothing"})
    made.commit({"b.txt": f"again {TOKEN}"})
    gone = made.commit({"b.txt": "nothing at all"})
    assert only(inspect(made.folder)[0]).removed == gone


def test_a_secret_in_the_message_of_a_tag(made: Made) -> None:
    tag = made.tag("v1", f"Release\n\n{TOKEN}")
    found = only(inspect(made.folder)[0])
    assert (found.places[0].where, found.introduced, found.line) == ("tag message", tag, 3)


def test_a_secret_in_the_message_of_a_commit(made: Made) -> None:
    commit = made.commit({"a": "a"}, f"Use {TOKEN}\n\nSigned-off-by: {OTHER}")
    found = only(inspect(made.folder)[0])
    assert (found.places[0].where, found.introduced) == ("commit message", commit)
    assert found.in_head


def test_a_secret_in_a_note(made: Made) -> None:
    made.note(f"Deployed with {TOKEN}")
    found = only(inspect(made.folder)[0])
    assert (found.in_head, found.line) == (False, 1)
    assert found.introduced == made.git("rev-parse", "refs/notes/commits")


def test_a_secret_in_packed_objects_only(made: Made) -> None:
    made.commit({"a.txt": TOKEN})
    made.pack()
    assert only(inspect(made.folder)[0]).path == "a.txt"


def test_a_secret_on_another_branch_is_not_removed_and_not_in_head(made: Made) -> None:
    made.switch("side", new=True)
    brought = made.commit({"a.txt": TOKEN})
    made.switch("main")
    found = only(inspect(made.folder)[0])
    assert (found.introduced, found.removed, found.in_head) == (brought, None, False)


def test_a_secret_that_moved_between_files_is_one_finding(made: Made) -> None:
    made.commit({"old.txt": TOKEN})
    moved = made.commit({"old.txt": None, "new.txt": f"# moved\n{TOKEN}"})
    found = only(inspect(made.folder)[0])
    assert [(one.path, one.in_head, one.removed) for one in found.places] == [
        ("new.txt", True, None),
        ("old.txt", False, moved),
    ]


def test_a_secret_that_moves_inside_a_file_is_one_place(made: Made) -> None:
    brought = made.commit({"a.txt": TOKEN})
    made.commit({"a.txt": f"one\n{TOKEN}"})
    made.commit({"a.txt": f"one\ntwo\n{TOKEN}"})
    found = only(inspect(made.folder)[0])
    assert [(one.line, one.introduced) for one in found.places] == [(3, brought)]


def test_a_secret_that_came_back_is_in_head_again(made: Made) -> None:
    first = made.commit({"a.txt": TOKEN})
    made.commit({"a.txt": "gone"})
    made.commit({"a.txt": TOKEN})
    found = only(inspect(made.folder)[0])
    assert (found.introduced, found.removed, found.in_head) == (first, None, True)


def test_a_blob_that_only_a_tag_names_has_no_path(made: Made) -> None:
    blob = made.blob(TOKEN.encode())
    made.ref("refs/tags/blob", blob)
    found = only(inspect(made.folder)[0])
    assert (found.places[0].where, found.introduced) == ("object", blob)


def test_the_id_of_a_finding_stays_when_the_file_grows(made: Made) -> None:
    made.commit({"a.txt": TOKEN})
    before = only(inspect(made.folder)[0])
    made.commit({"a.txt": f"more\n{TOKEN}"})
    after = only(inspect(made.folder)[0])
    assert (before.id, before.line) == (after.id, 1)
    assert after.line == 2


def test_what_leaves_the_library_holds_no_value(made: Made) -> None:
    made.commit({"a.txt": TOKEN})
    shown = only(inspect(made.folder)[0]).as_json()
    assert TOKEN not in str(shown)
    assert shown["redacted"] == f"{TOKEN[:4]}…{TOKEN[-2:]}"
