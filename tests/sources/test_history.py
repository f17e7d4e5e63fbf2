# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from allmende.sources.history import NoHistory, last_changed

CLEAN = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def git(repository: Path, *words: str, day: str = "2026-01-01", given: bytes = b"") -> str:
    dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    done = subprocess.run(
        ["git", *words],
        cwd=repository,
        env=CLEAN | dated,
        input=given,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site in docs/ of a repository: two pages, one of them changed later."""
    pages = tmp_path / "docs" / "software"
    pages.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for day, name, text in [
        ("2026-01-05", "zammad.md", "1"),
        ("2026-02-06", "über uns.md", "1"),
        ("2026-03-07", "zammad.md", "2"),
    ]:
        (pages / name).write_text(text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", name, day=day)
    (pages / "new.md").write_text("1")
    return tmp_path


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    assert last_changed(repository / "docs", ("software",)) == {
        "software/zammad.md": date(2026, 3, 7),
        "software/über uns.md": date(2026, 2, 6),
    }


def test_outside_of_a_work_tree_there_are_no_days(tmp_path: Path) -> None:
    assert last_changed(tmp_path, ("software",)) == {}


def test_variables_of_the_caller_do_not_lead_elsewhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert len(last_changed(repository / "docs", ("software",))) == 2


def test_a_damaged_repository_is_told(repository: Path) -> None:
    (repository / ".git" / "HEAD").write_text("nonsense")

    with pytest.raises(NoHistory):
        last_changed(repository / "docs", ("software",))


def test_a_machine_without_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(NoHistory, match="not installed"):
        last_changed(repository / "docs", ("software",))


def test_nothing_the_repository_configures_is_run(repository: Path) -> None:
    """A signed commit with a signature program of its own, fsmonitor, hooks, pager, filters."""
    trace = repository / "ran"
    program = repository / "evil"
    program.write_text(f"#!/bin/sh\necho $0 >> {trace}\ncat\n")
    program.chmod(0o755)
    (repository / "docs" / "software" / "zammad.md").write_text("3")
    (repository / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
    git(repository, "add", ".")
    tree = git(repository, "write-tree")
    who = "A <a@example.org> 1775000000 +0000"
    signed = (
        f"tree {tree}\nparent {git(repository, 'rev-parse', 'HEAD')}\n"
        f"author {who}\ncommitter {who}\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n xxx\n -----END PGP SIGNATURE-----\n\nsigned\n"
    )
    commit = git(repository, "hash-object", "-t", "commit", "-w", "--stdin", given=signed.encode())
    git(repository, "reset", "-q", "--soft", commit)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "gpg.program",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.sshCommand",
    ):
        git(repository, "config", key, str(program))
    git(repository, "config", "log.showSignature", "true")
    git(repository, "log", "-1")
    assert trace.exists(), "the trap is set: an ordinary git log runs the program"
    trace.unlink()

    days = last_changed(repository / "docs", ("software",))

    assert days["software/zammad.md"] == date(2026, 3, 31)
    assert not trace.exists()
