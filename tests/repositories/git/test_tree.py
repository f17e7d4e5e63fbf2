# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The files of one commit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repositories.making import Made, make

from allmende.repositories.git import Entry, open_repository
from allmende.repositories.git.tree import Entries, Tree

FILES = ["README.md", "docs/a.md", "docs/deep/b.md", "docs/c.txt", ".github/x.yml", "src/[a].py"]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({name: f"this is {name}" for name in FILES})
    return made


def test_files_have_mode_size_and_content(made: Made):
    (made.folder / "run.sh").write_text("echo")
    (made.folder / "run.sh").chmod(0o755)
    made.commit()
    with open_repository(made.folder) as repository:
        tree = repository.tree()
        assert tree.entries["run.sh"].mode == 0o100755
        assert tree.entries["run.sh"].size == 4
        assert tree.read("run.sh") == b"echo"
        assert tree.commit == repository.head()
        assert sorted([*FILES, "run.sh"]) == sorted(tree.entries)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.md", ["README.md"]),
        ("**/*.md", ["README.md", "docs/a.md", "docs/deep/b.md"]),
        ("docs/*", ["docs/a.md", "docs/c.txt"]),
        ("docs/**", ["docs/a.md", "docs/c.txt", "docs/deep/b.md"]),
        ("README.?d", ["README.md"]),
        ("[QR]EADME*", ["README.md"]),
        ("[!a]EADME*", ["README.md"]),
        (".github/*.yml", [".github/x.yml"]),
        ("nothing", []),
        ("src/[[]a].py", ["src/[a].py"]),
    ],
)
def test_files_are_found_by_pattern(made: Made, pattern: str, expected: list[str]):
    with open_repository(made.folder) as repository:
        assert [each.path for each in repository.tree().glob(pattern)] == expected


def test_what_is_not_there_or_too_large_is_none(made: Made):
    with open_repository(made.folder) as repository:
        tree = repository.tree()
        assert tree.read("nothing") is None
        assert tree.read("README.md", limit=5) is None
        assert tree.text("README.md", limit=500) == "this is README.md"


def test_text_is_read_in_the_encoding_its_mark_names(made: Made):
    made.commit({"u16": "Größe".encode("utf-16"), "u8": b"\xef\xbb\xbfGr\xff", "odd": b"\xff\xfea"})
    with open_repository(made.folder) as repository:
        tree = repository.tree()
        assert tree.text("u16") == "Größe"
        assert tree.text("u8") == "Gr\ufffd"
        assert tree.text("odd") == "\ufffd"


def test_an_earlier_commit_has_its_own_tree(made: Made):
    made.commit({"README.md": None})
    with open_repository(made.folder) as repository:
        assert "README.md" not in repository.tree().entries
        assert "README.md" in repository.tree(made.git("rev-parse", "HEAD~1")).entries
        assert len(repository.tree("3" * 40).entries) == 0
        assert len(repository.tree("HEAD").entries) == 0


@given(st.dictionaries(st.text(max_size=6), st.integers(0, 9), max_size=30), st.randoms())
def test_entries_are_found_in_whatever_order_they_came(files: dict[str, int], random):
    listed = [Entry(path, 0o100644, f"{size}" * 40, size) for path, size in files.items()]
    random.shuffle(listed)
    entries = Entries(listed)
    assert list(entries) == sorted(files)
    assert {path: each.size for path, each in entries.items()} == files
    assert "not there!" not in entries


@given(st.text(alphabet="*?[]!a/\\-.^", max_size=12))
def test_any_pattern_is_taken(pattern: str):
    Tree("", "", Entries(), None).glob(pattern)  # type: ignore[arg-type]
