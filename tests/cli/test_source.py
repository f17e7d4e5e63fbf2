# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende source`: list, harvest, go on after a kill."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fetching.serving import Asked, Reply, Server, status
from tests.sources import serving
from tests.sources.serving import Software, changed, many
from typer.testing import CliRunner, Result

from allmende.cli import app
from allmende.cli.edge import CouldNot
from allmende.sources import Entry, read_jsonl

ROOT = Path(__file__).parents[2]
HERE = ("--allow", "127.0.0.1", "--pause", "0")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(serving.italia(many(25))) as running:
        yield running


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["source", *map(str, arguments)])


def harvest(server: Server, *arguments: object) -> Result:
    return run(
        "harvest", "developers-italia", "--address", f"{server.address}/v1", *HERE, *arguments
    )


def names(file: Path) -> list[str]:
    return [item.name for item in read_jsonl(file) if isinstance(item, Entry)]


@pytest.fixture
def no_workbench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a machine where there is only the command."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ALLMENDE_DATA", str(tmp_path))


def test_the_list_names_address_and_licence(no_workbench: None):
    lines = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    known = {line["name"]: line for line in lines}
    assert known["opencode"]["address"] == "https://gitlab.opencode.de"
    assert known["ecosystems"]["licence"] == "CC-BY-SA-4.0"
    assert known["github"]["needs"] == "organisations"
    assert "munich-site" not in known
    assert "https://api.developers.italia.it/v1" in run("list").stdout


def test_entries_go_to_the_terminal_as_lines(server: Server):
    answer = harvest(server)
    assert answer.exit_code == 0
    entries = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(entries) == 25
    assert (entries[0]["source"], entries[0]["name"]) == ("developers-italia", "Software 1")
    assert "25 entries" in answer.stderr


def test_a_file_can_be_imported_again(server: Server, tmp_path: Path):
    out = tmp_path / "italy.jsonl"
    answer = harvest(server, "--out", out, "--json", "--contact", "https://example.org/office")
    summary = json.loads(answer.stdout)
    assert (summary["full"], summary["entries"], summary["errors"]) == (True, 25, 0)
    assert names(out) == [f"Software {number}" for number in range(1, 26)]
    assert server.asked[0].headers["user-agent"] == "allmende (+https://example.org/office)"


def test_the_second_harvest_brings_what_has_changed(server: Server, tmp_path: Path):
    out, state = tmp_path / "italy.jsonl", tmp_path / "italy.state"
    harvest(server, "--out", out, "--since", state)
    server.answering = serving.italia(changed(many(25), 7))
    summary = json.loads(harvest(server, "--out", out, "--since", state, "--json").stdout)
    assert (summary["entries"], summary["unchanged"]) == (1, 24)
    assert names(out) == ["Software 7"]


def test_a_broken_record_ends_with_1_and_a_broken_source_with_2(server: Server, tmp_path: Path):
    server.answering = serving.italia([Software(1), Software(2, file="- list")])
    answer = harvest(server)
    assert answer.exit_code == 1
    assert "publiccode.yml cannot be read" in answer.stderr
    server.faults = lambda _asked: status(404)
    answer = harvest(server, "--out", tmp_path / "italy.jsonl")
    assert answer.exit_code == 2
    assert "There is nothing there (status 404)" in answer.stderr


def test_our_own_network_is_not_called_unless_allowed(server: Server):
    answer = run("harvest", "developers-italia", "--address", f"{server.address}/v1")
    assert answer.exit_code == 2
    assert "internal network" in answer.stderr
    assert server.asked == []


def test_a_source_of_ones_own_is_read_in_a_known_way(server: Server):
    server.answering = serving.gitlab(many(2))
    answer = run("harvest", "our-forge", "--by", "gitlab", "--address", server.address, *HERE)
    assert [json.loads(line)["source"] for line in answer.stdout.splitlines()] == ["our-forge"] * 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["somebody"], "--by"),
        (["swiss-oss-catalogue"], "--address"),
        (["github"], "--only"),
        (["opencode", "--json"], "--out"),
    ],
)
def test_what_is_missing_is_named(arguments: list[str], why: str):
    answer = run("harvest", *arguments)
    assert isinstance(answer.exception, CouldNot)
    assert why in str(answer.exception)


def test_a_state_that_is_none_is_refused(server: Server, tmp_path: Path):
    state = tmp_path / "state"
    state.write_text("{}")
    assert isinstance(harvest(server, "--since", state).exception, CouldNot)


def test_a_killed_harvest_goes_on_nothing_twice_nothing_lost(server: Server, tmp_path: Path):
    out, state = tmp_path / "italy.jsonl", tmp_path / "italy.state"
    reached, go_on = threading.Event(), threading.Event()

    def hold_the_last_page(asked: Asked) -> Reply:
        if asked.query.get("page[after]") == "20" and not go_on.is_set():
            reached.set()
            go_on.wait(20)
        return serving.italia(many(25))(asked)

    server.answering = hold_the_last_page
    words = ["harvest", "developers-italia", "--address", f"{server.address}/v1", *HERE]
    process = subprocess.Popen(
        [sys.executable, "-m", "allmende", "source", *words, "--out", out, "--since", state],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.DEVNULL,
    )
    assert reached.wait(30)
    process.kill()
    process.wait()
    go_on.set()
    with out.open("ab") as file:
        file.write(b'{"half a line')

    answer = harvest(server, "--out", out, "--since", state)

    assert answer.exit_code == 0
    assert "5 entries" in answer.stderr
    assert names(out) == [f"Software {number}" for number in range(1, 26)]


@pytest.mark.django_db
def test_the_list_holds_the_sources_of_the_workbench_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from allmende.cli import source
    from allmende.workbench.catalogue.services import harvesting

    monkeypatch.setattr(source, "_is_there", lambda: True)
    own = {"name": "Our forge", "harvester": "gitlab", "licence": "CC0-1.0", "priority": 30}
    harvesting.add_source(None, {**own, "address": "https://git.example.org"})
    harvesting.set_plan(None, "opencode", {"only": ["stadt"]})
    lines = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    known = {line["name"]: line for line in lines}
    mine = known["our-forge"]
    assert (mine["workbench"], mine["licence"], mine["address"]) == (
        True,
        "CC0-1.0",
        "https://git.example.org",
    )
    assert known["opencode"]["address"] == "https://gitlab.opencode.de"
    assert (known["opencode"]["workbench"], known["github"]["workbench"]) == (True, False)
    assert "(in the workbench)" in run("list").stdout


@pytest.mark.django_db
def test_an_unknown_name_makes_no_source_in_the_workbench() -> None:
    from allmende.workbench.catalogue.models import Source

    with pytest.raises(CouldNot, match="neither the registry nor the workbench"):
        CliRunner().invoke(
            app, ["source", "harvest", "opncode", "--into-catalogue"], catch_exceptions=False
        )
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_the_workbench_takes_it_in_by_its_plan(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.workbench.catalogue.harvests import impatient, planned, records

    from allmende.workbench.catalogue.services import harvesting

    monkeypatch.setattr(harvesting, "calling", impatient)
    planned(server)
    answer = run("harvest", "developers-italia", "--into-catalogue", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["entries"] == len(records()) == 25
    with pytest.raises(CouldNot):
        CliRunner().invoke(
            app,
            ["source", "harvest", "developers-italia", "--into-catalogue", "--bare"],
            catch_exceptions=False,
        )
