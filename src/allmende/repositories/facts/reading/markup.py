# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Headings, links and prose of a text in Markdown, reStructuredText or AsciiDoc, by line.

Enough to say where something is written; code, comments and front matter are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ENDINGS = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".txt", "")


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the outermost; `line` counts from 1."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """`text` is what stands for the link; an `image` is shown in its place."""

    target: str
    text: str
    line: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`prose` are the lines a person reads, with their numbers, headings not among them.

    `last` is the last line with anything on it, code included.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    prose: tuple[tuple[int, str], ...]
    last: int = 0

    def below(self, heading: Heading) -> tuple[tuple[int, str], ...]:
        """The prose of that section, subsections included."""
        end = next(
            (
                one.line
                for one in self.headings
                if one.line > heading.line and one.level <= heading.level
            ),
            None,
        )
        return tuple(
            (number, line)
            for number, line in self.prose
            if number > heading.line and (end is None or number < end)
        )


_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})|(-{4,}|\.{4,})\s*$")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_ADOC = re.compile(r"(={1,6}) (\S.*)")
_UNDERLINE = re.compile(r"([=~^\"'`#*+:.\-])\1{2,}\s*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)\s*$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,300}>([^\n]{0,300}?)</h\1", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_DEFINED = re.compile(r" {0,3}\[([^\]]{1,200})\]: {0,8}<?(\S{1,1000}?)>?(?:\s|$)")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,300})\]\( {0,4}<?([^()\s<>]{1,1000}(?:\([^()\s]{0,200}\))?)")
_WHOLE_LINK = re.compile(_LINK.pattern + r">?(?: [^()]{0,200})?\)?")
_AROUND_IMAGE = re.compile(r"\[!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)\]\( {0,4}<?([^()\s<>]{1,1000})")
_HTML_LINK = re.compile(
    r"<(?:a|img)\b[^<>]{0,300}?\b(href|src)\s{0,4}=\s{0,4}[\"']([^\"'<>]{1,1000})[\"']",
    re.IGNORECASE,
)
_RST_LINK = re.compile(r"`([^`<>]{0,300})<([^<>\s]{1,1000})>`_")
_RST_IMAGE = re.compile(r"\s{0,40}\.\. (?:\|[^|]{1,100}\| )?(?:image|figure):: (\S{1,1000})")
_RST_TARGET = re.compile(r"\s{0,40}:target: (\S{1,1000})")
_ADOC_LINK = re.compile(r"\b(link|image):{1,2}([^\s\[\]]{1,1000})\[([^\]]{0,300})")
_BARE = re.compile(r"\bhttps?://[^\s<>\[\]()\"'`|]{3,1000}|\bmailto:[^\s<>\[\]()\"'`|]{3,300}")


def read(lines: Sequence[str], path: str) -> Page:
    """The page at `path`, whose ending says which markup it is in."""
    kind = _kind(path)
    body = tuple(_body(lines, kind))
    headings = tuple(_headings(body, kind))
    taken = {one.line for one in headings}
    prose = tuple(
        (number, line)
        for number, line in body
        if number not in taken and line.strip() and not _UNDERLINE.match(line.strip())
    )
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
    return Page(headings, tuple(_links(body, kind)), prose, last)


def plain(text: str) -> str:
    """The words of a line, without images, link targets, tags and emphasis."""
    text = _AROUND_IMAGE.sub(" ", text)
    text = _WHOLE_LINK.sub(lambda one: " " if one[1] else one[2], text)
    text = _RST_LINK.sub(r"\1", _TAG.sub(" ", text))
    return " ".join(re.sub(r"[*_`|>#]+", " ", text).split())


def _kind(path: str) -> str:
    ending = path.rpartition("/")[2].lower().rpartition(".")[2]
    if ending in ("adoc", "asciidoc"):
        return "adoc"
    return "rst" if ending == "rst" else "md"


def _body(lines: Sequence[str], kind: str) -> Iterator[tuple[int, str]]:
    """Lines outside of code, comments and front matter, with their numbers."""
    fence = ""
    comment = False
    start = _after_front_matter(lines) if kind == "md" else 0
    for number, line in enumerate(lines[start:], start + 1):
        opened = None if kind == "rst" else _FENCE.match(line)
        mark = (opened[1] or (opened[2] if kind == "adoc" else "") or "") if opened else ""
        if fence:
            if mark.startswith(fence[0]) and len(mark) >= len(fence) and line.strip() == mark:
                fence = ""
            continue
        if mark:
            fence = mark
            continue
        if kind == "md" and (comment or "<!--" in line):
            line, comment = _without_comment(line, comment)
        yield number, line


def _after_front_matter(lines: Sequence[str]) -> int:
    if not lines or lines[0].strip() not in ("---", "+++"):
        return 0
    for index, line in enumerate(lines[1:200], 1):
        if line.strip() == lines[0].strip():
            return index + 1
    return 0


def _without_comment(line: str, inside: bool) -> tuple[str, bool]:
    kept = ""
    while line:
        before, mark, line = line.partition("-->" if inside else "<!--")
        kept += "" if inside else before
        if mark:
            inside = not inside
    return kept, inside


def _headings(body: Sequence[tuple[int, str]], kind: str) -> Iterator[Heading]:
    styles: list[str] = []
    for index, (number, line) in enumerate(body):
        below = body[index + 1][1] if index + 1 < len(body) else ""
        marked = _ADOC.match(line) if kind == "adoc" else _ATX.match(line) if kind == "md" else None
        if marked:
            yield Heading(len(marked[1]), plain(marked[2].rstrip("# \t")), number)
        elif html := _HTML_HEADING.search(line):
            yield Heading(int(html[1]), plain(html[2]), number)
        elif kind == "rst" and _underlined(line, below):
            if below[0] not in styles:
                styles.append(below[0])
            yield Heading(styles.index(below[0]) + 1, plain(line), number)
        elif kind == "md" and _is_setext(line, below):
            yield Heading(1 if "=" in below else 2, plain(line), number)


def _underlined(line: str, below: str) -> bool:
    text = line.strip()
    return bool(
        text and _UNDERLINE.match(below) and len(below.strip()) >= len(text) and text[0].isalnum()
    )


def _is_setext(line: str, below: str) -> bool:
    text = line.strip()
    return bool(text and _SETEXT.match(below) and text[0] not in "-*>|+=<" and "|" not in text)


def _links(body: Sequence[tuple[int, str]], kind: str) -> Iterator[Link]:
    for number, line in body:
        seen: set[str] = set()
        for link in _links_of(line, kind, number):
            seen.add(link.target)
            yield link
        for bare in _BARE.findall(line):
            target = bare.rstrip(".,;:!?")
            if not any(target in one for one in seen):
                yield Link(target, target, number)


def _links_of(line: str, kind: str, number: int) -> Iterator[Link]:
    if kind == "adoc":
        for word, target, text in _ADOC_LINK.findall(line):
            yield Link(target, text, number, word == "image")
        return
    if kind == "rst":
        for text, target in _RST_LINK.findall(line):
            yield Link(target, text.strip(), number)
        if image := _RST_IMAGE.match(line):
            yield Link(image[1], "", number, image=True)
        if target_of := _RST_TARGET.match(line):
            yield Link(target_of[1], "", number)
        return
    for target in _AROUND_IMAGE.findall(line):
        yield Link(target, "", number)
    for image_mark, text, target in _LINK.findall(line):
        yield Link(target, text, number, bool(image_mark))
    for attribute, target in _HTML_LINK.findall(line):
        yield Link(target, "", number, attribute.lower() == "src")
    if (defined := _DEFINED.match(line)) and not defined[1].startswith("^"):
        yield Link(defined[2], defined[1], number)
