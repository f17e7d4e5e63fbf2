# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What scans said, by object: one SQLite file for all repositories and processes.

An outcome belongs to an object's id and to the detectors that were asked. It holds no path and no
repository, so that forks share it, and no value, only keyed hashes. Beside them stands what the
next inspection of the same repository begins with (`earlier`).
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from allmende.repositories.scanning.hits import NOTHING, Found, Hit, Outcome

SCHEMA = 2
"""Rises with every change of the tables or of what an outcome holds."""

_FILE = "scans.sqlite3"
_BUSY = 20
"""Seconds to wait for another process."""
_CHUNK = 10_000
"""Ids in one question; SQLite allows 32,766 parameters."""
_TABLES = """
    CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS detectors (
        id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, used INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS scanned (
        detectors INTEGER NOT NULL REFERENCES detectors (id),
        object BLOB NOT NULL,
        outcome TEXT,
        PRIMARY KEY (detectors, object)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS earlier (
        repository TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, content BLOB NOT NULL,
        used INTEGER NOT NULL
    );
"""


class StoreUnusable(Exception):
    """The store cannot be used: which file, and why in both languages."""

    def __init__(self, path: Path, why: Mapping[str, str]) -> None:
        super().__init__(path, why)  # all that it needs to be handed to another process
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path}: {self.why['en']}"


class Store:
    """A context manager; one per process and thread.

    `folder` holds the database and what else is kept between scans, `salt` is the key of all
    hashes in it.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, salt: bytes) -> None:
        self.folder, self.salt = folder, salt
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def known(self, fingerprint: str, ids: Iterable[str]) -> dict[str, Outcome]:
        """The outcomes of those objects (hex ids) that these detectors have seen."""
        with _explained(self.folder):
            detectors = self._detectors(fingerprint)
            return dict(self._known(detectors, list(ids))) if detectors else {}

    def keep(self, fingerprint: str, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Adds outcomes in one short transaction; what another process kept meanwhile stays."""
        with _explained(self.folder):
            self._keep(
                fingerprint, [(bytes.fromhex(one), _written(told)) for one, told in outcomes]
            )

    def _keep(self, fingerprint: str, rows: Sequence[tuple[bytes, str | None]]) -> None:
        with _transaction(self._connection):
            self._connection.execute(
                "INSERT INTO detectors (fingerprint, used) VALUES (?, ?)"
                " ON CONFLICT (fingerprint) DO UPDATE SET used = excluded.used",
                (fingerprint, int(time.time())),
            )
            detectors = self._detectors(fingerprint)
            self._connection.executemany(
                f"INSERT OR IGNORE INTO scanned VALUES ({detectors}, ?, ?)",  # noqa: S608 - a number
                rows,
            )

    def said(self, name: str, ids: Iterable[str]) -> dict[str, Any]:
        """What was kept under that name of these blobs (hex ids), as JSON."""
        with _explained(self.folder):
            kept = self._detectors(name)
            rows = self._rows(kept, list(ids)) if kept else ()
            texts = {id: text for id, text in rows if text is not None}
            # Ten thousand small texts are read as one in half the time.
            return dict(zip(texts, json.loads(f"[{','.join(texts.values())}]"), strict=True))

    def keep_said(self, name: str, said: Mapping[str, Any]) -> None:
        """Keeps JSON of blobs by id; null is not kept."""
        with _explained(self.folder):
            self._keep(name, [(bytes.fromhex(id), _json(one)) for id, one in said.items()])

    def remember(self, repository: str, fingerprint: str, content: bytes) -> None:
        """Keeps what the next inspection of that repository begins with, instead of the last."""
        with _explained(self.folder), _transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO earlier VALUES (?, ?, ?, ?)",
                (repository, fingerprint, content, int(time.time())),
            )

    def recall(self, repository: str, fingerprint: str) -> bytes | None:
        """What was kept last for that repository and these detectors."""
        with _explained(self.folder):
            row = self._connection.execute(
                "SELECT content FROM earlier WHERE repository = ? AND fingerprint = ?",
                (repository, fingerprint),
            ).fetchone()
        return bytes(row[0]) if row else None

    def prune(self, keep: Sequence[str], unused_days: int = 30) -> int:
        """Drops what detectors found that are not in `keep` and unused for so long; how many."""
        before = int(time.time()) - unused_days * 86_400
        marks = ",".join("?" * len(keep))
        with _explained(self.folder), _transaction(self._connection):
            old = self._connection.execute(
                f"SELECT id FROM detectors WHERE used <= ? AND fingerprint NOT IN ({marks})",  # noqa: S608 - question marks
                (before, *keep),
            ).fetchall()
            dropped = 0
            for one in old:
                dropped += self._connection.execute(
                    "DELETE FROM scanned WHERE detectors = ?", one
                ).rowcount
                self._connection.execute("DELETE FROM detectors WHERE id = ?", one)
            self._connection.execute("DELETE FROM earlier WHERE used <= ?", (before,))
        return dropped

    def _detectors(self, fingerprint: str) -> int | None:
        row = self._connection.execute(
            "SELECT id FROM detectors WHERE fingerprint = ?", (fingerprint,)
        ).fetchone()
        return int(row[0]) if row else None

    def _known(self, detectors: int, ids: list[str]) -> Iterator[tuple[str, Outcome]]:
        read = _reader()
        for id, outcome in self._rows(detectors, ids):
            yield id, NOTHING if outcome is None else read(outcome)

    def _rows(self, detectors: int, ids: list[str]) -> Iterator[tuple[str, str | None]]:
        for at in range(0, len(ids), _CHUNK):
            chunk = {bytes.fromhex(one): one for one in ids[at : at + _CHUNK]}
            marks = ",".join("?" * len(chunk))
            rows = self._connection.execute(
                f"SELECT object, outcome FROM scanned WHERE detectors = {detectors}"  # noqa: S608 - a number, question marks
                f" AND object IN ({marks})",
                list(chunk),
            )
            for key, outcome in rows:
                yield chunk[key], outcome


