# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A YAML text as a tree in which every key and value knows its line and column.

libyaml reads the syntax; what a value means is decided by `scalars`, since libyaml and PyYAML
follow YAML 1.1 there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

import yaml

from allmende.publiccode.scalars import Kind, kind_of

Parser: Any
try:
    Parser = import_module("yaml.cyaml").CParser
except ImportError:  # a PyYAML without libyaml: slower, the same events
    Parser = yaml.Loader

LARGEST = 1_000_000
"""Bytes of a file that is read at all; catalogues refuse files above 100,000."""
_TABS = re.compile(r"(?<=\S)[ \t]*\t[ \t]*")
_KEY = re.compile(r"\S.*?:(?:\s|$)")
_BEGINS = re.compile(r"\s*(?:- |-$|[^\s#].*?:(?:\s|$))")
_CONTROLS = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 100
"""Lists and sections within each other; the standard needs six."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: as written, and what it is. `kind` undefined is an alias to nothing.

    `end` is the line and column behind it.
    """

    written: str
    kind: Kind | str
    line: int
    column: int
    plain: bool = True
    tagged: bool = False
    shared: bool = False
    end: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: list["Node"]
    line: int
    column: int
    flow: bool
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """A section: its keys in order, each with its value; a key may stand there twice."""

    entries: list[tuple["Node", "Node"]]
    line: int
    column: int
    flow: bool
    shared: bool = False


Node = Scalar | Sequence | Mapping
"""`shared` marks what has an anchor or stands there by an alias."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no YAML document as the standard wants it."""

    code: str
    line: int
    column: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The tree, None for an empty file or where the syntax broke, and what is wrong with it."""

    root: Node | None
    faults: tuple[Fault, ...]


def compose(text: bytes | str) -> Document:
    """The tree of a text; never raises."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogatepass")
    if len(text) > LARGEST:
        return Document(None, (Fault("too-large", 0, 0),))
    try:
        content = text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        return Document(None, (Fault("not-utf-8", line, 1),))
    faults = []
    if content.startswith("\ufeff"):
        faults.append(Fault("byte-order-mark", 1, 1))
        content = content[1:]
    found = _build(content, faults)
    if found.root is None and "\t" in content and found.faults:
        # libyaml knows no tab between a colon and a value, which YAML 1.2 (6.2) allows.
        found = _build(_TABS.sub(lambda tabs: " " * len(tabs[0]), content), faults)
    return found


def _build(content: str, faults: list[Fault]) -> Document:
    builder = _Builder(list(faults))
    try:
        builder.run(content)
    except yaml.YAMLError as error:
        builder.faults.append(_syntax(error, content))
        builder.root = None
    return Document(builder.root, tuple(builder.faults))


def _syntax(error: Any, content: str) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        place = error.position if isinstance(error.position, int) else 0
        return Fault("character", content.count("\n", 0, place) + 1, 1)
    mark: Any = getattr(error, "problem_mark", None)
    begun: Any = getattr(error, "context_mark", None)
    if mark is not None and begun is not None and _is_late(error, content):
        mark = begun
    problem = re.sub(r"\s+", " ", str(getattr(error, "problem", "") or ""))
    if mark is None:
        return Fault("syntax", 0, 0, problem)
    if problem.startswith("mapping values"):
        return _continued(content, mark.line, mark.column, problem)
    return Fault("syntax", mark.line + 1, mark.column + 1, problem)


def _is_late(error: Any, content: str) -> bool:
    """Whether libyaml noticed behind the place to be mended: a quotation or list never closed, a
    key without a colon."""
    is_end = error.problem_mark.line >= content.rstrip().count("\n") + 1
    is_open = any(piece in str(error.problem) for piece in ("expected ':'", "expected ','"))
    return is_end or is_open


def _continued(content: str, line: int, column: int, problem: str) -> Fault:
    """A colon where none may be: of a value that goes on over lines, its first line."""
    lines = content.splitlines()
    first = line
    if line < len(lines) and not _KEY.match(lines[line][:column].lstrip(" -")):
        while first > 0 and (first == line or not _BEGINS.match(lines[first])):
            first -= 1
    return Fault("syntax", first + 1, 1 if first != line else column + 1, problem)


