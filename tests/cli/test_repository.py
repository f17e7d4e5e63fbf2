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


ANSWERED = """\
answers:
  - criteria: {criteria}
    criterion: {criterion}
    state: met
    reason: We looked at it.
    who: The office
    when: 2026-01-01
    expires: 2100-01-01
"""
RIGHTS = ANSWERED.format(criteria="publication-check", criterion="rights-cleared")
AUDITS = ANSWERED.format(criteria="usability-analysis", criterion="external-audits")


def answer_to(criterion: str, *words: str) -> dict:
    told = json.loads(run(*words, "--json").stdout)
    return next(one for one in told["answers"] if one["criterion"] == criterion)


def test_what_the_people_of_an_own_repository_answer_counts_and_is_told_as_theirs(made: Made):
    made.commit({".allmende/answers.yaml": RIGHTS})
    one = answer_to("rights-cleared", "clear", str(made.folder))
    assert (one["state"], one["by"], one["human"]["origin"]) == ("met", "human", "repository")
    assert one["human"]["source"] == ".allmende/answers.yaml:2"


def test_what_a_foreign_repository_answers_about_itself_does_not_count(made: Made):
    made.commit({".allmende/answers.yaml": AUDITS})
    one = answer_to("external-audits", "analyse", str(made.folder))
    assert (one["state"], one["by"]) == ("needs-human", "machine")
    assert one["set_aside"][0]["given"]["origin"] == "repository"


@pytest.mark.parametrize(
    ("verb", "text", "criterion"),
    [("analyse", AUDITS, "external-audits"), ("clear", RIGHTS, "rights-cleared")],
)
def test_the_office_answers_in_a_file_of_its_own(
    made: Made, tmp_path: Path, verb: str, text: str, criterion: str
):
    file = tmp_path / "ours.yaml"
    file.write_text(text)
    one = answer_to(criterion, verb, str(made.folder), "--answers", str(file))
    assert (one["state"], one["human"]["origin"]) == ("met", "office")
    assert one["human"]["source"] == f"{file}:2"


def test_a_mistake_in_the_office_s_answers_stops_with_its_line(made: Made, tmp_path: Path):
    file = tmp_path / "ours.yaml"
    file.write_text(RIGHTS.replace("publication-check", "publication"))
    answer = run("clear", str(made.folder), "--answers", str(file))
    assert answer.exit_code != 0
    assert f"{file}:2" in str(answer.exception)


@pytest.mark.parametrize("text", [RIGHTS.replace("who", "whom"), "", "x" * 300_000])
def test_answers_that_cannot_be_read_are_in_the_report(made: Made, text: str):
    made.commit({".allmende/answers.yaml": text})
    told = json.loads(run("clear", str(made.folder), "--json").stdout)
    assert [one["source"] for one in told["rejected_answers"]] == [".allmende/answers.yaml"]


def test_several_are_answered_in_their_order_with_jobs(made: Made, tmp_path: Path):
    made.clone(tmp_path / "clone")
    words = (str(made.folder), str(tmp_path / "nowhere"), str(tmp_path / "clone"))
    answer = run("inspect", "--jobs", "2", "--json", *words)
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 2
    assert [one["repository"] for one in told] == list(words)
    assert [("error" in one) for one in told] == [False, True, False]
