# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What all verbs share: answers, progress, and errors in one clear line."""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any, NoReturn

import typer

FOUND, COULD_NOT = 1, 2

AsJson = typer.Option("--json", help="Print JSON, one object a line.")


class CouldNot(Exception):
    """The verb cannot do its work; the message says why and what to do."""


def open_workbench(language: str | None = "en") -> None:
    """Make settings, database and apps available; None speaks the office's language.

    Raises CouldNot without the extra.
    """
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.workbench.config.settings")
    try:
        import django
    except ImportError as error:
        raise CouldNot(
            "this verb needs the workbench, please install allmende[workbench]"
        ) from error
    django.setup()
    if language is not None:
        from django.utils import translation

        translation.activate(language)


def reason(error: Exception) -> str | None:
    """Why it could not be done, in one line; None for an error that is a fault of the program."""
    if isinstance(error, CouldNot):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    if "django" not in sys.modules:
        return None
    return _reason_of_the_workbench(error)


def _reason_of_the_workbench(error: Exception) -> str | None:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from allmende.policies import PolicyError
    from allmende.workbench.core.errors import Refused

    line = " ".join(str(error).split())
    if isinstance(error, PolicyError | ImproperlyConfigured | Refused):
        return line
    if isinstance(error, OperationalError | ProgrammingError) and (
        "no such table" in line or "does not exist" in line
    ):
        return f"the database is not set up, please run `allmende migrate` ({line})"
    if isinstance(error, OperationalError):
        return f"the database does not answer: {line}"
    return None


def answer(data: Any) -> None:
    """One JSON object on one line."""
    print(json.dumps(data, ensure_ascii=False))


def say(line: str) -> None:
    """A line for the person who waits, beside the answer."""
    print(line, file=sys.stderr)


def leave(status: int) -> NoReturn:
    """End the verb with this exit status."""
    raise typer.Exit(status)


def inputs(arguments: list[str], keys: tuple[str, ...]) -> Iterator[str | dict[str, Any]]:
    """The arguments in order; `-` stands for JSON lines: strings, or objects with one of `keys`.

    Raises CouldNot with the line that is neither.
    """
    for argument in arguments:
        if argument != "-":
            yield argument
            continue
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                yield _given(line, keys, number)


def texts(arguments: list[str], key: str) -> Iterator[str]:
    """As `inputs`, of an object only its text under `key`."""
    for given in inputs(arguments, (key,)):
        yield given[key] if isinstance(given, dict) else given


def _given(line: str, keys: tuple[str, ...], number: int) -> str | dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CouldNot(f"standard input, line {number}: not JSON ({error})") from error
    named = isinstance(value, dict) and any(isinstance(value.get(key), str) for key in keys)
    if isinstance(value, str) or named:
        return value
    shape = " or ".join(f'{{"{key}": ...}}' for key in keys)
    raise CouldNot(f"standard input, line {number}: expected a string or {shape}")


class Progress:
    """How far the work is, on standard error: one line that changes, on a terminal only."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.shown = 0.0
        self.on = sys.stderr.isatty()

    def __call__(self, done: int, note: str = "") -> None:
        if self.on and time.monotonic() - self.shown > 0.1:
            self.shown = time.monotonic()
            print(f"\r\033[K{done:,} {self.unit} {note[:40]}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.on and self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
