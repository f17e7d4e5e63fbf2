# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende sbom`: check, validate, notices, bsi."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allmende import cli

BILL = Path(__file__).parents[2] / "docs/guide/examples/bom.json"
EMBED = ("--context", "embed", "--policy", "munich")


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["sbom", *words], input=given)


def test_every_component_has_a_verdict_in_the_documented_shape():
    answer = run("check", str(BILL), *EMBED, "--json")
    found = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert {"file", "format", "version", "components", "summary", "not_understood"} <= found.keys()
    assert [one["verdict"] for one in found["components"]] == [
        "preferred",
        "preferred",
        "avoid",
        "review",
    ]
    for key in ("name", "version", "purl", "licence", "verdict", "reasons"):
        assert key in found["components"][0]


def test_fail_on_blocked_lets_the_rest_pass():
    assert run("check", str(BILL), *EMBED, "--fail-on", "blocked").exit_code == 0


def test_a_file_that_is_no_bill_is_told_and_the_rest_goes_on(tmp_path: Path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"bomFormat": "CycloneDX", ')
    answer = run("check", str(broken), str(BILL), *EMBED, "--json")
    first, second = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 2
    assert first["file"] == str(broken) and first["error"]
    assert second["summary"]["preferred"] == 2


def test_a_missing_file_is_told():
    answer = run("check", "nowhere.json", *EMBED, "--json")
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["error"]


def test_files_may_come_as_lines_of_json():
    answer = run("check", "-", *EMBED, "--json", given=json.dumps(str(BILL)))
    assert json.loads(answer.stdout)["file"] == str(BILL)


def test_findings_come_as_sarif_with_their_place():
    log = json.loads(run("check", str(BILL), *EMBED, "--format", "sarif").stdout)
    places = [one["locations"][0]["logicalLocations"][0] for one in log["runs"][0]["results"]]
    assert [one["fullyQualifiedName"] for one in places] == ["/components/2", "/components/3"]


def test_validation_tells_key_and_line(tmp_path: Path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text(BILL.read_text().replace('"name": "spring-core", ', ""))
    answer = run("validate", str(wrong), str(BILL), "--json")
    first, second = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 1
    assert (first["valid"], second["valid"]) == (False, True)
    assert first["problems"][0]["line"] and first["problems"][0]["key"].startswith("/components/0")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("text", "Licence texts that must be added"),
        ("html", '<html lang="en"'),
        ("json", '"groups"'),
    ],
)
def test_notices_come_in_three_forms(form, words):
    assert words in run("notices", str(BILL), "--format", form).stdout


def test_notices_know_a_licence_by_its_name():
    assert "AGPL-3.0-only" in run("notices", str(BILL)).stdout


def test_what_bsi_asks_for_is_listed_in_the_language():
    answer = run("bsi", str(BILL), "--language", "de")
    assert answer.exit_code == 1
    assert "must" in answer.stdout
