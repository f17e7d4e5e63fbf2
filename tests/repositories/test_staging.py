# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the next commit adds is looked through before it is history."""

import json
from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories import Limits, NotARepository, inspect_staged
from allmende.repositories.scanning.suppressing import FILE

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"
KEY = f'export AWS_ACCESS_KEY_ID="{TOKEN}"\n'


@pytest.fixture
def made(tmp_path: Path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n", "old.sh": KEY}, "Begin")
    return repository


def stage(made: Made, **files: str) -> None:
    made.write({name.replace("__", "."): text for name, text in files.items()})
    made.git("add", "--all")


def found(made: Made, **more: object) -> list[tuple[str, int | None]]:
    seen = inspect_staged(made.folder, **more)  # type: ignore[arg-type]
    return [(one.path, one.line) for one in seen.findings if one.kind == "secret"]


def test_a_staged_secret_is_found_with_its_line(made: Made) -> None:
    stage(made, new__sh="echo\n" + KEY)
    assert found(made) == [("new.sh", 2)]


def test_what_is_not_staged_and_what_was_committed_before_is_no_matter(made: Made) -> None:
    made.write({"loose.sh": KEY})
    assert found(made) == []


def test_what_the_file_held_before_is_not_told_again(made: Made) -> None:
    stage(made, old__sh=KEY + "echo more\n")
    assert found(made) == []
    stage(made, old__sh=KEY + KEY.replace("QZ7R", "W5DH"))
    assert found(made) == [("old.sh", 2)]


def test_a_file_that_goes_brings_nothing(made: Made) -> None:
    made.git("rm", "-q", "old.sh")
    seen = inspect_staged(made.folder)
    assert (seen.files, seen.findings) == (0, ())


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_the_first_commit_is_looked_through_too(tmp_path: Path, format: str) -> None:
    made = make(tmp_path / "first", format)
    stage(made, new__sh=KEY)
    assert found(made) == [("new.sh", 1)]


def test_the_suppression_that_is_staged_with_it_counts(made: Made) -> None:
    stage(made, new__sh=KEY)
    made.write({FILE: "suppressions:\n  - {path: new.sh, reason: made up}\n"})
    made.git("add", "--all")
    (one,) = [each for each in inspect_staged(made.folder).findings if each.kind == "secret"]
    assert one.suppressed is not None and one.suppressed.reason == "made up"


def test_a_file_over_the_limit_is_said(made: Made) -> None:
    stage(made, new__sh="x" * 3_000)
    seen = inspect_staged(made.folder, limits=Limits(blob_bytes=2_000))
    assert (seen.skipped, seen.complete) == (("new.sh",), False)


def test_another_index_can_be_handed_in(made: Made, tmp_path: Path) -> None:
    stage(made, new__sh=KEY)
    other = (made.inner / "index").rename(tmp_path / "index")
    assert found(made, index=other) == [("new.sh", 1)]


def test_a_broken_index_is_told_and_a_pipe_is_not_opened(made: Made, tmp_path: Path) -> None:
    import os

    (tmp_path / "index").write_bytes(b"DIRC nonsense")
    os.mkfifo(tmp_path / "pipe")
    for name in ("index", "pipe"):
        with pytest.raises(NotARepository) as caught:
            inspect_staged(made.folder, index=tmp_path / name)
        assert caught.value.why.keys() == {"de", "en"}


def test_nothing_of_the_repository_runs_and_its_index_stays(made: Made, tmp_path: Path) -> None:
    stage(made, new__sh=KEY)
    made.configure(f"[core]\n\tfsmonitor = touch {tmp_path}/ran\n")
    before = (made.inner / "index").read_bytes()
    assert found(made) == [("new.sh", 1)]
    assert not (tmp_path / "ran").exists()
    assert (made.inner / "index").read_bytes() == before


def test_the_value_leaves_redacted(made: Made) -> None:
    stage(made, new__sh=KEY)
    told = json.dumps(inspect_staged(made.folder).as_json())
    assert TOKEN not in told and '"complete": true' in told
