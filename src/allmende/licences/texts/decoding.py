# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bytes of a file as text, or the answer that they are no text."""

import codecs

# The four-byte marks first: UTF-32 little endian begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_MOST_CONTROLS = 0.05
"""Share of control characters in the sample from which it is a program or a picture."""
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16, UTF-32, Windows-1252 or Latin-1; None for binary."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _if_text(data.decode(encoding, "replace"))
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _without_mark(data, sample)
    try:
        return _if_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _if_text(data.decode("cp1252", "replace"))


def is_text(text: str) -> bool:
    """Whether a string can have been written by a person, judged by its first 4,096 characters."""
    sample = text[:_SAMPLE]
    controls = sum(1 for one in sample if one < " " and one not in _TEXT_CONTROLS)
    controls += sample.count("�")
    return controls <= len(sample) * _MOST_CONTROLS


def _if_text(text: str) -> str | None:
    return text if is_text(text) else None


def _without_mark(data: bytes, sample: bytes) -> str | None:
    """UTF-16 of a western language has a zero in every second byte."""
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * 0.7:
        return _if_text(data.decode("utf-16-le", "replace"))
    if sample[0::2].count(0) > half * 0.7:
        return _if_text(data.decode("utf-16-be", "replace"))
    return None
