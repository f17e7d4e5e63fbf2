# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From a file to its text, and from JSON text to data, within bounds."""

import codecs
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allmende.components.bill import NotABill, Text
from allmende.components.limits import Limits
from allmende.components.notes import Notes

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = (
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"%PDF", "PDF"),
    (b"\x7fELF", "ELF"),
)
XML_ENCODING = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']"""
)
# What no person reads and no database keeps: NUL and halves of a surrogate pair.
SUSPECT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Written:
    """A file as text, with the name it is spoken of."""

    file: str
    text: str

    def refused(self, why: Text, line: int | None = None) -> NotABill:
        return NotABill(self.file, line, why)

    def line_at(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1


def written(source: Path | str | bytes, limits: Limits) -> Written:
    """The text of a file or of bytes; raises `NotABill` where there is none to read."""
    if isinstance(source, bytes):
        file, data = "-", source
        if len(data) > limits.bytes:
            raise NotABill(file, None, too_large(len(data), limits))
    else:
        file, data = str(source), content(Path(source), limits)
    return Written(file, decoded(file, data))


def content(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file, at most as many as the limits allow."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotABill(str(path), None, NO_FILE)
        if status.st_size > limits.bytes:
            raise NotABill(str(path), None, too_large(status.st_size, limits))
        with path.open("rb") as opened:
            data = opened.read(limits.bytes + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, NotABill):
            raise
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "?"
        raise NotABill(str(path), None, unreadable(reason)) from None
    if len(data) > limits.bytes:
        raise NotABill(str(path), None, too_large(len(data), limits))
    return data


def decoded(file: str, data: bytes) -> str:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise NotABill(file, None, EMPTY)
    for beginning, kind in BINARY:
        if data.startswith(beginning):
            raise NotABill(file, None, binary(kind))
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotABill(file, line, wrong_encoding(encoding)) from None
    except (LookupError, ValueError):
        raise NotABill(file, 1, wrong_encoding(encoding)) from None
    nul = text.find("\x00")
    if nul >= 0:
        raise NotABill(file, text.count("\n", 0, nul) + 1, binary("NUL"))
    return text


def encoding_of(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if data[:2] in (b"<\x00", b"{\x00", b"[\x00"):
        return "utf-16-le"
    if data[:2] in (b"\x00<", b"\x00{", b"\x00["):
        return "utf-16-be"
    declared = XML_ENCODING.match(data[:400])
    if not declared:
        return "utf-8"
    name = declared.group(1).decode("ascii").lower()
    # Only character sets: Python also knows encodings that unpack ("zlib") or run ("idna").
    return name if name in XML_ENCODINGS or name.startswith("iso-8859-") else "utf-8"


XML_ENCODINGS = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "latin1", "windows-1250", "windows-1252", "cp1252"}
)


def parsed_json(source: Written, notes: Notes, limits: Limits) -> Any:
    """The document as Python data; numbers that JSON does not have are refused.

    Depth is bounded by the parser itself, which answers too deep a nesting before it harms.
    """
    text = source.text
    if text.count(",") + text.count("{") + text.count("[") > limits.nodes:
        raise source.refused(too_many_nodes(limits))
    try:
        document = json.loads(source.text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise source.refused(not_json(error.msg, error.colno), error.lineno) from None
    except RecursionError:
        raise source.refused(TOO_DEEP) from None
    except ValueError as error:
        raise source.refused(not_json(str(error)[:120], 0)) from None
    if SUSPECT.search(source.text):
        document = cleaned(document)
        notes.add("", UNSTORABLE)
    return document


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def cleaned(document: Any) -> Any:
    """The document with U+FFFD in the place of characters that cannot be stored or printed."""
    if isinstance(document, str):
        return UNPRINTABLE.sub("\ufffd", document)
    if not isinstance(document, dict | list):
        return document
    whole: list[Any] = [document]
    waiting: list[Any] = [whole]
    while waiting:
        holder = waiting.pop()
        pairs = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
        for key, value in pairs:
            if isinstance(value, str):
                holder[key] = UNPRINTABLE.sub("\ufffd", value)
            elif isinstance(value, dict | list):
                waiting.append(value)
            if isinstance(key, str) and UNPRINTABLE.search(key):
                holder[UNPRINTABLE.sub("\ufffd", key)] = holder.pop(key)
    return whole[0]


EMPTY = {"de": "Die Datei ist leer", "en": "The file is empty"}
NO_FILE = {"de": "Das ist keine Datei", "en": "That is not a file"}
TOO_DEEP = {
    "de": "Die Datei ist zu tief verschachtelt",
    "en": "The file is nested too deeply",
}


UNSTORABLE = {
    "de": "Zeichen, die sich nicht speichern lassen, sind durch � ersetzt",
    "en": "Characters that cannot be stored are replaced by �",
}


def too_large(size: int, limits: Limits) -> Text:
    megabytes, most = size / 1e6, limits.bytes / 1e6
    return {
        "de": f"Die Datei hat {megabytes:.1f} MB, gelesen werden höchstens {most:.1f} MB",
        "en": f"The file has {megabytes:.1f} MB, at most {most:.1f} MB are read",
    }


def too_many_nodes(limits: Limits) -> Text:
    return {
        "de": f"Die Datei hat mehr als {limits.nodes} Einträge",
        "en": f"The file has more than {limits.nodes} entries",
    }


def unreadable(reason: str) -> Text:
    return {
        "de": f"Die Datei lässt sich nicht lesen ({reason})",
        "en": f"The file cannot be read ({reason})",
    }


def binary(kind: str) -> Text:
    return {
        "de": f"Die Datei ist kein Text ({kind})",
        "en": f"The file is not text ({kind})",
    }


def wrong_encoding(encoding: str) -> Text:
    return {
        "de": f"Die Zeichen der Datei lassen sich nicht als {encoding} lesen",
        "en": f"The characters of the file cannot be read as {encoding}",
    }


def not_json(reason: str, column: int) -> Text:
    place = {"de": f", Spalte {column}", "en": f", column {column}"} if column else None
    return {
        "de": f"Kein gültiges JSON ({reason}{place['de'] if place else ''})",
        "en": f"Not valid JSON ({reason}{place['en'] if place else ''})",
    }
