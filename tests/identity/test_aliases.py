# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

from pathlib import Path

import pytest

from allmende.identity import Aliases, InvalidAliases, load_aliases, read_aliases


@pytest.mark.parametrize(
    ("key", "today"),
    [
        ("old.example/a/b", "new.example/a/b"),  # a host
        ("new.example/owner/x", "new.example/renamed/x"),  # an owner
        ("old.example/owner/x", "new.example/renamed/x"),  # both, one after the other
        ("new.example/ownership/x", "new.example/ownership/x"),  # only whole segments count
        ("new.example/owner/special", "elsewhere.example/special"),  # the longest entry first
        ("new.example/p", "new.example/p"),  # a circle has one name
        ("new.example/q", "new.example/p"),
        ("new.example/into", "new.example/p"),
    ],
)
def test_entries_apply_one_after_the_other(key: str, today: str) -> None:
    aliases = Aliases(
        {
            "old.example": "new.example",
            "new.example/owner": "new.example/renamed",
            "new.example/owner/special": "elsewhere.example/special",
            "new.example/p": "new.example/q",
            "new.example/q": "new.example/p",
            "new.example/into": "new.example/q",
        }
    )
    assert aliases.resolve(key) == today


def test_entries_that_grow_for_ever_change_nothing() -> None:
    assert Aliases({"a.example": "b.example/x", "b.example": "a.example"}).resolve(
        "a.example/k"
    ) == ("a.example/k")


def test_an_office_adds_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('[owners]\n"GitHub.com/Old/" = "github.com/new"\n', encoding="utf-8")
    aliases = Aliases({"x.example": "y.example"}).extended_by(load_aliases(path))
    assert aliases.resolve("github.com/old/a") == "github.com/new/a"
    assert aliases.resolve("x.example/a") == "y.example/a"


@pytest.mark.parametrize(
    "text",
    ["[a", 'a = "b"', "[a]\nb = 1", '[a]\n"" = "b"', '[a]\n"b" = "https://b"', '[a]\n"b" = "b/c"'],
)
def test_a_broken_file_is_refused(text: str) -> None:
    with pytest.raises(InvalidAliases):
        read_aliases(text)
