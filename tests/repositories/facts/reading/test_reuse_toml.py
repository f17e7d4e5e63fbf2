# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from hypothesis import given
from hypothesis import strategies as some

from allmende.repositories.facts.reading import globs, reuse_toml
from allmende.repositories.facts.reading.spdx_tags import Tags, tags_in

LICENCE = "SPDX-" + "License-Identifier: "
COPYRIGHT = "SPDX-" + "FileCopyrightText: "


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "a.md", True),
        ("*.md", "docs/a.md", False),
        ("**/*.md", "docs/deep/a.md", True),
        ("**/*.md", "a.md", True),
        ("docs/**", "docs/deep/a.md", True),
        ("docs/*", "docs/deep/a.md", False),
        ("a\\*.md", "a*.md", True),
        ("a\\*.md", "ab.md", False),
        ("ä[1].md", "ä[1].md", True),
    ],
)
def test_paths_of_reuse_toml(pattern, path, matches):
    glob = globs.reuse(pattern)
    assert glob is not None
    assert glob.matches(path) is matches


def test_stars_of_dep5_cross_folders():
    glob = globs.dep5("docs/*.md")
    assert glob is not None
    assert glob.matches("docs/deep/a.md")


@given(some.text(max_size=60), some.text(max_size=60))
def test_no_pattern_and_no_path_is_too_strange(pattern, path):
    for make in (globs.gitignore, globs.reuse, globs.dep5):
        glob = make(pattern)
        if glob is not None:
            glob.matches(path)


def test_a_path_of_undecodable_bytes_is_survived():
    glob = globs.reuse("*")
    assert glob is not None
    assert glob.matches("\udcff")


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        (f"# {LICENCE}MIT", Tags(("MIT",), ())),
        (f"/* {LICENCE}MIT OR ISC */", Tags(("MIT OR ISC",), ())),
        (f"<!-- {COPYRIGHT}2024 Us -->", Tags((), ("2024 Us",))),
        ("// Copyright (c) 2024 Us", Tags((), ("Copyright (c) 2024 Us",))),
        ("© 2024 Us", Tags((), ("© 2024 Us",))),
        ("about copyright law", Tags()),
        (f'print("{LICENCE}")', Tags()),
    ],
)
def test_tags_are_read_without_the_end_of_the_comment(line, tags):
    assert tags_in(line) == tags


def test_the_nearest_file_fills_in_first_and_the_outermost_override_wins():
    def one(folder, precedence, licence):
        entry = f'version = 1\n[[annotations]]\npath = "**"\nprecedence = "{precedence}"\n'
        return reuse_toml.read_toml(f'{entry}{LICENCE[:-2]} = "{licence}"', folder)

    files = [one("", "closest", "MIT"), one("a/", "closest", "ISC")]
    assert reuse_toml.combined(Tags(), files, "a/b")[0].licences == ("ISC",)
    files = [one("", "override", "MIT"), one("a/", "override", "ISC")]
    assert reuse_toml.combined(Tags(("Zlib",)), files, "a/b")[0].licences == ("MIT",)


@pytest.mark.parametrize("text", ["", "version = 1\n[[annotations]]\npath = 3", "a = [" * 3000])
def test_what_is_no_reuse_toml_says_why(text):
    with pytest.raises(reuse_toml.NotReadable):
        reuse_toml.read_toml(text, "")
