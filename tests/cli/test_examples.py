# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the guide and this repository offer to CI and hooks is valid, and its commands run."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.repositories.making import Made, make

from allmende.criteria import load_criteria, names, read_given

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs/guide/examples"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOWS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), EXAMPLES / "github-actions.yml"]
PROGRAMS = Path(sys.executable).parent


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def words_of(node: Any) -> Iterator[str]:
    """Every text of a file that is a command of ours."""
    if isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from words_of(one)
    elif isinstance(node, str) and node.startswith("allmende "):
        yield node


COMMANDS = sorted(
    {
        command
        for path in (HOOKS, EXAMPLES / "github-actions.yml", EXAMPLES / "gitlab-ci.yml")
        for command in words_of(read(path))
    }
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n"}, "Begin")
    return repository


def test_there_are_commands_to_try():
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_examples_runs(made: Made, command: str):
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=made.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (1 if "--fail-on open" in command else 0), done.stderr
    for written in re.findall(r">(\S+)", command):
        assert YAML(typ="safe").load((made.folder / written).read_text())


def test_hooks_have_what_pre_commit_asks_for():
    hooks = read(HOOKS)
    assert len({one["id"] for one in hooks}) == len(hooks)
    for one in hooks:
        assert one.keys() >= {"id", "name", "entry", "language", "stages"}
        assert one["pass_filenames"] is False, "it asks git, and takes no names of files"


def test_the_example_uses_hooks_that_there_are():
    (repository,) = read(EXAMPLES / "pre-commit-config.yaml")["repos"]
    assert {one["id"] for one in repository["hooks"]} == {one["id"] for one in read(HOOKS)}
    assert repository["repo"] == read(ROOT / "publiccode.yml")["url"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_no_weakness_that_zizmor_knows(path: Path):
    done = subprocess.run(
        [PROGRAMS / "zizmor", "--offline", "--no-progress", "--no-config", path],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_every_history_that_is_judged_is_whole(path: Path):
    text = path.read_text(encoding="utf-8")
    pins = re.findall(r"uses: (\S+)(.*)", text)
    assert all(re.search(r"@[0-9a-f]{40}$", pin) and "# v" in tag for pin, tag in pins)
    if ".ci/run" in text or "allmende repository" in text:
        assert "fetch-depth: 0" in text


def test_one_action_has_one_pin_everywhere():
    pins = {pin for path in WORKFLOWS for pin in re.findall(r"uses: (\S+)", path.read_text())}
    owners = [re.sub(r"^([^/]+/[^/@]+)[^@]*@", r"\1@", pin) for pin in pins]
    assert len({one.partition("@")[0] for one in owners}) == len(set(owners))


@pytest.mark.parametrize(
    "path",
    [EXAMPLES / "answers.yaml", ROOT / ".allmende/answers.yaml", ROOT / ".allmende/analysis.yaml"],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_answers_are_complete_and_of_criteria_that_ask_people(path: Path):
    given, rejected = read_given(path.read_text(encoding="utf-8"), sets=names("munich"))
    assert given and not rejected
    for one in given:
        asked = {each.id: each for each in load_criteria(one.criteria or "", "munich").criteria}
        assert asked[one.criterion].takes_human_answers
