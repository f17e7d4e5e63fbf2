# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""YAML as texts, lists and mappings that know their lines, bounded before it is built."""

from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.documents import (
    DEPTH,
    NODES,
    TOO_TANGLED,
    YAML_BYTES,
    Source,
    Unreadable,
    broken,
    too_large,
)


class Mapping(dict[str, Any]):
    """A mapping of YAML; `lines` says for each key in which line (from 1) it stands."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


class Sequence(list[Any]):
    """A list of YAML; `lines` are the lines of its items."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []

    def numbered(self) -> Iterator[tuple[int, Any]]:
        return zip(self.lines, self, strict=True)


def yaml_of(file: Source) -> Any:
    """The first document, None for an empty file; scalars are text, an empty one is None."""
    return next(iter(yaml_documents(file)), None)


def yaml_documents(file: Source) -> list[Any]:
    """All documents of a file; raises `Unreadable` for what is broken or beyond the bounds."""
    import yaml

    if len(file.text) > YAML_BYTES:
        raise file.refused(too_large(len(file.text), YAML_BYTES))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Builder(file, yaml).built(yaml.parse(file.text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise file.refused(broken("YAML", error.problem or "?"), line) from None
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise file.refused(broken("YAML", str(error))) from None


class _Builder:
    """Builds from the parser's events, so that the bounds hold before memory is taken."""

    def __init__(self, file: Source, yaml: Any) -> None:
        self.file = file
        self.yaml = yaml
        self.count = 0
        self.depth = 0
        self.anchors: dict[str, tuple[Any, int]] = {}

    def built(self, events: Any) -> list[Any]:
        documents: list[Any] = []
        for event in events:
            if isinstance(event, self.yaml.DocumentStartEvent):
                self.anchors = {}
                documents.append(self.node(next(events), events))
        return documents

    def node(self, event: Any, events: Any) -> Any:
        yaml = self.yaml
        line = event.start_mark.line + 1
        self.counted(1, line)
        if isinstance(event, yaml.AliasEvent):
            made, size = self.anchors.get(event.anchor, (None, NODES))
            self.counted(size, line)
            return made
        before = self.count
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.style in (None, "")
            made = None if plain and event.value in ("", "~", "null") else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            made = self.sequence(line, events)
        else:
            made = self.mapping(line, events)
        if event.anchor:
            self.anchors[event.anchor] = (made, self.count - before + 1)
        return made

    def sequence(self, line: int, events: Any) -> Sequence:
        made = Sequence(line)
        self.deeper(line)
        for event in events:
            if isinstance(event, self.yaml.SequenceEndEvent):
                break
            made.lines.append(event.start_mark.line + 1)
            made.append(self.node(event, events))
        self.depth -= 1
        return made

    def mapping(self, line: int, events: Any) -> Mapping:
        made = Mapping(line)
        merged: list[Any] = []
        self.deeper(line)
        for event in events:
            if isinstance(event, self.yaml.MappingEndEvent):
                break
            key_line = event.start_mark.line + 1
            key = self.node(event, events)
            value = self.node(next(events), events)
            if key == "<<":
                merged.extend(value if isinstance(value, list) else [value])
            elif not isinstance(key, dict | list):
                name = "" if key is None else key
                made[name] = value
                made.lines[name] = key_line
        for other in merged:
            if isinstance(other, Mapping):
                self.merge(made, other)
        self.depth -= 1
        return made

    def merge(self, into: Mapping, other: Mapping) -> None:
        self.counted(len(other), into.line)
        for key, value in other.items():
            if key not in into:
                into[key] = value
                into.lines[key] = other.line_of(key)

    def deeper(self, line: int) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise self.refused(line)

    def counted(self, more: int, line: int) -> None:
        self.count += more
        if self.count > NODES:
            raise self.refused(line)

    def refused(self, line: int) -> Unreadable:
        return self.file.refused(TOO_TANGLED, line)
