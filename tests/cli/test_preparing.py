# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository prepare`: what it prints, the patch it writes, and how it ends."""

import json
from pathlib import Path

import pytest
from tests.publishing.preparing.making import bare
from tests.repositories.making import Made
from typer.testing import CliRunner, Result

from allmende import cli, publiccode

DETAILS = Path(__file__).parents[2] / "docs" / "guide" / "examples" / "details.yaml"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.delenv("ALLMENDE_POLICY", raising=False)
    return bare(tmp_path / "portal")


def run(made: Made, *words: str) -> Result:
    return CliRunner().invoke(cli.app, ["repository", "prepare", str(made.folder), *words])


def test_each_piece_is_listed_with_what_a_person_has_to_say(made: Made) -> None:
    answer = run(made, "--language", "de")
    assert answer.exit_code == 0
    assert "offen  LICENSE" in answer.stdout
    assert "Die Lizenz der Veröffentlichung ist noch zu wählen." in answer.stdout


def test_the_patch_is_written_and_git_takes_it(made: Made, tmp_path: Path) -> None:
    out = tmp_path / "prepare.patch"
    answer = run(made, "--details", str(DETAILS), "--out", str(out))
    assert answer.exit_code == 0, answer.output
    made.git("apply", str(out))
    assert (made.folder / "LICENSE").read_text().startswith("MIT License")


def test_the_example_of_the_guide_leaves_little_open(made: Made) -> None:
    told = json.loads(run(made, "--details", str(DETAILS), "--json").stdout)
    opened = {one["path"] for one in told["pieces"] if one["state"] == "open"}
    assert opened <= {"THIRD-PARTY-NOTICES.txt"}
    written = {one["path"]: one["content"] for one in told["pieces"]}
    assert publiccode.check(written["publiccode.yml"]).valid


def test_the_policy_of_an_office_proposes_licence_and_holder(made: Made) -> None:
    told = json.loads(run(made, "--policy", "munich", "--json").stdout)
    licence = next(one for one in told["pieces"] if one["path"] == "LICENSE")
    assert "Landeshauptstadt München" in licence["content"]
    assert any("please confirm" in one["en"] for one in licence["needs_human"])


def test_standard_output_takes_the_patch(made: Made) -> None:
    patch = run(made, "--details", str(DETAILS), "--out", "-").stdout_bytes
    made.git("apply", "-", feed=patch)


def test_a_mistake_in_the_details_is_named_with_its_line(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "details.yaml"
    file.write_text("name: A\nlicense: MIT\n")
    answer = run(made, "--details", str(file))
    assert "details.yaml:2" in str(answer.exception)


def test_what_is_no_repository_is_one_line(tmp_path: Path) -> None:
    answer = CliRunner().invoke(cli.app, ["repository", "prepare", str(tmp_path)])
    assert answer.exit_code != 0
    assert str(tmp_path) in str(answer.exception)


def test_an_author_is_a_name_and_an_address(made: Made) -> None:
    assert "--author" in str(run(made, "--author", "Kim").exception)
