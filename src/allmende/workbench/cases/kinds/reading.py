# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""YAML in, plain data out that remembers file and line of every key and entry."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from allmende.workbench.cases.kinds.problems import Problem, sentence

Keys = tuple[str | int, ...]
# libyaml where it is built in: a file of 600 lines takes 10 ms and not half a second.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Place(NamedTuple):
    """A line (from 1) of a file."""

    file: Path
    line: int


class Mapped(dict[str, Any]):
    """A mapping, with the place of each key; `begins` is its own."""

    def __init__(self, begins: Place) -> None:
        super().__init__()
        self.begins = begins
        self.places: dict[str, Place] = {}

    def put(self, key: str, value: Any, place: Place) -> None:
        self[key] = value
        self.places[key] = place


class Listed(list[Any]):
    """A list, with the place of each entry."""

    def __init__(self, entries: Iterable[tuple[Any, Place]]) -> None:
        kept = list(entries)
        super().__init__(value for value, _ in kept)
        self.places = [place for _, place in kept]


def read(path: Path) -> Mapped | tuple[Problem, ...]:
    """A YAML file whose outermost level is a mapping, or what is wrong with it.

    Every scalar is text, as it was written; an empty one is None.
    """
    try:
        content = path.read_bytes()
        root = yaml.compose(content.decode(), Loader=LOADER)
        problems: list[Problem] = []
        written = _plain(root, path, problems)
    except OSError as error:
        return (_problem(path, 1, "unreadable", why=error.strerror or str(error)),)
    except UnicodeDecodeError as error:
        return (
            _problem(path, content.count(b"\n", 0, error.start) + 1, "unreadable", why="UTF-8"),
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error)
        return (_problem(path, mark.line + 1 if mark else 1, "unreadable", why=why),)
    except RecursionError:
        return (_problem(path, 1, "unreadable", why="an alias within itself"),)
    if not isinstance(written, Mapped):
        return (_problem(path, 1, "missing-key", key="version"),)
    return tuple(problems) or written


def place_of(node: Any, path: Keys) -> Place:
    """Where that path leads, or the last part of it that there is; shape errors add parts."""
    found: Place = node.begins
    for part in path:
        inside = isinstance(node, Mapped) and part in node
        if not inside and not (isinstance(node, Listed) and part in range(len(node))):
            break
        found, node = node.places[part], node[part]
    return found


def _problem(path: Path, line: int, code: str, **values: Any) -> Problem:
    return Problem(path, line, code, sentence(code, values))


def _plain(node: Any, path: Path, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapped = Mapped(_begins(node, path))
        for name, value in node.value:
            at, key = _begins(name, path), str(name.value)
            if key in mapped:
                problems.append(_problem(path, at.line, "key-twice", key=key))
            mapped.put(key, _plain(value, path, problems), at)
        return mapped
    if isinstance(node, yaml.SequenceNode):
        return Listed((_plain(one, path, problems), _begins(one, path)) for one in node.value)
    return None if node is None or (node.value == "" and not node.style) else node.value


def _begins(node: Any, path: Path) -> Place:
    return Place(path, node.start_mark.line + 1)
