# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""The front matter of a Markdown page: YAML between two lines of three hyphens."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.tokens import AliasToken

from allmende.sources.entry import Json

FENCE: Final = "---"
MAX_FRONT_MATTER: Final = 1 << 14
"""Characters."""
MAX_DEPTH: Final = 16
"""Levels of lists and mappings."""


class BrokenPage(Exception):
    """The page has no front matter that can be read: code, detail and line of the Problem."""

    def __init__(self, code: str, detail: str = "", line: int = 1) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.line = line


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    front_matter: dict[str, Json]
    short: str
    """Markdown before the next line of three hyphens: what the site shows in its overview."""
    long: str
    """Markdown after it; "" where there is none."""
    repeated: str = ""
    """A key that stands twice in the front matter, where one does; the first counts."""


def split(text: str) -> Page:
    """Take a page apart. Raises BrokenPage."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        raise BrokenPage("NoFrontMatter")
    end = _fence_after(lines, start)
    if end is None:
        raise BrokenPage("BrokenFrontMatter", f"no closing {FENCE}", start + 1)
    front_matter, repeated = _front_matter("\n".join(lines[start + 1 : end]), start + 2)
    middle = _fence_after(lines, end)
    middle = len(lines) if middle is None else middle
    return Page(
        front_matter=front_matter,
        short="\n".join(lines[end + 1 : middle]).strip(),
        long="\n".join(lines[middle + 1 :]).strip(),
        repeated=repeated,
    )


def _fence_after(lines: list[str], start: int) -> int | None:
    places = range(start + 1, len(lines))
    return next((place for place in places if lines[place].rstrip() == FENCE), None)


def _front_matter(text: str, line: int) -> tuple[dict[str, Json], str]:
    """The mapping, and a key that stands twice. `line` is where the text begins in the page."""
    if len(text) > MAX_FRONT_MATTER:
        raise BrokenPage("FrontMatterTooLarge", f"{MAX_FRONT_MATTER} characters", line)
    if _brackets_open(text) > MAX_DEPTH:  # ruamel needs seconds to give up on a thousand
        raise BrokenPage("FrontMatterTooLarge", f"{MAX_DEPTH} levels", line)
    repeated = ""
    try:
        # A few nested aliases and merges can stand for millions of values; no page needs them.
        if "*" in text and any(isinstance(token, AliasToken) for token in YAML().scan(text)):
            raise BrokenPage("FrontMatterTooLarge", "YAML alias", line)
        try:
            values = _load(text)
        except DuplicateKeyError as error:
            repeated = str(error.problem or "").partition('"')[2].partition('"')[0] or "?"
            values = _load(text, allow_duplicate_keys=True)
    except BrokenPage:
        raise
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenPage(
            "BrokenFrontMatter",
            str(error.problem or error.context or "").strip(),
            line + (mark.line if mark else 0),
        ) from None
    except Exception as error:  # ruamel lets many kinds through: bad dates, bad numbers, depth
        raise BrokenPage("BrokenFrontMatter", f"{type(error).__name__}: {error}", line) from None
    if not isinstance(values, dict):
        raise BrokenPage("BrokenFrontMatter", "no keys and values", line)
    return {str(key): _json(value, line) for key, value in values.items()}, repeated


def _brackets_open(text: str) -> int:
    """The most brackets open at one place; those in quotes count too."""
    steps = ((char in "[{") - (char in "]}") for char in text)
    return max(accumulate(steps), default=0)


def _load(text: str, *, allow_duplicate_keys: bool = False) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = allow_duplicate_keys
    return yaml.load(text)


def _json(value: Any, line: int, depth: int = 1) -> Json:
    """What YAML knows and JSON does not becomes text."""
    if depth > MAX_DEPTH:
        raise BrokenPage("FrontMatterTooLarge", f"{MAX_DEPTH} levels", line)
    match value:
        case None | bool() | str():
            return value
        case int():
            # Python writes no decimal numbers of more than 4300 digits.
            in_words = str if value.bit_length() < 10_000 else hex
            return value if abs(value) < 2**63 else in_words(value)
        case float():
            return value if math.isfinite(value) else str(value)
        case date():
            return value.isoformat()
        case dict():
            return {str(key): _json(item, line, depth + 1) for key, item in value.items()}
        case list() | tuple() | set():
            return [_json(item, line, depth + 1) for item in value]
    return str(value)
