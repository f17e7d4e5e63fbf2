# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reads the text of a PDF as Typst writes it (ISO 32000-1: 7.3.4, 9.10); no reader for others."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
TOKEN = re.compile(rb"/ActualText<FEFF([0-9A-F]*)>>>BDC|/(f\d+) [\d.]+ Tf|(\()|(EMC)")
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def objects(pdf: bytes) -> dict[int, bytes]:
    return {int(one[1]): one[2] for one in OBJECT.finditer(pdf)}


def stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without the spaces that are only places."""
    every = objects(pdf)
    found = []
    for body in every.values():
        if re.search(rb"/Type/Page\b(?!s)", body):
            resources = every[number(body, rb"/Resources (\d+)")]
            fonts = {
                one[1]: letters(every, every[int(one[2])])
                for one in re.finditer(rb"/(f\d+) (\d+) 0 R", resources)
            }
            found.append(words(stream(every[number(body, rb"/Contents (\d+)")]), fonts))
    return found


def text(pdf: bytes) -> str:
    return "".join(pages(pdf))


def number(body: bytes, pattern: bytes) -> int:
    found = re.search(pattern, body)
    assert found
    return int(found[1])


def letters(every: dict[int, bytes], font: bytes) -> dict[int, str]:
    """Which text each glyph stands for."""
    table = stream(every[number(font, rb"/ToUnicode (\d+)")])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {int(glyph, 16): bytes.fromhex(one.decode()).decode("utf-16-be") for glyph, one in pairs}


def words(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    told, font, at, instead = [], {}, 0, False
    while one := TOKEN.search(content, at):
        at = one.end()
        if one[1] is not None:
            told.append(bytes.fromhex(one[1].decode()).decode("utf-16-be"))
            instead = True
        elif one[2]:
            font = fonts[one[2]]
        elif one[3]:
            at = end_of_string(content, at)
            glyphs = ESCAPED.sub(unescaped, content[one.end() : at - 1])
            if not instead:
                pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
                told += [font.get(high * 256 + low, "") for high, low in pairs]
        else:
            instead = False
    return "".join(told)


def end_of_string(content: bytes, at: int) -> int:
    """Behind the bracket that closes it; those inside that are closed again need no escape."""
    depth = 1
    while depth:
        if content[at] == ord("\\"):
            at += 2
            continue
        depth += {ord("("): 1, ord(")"): -1}.get(content[at], 0)
        at += 1
    return at


def unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return CONTROLS.get(escaped) or (bytes([int(escaped, 8)]) if escaped[:1].isdigit() else escaped)
