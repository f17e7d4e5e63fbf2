# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What every foreign configuration is read into, and how its YAML is opened."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

LARGEST = 2_000_000
"""Bytes; a larger file is no configuration that a person wrote."""

Texts = dict[str, str]


class NotAConfiguration(ValueError):
    """A file that cannot be read: which, at which line (from 1, None for the whole), and why."""

    def __init__(self, file: str, line: int | None, why: Texts) -> None:
        self.file, self.line, self.why = file, line, why
        super().__init__(f"{file}:{line or 1}: {why['en']}")


class Answer(StrEnum):
    """What a check in CI does with a licence."""

    PASSES = "passes"
    WARNS = "warns"
    REFUSES = "refuses"
    UNRESOLVED = "unresolved"

    @property
    def lets_through(self) -> bool:
        return self in (Answer.PASSES, Answer.WARNS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One licence of a list, as written, with its line (from 1)."""

    licence: str
    line: int
    level: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A package that is not checked, and the comment that says why ("" where nobody said)."""

    purl: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """What was read but not understood, or means something else than it seems to."""

    line: int
    text: Texts

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "text": self.text}


def opened(source: Path | bytes | str, file: str = "") -> tuple[str, Any, str]:
    """The name of the file, its YAML with line marks, and its text.

    Raises NotAConfiguration.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import ReusedAnchorWarning, YAMLError

    file = file or (str(source) if isinstance(source, Path) else "configuration")
    text = _text(source, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            data = YAML(typ="rt").load(io.StringIO(text))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", None) or "not YAML")
        raise NotAConfiguration(
            file,
            mark.line + 1 if mark else None,
            {"de": f"kein gültiges YAML: {why}", "en": f"not valid YAML: {why}"},
        ) from error
    except (RecursionError, ValueError, AttributeError, TypeError, KeyError) as error:
        raise NotAConfiguration(
            file, None, {"de": "kein lesbares YAML", "en": "not readable as YAML"}
        ) from error
    if not isinstance(data, CommentedMap):
        raise NotAConfiguration(
            file,
            None,
            {
                "de": "keine Konfiguration: Erwartet werden Schlüssel und Werte",
                "en": "no configuration: keys and values are expected",
            },
        )
    return file, data, text


def _text(source: Path | bytes | str, file: str) -> str:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            source = stream.read(LARGEST + 1)
    if len(source) > LARGEST:
        raise NotAConfiguration(
            file,
            None,
            {
                "de": f"größer als {LARGEST // 1_000_000} MB, also keine Konfiguration",
                "en": f"larger than {LARGEST // 1_000_000} MB, hence no configuration",
            },
        )
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise NotAConfiguration(
            file, line, {"de": "kein Text in UTF-8", "en": "not text in UTF-8"}
        ) from error


def line_of(node: Any, key: str) -> int:
    """The line (from 1) on which a key of a mapping stands."""
    return int(node.lc.key(key)[0]) + 1


def line_at(node: Any, index: int) -> int:
    """The line (from 1) on which an item of a list stands."""
    return int(node.lc.item(index)[0]) + 1


def listed(node: Any, key: str) -> Iterator[tuple[str, int]]:
    """The texts of a list, or of a text with commas, each with its line (from 1)."""
    value = node[key]
    if isinstance(value, str):
        line = line_of(node, key)
        yield from ((part.strip(), line) for part in value.split(",") if part.strip())
    elif isinstance(value, list):
        for index, part in enumerate(value):
            if isinstance(part, str) and part.strip():
                yield part.strip(), line_at(value, index)


def comment_above(lines: list[str], line: int) -> str:
    """The comment on a line (from 1) and on the lines right above it, as one sentence."""
    found: list[str] = []
    for number in range(line - 2, -1, -1):
        stripped = lines[number].strip()
        if not stripped.startswith("#"):
            break
        found.insert(0, stripped.lstrip("#").strip())
    own = lines[line - 1] if line <= len(lines) else ""
    if " #" in own:
        found.append(own.split(" #", 1)[1].strip())
    return " ".join(part for part in found if part)
