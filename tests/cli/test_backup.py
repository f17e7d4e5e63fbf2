# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende backup` and `allmende restore`: what comes back is what went in."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from typer.testing import CliRunner, Result

from allmende.cli import app
from allmende.workbench.core import audit
from allmende.workbench.core.models import Event, Unit
from allmende.workbench.core.services import save_unit

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "imports").mkdir(parents=True)
    return tmp_path / "files"


@pytest.fixture(params=[[], ["--portable"]], ids=["copy", "records"])
def archive(request: pytest.FixtureRequest, tmp_path: Path, files: Path) -> Path:
    """An archive of one unit and one file, after which both were changed."""
    (files / "imports" / "list.jsonl").write_text("before")
    unit = save_unit(None, Unit(name="IT before"))
    path = tmp_path / "backup.tar.gz"
    answer = run("backup", path, *request.param)
    assert answer.exit_code == 0, answer.exception
    unit.name = "IT after"
    save_unit(None, unit)
    (files / "imports" / "list.jsonl").write_text("after")
    return path


def change(archive: Path, name: str, how: Callable[[bytes], bytes]) -> None:
    """Rewrite one file of the archive."""
    with tarfile.open(archive) as old:
        members = [(m, old.extractfile(m).read()) for m in old.getmembers()]  # type: ignore[union-attr]
    with tarfile.open(archive, "w:gz") as new:
        for member, content in members:
            if member.name.startswith(name):
                content = how(content)
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))


def test_database_and_files_come_back(archive: Path, files: Path):
    answer = run("restore", archive, "--force", "--json")
    assert answer.exit_code == 0, answer.exception
    assert Unit.objects.get().name == "IT before"
    assert (files / "imports" / "list.jsonl").read_text() == "before"
    assert json.loads(answer.stdout)["events"] == Event.objects.count() == 1


def test_the_trail_goes_on_and_stays_closed_after_a_restore(archive: Path):
    run("restore", archive, "--force")
    save_unit(None, Unit(name="HR"))
    assert audit.verify().why == ""
    with pytest.raises(Exception, match="append-only"):
        Event.objects.all().delete()


def test_what_is_there_is_not_replaced_without_force(archive: Path):
    answer = run("restore", archive)
    assert "--force" in str(answer.exception)
    assert Unit.objects.get().name == "IT after"


@pytest.mark.parametrize("what", ["database", "records", "files/"])
def test_a_changed_archive_is_refused_before_anything_is_touched(archive: Path, what: str):
    with tarfile.open(archive) as content:
        if not any(name.startswith(what) for name in content.getnames()):
            pytest.skip("not in this kind of archive")
    change(archive, what, lambda content: content + b"x")
    answer = run("restore", archive, "--force")
    assert "is not as it was written" in str(answer.exception)
    assert Unit.objects.get().name == "IT after"


def test_a_path_that_leads_out_of_the_archive_is_refused(tmp_path: Path):
    path = tmp_path / "bad.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("files/../../outside"), io.BytesIO())
    assert "does not belong here" in str(run("restore", path).exception)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b broken"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "bad.tar.gz"
    path.write_bytes(content)
    assert "not an archive of this kind" in str(run("restore", path).exception)


def test_a_backup_never_overwrites(tmp_path: Path):
    path = tmp_path / "backup.tar.gz"
    path.write_text("precious")
    assert "exists already" in str(run("backup", path).exception)
    assert path.read_text() == "precious"


def test_a_copy_of_sqlite_does_not_go_into_postgresql(archive: Path):
    with tarfile.open(archive) as content:
        is_copy = "database.sqlite3" in content.getnames()
    if connection.vendor == "sqlite" or not is_copy:
        pytest.skip("only where the engines differ")
    assert "--portable" in str(run("restore", archive, "--force").exception)
