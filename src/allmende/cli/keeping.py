# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where the command keeps what it found, so that the next call reads only what is new."""

import os
from pathlib import Path
from typing import Annotated

import typer

from allmende.cli.edge import CouldNot

VARIABLE = "ALLMENDE_STORE"

StoreOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Keep results here for the next time; else ALLMENDE_STORE (empty: nowhere), else the"
        " account's cache folder.",
    ),
]


def store(asked: Path | None, language: str) -> Path | None:
    """The folder that was asked for, or the account's own; None where nothing is to be kept.

    Raises CouldNot where the one that was asked for cannot be used. The account's own is done
    without then, since nobody asked for it.
    """
    from allmende.repositories import StoreUnusable, open_store

    named = os.environ.get(VARIABLE)
    if asked is None and named == "":
        return None
    folder = asked or (Path(named) if named else _of_account())
    try:
        with open_store(folder):
            pass
    except StoreUnusable as error:
        if asked or named:
            raise CouldNot(f"{folder}: {error.why[language or 'en']}") from error
        return None
    return folder


def _of_account() -> Path:
    """As the XDG Base Directory Specification has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "allmende"
