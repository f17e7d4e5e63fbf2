# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A file as plain words: without comment signs, Markdown, HTML, RST or RTF.

Every step keeps the number of lines, so that a place in the plain text is a line of the file.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html import unescape

HEAD = 300_000
TAIL = 60_000
"""Characters read of a longer text, from its beginning and from its end."""
LONGEST_LINE = 20_000
"""Characters; the rest of a longer line (minified code) is not read."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u202f\u3000\f\v\x1a\x85\u2028\u2029\t", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\0", None),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,14}(?:\s[^<>]{0,1000})?/?>", re.I)
_HTML = re.compile(
    r"<(?:!doctype html|html|body|p|br|div|h[1-6]|li|pre|td|span)\b[^<>]{0,300}>", re.I
)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]{0,500}>", re.I)
_LICENCE_LINK = re.compile(
    r"<(?:a|link)\b(?=[^<>]{0,500}\brel=[\"']?license)[^<>]{0,500}\bhref=[\"']?([^\"'\s<>]{1,300})",
    re.I,
)
_COMMENT_START = re.compile(
    r"^[ ]*(?:/\*+!?|\*+/|//+[!/]*|\*+(?!\w)|#+[!:]?|--+\[*|;+|%+|\(\*|\{-|<!--+|<%--|\.\\\""
    r"|\.\.(?= |$)"
    r"|>+|\||'(?= )|\"\"\"|'''|=+(?= |$)|(?:dnl|rem|@rem|::|echo)(?= |$))[ ]?",
    re.I,
)
_COMMENT_END = re.compile(
    r"[ ]*(?:\*+/|\*\)|-\}|--+>|--%>|\"\"\"|'''|\*+|#+|\||\\n\\?\"?[,;+ \\]*|\\)$"
)
_MARKUP = re.compile(
    r"!\[[^\]]{0,300}\]\([^)\s]{0,500}[^)]{0,200}\)"  # a picture or a badge
    r"|\[(?P<words>[^\[\]]{1,300})\]\((?P<link>[^)\s]{0,500})(?:\s[^)]{0,200})?\)"
    r"|\[(?P<referred>[^\[\]]{1,300})\]\[[^\[\]]{0,100}\]"
    r"|'(?P<rst>[^'<>]{1,300})<(?P<target>[^<>\s]{1,300})>'_{1,2}"
    r"|\*\*|__(?=\w)|(?<=\w)__|(?<!\w)_(?=\w)|(?<=[\w'])__?(?!\w)|\\(?=[^\w\s])"
)
_FORTRAN = re.compile(r"^[cC](?: |$)")
_RTF = re.compile(r"\\'[0-9a-f]{2}|\\u-?\d+\??|\\\*?[a-z]{1,30}-?\d{0,9} ?|[{}]|\\[~_-]", re.I)


@dataclass(frozen=True)
class Page:
    """The plain words of a text, line by line, with each line's number in the file (1-based)."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    complete: bool
    raw: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    def line_at(self, offset: int) -> int:
        """The line of the file in which a character of `plain` stands."""
        return self.numbers[max(bisect_right(self.starts, offset) - 1, 0)]


def rendered(text: str) -> Page:
    """The page of a text. Linear in its length, which is bounded by HEAD and TAIL."""
    lines, numbers, complete = _bounded(text)
    raw = tuple(line[:LONGEST_LINE].translate(_SIGNS) for line in lines)
    lines = list(raw)
    if raw and raw[0].lstrip().startswith("{\\rtf"):
        lines = [_RTF.sub(_rtf_sign, line) for line in lines]
    if any("<" in line for line in lines):
        lines = _without_tags(lines)
    if any("&" in line for line in lines):
        lines = [_one_line(unescape(line)) if "&" in line else line for line in lines]
    fortran = _is_fortran(lines)
    plain = tuple(_without_signs(line, fortran) for line in lines)
    return Page(plain, numbers, complete, raw)


def _bounded(text: str) -> tuple[list[str], tuple[int, ...], bool]:
    if len(text) <= HEAD + TAIL:
        lines = _lines(text)
        return lines, tuple(range(1, len(lines) + 1)), True
    head, tail = _lines(text[:HEAD]), _lines(text[-TAIL:])
    first = text.count("\n", 0, len(text) - TAIL) + 1
    numbers = (*range(1, len(head) + 1), *range(first, first + len(tail)))
    return head + tail, numbers, False


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rtf_sign(match: re.Match[str]) -> str:
    word = match.group()
    if word.startswith("\\'"):
        return bytes([int(word[2:], 16)]).decode("cp1252", "replace")
    return " "


def _without_tags(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    if _HTML.search(text):
        text = _TAG.sub(_tag, _without_scripts(text))
    else:
        # XML and code: a tag on its own line only frames, one in a sentence may be an address.
        text = re.sub(
            r"</?(?:a|b|i|em|strong|code|tt|sup|sub|br)(?:\s[^<>]{0,300})?/?>", _tag, text
        )
    return text.split("\n")


def _without_scripts(text: str) -> str:
    kept, at, lower = [], 0, text.lower()
    while opening := _HIDDEN.search(text, at):
        closing = lower.find(f"</{opening[1].lower()}", opening.end())
        if closing < 0 or len(lower) != len(text):
            break
        kept += [text[at : opening.start()], "\n" * text.count("\n", opening.start(), closing)]
        at = closing
    return "".join([*kept, text[at:]])


def _tag(match: re.Match[str]) -> str:
    tag = match.group()
    link = _LICENCE_LINK.match(tag)
    words = f" {link.group(1)} " if link else " "
    return words + "\n" * tag.count("\n")


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").translate(_SIGNS)


def _is_fortran(lines: list[str]) -> bool:
    written = [line for line in lines[:40] if line.strip()]
    return len(written) > 2 and sum(1 for one in written if _FORTRAN.match(one)) > len(written) / 2


def _without_signs(line: str, fortran: bool) -> str:
    if fortran:
        line = _FORTRAN.sub("", line)
    if not line or line.isspace():
        return ""
    for _ in range(3):
        shorter = _COMMENT_START.sub("", line, count=1)
        if shorter == line:
            break
        line = shorter
    line = line.strip()
    if line and line[-1] in "*/)}->%\"'#|n;,+\\ ":
        line = _COMMENT_END.sub("", line)
    if "[" in line or "*" in line or "_" in line or "\\" in line or "<" in line:
        line = _MARKUP.sub(_markup, line)
    return line


def _markup(match: re.Match[str]) -> str:
    words = match["words"] or match["referred"] or match["rst"] or ""
    link = match["link"] or match["target"] or ""
    return f"{words} {link} " if "creativecommons.org/" in link else words
