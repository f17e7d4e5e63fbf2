# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende licence`: many inputs in order, shapes, exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allmende import cli


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["licence", *words], input=given)


def objects(answer: Result) -> list[dict]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_names_are_answered_in_order_and_in_the_documented_shape():
    answer = run("name", "MIT", "GPL", "-", "--json", given='"nonsense"\n{"name": "ISC"}\n')
    found = objects(answer)
    assert [one["input"] for one in found] == ["MIT", "GPL", "nonsense", "ISC"]
    assert [one["status"] for one in found] == ["match", "ambiguous", "unknown", "match"]
    assert {"input", "status", "expression", "candidates", "confidence", "rule"} <= found[0].keys()


@pytest.mark.parametrize(("name", "status"), [("MIT", 0), ("GPL", 1), ("nonsense", 1)])
def test_a_name_that_is_not_certain_ends_with_1(name, status):
    assert run("name", name).exit_code == status


def test_texts_are_identified_one_object_a_file(tmp_path: Path):
    (tmp_path / "a.py").write_text("# SPDX-License-Identifier: EUPL-1.2\n")
    (tmp_path / "b.py").write_text("print(1)\n")
    answer = run("text", str(tmp_path / "a.py"), str(tmp_path / "b.py"), "--json")
    first, second = objects(answer)
    assert answer.exit_code == 1
    assert (first["expression"], second["expression"], second["matches"]) == ("EUPL-1.2", None, [])
    match = first["matches"][0]
    assert {"expression", "similarity", "modified", "start_line", "end_line"} <= match.keys()


def test_a_text_may_come_as_a_line_of_json():
    (found,) = objects(
        run("text", "-", "--json", given='{"text": "Licensed under the MIT License"}')
    )
    assert found["expression"] == "MIT"


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path):
    answer = run("text", str(tmp_path / "missing"), "LICENSE", "--json")
    first, second = objects(answer)
    assert answer.exit_code == 2
    assert first["error"] == "No such file or directory"
    assert second["error"] is None


def test_satisfies_reads_lines_with_their_own_allowed_licences():
    given = (
        '{"expression": "MIT OR GPL-2.0-only", "allowed": ["MIT"]}\n'
        '{"expression": "MIT AND", "allowed": ["MIT"]}\n'
        '{"expression": "MIT", "allowed": [7]}\n'
    )
    answer = run("satisfies", "-", "--json", given=given)
    first, second, third = objects(answer)
    assert answer.exit_code == 2
    assert (first["satisfied"], first["chosen"], first["error"]) == (True, "MIT", None)
    assert second["satisfied"] is False and "position 7" in second["error"]
    assert third["error"]


def test_each_line_is_checked_in_its_own_context():
    given = (
        '"MIT"\n{"expression": "EUPL-1.2", "context": "use"}\n'
        '{"expression": "GPL-3.0-only", "purl": "pkg:npm/slash@1"}\n'
    )
    words = ("check", "-", "--context", "embed", "--policy", "munich", "--json")
    first, second, third = objects(run(*words, given=given))
    assert [one["context"] for one in (first, second, third)] == ["embed", "use", "embed"]
    assert [one["verdict"] for one in (first, second, third)] == [
        "preferred",
        "allowed",
        "preferred",
    ]
    assert third["waiver"]["purl"] == "pkg:npm/slash"
    assert {"input", "reasons", "policy", "error"} <= first.keys()


@pytest.mark.parametrize(
    ("licence", "fail_on", "status"),
    [
        ("MIT", "avoid", 0),
        ("EUPL-1.2", "avoid", 1),
        ("EUPL-1.2", "blocked", 0),
        ("LicenseRef-own", "avoid", 1),
        ("MIT", "preferred", 1),
    ],
)
def test_the_exit_status_follows_fail_on(licence, fail_on, status):
    words = ("--context", "embed", "--policy", "munich", "--fail-on", fail_on)
    assert run("check", licence, *words).exit_code == status


def test_an_unknown_context_is_told_beside_the_other_answers():
    answer = run("check", "MIT", "--context", "nowhere", "--json")
    (found,) = objects(answer)
    assert answer.exit_code == 2
    assert "nowhere" in found["error"] and found["verdict"] is None


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("check", '{"expression": "MIT", "context": ["embed"]}'),
        ("check", '{"expression": "MIT", "purl": 7}'),
        ("text", '{"file": "LICENSE", "text": 7}'),
        ("text", '{"file": 7, "text": "x"}'),
    ],
)
def test_values_of_another_kind_are_no_crash(verb: str, line: str):
    answer = run(verb, "-", "--json", given=line)
    assert answer.exit_code in (0, 1, 2)
    assert objects(answer)


def test_a_verdict_is_told_in_german():
    answer = run(
        "check", "EUPL-1.2", "--context", "embed", "--policy", "munich", "--language", "de"
    )
    assert answer.stdout.startswith("EUPL-1.2: zu vermeiden\n")


def test_findings_come_as_sarif():
    words = ("--context", "embed", "--policy", "munich", "--format", "sarif")
    (log,) = objects(run("check", "MIT", "EUPL-1.2", *words))
    assert log["version"] == "2.1.0"
    assert [one["properties"]["licence"] for one in log["runs"][0]["results"]] == ["EUPL-1.2"]


def test_compatibility_names_both_voices_and_the_date_of_the_matrix():
    words = ("--outbound", "MIT", "--context", "embed", "--policy", "munich", "--json")
    (found,) = objects(run("compatible", "LGPL-2.1-only", *words))
    assert (found["matrix"]["value"], found["matrix"]["date"]) == ("no", "2026-02-12")
    assert found["verdict"] == "allowed"


def test_a_file_that_is_no_matrix_is_refused(tmp_path: Path):
    (tmp_path / "matrix.json").write_text("[]")
    answer = CliRunner().invoke(
        cli.app, ["licence", "compatible", "MIT", "--matrix", str(tmp_path / "matrix.json")]
    )
    assert isinstance(answer.exception, cli.edge.CouldNot)


def test_an_exported_allow_list_agrees_with_the_policy_where_single_licences_are_concerned(
    tmp_path: Path,
):
    written = run("export", "--to", "dependency-review", "--policy", "munich").stdout
    (tmp_path / "review.yml").write_text(written)
    answer = run("compare-ci", str(tmp_path / "review.yml"), "--policy", "munich", "--json")
    (found,) = objects(answer)
    assert [one for one in found["disagreements"] if one["kind"] == "licence"] == []


def test_a_configuration_that_is_none_is_told_with_its_line(tmp_path: Path):
    (tmp_path / "x.yml").write_text("a: [\n")
    answer = run("compare-ci", str(tmp_path / "x.yml"))
    assert isinstance(answer.exception, cli.edge.CouldNot)
    assert "x.yml:" in str(answer.exception)
