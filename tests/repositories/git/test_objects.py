# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every blob that a ref reaches, and what is broken, missing or too large among them."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repositories.making import Made, make

from allmende.repositories.git import Blob, Limits, Repository, open_repository
from allmende.repositories.git.entries import read_entries


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "made")


def read(repository: Repository) -> dict[str, Blob]:
    return {each.id: each for each in repository.read_blobs(id for id, _ in repository.blobs())}


def contents(made: Made) -> set[bytes | None]:
    with open_repository(made.folder) as repository:
        return {each.data for each in read(repository).values()}


def test_blobs_of_merges_tags_notes_and_packs_are_all_there(made: Made):
    made.commit({"a": "on main"})
    made.switch("side", new=True)
    made.commit({"b": "on side"})
    made.switch("main")
    made.merge("side", {"c": "only in the merge"})
    made.commit({"c": None})
    made.git("tag", "content", made.blob(b"tagged blob"))
    made.note("in a note")
    made.pack()
    assert contents(made) == {
        b"on main",
        b"on side",
        b"only in the merge",
        b"tagged blob",
        b"in a note\n",
    }


def test_an_annotated_tag_of_a_tag_of_a_tree_is_followed(made: Made):
    made.commit()
    tree = made.tree([("100644", b"deep", made.blob(b"deep"))])
    made.tag("inner", "inner", tree)
    made.tag("outer", "outer", "inner")
    made.git("tag", "--delete", "inner")
    assert contents(made) == {b"deep"}
    with open_repository(made.folder) as repository:
        assert {each.text for each in repository.messages() if each.kind == "tag"} == {
            "inner\n",
            "outer\n",
        }


def test_the_same_content_comes_once_and_is_counted(made: Made):
    made.commit({"a": "same", "b": "same"})
    made.commit({"a": "other"})
    made.commit({"a": "same"})
    with open_repository(made.folder) as repository:
        assert len(list(repository.blobs())) == len(read(repository)) == 2
        notes = repository.coverage_notes()
    assert (notes.blobs, notes.bytes, notes.blobs_read, notes.bytes_read) == (2, 9, 2, 9)


def test_a_blob_above_the_limit_comes_without_content(made: Made):
    made.commit({"large": b"x" * 5000, "small": b"y"})
    with open_repository(made.folder, limits=Limits(blob_bytes=4000)) as repository:
        large, small = sorted(read(repository).values(), key=lambda each: -each.size)
        assert (large.size, large.data, large.state) == (5000, None, "too-large")
        assert small.data == b"y"
        assert repository.coverage_notes().too_large == 1
        assert not repository.coverage_notes().complete


def test_missing_and_broken_blobs_are_counted_and_the_rest_is_read(made: Made):
    made.commit({str(number): f"content {number}" for number in range(20)})
    gone, spoilt, cut = (made.git("rev-parse", f"HEAD:{n}") for n in (3, 7, 11))
    made.remove(gone)
    made.spoil(spoilt)
    made.spoil(cut, made.loose(cut).read_bytes()[:-6])
    with open_repository(made.folder) as repository:
        asked = [*(id for id, _ in repository.blobs()), gone, spoilt]
        found = {each.id: each for each in repository.read_blobs(asked)}
        assert sum(each.state == "read" for each in found.values()) == 17
        assert found[gone].missing and found[spoilt].missing and found[cut].missing
        notes = repository.coverage_notes()
        assert notes.missing + notes.broken == 3
        assert set(notes.samples) == {gone, spoilt, cut}


def test_a_pack_with_spoilt_bytes_yields_what_is_readable(made: Made):
    random = Random(4)
    made.commit({str(number): random.randbytes(500) for number in range(30)})
    pack = made.pack()
    pack.chmod(0o644)
    data = bytearray(pack.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = b"\xff" * 40
    pack.write_bytes(data)
    with open_repository(made.folder) as repository:
        found = read(repository)
        good = [each for each in found.values() if each.state == "read"]
        assert 0 < len(good) < 30
        assert not repository.coverage_notes().complete


def test_a_pack_cut_short_ends_without_content(made: Made):
    made.commit({"a": "1"})
    pack = made.pack()
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:40])
    with open_repository(made.folder) as repository:
        assert list(repository.blobs()) == []
        assert not repository.coverage_notes().complete


def test_a_hole_in_the_history_hides_nothing_behind_it_that_is_readable(made: Made):
    made.commit({"a": "first"})
    gone = made.commit({"a": "second"})
    edge = made.commit({"a": "third"})
    made.commit({"a": "fourth"})
    made.git("branch", "old", f"{gone}~1")
    made.remove(gone)
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 3
        data = {each.data for each in read(repository).values()}
        assert data == {b"first", b"third", b"fourth"}
        assert [each.commit for each in repository.changes()][-2:][0] == edge
        notes = repository.coverage_notes()
        assert notes.cut_at == (edge,)
        assert notes.samples == (gone,)