class Said:
    """What facts say of contents, kept in a store; forgotten where that cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, name: str, ids: Iterable[str]) -> Mapping[str, Any]:
        """By blob id; empty where nothing is known."""
        with suppress(StoreUnusable):
            return self._store.said(name, ids)
        return {}

    def keep(self, name: str, said: Mapping[str, Any]) -> None:
        """Until the store is pruned."""
        if said:
            with suppress(StoreUnusable):
                self._store.keep_said(name, said)


def open_store(folder: Path) -> Store:
    """The store in that folder, made where there is none.

    Raises StoreUnusable where it cannot be written, is damaged or of a later version.
    """
    path = folder / _FILE
    with _explained(path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
        try:
            return Store(folder, connection, _prepare(path, connection))
        except BaseException:
            connection.close()
            raise


def _prepare(path: Path, connection: sqlite3.Connection) -> bytes:
    """Makes the tables where they are missing, and answers the salt."""
    _log_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise StoreUnusable(
            path,
            {
                "de": f"Die Datei hat das Format {version}, gelesen wird {SCHEMA}",
                "en": f"The file has format {version}, {SCHEMA} is what is read",
            },
        )
    if version < SCHEMA:
        with _transaction(connection):
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(
                "INSERT OR IGNORE INTO about VALUES ('salt', ?)", (secrets.token_bytes(32),)
            )
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
    salt = connection.execute("SELECT value FROM about WHERE name = 'salt'").fetchone()
    if salt is None:
        raise sqlite3.DatabaseError("the salt is missing")
    return bytes(salt[0])


def _log_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for others here, whatever the timeout; two that begin at once do so."""
    until = time.monotonic() + _BUSY
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreUnusable(
            path,
            {
                "de": f"Die Datei ist gesperrt oder nicht beschreibbar ({error})",
                "en": f"The file is locked or cannot be written ({error})",
            },
        ) from error
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError) as error:
        raise StoreUnusable(
            path,
            {
                "de": f"Die Datei ist beschädigt; sie kann gelöscht werden ({error})",
                "en": f"The file is damaged; it can be deleted ({error})",
            },
        ) from error
    except OSError as error:
        raise StoreUnusable(
            path,
            {
                "de": f"Der Ordner kann nicht angelegt werden ({error.strerror})",
                "en": f"The folder cannot be made ({error.strerror})",
            },
        ) from error


def _written(outcome: Outcome) -> str | None:
    """None for the most frequent outcome: a text in which nothing is."""
    if outcome == NOTHING:
        return None
    hits: list[list[Any]] = []
    for one in outcome.hits:
        found = one.found
        hits.append(
            [
                *(found.detector, found.digest, found.redacted, found.confidence),
                *(one.line, one.column, one.member, one.count),
            ]
        )
    return _json([hits, outcome.notes])


def _json(shape: Any) -> str:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def _reader() -> Callable[[str], Outcome]:
    """Reads outcomes so that the same value is one object in memory."""
    shared: dict[Found, Found] = {}

    def read(written: str) -> Outcome:
        hits, notes = json.loads(written)
        return Outcome(tuple(map(hit, hits)), tuple(notes))

    def hit(row: list[Any]) -> Hit:
        found = Found(*row[:4])
        return Hit(shared.setdefault(found, found), *row[4:])

    return read
