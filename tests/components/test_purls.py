# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Package URLs, canonical and not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packageurl import PackageURL

from allmende.components.notes import Notes
from allmende.components.purls import CANONICAL, canonical, without_version


@settings(max_examples=200, deadline=None)
@given(st.from_regex(CANONICAL, fullmatch=True))
def test_what_is_taken_for_canonical_is_so_for_the_library(purl: str):
    assert PackageURL.from_string(purl).to_string() == purl


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pkg:PyPI/Foo_Bar@1", "pkg:pypi/foo-bar@1"),
        ("pkg:npm/@scope/a@1", "pkg:npm/%40scope/a@1"),
        ("pkg:maven/org.a/B@1?type=jar&classifier=x", "pkg:maven/org.a/B@1?classifier=x&type=jar"),
    ],
)
def test_a_purl_is_spelt_canonically(written: str, expected: str):
    assert canonical(written, "", Notes()) == expected


@pytest.mark.parametrize("bad", ["left-pad", "pkg:", "pkg:npm", "pkg:npm/", "https://example.org"])
def test_what_is_none_is_kept_and_noted(bad: str):
    notes = Notes()
    assert canonical(bad, "/purl", notes) == bad
    assert [each.place for each in notes.all()] == ["/purl"]
    assert without_version(bad) is None


def test_without_version_and_qualifiers_the_package_is_left():
    assert without_version("pkg:npm/%40a/b@1?x=y") == "pkg:npm/%40a/b"
