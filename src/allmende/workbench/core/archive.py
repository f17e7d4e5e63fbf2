# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Everything the office wrote in one .tar.gz, and back.

::

    database.sqlite3      a consistent copy of SQLite, or
    records.jsonl         one record a line, where the database is another (or on request)
    files/...             uploaded files
    manifest.json         shape, version, time, engine, SHA-256 of each file, head of the trail

The search index is derived and stays out; so does the key in the data folder, which is a secret.
"""

import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

import allmende
from allmende.workbench.core import audit
from allmende.workbench.core.models import Event

SHAPE = 1
MANIFEST, DATABASE, RECORDS, FILES = "manifest.json", "database.sqlite3", "records.jsonl", "files"
DERIVED = frozenset({"contenttypes", "auth", "sessions", "django_tasks_db"})
"""Apps that a migration or the work itself fills; `tick` triggers the jobs anew."""
_BLOCK = 1 << 20


class Damaged(Exception):
    """The archive is not what was written: what is wrong with it."""


class Occupied(Exception):
    """There is something already where the archive is to go."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds; `files` maps a path in the archive to its SHA-256."""

    created_at: str
    engine: str
    events: int
    head: str
    files: Mapping[str, str]
    allmende: str = allmende.__version__
    policy: str = field(default_factory=lambda: settings.POLICY.version)
    shape: int = SHAPE

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class _Exact(DjangoJSONEncoder):
    """Django cuts times to milliseconds; the hash of an event is over its microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def suggested_name() -> Path:
    """A name in the current folder that tells the time."""
    return Path(f"allmende-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz")


def create(path: Path, portable: bool = False) -> Manifest:
    """Write the archive, while others may go on working. Raises FileExistsError.

    `portable` writes records on SQLite too, which any engine can take in.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder, path.open("xb") as target:
        try:
            data = _copy_database(Path(folder), portable)
            return _pack(target, data)
        except BaseException:
            path.unlink()
            raise


def restore(path: Path, force: bool = False) -> audit.Verification:
    """Put the archive in the place of database and files, and verify its trail.

    Raises Damaged before anything is touched, and Occupied unless `force`.
    """
    if not force and (what := _occupied()):
        raise Occupied(what)
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        manifest = _unpack(path, Path(folder))
        if (Path(folder) / DATABASE).exists():
            _put_back_copy(Path(folder) / DATABASE)
        else:
            _put_back_records(Path(folder) / RECORDS)
        _put_back_files(Path(folder) / FILES)
    # The next search finds no index and builds it.
    shutil.rmtree(settings.SEARCH_INDEX, ignore_errors=True)
    return audit.verify(manifest.head)


def _copy_database(folder: Path, portable: bool) -> Path:
    if connection.vendor == "sqlite" and not portable:
        target = folder / DATABASE
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return target
    target = folder / RECORDS
    with target.open("w", encoding="utf-8") as file, _one_moment():
        serializers.serialize("jsonl", _rows(), stream=file, cls=_Exact)
    return target


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which all reads see the same moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _rows() -> Iterator[Any]:
    models = serializers.sort_dependencies(
        [
            (config, list(config.get_models()))
            for config in apps.get_app_configs()
            if config.label not in DERIVED
        ]
    )
    for model in models:
        if not model._meta.proxy:
            yield from model._default_manager.order_by("pk").iterator(chunk_size=1000)


