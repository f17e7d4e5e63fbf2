# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.repositories.facts.reading import codeowners

PATHS = (
    "a.js",
    "docs/a.md",
    "docs/deep/b.md",
    "apps/web/x.js",
    "lib/apps/y.js",
    "build/logs/z.log",
)


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("*", PATHS),
        ("*.js", ("a.js", "apps/web/x.js", "lib/apps/y.js")),
        ("/docs/", ("docs/a.md", "docs/deep/b.md")),
        ("docs/*", ("docs/a.md",)),
        ("apps/", ("apps/web/x.js", "lib/apps/y.js")),
        ("/apps/", ("apps/web/x.js",)),
        ("**/logs", ("build/logs/z.log",)),
        ("/build/logs/", ("build/logs/z.log",)),
        ("docs/**/b.md", ("docs/deep/b.md",)),
        ("/a.js", ("a.js",)),
        ("?.js", ("a.js", "apps/web/x.js", "lib/apps/y.js")),
    ],
)
def test_patterns_match_what_the_documentation_of_github_says(pattern, covered):
    read = codeowners.read([f"{pattern} @someone"])
    assert [path for path in PATHS if read.covered([path])] == list(covered)


def test_the_last_matching_line_decides_and_may_take_owners_away():
    read = codeowners.read(["* @a", "/docs/ @b", "/docs/deep/"])
    assert read.covered(PATHS) == 5


def test_comments_end_a_line_and_escaped_spaces_do_not():
    read = codeowners.read(["# all", "docs/my\\ file.md @a # the manual", "*.md #nobody"])
    assert read.rules[0].owners == (("@a", "person"),)
    assert read.rules[1].owners == ()
    assert not read.problems


def test_kinds_of_owners_are_told_apart():
    (rule,) = codeowners.read(["* @person @org/team a@example.org @@role other"]).rules
    assert [kind for _, kind in rule.owners] == ["person", "team", "mail", "team"]


def test_too_much_to_count_is_not_counted():
    read = codeowners.read(["* @a"] * 2000)
    assert read.covered(["a"] * 2000) is None
