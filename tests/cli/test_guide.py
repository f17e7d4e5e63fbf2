# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The guide tells the truth: each command in it prints what stands below it."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allmende import cli

ROOT = Path(__file__).parents[2]
PAIRS = [("licences.md", "licences.de.md"), ("publiccode.en.md", "publiccode.de.md")]
GUIDES = [ROOT / "docs/guide" / name for pair in PAIRS for name in pair]
VERSION = re.compile(r"\b[0-9a-f]{12}\b")


def examples():
    for guide in GUIDES:
        for block in re.findall(r"```console\n(.*?)```", guide.read_text(), re.DOTALL):
            for command in re.split(r"^\$ allmende ", block, flags=re.MULTILINE)[1:]:
                line, _newline, printed = command.partition("\n")
                yield pytest.param(line, printed, id=f"{guide.name}: {line[:60]}")


def run(line: str) -> str:
    line, _here, given = line.partition(" <<< ")
    words = shlex.split(line)
    return CliRunner().invoke(cli.app, words, input="".join(shlex.split(given))).stdout


@pytest.mark.parametrize(("line", "printed"), list(examples()))
def test_an_example_prints_what_the_guide_shows(line, printed, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert VERSION.sub("VERSION", run(line)) == VERSION.sub("VERSION", printed)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_both_languages_show_the_same_commands(pair):
    english, german = (
        re.findall(
            r"^\$ (allmende \S+ \S+)", (ROOT / "docs/guide" / name).read_text(), re.MULTILINE
        )
        for name in pair
    )
    assert english == german
