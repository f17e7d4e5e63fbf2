# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository`: inspect, analyse, clear."""

import json
from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from typer.testing import CliRunner, Result

from allmende import cli

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n"}, "Begin")
    return repository


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["repository", *words])


def test_a_clean_repository_ends_with_0(made: Made):
    answer = run("inspect", str(made.folder), "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert {"repository", "commit", "coverage", "facts", "findings"} <= told.keys()


def test_a_secret_ends_with_1_and_is_shown_redacted(made: Made):
    made.commit({"key.env": f"AWS_ACCESS_KEY_ID={TOKEN}\n"}, "Add")
    answer = run("inspect", str(made.folder))
    assert answer.exit_code == 1
    assert "key.env:1" in answer.stdout and TOKEN not in answer.stdout


def test_what_is_no_repository_is_told_and_the_rest_goes_on(made: Made, tmp_path: Path):
    answer = run("inspect", str(tmp_path / "nowhere"), str(made.folder), "--json")
    first, second = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 2
    assert first["error"] and second["commit"]


@pytest.mark.parametrize(("verb", "status"), [("analyse", 0), ("clear", 1)])
def test_criteria_are_answered_with_their_evidence(made: Made, verb: str, status: int):
    answer = run(verb, str(made.folder), "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == status
    assert told["answers"] and {"summary", "coverage", "criteria"} <= told.keys()


def test_a_report_is_told_in_german(made: Made):
    assert "Regelwerk" in run("clear", str(made.folder), "--language", "de").stdout


def test_open_counts_what_is_not_known(made: Made):
    assert run("analyse", str(made.folder), "--fail-on", "open").exit_code == 1