def test_a_merge_with_one_unreadable_parent_still_leads_to_the_other(made: Made):
    made.commit({"a": "base"})
    made.switch("side", new=True)
    lost = made.commit({"b": "side"})
    made.switch("main")
    made.commit({"c": "main side"})
    made.merge("side")
    made.git("branch", "--delete", "--force", "side")
    made.spoil(lost)
    with open_repository(made.folder) as repository:
        assert {b"base", b"main side", b"side"} == {e.data for e in read(repository).values()}
        assert len(list(repository.commits())) == 3


def test_a_malformed_tree_does_not_hide_the_others(made: Made):
    made.commit({"a": "good"})
    bad = made.object("tree", b"100644 a\0too short")
    commit = made.commit_object(bad, [made.git("rev-parse", "HEAD")])
    made.ref("refs/heads/bad", commit)
    with open_repository(made.folder) as repository:
        assert {each.data for each in read(repository).values()} == {b"good"}
        assert len(list(repository.commits())) == 2
        assert "good" in [repository.tree().text("a")]
        assert {each.path for each in repository.changes()} == {"a"}
        assert not repository.coverage_notes().complete


def test_a_missing_tree_is_counted_and_its_commit_has_no_files(made: Made):
    made.commit({"folder/a": "1", "b": "2"})
    made.remove(made.git("rev-parse", "HEAD:folder"))
    with open_repository(made.folder) as repository:
        assert {each.data for each in read(repository).values()} == {b"2"}
        assert repository.coverage_notes().missing == 1
        assert list(repository.tree().entries) == ["b"]
        assert repository.tree().entries["b"].size == 1


def test_only_what_came_since_is_listed(made: Made):
    made.commit({"a": "old"})
    with open_repository(made.folder) as repository:
        before = [ref.target for ref in repository.refs()]
    made.commit({"b": "new"})
    with open_repository(made.folder) as repository:
        ids = [id for id, _ in repository.blobs(without=[*before, "2" * 40])]
        assert {each.data for each in repository.read_blobs(ids)} == {b"new"}
        assert len(list(repository.commits(without=before))) == 1


def test_reading_stops_at_the_total_limit_and_says_so(made: Made):
    made.commit({str(number): f"{number:100}" for number in range(10)})
    with open_repository(made.folder, limits=Limits(total_bytes=250)) as repository:
        assert len(read(repository)) == 3
        assert repository.coverage_notes().limits_hit == ("total_bytes",)


def test_time_that_is_up_is_said(made: Made):
    made.commit({"a": "1"})
    with open_repository(made.folder, limits=Limits(seconds=0.0)) as repository:
        read(repository)
        assert repository.coverage_notes().limits_hit == ("seconds",)
        assert not repository.coverage_notes().complete


def test_leaving_early_ends_the_process(made: Made):
    made.commit({str(number): "x" * number for number in range(50)})
    with open_repository(made.folder) as repository:
        stream = repository.read_blobs(id for id, _ in repository.blobs())
        assert next(stream).data is not None
        stream.close()
        assert len(read(repository)) == 50


@pytest.mark.parametrize("word", ["--help", "HEAD", "", "x\ny", "é" * 40])
def test_a_word_that_is_no_id_is_never_handed_to_git(made: Made, word: str):
    made.commit({"a": "1"})
    with open_repository(made.folder) as repository:
        assert list(repository.read_blobs([word])) == []


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_as_a_tree(data: bytes):
    for entry in read_entries(data, 20):
        assert len(entry.id) == 40 and b"\0" not in entry.name


def test_the_order_of_storage_names_each_object_once_and_what_is_not_there_last(made: Made):
    for number in range(6):
        made.commit({"a": "the same line\n" * 40 + str(number), f"{number}.txt": str(number)})
    pack = made.pack()
    made.commit({"b": "in no pack"})
    with open_repository(made.folder) as repository:
        ids = [id for id, _ in repository.blobs()]
        stored = list(repository.as_stored([*ids, "0" * 40]))
    listed = made.git("show-index", feed=pack.with_suffix(".idx").read_bytes()).splitlines()
    packed = [line.split()[1] for line in sorted(listed, key=lambda one: int(one.split()[0]))]
    assert sorted(stored) == sorted([*ids, "0" * 40])
    assert stored[-1] == "0" * 40
    assert [id for id in stored if id in packed] == [id for id in packed if id in ids]
