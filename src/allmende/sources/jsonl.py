# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""Catalogues as JSON lines: one object a line in, one Entry a line out."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from allmende.sources.entry import Entry, Json
from allmende.sources.mapping import Identity, entry_of
from allmende.sources.problem import Problem, shown
from allmende.sources.record import Record, depth_exceeds, mend


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at once."""

    line: int = 1 << 20
    """Bytes of a line, or of one object in a JSON list."""
    array: int = 50_000_000
    """Bytes of a JSON list, which is held in memory as a whole."""
    depth: int = 64
    """Levels of lists and objects in one record."""
    name: int = 500
    """Characters of name, source and source_id."""


DEFAULT_LIMITS: Final = Limits()

HEAD: Final = 1 << 16
"""Bytes from which the kind of file is told."""
READABLE: Final = frozenset({"lines", "array"})
"""The kinds that are catalogues."""

_MAGIC: Final = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"SQLite format 3", "SQLite"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\0\0\xfe\xff", "utf-16"),
    (b"{\0", "utf-16"),
    (b"\0{", "utf-16"),
    (b"[\0", "utf-16"),
    (b"\0[", "utf-16"),
)
_BOM: Final = b"\xef\xbb\xbf"
_ARRAY = re.compile(rb"\[\s*\{")
_SPACE = re.compile(r"[ \t\r\n]*")
_UNSTORABLE = re.compile(r"\\u(0000|[dD][89a-fA-F])")
_INTEGER_DIGITS: Final = 19
_MAX_INTEGER: Final = 2**63 - 1


def read(
    path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS
) -> Iterator[Entry | Problem]:
    """Each line's Entry, followed by the warnings about it, or the Problem that kept it out.

    Every line that is not blank gives one Entry or one error, save repetitions of a line
    already read, which give nothing. A JSON list of objects is read like lines. A file that
    is no catalogue gives a single Problem. Nothing is raised for what stands in the file.
    Memory: one line, and some hundred bytes for each id already seen.
    """
    file = shown(os.fspath(path))
    place = Path(path)
    try:
        if place.is_dir():
            yield Problem(file, None, "NotACatalogue", "directory")
        elif place.exists() and not place.is_file():
            yield Problem(file, None, "NotACatalogue", "special")
        else:
            with _opened(place) as stream:
                yield from _Reading(file, limits).read(stream)
    except OSError as error:
        yield Problem(file, None, "NotReadable", shown(error.strerror or str(error)))


def kind_of(head: bytes) -> str:
    """What the first HEAD bytes of a file are: "lines", "array", or what it is instead."""
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    whole = len(head) < HEAD
    head = head.removeprefix(_BOM).strip()
    if not head:
        return "empty" if whole else "lines"
    if _ARRAY.match(head):
        return "array"
    # A line with nothing but "{" is the beginning of one object over many lines.
    if any(len(line) > 1 and line.startswith(b"{") for line in map(bytes.strip, head.split(b"\n"))):
        return "lines"
    if b"\0" in head:
        return "binary data"
    if head.startswith(b"["):
        return "empty" if re.fullmatch(rb"\[\s*\]", head) else "array-of-others"
    return "text" if whole or b"\n" in head else "lines"


class _Broken(Exception):
    """Why a line did not become a record: code and values of the Problem."""

    def __init__(self, code: str, detail: object = "", key: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = shown(detail)
        self.key = key


class _Reading:
    """One pass over one file; remembers which ids it has seen with which content."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.times: dict[bytes, int] = {}
        self.contents: set[bytes] = set()
        self.repeated_keys: list[str] = []
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )

    def read(self, stream: BinaryIO) -> Iterator[Entry | Problem]:
        head = stream.read(HEAD)
        kind = kind_of(head)
        stream.seek(len(_BOM) if head.startswith(_BOM) else 0)
        if kind == "array":
            yield from self._array(stream)
        elif kind == "lines":
            yield from self._lines(stream)
        else:
            yield Problem(self.file, None, "NotACatalogue", kind)

    def _lines(self, stream: BinaryIO) -> Iterator[Entry | Problem]:
        number = 0
        while raw := stream.readline(self.limits.line + 2):
            number += 1
            line = raw.rstrip(b"\r\n")
            if len(line) > self.limits.line:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(HEAD)
                yield Problem(self.file, number, "LineTooLong", str(self.limits.line))
            elif line.strip():
                yield from self._take(line, number)

    def _array(self, stream: BinaryIO) -> Iterator[Entry | Problem]:
        raw = stream.read(self.limits.array + 1)
        if len(raw) > self.limits.array:
            yield Problem(self.file, None, "NotACatalogue", "array-too-large")
            return
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            yield Problem(self.file, line, "NotUtf8", f"byte {error.start + 1}")
            return
        del raw
        yield from self._elements(text)

    def _elements(self, text: str) -> Iterator[Entry | Problem]:
        """Element by element, so that each keeps its verbatim text and its line."""
        finder = json.JSONDecoder()
        place = text.index("[") + 1
        line = 1 + text.count("\n", 0, place)
        while True:
            start = _after_space(text, place)
            line += text.count("\n", place, start)
            try:
                _, end = finder.raw_decode(text, start)
            except (ValueError, RecursionError) as error:
                yield Problem(self.file, line, "BrokenArray", shown(_reason(error)))
                return
            element = text[start:end].encode()
            if len(element) > self.limits.line:
                yield Problem(self.file, line, "LineTooLong", str(self.limits.line))
            else:
                yield from self._take(element, line)
            comma = _after_space(text, end)
            line += text.count("\n", start, comma)
            if not text.startswith(",", comma):
                break
            place = comma + 1
        if text[comma:].strip() != "]":
            yield Problem(self.file, line, "BrokenArray", shown(text[comma : comma + 40]))

    def _take(self, raw: bytes, line: int) -> Iterator[Entry | Problem]:
        """The Entry of one record and its warnings, or the error, or nothing if seen before."""
        try:
            payload = _decode(raw)
            values, mended = self._values(payload)
            record = Record(values, self.file, line)
            identity = self._identity(record)
        except _Broken as broken:
            yield Problem(self.file, line, broken.code, broken.detail, key=broken.key)
            return
        external_id = self._external_id(identity, raw)
        if external_id is None:
            return
        if external_id != identity.external_id:
            record.warn("RepeatedId", "source_id", external_id)
            identity = replace(identity, external_id=external_id)
        if self.repeated_keys:
            record.warn("RepeatedKey", None, ", ".join(self.repeated_keys))
        if mended:
            record.warn("BrokenCharacters", None)
        yield entry_of(record, identity, payload)
        yield from record.warnings

    def _values(self, payload: str) -> tuple[dict[str, Json], bool]:
        """The object of a line without what cannot be stored, and whether there was any."""
        self.repeated_keys.clear()
        try:
            value = self.decoder.decode(payload)
        except json.JSONDecodeError as error:
            raise _Broken("NotJson", _reason(error)) from None
        except RecursionError:
            raise _Broken("TooDeep", self.limits.depth) from None
        if not isinstance(value, dict):
            raise _Broken("NotAnObject", payload)
        if depth_exceeds(value, self.limits.depth):
            raise _Broken("TooDeep", self.limits.depth)
        return mend(value) if _UNSTORABLE.search(payload) else (value, False)

    def _identity(self, record: Record) -> Identity:
        return Identity(*(self._required(record, key) for key in ("source", "source_id", "name")))

    def _required(self, record: Record, key: str) -> str:
        text = " ".join((record.text(key) or "").split())
        if not text or len(text) > self.limits.name:
            raise _Broken("MissingKey", record.raw(key) or "", key)
        return text

    def _external_id(self, identity: Identity, raw: bytes) -> str | None:
        """The id, numbered where it was given to other content before; None for the same again."""
        own = _hash(identity.source, identity.external_id)
        content = _hash(identity.source, identity.external_id, raw)
        if content in self.contents:
            return None
        self.contents.add(content)
        number = self.times.get(own, 0) + 1
        self.times[own] = number
        if number == 1:
            return identity.external_id
        while True:
            numbered = f"{identity.external_id}#{number}"
            if self.times.setdefault(taken := _hash(identity.source, numbered), 0) == 0:
                self.times[taken] = 1
                return numbered
            number += 1

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(key for key, _ in pairs)
            self.repeated_keys.extend(key for key in found if times[key] > 1)
        return found


def _opened(place: Path) -> BinaryIO:
    try:
        return place.open("rb")
    except ValueError as error:  # a NUL in the path
        raise OSError(str(error)) from None


def _decode(raw: bytes) -> str:
    if b"\0" in raw:
        raise _Broken("NulCharacter")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise _Broken("NotUtf8", f"byte {error.start + 1}") from None


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def _integer(digits: str) -> int:
    # 64 bits are what databases hold; Python itself refuses more than 4300 digits.
    if len(digits.lstrip("-")) > _INTEGER_DIGITS or abs(int(digits)) > _MAX_INTEGER:
        raise _Broken("NumberOutOfRange", digits)
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Broken("NumberOutOfRange", digits)
    return number


def _constant(word: str) -> NoReturn:
    raise _Broken("NumberOutOfRange", word)


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _hash(*parts: str | bytes) -> bytes:
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        found.update(len(data).to_bytes(8, "big") + data)
    return found.digest()
