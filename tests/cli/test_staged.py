# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository staged`: what a hook says and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.repositories.making import Made, make
from typer.testing import CliRunner, Result

from allmende import cli

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.delenv("GIT_INDEX_FILE", raising=False)
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n"}, "Begin")
    return repository


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["repository", "staged", *words])


def stage(made: Made) -> None:
    made.write({"key.env": f"AWS_ACCESS_KEY_ID={TOKEN}\n"})
    made.git("add", "--all")


def test_nothing_staged_ends_with_0(made: Made) -> None:
    answer = run(str(made.folder))
    assert (answer.exit_code, answer.stdout) == (0, "0 staged files looked through\n")


def test_a_staged_secret_ends_with_1_redacted_and_with_what_to_do(made: Made) -> None:
    stage(made)
    answer = run(str(made.folder), "--language", "de")
    assert answer.exit_code == 1
    assert "key.env:1" in answer.stdout and "suppressions.yaml" in answer.stdout
    assert TOKEN not in answer.stdout


def test_json_names_every_finding_and_what_was_looked_at(made: Made) -> None:
    stage(made)
    told = json.loads(run(str(made.folder), "--json").stdout)
    assert told["coverage"] == {"files": 1, "skipped": [], "complete": True}
    assert told["findings"][0]["path"] == "key.env"


def test_what_is_no_repository_says_so(tmp_path: Path) -> None:
    assert "no git repository" in str(run(str(tmp_path)).exception)


@pytest.mark.parametrize("words", [["commit", "-m", "x"], ["commit", "-m", "x", "key.env"]])
def test_as_a_hook_it_stops_the_commit(made: Made, words: list[str]) -> None:
    stage(made)
    program = Path(sys.executable).parent / "allmende"
    hook = made.inner / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{program}' repository staged\n")
    hook.chmod(0o755)
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
        cwd=made.folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "key.env:1" in done.stdout + done.stderr
