# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from hypothesis import given
from hypothesis import strategies as some

from allmende.repositories.facts.reading.versions import version_of


@pytest.mark.parametrize(
    ("tag", "what", "numbers", "scheme", "pre_release"),
    [
        ("v1.2.3", "", (1, 2, 3), "semver", False),
        ("1.2.3-rc.1+build.5", "", (1, 2, 3), "semver", True),
        ("release-1.0.0", "", (1, 0, 0), "semver", False),
        ("refarch-gateway-1.0.0", "refarch-gateway", (1, 0, 0), "semver", False),
        ("@muenchen/ui@2.0.1", "muenchen/ui", (2, 0, 1), "semver", False),
        ("v1.2", "", (1, 2, 0), "other", False),
        ("v01.2.3", "", (1, 2, 3), "other", False),
        ("1.0.0.Final", "", (1, 0, 0), "other", False),
        ("3.0-RC2", "", (3, 0, 0), "other", True),
        ("2024.05.1", "", (2024, 5, 1), "calver", False),
        ("2024-05-01", "", (2024, 5, 1), "calver", False),
        ("24.04", "", (2024, 4, 0), "calver", False),
        ("16.4.1", "", (16, 4, 1), "semver", False),
    ],
)
def test_names_of_tags_are_read(tag, what, numbers, scheme, pre_release):
    version = version_of(tag)
    assert version is not None
    assert (version.what, version.numbers, version.scheme) == (what, numbers, scheme)
    assert version.pre_release is pre_release


@pytest.mark.parametrize("tag", ["latest", "before-merge", "", "v", "nightly", "HEAD", "ö"])
def test_other_names_state_no_version(tag):
    assert version_of(tag) is None


@given(some.tuples(some.integers(0, 999), some.integers(13, 999), some.integers(0, 999)))
def test_three_plain_numbers_are_always_semantic(numbers):
    version = version_of("v" + ".".join(map(str, numbers)))
    assert version is not None
    assert (version.numbers, version.scheme) == (numbers, "semver")


@given(some.text(max_size=80))
def test_no_name_is_too_strange(tag):
    version_of(tag)
