# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository clean` and `verify-clean`: what they print, write and how they end."""

import json
from pathlib import Path

import pytest
from tests.publishing.cleaning.seeding import token
from tests.repositories.making import Made, make
from typer.testing import CliRunner, Result

from allmende import cli

SECRET = token(7)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"app.env": f"AWS_ACCESS_KEY_ID={SECRET}\n"}, "Begin")
    repository.commit({"app.env": "PORT=1\n"}, "Tidy up")
    return repository


@pytest.fixture
def run(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ALLMENDE_STORE", str(store))

    def verb(*words: str) -> Result:
        return CliRunner().invoke(cli.app, ["repository", *words])

    return verb


def test_what_must_not_go_out_is_told_with_its_place_and_what_to_do_first(made: Made, run) -> None:
    told = run("clean", str(made.folder), "--language", "de")
    assert told.exit_code == 1
    first, then = made.git("rev-list", "HEAD").split()[::-1]
    assert f"app.env:1 [{first[:12]}..{then[:12]}] nur in der Historie" in told.stdout
    assert "Zuerst sperren und erneuern" in told.stdout
    assert "git filter-repo --force" in told.stdout and "PROVENANCE.md" in told.stdout
    assert SECRET not in told.output


def test_one_way_alone_can_be_asked_for(made: Made, run) -> None:
    told = run("clean", str(made.folder), "--way", "fresh").stdout
    assert "PROVENANCE.md" in told and "filter-repo" not in told
    assert run("clean", str(made.folder), "--way", "burn").exit_code == 2


def test_json_has_the_offences_and_the_ways(made: Made, run) -> None:
    told = json.loads(run("clean", str(made.folder), "--json", "--way", "rewrite").stdout)
    assert told["complete"] and [one["id"] for one in told["ways"]] == ["rewrite"]
    (offence,) = told["offences"]
    (place,) = offence["places"]
    assert (place["path"], place["how"], place["in_head"]) == ("app.env", "text", False)
    assert place["refs"] == ["refs/heads/main", "HEAD"]


def test_a_history_with_nothing_in_it_ends_with_0(tmp_path: Path, run) -> None:
    clean = make(tmp_path / "clean")
    clean.commit({"README.md": "# Example\n"})
    told = run("clean", str(clean.folder))
    assert (told.exit_code, told.stdout) == (0, "Nothing found that must not go out.\n")


def test_values_go_into_a_file_that_nobody_else_reads(made: Made, run, tmp_path: Path) -> None:
    file = tmp_path / "expressions.txt"
    told = run("clean", str(made.folder), "--expressions", str(file))
    assert file.read_text() == f"literal:{SECRET}==>***REMOVED***\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "expressions.txt.versions").read_text() == ""
    assert "values in clear" in told.stderr and SECRET not in told.output


def test_a_file_with_values_is_refused_inside_the_repository(made: Made, run) -> None:
    told = run("clean", str(made.folder), "--expressions", str(made.folder / "x.txt"))
    assert "in the repository itself" in str(told.exception)
    assert not (made.folder / "x.txt").exists()


def test_a_file_that_is_there_is_not_written_over(made: Made, run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("mine")
    told = run("clean", str(made.folder), "--expressions", str(tmp_path / "x.txt"))
    assert "there already" in str(told.exception) and (tmp_path / "x.txt").read_text() == "mine"


def test_a_verification_ends_with_0_where_it_is_clean(made: Made, run, tmp_path: Path) -> None:
    after = make(tmp_path / "after")
    after.git("config", "core.logAllRefUpdates", "false")
    after.commit({"app.env": "PORT=1\n"})
    for log in (after.inner / "logs").rglob("*"):
        if log.is_file():
            log.write_bytes(b"")
    told = run("verify-clean", str(made.folder), str(after.folder))
    assert (told.exit_code, told.stdout.splitlines()[1]) == (0, "Gone: 1")


def test_a_verification_ends_with_1_and_says_what_remains(made: Made, run) -> None:
    told = run("verify-clean", str(made.folder), str(made.folder))
    assert told.exit_code == 1 and "Still there: secret" in told.stdout
    as_json = run("verify-clean", str(made.folder), str(made.folder), "--json")
    assert json.loads(as_json.stdout)["clean"] is False


def test_a_verification_ends_with_2_where_not_everything_was_there(
    made: Made, run, tmp_path: Path
) -> None:
    made.git("clone", "-q", "--bare", "--depth", "1", f"file://{made.folder}", str(tmp_path / "s"))
    told = run("verify-clean", str(made.folder), str(tmp_path / "s"))
    assert (told.exit_code, told.stdout.partition(",")[0]) == (
        2,
        "None of it can be found any more",
    )


@pytest.mark.parametrize("words", [("clean", "{}"), ("verify-clean", "{}", "{}")])
def test_what_is_no_repository_says_so(words: tuple[str, ...], run, tmp_path: Path) -> None:
    told = run(*(one.format(tmp_path) for one in words))
    assert "no git repository" in str(told.exception)
