# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is said of a publiccode.yml, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Words = Mapping[str, str]
"""A sentence by language: `de` and `en`."""
Level = Literal["error", "warning"]
Key = tuple[str | int, ...]
"""The way to a value: names of keys and numbers of list entries, from the top of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not keep to the standard.

    `key` is a dotted path with list entries and languages such as `en-US` in brackets
    (`maintenance.contacts[0].name`, `description[en-US].features`), empty
    where the whole file is meant. `line` and `column` count from 1; 0 where there is no place,
    because the section of a missing key is missing itself.
    """

    level: Level
    code: str
    key: str
    line: int
    column: int
    message: Words
    repair: Words

    def as_json(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "code": self.code,
            "key": self.key,
            "line": self.line,
            "column": self.column,
            "message": dict(self.message),
            "repair": dict(self.repair),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of one file, in the order of its lines.

    `version` is the version of the standard that the file names, a number included (which is an
    error beside it), None where it names none; `data` holds the values as they stand there (`read`
    brings them into shape).
    """

    version: str | None
    problems: tuple[Problem, ...]
    data: dict[str, Any]

    @property
    def valid(self) -> bool:
        """Whether there is no error; warnings leave a file valid."""
        return not any(problem.level == "error" for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "valid": self.valid,
            "problems": [problem.as_json() for problem in self.problems],
        }


class Invalid(ValueError):
    """The data do not make a valid publiccode.yml; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one.key}: {one.message['en']}" for one in problems))


def dotted(key: Key) -> str:
    """The key as publiccode-parser-go 5 writes it (parser.go, reMapKey; v0_test.go, line 568).

    A language of more than letters stands in brackets: its hyphen would be read as part of a name.

    >>> dotted(("maintenance", "contacts", 0, "name"))
    'maintenance.contacts[0].name'
    >>> dotted(("description", "en-US", "features"))
    'description[en-US].features'
    """
    text = ""
    for part in key:
        in_brackets = isinstance(part, int) or (text == "description" and not _is_word(part))
        text += f"[{part}]" if in_brackets else f".{part}" if text else str(part)
    return text


def _is_word(part: str) -> bool:
    return part.isascii() and part.isalpha()
