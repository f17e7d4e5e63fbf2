# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository`: the forms in which it answers."""

import io
import json
import sys
from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from typer.testing import CliRunner, Result

from allmende import cli
from allmende.cli.edge import CouldNot
from allmende.cli.outlets import Telling, outlet

TELLING = Telling(text=str, sarif=list, document=dict)
VERBS = ("inspect", "analyse", "clear")
BEGIN = {"html": b"<!doctype html>", "pdf": b"%PDF-1.7", "odt": b"PK"}


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n"}, "Begin")
    return repository


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.app, ["repository", *map(str, words)])


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("form", BEGIN)
def test_a_document_goes_to_a_pipe(made: Made, verb: str, form: str):
    answer = run(verb, made.folder, "--format", form)
    assert answer.exit_code in (0, 1) and answer.stdout_bytes.startswith(BEGIN[form])


@pytest.mark.parametrize("form", ["text", "json", "sarif", *BEGIN])
def test_any_form_goes_to_a_file(made: Made, tmp_path: Path, form: str):
    answer = run("clear", made.folder, "--format", form, "--output", tmp_path / "out")
    assert answer.stdout == "" and (tmp_path / "out").stat().st_size > 1000


@pytest.mark.parametrize("verb", VERBS)
def test_sarif_is_one_log_for_all_repositories(made: Made, verb: str):
    answer = run(verb, made.folder, made.folder, "--format", "sarif")
    log = json.loads(answer.stdout)
    assert log["version"] == "2.1.0" and len(log["runs"]) == 2


def test_json_is_the_same_by_either_name(made: Made):
    first, second = run("clear", made.folder, "--json"), run("clear", made.folder, "--format=json")
    assert first.stdout == second.stdout and json.loads(first.stdout)["policy"]["version"]


def test_the_exit_status_does_not_depend_on_the_form(made: Made):
    states = {run("clear", made.folder, "--format", form).exit_code for form in ("text", *BEGIN)}
    assert states == {1}


def test_several_repositories_give_a_folder_of_documents(made: Made, tmp_path: Path):
    other = make(tmp_path / "elsewhere" / "example")
    other.commit({"README.md": "# Other\n"}, "Begin")
    folder = tmp_path / "papers"
    answer = run("clear", made.folder, other.folder, "--format", "html", "--output", f"{folder}/")
    assert answer.exit_code == 1
    assert sorted(one.name for one in folder.iterdir()) == ["example-2.html", "example.html"]


def test_several_documents_in_one_file_are_refused(made: Made):
    answer = run("clear", made.folder, made.folder, "--format", "html")
    assert answer.exit_code != 0 and "--output FOLDER/" in str(answer.exception)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", ["pdf", "odt"])
def test_a_terminal_gets_no_bytes(monkeypatch: pytest.MonkeyPatch, form: str):
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(CouldNot, match="--output"), outlet(form, "", TELLING, ["here"]):
        pass


def test_without_the_extra_it_says_what_brings_it(made: Made, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = run("clear", made.folder, "--format", "pdf")
    assert "allmende[documents]" in str(answer.exception)


def test_a_paper_names_the_repository_and_not_where_it_lies(made: Made, tmp_path: Path):
    page = run("clear", made.folder, "--format", "html", "--language", "de").stdout
    assert "example" in page and str(tmp_path) not in page and '<html lang="de">' in page


def test_an_unknown_form_is_refused(made: Made):
    assert run("clear", made.folder, "--format", "docx").exit_code == 2


def test_what_cannot_be_read_ends_with_2_in_every_form(made: Made, tmp_path: Path):
    for form in ("sarif", "html"):
        answer = run("clear", tmp_path / "nowhere", "--format", form)
        assert answer.exit_code == 2 and "nowhere" in answer.stderr
