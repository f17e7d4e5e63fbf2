# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a killed program left behind goes, and nothing else."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from tests.repositories.making import make

from allmende.repositories.git import open_repository
from allmende.repositories.git.leftovers import PREFIX, UNUSED, remove_leftovers


def process_that_is_gone() -> int:
    program = subprocess.Popen(["true"])
    program.wait()
    return program.pid


def left(place: Path, process: int | str, seconds: float = UNUSED + 60) -> Path:
    view = place / f"{PREFIX}{process}-abc"
    (view / "objects").mkdir(parents=True)
    (view / "objects" / "link").symlink_to(__file__)
    then = view.stat().st_mtime - seconds
    os.utime(view, (then, then))
    return view


def test_a_view_without_its_process_goes_and_what_it_links_to_stays(tmp_path: Path) -> None:
    view = left(tmp_path, process_that_is_gone())
    remove_leftovers(tmp_path)
    assert not view.exists()
    assert Path(__file__).exists()


PROCESSES = {
    "its own": os.getpid(),
    "its parent": os.getppid(),
    "none": "",
    "a word": "abc",
    "a sign": "²",
}


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES.keys())
def test_a_view_in_use_and_what_is_named_otherwise_stay(tmp_path: Path, process: int) -> None:
    view = left(tmp_path, process)
    remove_leftovers(tmp_path)
    assert view.exists()


def test_a_view_of_today_stays(tmp_path: Path) -> None:
    view = left(tmp_path, process_that_is_gone(), 3_600)
    remove_leftovers(tmp_path)
    assert view.exists()


def test_a_link_in_the_place_of_a_view_is_not_followed(tmp_path: Path) -> None:
    view = left(tmp_path / "elsewhere", process_that_is_gone())
    (tmp_path / view.name).symlink_to(view)
    remove_leftovers(tmp_path)
    assert view.exists() and (tmp_path / view.name).is_symlink()


def test_opening_a_repository_tidies_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(tmp_path / "made")
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    left(place, process_that_is_gone())
    with open_repository(made.folder):
        (view,) = place.iterdir()
        assert view.name.startswith(f"{PREFIX}{os.getpid()}-")
    assert list(place.iterdir()) == []
