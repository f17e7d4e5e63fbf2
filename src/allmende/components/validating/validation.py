# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The answer to the question whether a file keeps strictly to its standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from allmende.components.bill import Text, record

MOST = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `level`: an error makes the file invalid, a warning does not.

    `key`: JSON pointer, XPath, or SPDX id; `line` and `column` count from 1.
    """

    level: Literal["error", "warning"]
    key: str
    line: int | None
    column: int | None
    message: Text


@dataclass(frozen=True, slots=True)
class Validation:
    """Whether a file is valid, and what is wrong with it, errors first; at most 100 problems."""

    file: str
    format: str | None
    version: str | None
    valid: bool
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return record(self)


def validation(
    file: str, form: str | None, version: str | None, problems: Iterable[Problem]
) -> Validation:
    found = sorted(problems, key=lambda each: (each.level != "error", each.line or 0))
    valid = not any(each.level == "error" for each in found)
    return Validation(file, form, version, valid, tuple(found[:MOST]))


def error(
    message: Text, key: str = "", line: int | None = None, column: int | None = None
) -> Problem:
    return Problem("error", key, line, column, message)


def warning(
    message: Text, key: str = "", line: int | None = None, column: int | None = None
) -> Problem:
    return Problem("warning", key, line, column, message)


def unknown_version(version: str | None, known: str) -> Text:
    said = version or "–"
    return {
        "de": f"Die Version „{said[:40]}“ ist nicht bekannt; bekannt sind {known}",
        "en": f'The version "{said[:40]}" is not known; known are {known}',
    }
