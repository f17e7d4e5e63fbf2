# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende backup` and `allmende restore`: everything the office wrote, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from allmende.cli.edge import FOUND, AsJson, CouldNot, answer, leave, open_workbench


def backup(
    archive: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; never overwritten.")
    ] = None,
    portable: Annotated[
        bool,
        typer.Option(
            "--portable", help="Records instead of a copy of SQLite: to move to PostgreSQL."
        ),
    ] = False,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Write database and files into one archive with hashes, while the workbench runs."""
    open_workbench()
    from allmende.workbench.core import archive as archives

    path = archive or archives.suggested_name()
    if path.exists():
        raise CouldNot(f"{path} exists already")
    manifest = archives.create(path, portable=portable)
    if json:
        answer({"file": str(path), **manifest.as_json()})
    else:
        print(
            f"{path}: {path.stat().st_size / 1e6:,.1f} MB, {len(manifest.files):,} files, "
            f"{manifest.events:,} events. Head of the audit trail: {manifest.head}"
        )


def restore(
    archive: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is in the database and among the files.")
    ] = False,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Bring an archive back, then prove its audit trail. Stop web and worker before.

    Exit status 1 where the trail is broken, 2 where the archive is damaged or the place is taken.
    """
    open_workbench()
    from allmende.workbench.core import archive as archives

    try:
        found = archives.restore(archive, force=force)
    except archives.Damaged as error:
        raise CouldNot(f"{archive}: {error}") from error
    except archives.Occupied as error:
        raise CouldNot(f"{error}; --force replaces it") from error
    if json:
        answer({"file": str(archive), "events": found.events, "head": found.head, "why": found.why})
    else:
        print(
            f"{archive}: restored, but the audit trail is broken: {found.why}"
            if found.why
            else f"{archive}: restored, {found.events:,} events, every hash is right"
        )
    if found.why:
        leave(FOUND)


VERBS = (backup, restore)