def salvage(text: bytes | str) -> Node | None:
    """As much of a tree as can be read: up to where the syntax breaks, in whatever encoding."""
    if isinstance(text, bytes):
        cut = text[:LARGEST]
        try:
            text = cut.decode("utf-8", "ignore" if len(text) > LARGEST else "strict")
        except UnicodeDecodeError:
            text = cut.decode("cp1252", "replace")
    content = _CONTROLS.sub(" ", _TABS.sub(" ", text[:LARGEST].removeprefix("\ufeff")))
    builder = _Builder([])
    try:
        builder.run(content)
    except yaml.YAMLError:
        builder.close()
    return builder.root


@dataclass
class _Builder:
    """Puts events together without recursion, so that depth costs no stack."""

    faults: list[Fault]
    root: Node | None = None
    anchors: dict[str, Node] = field(default_factory=dict)
    open: list[tuple[Any, Node, list[Node]]] = field(default_factory=list)

    def run(self, content: str) -> None:
        parser = Parser(content)
        try:
            documents = 0
            while True:
                event = parser.get_event()
                if event is None or isinstance(event, yaml.StreamEndEvent):
                    return
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        mark: Any = event.start_mark
                        self.faults.append(Fault("documents", mark.line + 1, 1))
                        return
                elif not self.take(event):
                    self.root = None
                    return
        finally:
            parser.dispose()

    def take(self, event: Any) -> bool:
        """False where the text goes too deep."""
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            self.add(_scalar(event, line, column), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self.add(self.alias(event.anchor or "", line, column), None)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self.open) >= DEEPEST:
                self.faults.append(Fault("too-deep", line, column))
                return False
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            flow, shared = bool(event.flow_style), event.anchor is not None
            self.open.append((event.anchor, kind([], line, column, flow, shared), []))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, node, parts = self.open.pop()
            if isinstance(node, Sequence):
                node.items.extend(parts)
            elif isinstance(node, Mapping):
                node.entries.extend(zip(parts[::2], parts[1::2], strict=True))
                self.duplicates(node)
            self.add(node, anchor)
        return True

    def close(self) -> None:
        """End what is open, without a key that still waits for its value."""
        while self.open:
            anchor, node, parts = self.open.pop()
            if isinstance(node, Sequence):
                node.items.extend(parts)
            elif isinstance(node, Mapping):
                node.entries.extend(zip(parts[::2], parts[1::2], strict=False))
            self.add(node, anchor)

    def add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if self.open:
            self.open[-1][2].append(node)
        else:
            self.root = node

    def alias(self, name: str, line: int, column: int) -> Node:
        target = self.anchors.get(name)
        if target is None:
            return Scalar(f"*{name}", "undefined", line, column, shared=True)
        return replace(target, line=line, column=column, shared=True)

    def duplicates(self, mapping: Mapping) -> None:
        seen: set[str] = set()
        for key, _ in mapping.entries:
            if not isinstance(key, Scalar) or (key.written == "<<" and key.plain):
                continue
            if key.written in seen:
                self.faults.append(Fault("duplicate", key.line, key.column, key.written))
            seen.add(key.written)


def _scalar(event: Any, line: int, column: int) -> Scalar:
    plain = event.style in (None, "")
    tag = event.tag if event.tag not in (None, "!") else None
    kind = kind_of(event.value, tag) if (plain and event.tag != "!") or tag else "text"
    tagged, shared = event.tag is not None, event.anchor is not None
    end = (event.end_mark.line + 1, event.end_mark.column + 1)
    return Scalar(event.value, kind, line, column, plain, tagged, shared, end)


def fields(mapping: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """The keys of a section with their values: the first of each, merged ones (`<<`) after own."""
    seen: set[str] = set()
    merged: list[Node] = []
    for key, value in mapping.entries:
        if not isinstance(key, Scalar):
            continue
        if key.written == "<<" and key.plain:
            merged += value.items if isinstance(value, Sequence) else [value]
        elif key.written not in seen:
            seen.add(key.written)
            yield key, value
    for other in merged:
        if isinstance(other, Mapping):
            for key, value in other.entries:
                if isinstance(key, Scalar) and key.written not in seen:
                    seen.add(key.written)
                    yield key, value
