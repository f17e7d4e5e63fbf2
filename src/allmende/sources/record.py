# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""One record of a source, read key by key without trusting it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from allmende.sources.entry import Json
from allmende.sources.problem import Problem, shown

MAX_TEXT: Final = 100_000
"""Characters of a description or text."""
MAX_WORDS: Final = 2_000
"""Characters of an address, tag, licence and everything else that is one line."""
MAX_NUMBER: Final = 2**31 - 1
MAX_WARNINGS: Final = 50
"""Problems told of one record."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]{1,8})*")
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_BLANK = re.compile(r"\s")


class Record:
    """The keys of one record; a value that is not as expected is left out and told.

    Missing, null and empty are the same. `warnings` grows while the keys are asked for,
    and `rest` holds what nobody asked for.
    """

    def __init__(
        self,
        values: Mapping[str, Json],
        file: str,
        line: int | None,
        *,
        inside: str = "",
        told: dict[tuple[str, str | None], Problem] | None = None,
    ) -> None:
        self._values = values
        self._file = file
        self._line = line
        self._inside = inside
        self._asked: set[str] = set()
        self._told = {} if told is None else told

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was left out or replaced: one Problem for each kind and key."""
        return tuple(self._told.values())

    def warn(self, code: str, key: str | None, detail: object = "") -> None:
        """Note that something of this record was left out or replaced."""
        place = shown(self._inside + key) if key else None
        if (code, place) not in self._told and len(self._told) < MAX_WARNINGS:
            self._told[code, place] = Problem(
                self._file, self._line, code, shown(detail), level="warning", key=place
            )

    def rest(self) -> dict[str, Json]:
        """Every key nobody asked for, untouched."""
        return {key: value for key, value in self._values.items() if key not in self._asked}

    def raw(self, key: str) -> Json:
        """The value as it is."""
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str) -> str | None:
        """One line of text; a number counts as its digits, a list of one as its item."""
        value = self.raw(key)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return self._words(key, value)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of lines without repetition; a single string counts as a list of one."""
        value = self.raw(key)
        items = value if isinstance(value, list) else [value]
        words = (self._words(key, item) for item in items)
        return tuple(dict.fromkeys(word for word in words if word))

    def address(self, key: str) -> str | None:
        """An http or https address."""
        text = self.text(key)
        return text if text and self._is_address(key, text) else None

    def addresses(self, *keys: str) -> tuple[str, ...]:
        """The http and https addresses of all these keys in this order, without repetition."""
        found = (text for key in keys for text in self.strings(key) if self._is_address(key, text))
        return tuple(dict.fromkeys(found))

    def number(self, key: str) -> int | None:
        """A whole number from 0 to MAX_NUMBER; digits in a string count."""
        value = self.raw(key)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11:
            value = int(value)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_NUMBER:
            self.warn("WrongType", key, value)
            return None
        return value

    def flag(self, key: str) -> bool | None:
        """true or false, nothing else."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return value
        self.warn("WrongType", key, value)
        return None

    def day(self, key: str) -> date | None:
        """The day of an ISO 8601 date or date with time."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            self.warn("WrongType", key, value)
            return None

    def records(self, key: str) -> tuple[Record, ...]:
        """A list of records; a string counts as a record of which only "name" is known."""
        value = self.raw(key)
        found = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                item = {"name": item}
            if isinstance(item, dict):
                inside = f"{self._inside}{key}."
                found.append(Record(item, self._file, self._line, inside=inside, told=self._told))
            elif item is not None:
                self.warn("WrongType", key, item)
        return tuple(found)

    def country(self, key: str) -> str | None:
        """A country as ISO 3166-1 alpha-2, upper case."""
        text = self.text(key)
        if text is None or (len(text) == 2 and text.isascii() and text.isalpha()):
            return text and text.upper()
        self.warn("WrongType", key, text)
        return None

    def by_language(self, key: str, default: str) -> dict[str, str]:
        """Language -> Markdown; a plain string is in the `default` language."""
        value = self.raw(key)
        if value is None:
            return {}
        if isinstance(value, str):
            value = {default: value}
        if not isinstance(value, dict):
            self.warn("WrongType", key, value)
            return {}
        texts: dict[str, str] = {}
        # The plain code goes before its regional forms: "en" wins over "en-GB".
        for tag in sorted(value, key=lambda tag: len(tag) > 3):
            text = self.markdown(f"{key}.{shown(tag)}", value[tag])
            if text is None:
                continue
            code = language_of(tag)
            if code is None:
                self.warn("UnknownLanguage", key, tag)
            elif code in texts and texts[code] != text:
                self.warn("LanguageTwice", key, code)
            else:
                texts[code] = text
        return texts

    def markdown(self, key: str, value: Json) -> str | None:
        """The value as a text of at most MAX_TEXT characters, without blank ends."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.warn("WrongType", key, value)
            return None
        if len(value) > MAX_TEXT:
            self.warn("TextTooLong", key, MAX_TEXT)
            return None
        return value.strip() or None

    def _words(self, key: str, value: Json) -> str | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.warn("WrongType", key, value)
            return None
        text = str(value).strip()
        if len(text) > MAX_WORDS:
            self.warn("TextTooLong", key, MAX_WORDS)
            return None
        return text or None

    def _is_address(self, key: str, text: str) -> bool:
        if is_address(text):
            return True
        self.warn("NotAnAddress", key, text)
        return False


def is_address(text: str) -> bool:
    """Whether the text is an http or https address with a host and without a password."""
    if len(text) > MAX_WORDS or _BLANK.search(text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def language_of(tag: str) -> str | None:
    """The language of a tag: "it-IT" -> "it"; None where it is not a language tag."""
    match = _LANGUAGE.fullmatch(tag.strip())
    return match[1].lower() if match else None


def depth_exceeds(value: Json, limit: int) -> bool:
    """Whether lists and objects are nested deeper than the limit."""
    level: list[Json] = [value]
    for _ in range(limit + 1):
        level = [
            child
            for parent in level
            if isinstance(parent, list | dict)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
        if not level:
            return False
    return True


def mended(text: str) -> str:
    """The text with what cannot be stored replaced by U+FFFD."""
    return _BROKEN.sub("\ufffd", text)


def mend(values: Mapping[str, Json]) -> tuple[dict[str, Json], bool]:
    """The values with NUL and lone surrogates replaced by U+FFFD, and whether there were any.

    Neither can be stored: PostgreSQL refuses NUL, UTF-8 the surrogates.
    """
    found = False

    def line(text: str) -> str:
        nonlocal found
        whole = mended(text)
        found = found or whole != text
        return whole

    def visit(value: Json) -> Json:
        match value:
            case str():
                return line(value)
            case list():
                return [visit(child) for child in value]
            case dict():
                return {line(key): visit(child) for key, child in value.items()}
        return value

    return {line(key): visit(child) for key, child in values.items()}, found