def _pack(target: IO[bytes], data: Path) -> Manifest:
    hashes = {}
    media = Path(settings.MEDIA_ROOT)
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as archive:
        archive.add(data, data.name)
        hashes[data.name] = _sha256(data)
        for path in sorted(media.rglob("*")) if media.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                name = f"{FILES}/{path.relative_to(media).as_posix()}"
                hashes[name] = _add(archive, path, name)
        manifest = _manifest(data, hashes)
        written = data.with_name(MANIFEST)
        written.write_text(json.dumps(manifest.as_json(), indent=1, ensure_ascii=False))
        archive.add(written, MANIFEST)
    return manifest


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Add what the file holds now; hashed as it is written, since others may still write to it."""
    with tempfile.SpooledTemporaryFile(max_size=16 * _BLOCK) as copy:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                copy.write(block)
        member = archive.gettarinfo(path, name)
        member.size = copy.tell()
        copy.seek(0)
        archive.addfile(member, copy)
    return digest.hexdigest()


def _manifest(data: Path, hashes: Mapping[str, str]) -> Manifest:
    """The trail's head is read from the copy, since the database may have moved on."""
    if data.name == DATABASE:
        with closing(sqlite3.connect(data)) as copy:
            count = copy.execute("SELECT count(*) FROM core_event").fetchone()[0]
            last = copy.execute("SELECT digest FROM core_event ORDER BY id DESC LIMIT 1").fetchone()
            head = last[0] if last else audit.FIRST
    else:
        count, head = 0, audit.FIRST
        with data.open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith('{"model": "core.event"'):
                    count, head = count + 1, json.loads(line)["fields"]["digest"]
    created_at = timezone.now().isoformat(timespec="seconds")
    return Manifest(created_at, connection.vendor, count, head, hashes)


def _unpack(path: Path, folder: Path) -> Manifest:
    """Write the archive's files below the folder and hold each against the manifest."""
    hashes: dict[str, str] = {}
    try:
        with tarfile.open(path, mode="r:gz") as archive:
            for member in archive:
                target = folder / _safe(member)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.extractfile(member) as source, target.open("wb") as file:  # type: ignore[union-attr]
                    shutil.copyfileobj(source, file, _BLOCK)
                hashes[member.name] = _sha256(target)
        manifest = _read_manifest(folder / MANIFEST)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Damaged(f"not an archive of this kind ({error})") from error
    hashes.pop(MANIFEST)
    for name in sorted(hashes.keys() | manifest.files.keys()):
        if hashes.get(name) != manifest.files.get(name):
            raise Damaged(f"{name} is not as it was written")
    return manifest


def _safe(member: tarfile.TarInfo) -> PurePosixPath:
    name = PurePosixPath(member.name)
    known = name.parts[:1] == (FILES,) or str(name) in {MANIFEST, DATABASE, RECORDS}
    if not member.isfile() or not known or ".." in name.parts or name.is_absolute():
        raise Damaged(f"{member.name} does not belong here")
    return name


def _read_manifest(path: Path) -> Manifest:
    if not path.exists():
        raise Damaged("it has no manifest")
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("shape") != SHAPE:
        raise Damaged(f"it has shape {data.get('shape')}, and {SHAPE} is understood")
    return Manifest(**data)


def _occupied() -> str:
    """What is there already, in words; empty where nothing is."""
    if Event._meta.db_table in connection.introspection.table_names() and Event.objects.exists():
        return "the database holds an audit trail"
    media = Path(settings.MEDIA_ROOT)
    return f"there are files in {media}" if any(p.is_file() for p in media.rglob("*")) else ""


def _put_back_copy(copy: Path) -> None:
    if connection.vendor != "sqlite":
        raise Damaged("a copy of SQLite; PostgreSQL takes an archive made with --portable")
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as source:
        source.backup(connection.connection)
    connection.close()
    call_command("migrate", interactive=False, verbosity=0)


def _put_back_records(records: Path) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with transaction.atomic():
        audit.remove_triggers()
        emptied = [table for table in tables if table not in kept]
        with connection.cursor() as cursor, connection.constraint_checks_disabled():
            for statement in connection.ops.sql_flush(no_style(), emptied, reset_sequences=True):
                cursor.execute(statement)
        call_command("loaddata", str(records), verbosity=0)
        audit.install_triggers()


def _put_back_files(files: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    shutil.rmtree(media, ignore_errors=True)
    if files.is_dir():
        shutil.move(files, media)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
