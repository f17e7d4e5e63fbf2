# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende publiccode`: check, repair, new."""

import json
from pathlib import Path

import pytest
from tests.publiccode.files import DATA, VALID, changed
from typer.testing import CliRunner, Result

from allmende import cli


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["publiccode", *words], input=given)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    valid, broken = tmp_path / "valid.yml", tmp_path / "broken.yml"
    valid.write_text(VALID, encoding="utf-8")
    broken.write_text(changed("stable", "ready"), encoding="utf-8")
    return valid, broken


def test_many_files_are_an_object_a_line(files):
    answer = run("check", "--json", *map(str, files))
    valid, broken = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 1
    assert valid == {"file": str(files[0]), "version": "0.7", "valid": True, "problems": []}
    (problem,) = broken["problems"]
    assert {"level", "key", "line", "column", "message", "repair"} <= problem.keys()
    assert (problem["level"], problem["key"], problem["line"]) == ("error", "developmentStatus", 7)


def test_a_folder_stands_for_its_own_file_or_for_all_below(files, tmp_path):
    answer = run("check", "--json", str(tmp_path))
    assert [json.loads(line)["valid"] for line in answer.stdout.splitlines()] == [False, True]
    (tmp_path / "publiccode.yml").write_text(VALID, encoding="utf-8")
    answer = run("check", "--json", str(tmp_path))
    assert json.loads(answer.stdout)["file"].endswith("publiccode.yml") and answer.exit_code == 0


def test_lines_of_json_name_files_or_hold_texts(files):
    given = "\n".join(map(json.dumps, [str(files[0]), {"file": "case 7", "text": "name: A"}]))
    answer = run("check", "--json", "-", given=given)
    first, second = map(json.loads, answer.stdout.splitlines())
    assert first["valid"] and second["file"] == "case 7" and not second["valid"]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(files):
    answer = run("check", "--json", "nowhere.yml", str(files[0]))
    first, second = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 2 and first["error"] and second["valid"]


def test_a_person_reads_place_message_and_repair(files):
    answer = run("check", str(files[1]), "--language", "de")
    assert f"{files[1]}:7:1: Fehler: developmentStatus: „ready“" in answer.stdout
    assert "concept, development, beta, stable, obsolete" in answer.stdout


def test_warnings_fail_only_where_asked(tmp_path):
    old = tmp_path / "old.yml"
    old.write_text(changed('"0.7"', '"0.5"'), encoding="utf-8")
    assert run("check", str(old)).exit_code == 0
    assert run("check", str(old), "--fail-on", "warning").exit_code == 1


def test_sarif_has_a_result_for_each_problem(files):
    answer = run("check", "--format", "sarif", *map(str, files))
    (run_of_sarif,) = json.loads(answer.stdout)["runs"]
    assert len(run_of_sarif["results"]) == 1


def test_repair_prints_shows_and_writes(tmp_path):
    file = tmp_path / "publiccode.yml"
    file.write_text(changed("Ready: true", "Ready: yes"), encoding="utf-8")
    assert run("repair", str(file)).stdout.startswith(VALID)
    shown = run("repair", "--diff", str(file)).stdout
    assert "-  localisationReady: yes\n+  localisationReady: true" in shown
    told = json.loads(run("repair", "--json", str(file)).stdout)
    assert [one["key"] for one in told["applied"]] == ["localisation.localisationReady"]
    assert run("repair", "--write", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == VALID


def test_repair_says_by_its_status_that_errors_are_left(files):
    before = files[1].read_bytes()
    assert run("repair", "--write", str(files[1])).exit_code == 1
    assert files[1].read_bytes() == before


def test_several_files_are_not_printed_into_one_another(files):
    with pytest.raises(cli.edge.CouldNot):
        CliRunner().invoke(
            cli.app, ["publiccode", "repair", *map(str, files)], catch_exceptions=False
        )


def test_new_takes_data(tmp_path):
    output = tmp_path / "publiccode.yml"
    answer = run("new", "-", "--output", str(output), given=json.dumps(DATA))
    assert answer.exit_code == 0
    assert run("check", str(output), "--fail-on", "warning").exit_code == 0


def test_new_says_what_the_data_lack():
    answer = run("new", "-", given=json.dumps({**DATA, "legal": {}}))
    assert answer.exit_code == 1 and "legal.license" in answer.stderr


def test_new_overwrites_nothing(tmp_path):
    there = tmp_path / "publiccode.yml"
    there.write_text("mine", encoding="utf-8")
    assert run("new", "-", "--output", str(there), given=json.dumps(DATA)).exit_code != 0
    assert there.read_text(encoding="utf-8") == "mine"


def test_new_asks_on_a_terminal(monkeypatch):
    monkeypatch.setattr(cli.publiccode, "_is_terminal", lambda: True)
    about = "Wer einen Termin braucht, bucht ihn hier. " * 5
    lines = ["Terminbuch", "hier", "https://example.org/a.git", "web, linux", "stable", "library"]
    lines += ["Termine", about, "buchen", "MIT", "internal", "Kim Beispiel", "n", "de", ""]
    answer = run("new", "--language", "de", given="\n".join(lines))
    assert answer.exit_code == 0
    assert "„hier“ ist keine gültige Adresse" in answer.stderr
    assert "  - linux\n" in answer.stdout and "localisationReady: false" in answer.stdout
