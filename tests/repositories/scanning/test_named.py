# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files that hold secrets by their name."""

from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories import inspect
from allmende.repositories.scanning import Finding


@pytest.fixture
def made(tmp_path: Path) -> Made:
    example = make(tmp_path / "example")
    example.commit({"README.md": "Hello\n"}, "Begin")
    return example


def secrets(made: Made) -> list[Finding]:
    return [one for one in inspect(made.folder).findings or () if one.kind == "secret"]


def test_a_password_database_is_told_by_its_name(made: Made) -> None:
    brought = made.commit({"ops/team.kdbx": b"\x03\xd9\xa2\x9a\x00\x00"})
    (found,) = secrets(made)
    assert (found.detector, found.path, found.line) == (
        "file-password-database",
        "ops/team.kdbx",
        None,
    )
    assert (found.introduced, found.removed, found.in_head) == (brought, None, True)


def test_one_that_was_deleted_names_both_commits(made: Made) -> None:
    brought = made.commit({"ops/team.kdbx": b"\x03\x00"})
    gone = made.commit({"ops/team.kdbx": None})
    (found,) = secrets(made)
    assert (found.introduced, found.removed, found.in_head) == (brought, gone, False)


def test_where_the_content_speaks_the_name_is_silent(made: Made) -> None:
    key = "ghp" + "_" + "Q7mZ2xVbN4cL8pRtY6wK1sDfG3hJ5aE0u9Xo"
    made.commit({".env": f"GITHUB_TOKEN={key}\n"})
    assert {one.detector.startswith("file-") for one in secrets(made)} == {False}


def test_a_suppression_counts_for_a_name_too(made: Made) -> None:
    rule = """suppressions:
  - detector: file-password-database
    path: "ops/**"
    reason: example of the guide
    expires: 2099-01-01
"""
    made.commit({"ops/team.kdbx": b"\x03\x00", ".allmende/suppressions.yaml": rule})
    (found,) = secrets(made)
    assert found.suppressed is not None
