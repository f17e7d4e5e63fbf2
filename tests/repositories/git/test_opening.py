# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Places that lead to a repository, and places that do not."""

from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories.git import NotARepository, open_repository


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"README.md": "Hello"}, "Begin")
    made.commit({"src/main.py": "print()"}, "Go on")
    return made


def contents(source: str | Path) -> set[bytes | None]:
    with open_repository(source) as repository:
        return {each.data for each in repository.read_blobs(id for id, _ in repository.blobs())}


def test_a_work_tree_its_git_folder_and_a_bare_clone_hold_the_same(made: Made, tmp_path: Path):
    made.git("clone", "--quiet", "--bare", str(made.folder), str(tmp_path / "bare.git"))
    places = [made.folder, made.inner, tmp_path / "bare.git", f"file://{made.folder}"]
    assert all(contents(place) == {b"Hello", b"print()"} for place in places)


def test_a_bundle_is_opened_and_knows_its_branch(made: Made, tmp_path: Path):
    made.tag("v1", "First")
    bundle = made.bundle(tmp_path / "made.bundle")
    assert contents(bundle) == {b"Hello", b"print()"}
    with open_repository(bundle) as repository:
        assert repository.branch() == "main"
        assert repository.head() == made.git("rev-parse", "HEAD")
        assert [tag.name for tag in repository.tags()] == ["v1"]
        assert repository.tree().text("README.md") == "Hello"


def test_a_bundle_without_its_base_says_what_is_needed(made: Made, tmp_path: Path):
    long = "\n".join(map(str, range(2000)))
    made.commit({"long.txt": long})
    made.commit({"long.txt": long + "\nend"})
    bundle = made.bundle(tmp_path / "part.bundle", "HEAD~1..main")
    try:
        with open_repository(bundle) as repository:
            list(repository.commits())
            assert not repository.coverage_notes().complete
    except NotARepository as error:
        assert "bundle create" in error.why["en"]


def test_a_damaged_bundle_is_refused_with_a_sentence(made: Made, tmp_path: Path):
    bundle = made.bundle(tmp_path / "made.bundle")
    bundle.write_bytes(bundle.read_bytes()[:-30])
    with pytest.raises(NotARepository) as caught:
        open_repository(bundle)
    assert "beschädigt" in caught.value.why["de"]


def test_a_linked_work_tree_has_its_own_head(made: Made, tmp_path: Path):
    made.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"), "HEAD~1")
    with open_repository(tmp_path / "side") as repository:
        assert repository.branch() == "side"
        assert repository.head() == made.git("rev-parse", "HEAD~1")
        assert repository.tree().text("README.md") == "Hello"
        assert len(list(repository.commits())) == 2


def test_the_head_of_a_linked_work_tree_is_reached(made: Made, tmp_path: Path):
    made.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "side"))
    (tmp_path / "side" / "only-here.txt").write_text("only here")
    side = Made(tmp_path / "side", made.clock)
    side.commit()
    assert b"only here" in contents(made.folder)


def test_a_submodule_in_place_is_a_repository_of_its_own(made: Made, tmp_path: Path):
    outer = make(tmp_path / "outer")
    outer.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
        *(f"file://{made.folder}", "inner"),
    )
    outer.commit(message="With a submodule")
    assert contents(outer.folder / "inner") == {b"Hello", b"print()"}
    assert b"Hello" not in contents(outer.folder)
    with open_repository(outer.folder) as repository:
        assert repository.tree().entries["inner"].is_submodule
        assert repository.tree().read("inner") is None


def test_a_sha256_repository_is_read(tmp_path: Path):
    made = make(tmp_path / "long", "sha256")
    made.commit({"a": "long names"})
    assert contents(made.folder) == {b"long names"}
    with open_repository(made.folder) as repository:
        assert len(repository.head() or "") == 64
        assert [each.path for each in repository.changes()] == ["a"]
        assert repository.tree().text("a") == "long names"


def test_a_folder_below_is_not_the_repository_above(made: Made):
    with pytest.raises(NotARepository, match="no git repository here"):
        open_repository(made.folder / "src")


def test_no_such_folder_is_said(tmp_path: Path):
    with pytest.raises(NotARepository) as caught:
        open_repository(tmp_path / "nowhere")
    assert caught.value.as_json() == {
        "address": str(tmp_path / "nowhere"),
        "why": {"de": "Diesen Ordner gibt es nicht", "en": "There is no such folder"},
    }


def test_an_empty_repository_is_empty_and_complete(tmp_path: Path):
    with open_repository(make(tmp_path / "empty").folder) as repository:
        assert repository.head() is None
        assert list(repository.commits()) == list(repository.blobs()) == []
        assert dict(repository.tree().entries) == {}
        assert list(repository.changes()) == list(repository.tags()) == []
        assert repository.coverage_notes().complete


def test_a_shallow_clone_says_so_and_is_read_to_its_edge(made: Made, tmp_path: Path):
    shallow = made.clone(tmp_path / "shallow", "--depth=1")
    with open_repository(shallow.folder) as repository:
        assert repository.shallow
        assert len(list(repository.commits())) == 1
        assert {each.path for each in repository.changes()} == {"README.md", "src/main.py"}
        assert len(list(repository.blobs())) == 2
        assert not repository.coverage_notes().complete
        assert repository.coverage_notes().missing == 0


def test_a_partial_clone_counts_what_it_lacks_and_fetches_nothing(made: Made, tmp_path: Path):
    made.configure("[uploadpack]\n\tallowFilter = true\n")
    partial = made.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with open_repository(partial.folder) as repository:
        assert repository.partial
        assert list(repository.blobs()) == []
        assert len(list(repository.changes())) == 2
        assert repository.coverage_notes().missing == 2
        assert not repository.coverage_notes().complete


def test_nothing_of_ours_stays_behind_and_nothing_is_written_into_it(made: Made):
    before = sorted(str(path) for path in made.folder.rglob("*"))
    with open_repository(made.folder) as repository:
        view = repository._opened.view
        list(repository.read_blobs(id for id, _ in repository.blobs()))
        list(repository.changes())
        repository.tree().text("README.md")
    assert not view.exists()
    assert sorted(str(path) for path in made.folder.rglob("*")) == before


def test_a_repository_that_nobody_closes_leaves_nothing_either(made: Made):
    repository = open_repository(made.folder)
    view = repository._opened.view
    assert view.is_dir()
    del repository
    assert not view.exists()
