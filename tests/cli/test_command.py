# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The command as a whole: quick to start, clear when it cannot."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allmende import cli
from allmende.cli import edge

FOLDER = Path(cli.__file__).parent


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "allmende", *arguments],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(FOLDER.parents[1]), **environment},
    )


def test_it_loads_without_django():
    code = "import sys, allmende.cli; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_file_imports_the_workbench_while_it_is_loaded(file: Path):
    imported = []
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.ImportFrom):
            imported.append(node.module or "")
        elif isinstance(node, ast.Import):
            imported += [alias.name for alias in node.names]
    assert [n for n in imported if n.startswith(("django", "allmende.workbench"))] == []


def test_help_names_every_group():
    answer = CliRunner().invoke(cli.app, ["--help"])
    assert answer.exit_code == 0
    for verb in ("catalogue", "audit", "user", "serve", "worker", "tick", "backup", "restore"):
        assert f"  {verb} " in answer.output


def test_an_unknown_verb_ends_with_2():
    assert run("dance").returncode == 2


def test_a_database_that_is_not_set_up_is_told_in_one_line(tmp_path: Path):
    answer = run("audit", "verify", ALLMENDE_DATA=str(tmp_path))
    assert answer.returncode == 2
    assert answer.stderr.startswith("allmende: the database is not set up")
    assert answer.stderr.count("\n") == 1


def test_a_policy_that_does_not_exist_is_told_in_one_line(tmp_path: Path):
    answer = run("tick", ALLMENDE_DATA=str(tmp_path), ALLMENDE_POLICY="nowhere")
    assert answer.returncode == 2
    assert "no such office profile" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_fault_of_the_program_is_not_hidden():
    assert edge.reason(ZeroDivisionError("division by zero")) is None


@pytest.mark.parametrize("line", ["hello", '{"other": 1}', "[1]"])
def test_a_line_of_input_that_is_no_query_is_told_with_its_number(line: str):
    with pytest.raises(edge.CouldNot, match="standard input, line 1"):
        edge._given(line, ("query",), 1)
