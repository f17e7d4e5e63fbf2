# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where the command keeps results."""

from pathlib import Path

import pytest

from allmende.cli.edge import CouldNot
from allmende.cli.keeping import store


def test_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    assert store(tmp_path / "asked", "en") == tmp_path / "asked"


def test_else_the_one_the_environment_names_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLMENDE_STORE", str(tmp_path / "named"))
    assert store(None, "en") == tmp_path / "named"
    monkeypatch.setenv("ALLMENDE_STORE", "")
    assert store(None, "en") is None


def test_else_the_cache_folder_of_the_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALLMENDE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert store(None, "en") == tmp_path / "allmende"
    assert (tmp_path / "allmende").stat().st_mode & 0o077 == 0


def test_what_was_asked_for_must_work_and_what_nobody_asked_for_need_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CouldNot, match="file"):
        store(tmp_path / "file", "en")
    monkeypatch.setenv("ALLMENDE_STORE", str(tmp_path / "file"))
    with pytest.raises(CouldNot, match="file"):
        store(None, "de")
    monkeypatch.delenv("ALLMENDE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert store(None, "en") is None
