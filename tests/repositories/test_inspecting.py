# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A whole inspection: facts, findings and coverage together."""

import json
from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories import NotARepository, inspect

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit(
        {"README.md": "# Example\n\nIt shows.\n", "LICENSE": "MIT License\n"}, "Begin"
    )
    repository.commit({"deploy.sh": f'export AWS_ACCESS_KEY_ID="{TOKEN}"\n'}, "Deploy")
    repository.commit({"deploy.sh": "echo nothing\n"}, "Take it out")
    return repository


def test_a_secret_that_is_gone_from_the_tree_is_found_in_the_history(made: Made):
    found = inspect(made.folder)
    (secret,) = [one for one in found.findings or () if one.kind == "secret"]
    assert (secret.path, secret.in_head) == ("deploy.sh", False)
    assert secret.introduced and secret.removed


def test_the_secret_itself_leaves_nowhere(made: Made, tmp_path: Path):
    found = inspect(made.folder, store=tmp_path / "store")
    assert TOKEN not in json.dumps(found.as_json())
    assert all(TOKEN.encode() not in path.read_bytes() for path in (tmp_path / "store").iterdir()
               if path.is_file())  # fmt: skip


def test_the_coverage_says_that_everything_was_looked_at(made: Made):
    found = inspect(made.folder)
    seen = found.coverage_json
    assert (seen["commits"], seen["complete"], found.coverage.shallow) == (3, True, False)


def test_a_second_inspection_reads_no_blob_again_and_says_the_same(made: Made, tmp_path: Path):
    first = inspect(made.folder, store=tmp_path / "store")
    second = inspect(made.folder, store=tmp_path / "store")
    assert second.scan is not None and second.scan.scanned == 0
    assert second.coverage_json["complete"] is True
    assert [one.as_json() for one in second.findings or ()] == [
        one.as_json() for one in first.findings or ()
    ]


def test_without_a_scan_nothing_is_said_of_findings(made: Made):
    found = inspect(made.folder, with_scan=False)
    assert found.findings is None
    assert found.coverage_json["complete"] is False


def test_facts_can_be_asked_for_by_subject(made: Made):
    found = inspect(made.folder, subjects=["readme"], with_scan=False)
    assert {one.key.split(".")[0] for one in found.facts} == {"readme"}


def test_an_empty_repository_has_no_commit_and_no_findings(tmp_path: Path):
    made = make(tmp_path / "empty")
    found = inspect(made.folder)
    assert (found.commit, found.findings) == (None, ())


def test_what_is_no_repository_says_so(tmp_path: Path):
    with pytest.raises(NotARepository) as caught:
        inspect(tmp_path)
    assert set(caught.value.why) == {"de", "en"}


def test_the_whole_answer_is_json(made: Made):
    told = json.loads(json.dumps(inspect(made.folder).as_json()))
    assert {"repository", "commit", "coverage", "facts", "findings"} <= told.keys()
