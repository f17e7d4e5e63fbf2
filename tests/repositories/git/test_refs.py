# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every name that leads to an object, and names that lead nowhere."""

from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories.git import Limits, open_repository


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"a": "1"})
    return made


def kinds(made: Made) -> dict[str, str]:
    with open_repository(made.folder) as repository:
        return {ref.name: ref.kind for ref in repository.refs()}


def test_all_kinds_of_refs_are_found(made: Made):
    made.tag("v1", "First")
    made.note("a note")
    made.write({"a": "changed"})
    made.git("stash")
    made.ref("refs/pull/7/head", made.git("rev-parse", "HEAD"))
    made.ref("refs/remotes/origin/main", made.git("rev-parse", "HEAD"))
    made.ref("refs/keep-around/1", made.git("rev-parse", "HEAD"))
    found = kinds(made)
    assert found == {
        "refs/heads/main": "branch",
        "refs/tags/v1": "tag",
        "refs/notes/commits": "note",
        "refs/stash": "stash",
        "refs/stash@{0}": "stash",
        "refs/pull/7/head": "pull-request",
        "refs/remotes/origin/main": "remote",
        "refs/keep-around/1": "other",
        "HEAD": "head",
    }


def test_packed_refs_count_and_loose_ones_win(made: Made):
    first = made.git("rev-parse", "HEAD")
    made.git("branch", "old")
    made.git("pack-refs", "--all")
    second = made.commit({"a": "2"})
    with open_repository(made.folder) as repository:
        targets = {ref.name: ref.target for ref in repository.refs()}
    assert targets["refs/heads/old"] == first
    assert targets["refs/heads/main"] == targets["HEAD"] == second


def test_every_entry_of_the_stash_is_reached(made: Made):
    for text in ("older", "newer"):
        made.write({"a": text})
        made.git("stash")
    with open_repository(made.folder) as repository:
        read = {each.data for each in repository.read_blobs(id for id, _ in repository.blobs())}
    assert {b"older", b"newer"} <= read


def test_a_detached_head_is_a_tip_of_its_own(made: Made):
    made.git("switch", "--quiet", "--detach")
    made.commit({"only": "detached"})
    with open_repository(made.folder) as repository:
        assert repository.branch() is None
        assert repository.tree().text("only") == "detached"
        assert len(list(repository.commits())) == 2


def test_symbolic_refs_in_a_circle_are_broken_and_end(made: Made):
    made.ref("refs/heads/one", "ref: refs/heads/two")
    made.ref("refs/heads/two", "ref: refs/heads/one")
    made.ref("refs/heads/itself", "ref: refs/heads/itself")
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 1
        assert repository.coverage_notes().broken_refs == 3
        assert not repository.coverage_notes().complete


@pytest.mark.parametrize("content", ["", "not an id", "0" * 39, "../../etc/passwd", "ref:", "\0"])
def test_a_ref_with_any_content_does_no_harm(made: Made, content: str):
    made.ref("refs/heads/odd", content)
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 1
        assert repository.coverage_notes().broken_refs == 1


def test_a_ref_to_an_object_that_is_not_there_is_missing(made: Made):
    made.ref("refs/heads/gone", "1" * 40)
    with open_repository(made.folder) as repository:
        assert len(list(repository.blobs())) == 1
        assert repository.coverage_notes().samples == ("1" * 40,)


def test_a_link_in_the_place_of_a_ref_is_not_followed_out(made: Made, tmp_path: Path):
    (tmp_path / "outside").write_text(made.git("rev-parse", "HEAD"))
    (made.inner / "refs/heads/out").symlink_to(tmp_path / "outside")
    (made.inner / "refs/heads/folder").symlink_to(tmp_path)
    assert "refs/heads/out" not in kinds(made)


def test_ref_names_may_be_any_bytes(made: Made):
    made.git("branch", "straße")
    with (made.inner / "packed-refs").open("ab") as file:
        file.write(made.git("rev-parse", "HEAD").encode() + b" refs/heads/\xff\xfe\n")
    assert {"refs/heads/straße", "refs/heads/\\xff\\xfe"} <= kinds(made).keys()


def test_refs_beyond_the_limit_are_counted(made: Made):
    for number in range(5):
        made.git("branch", f"b{number}")
    with open_repository(made.folder, limits=Limits(refs=3)) as repository:
        assert len(repository.refs()) == 3
        assert repository.coverage_notes().refs_left_out == 4
