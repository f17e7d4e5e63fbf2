# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where in a JSON text the value lies that a path leads to."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

Path = tuple[str | int, ...]
SPACE = re.compile(r"[ \t\r\n]*")


def positions(text: str, paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column, from 1, of each path's value, in one pass over the text.

    A path whose end does not exist gets the position of what it lies in. The text is JSON that was
    parsed before.
    """
    wanted: dict[Any, Any] = {}
    listed = list(paths)
    for path in listed:
        branch = wanted
        for step in path:
            branch = branch.setdefault(step, {})
    starts: dict[Path, int] = {}
    _walk(text, wanted, starts)
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    answer = {}
    for path in listed:
        nearest = path
        while nearest not in starts and nearest:
            nearest = nearest[:-1]
        start = starts.get(nearest, 0)
        line = bisect_right(lines, start)
        answer[path] = (line, start - lines[line - 1] + 1)
    return answer


def _walk(text: str, wanted: dict[Any, Any], starts: dict[Path, int]) -> None:
    """Goes into what is wanted and jumps over everything else."""
    jump: Any = vars(json.JSONDecoder())["scan_once"]
    waiting: list[tuple[int, dict[Any, Any], Path]] = [(_next(text, 0), wanted, ())]
    while waiting:
        start, branch, path = waiting.pop()
        starts[path] = start
        if not branch or text[start] not in "{[":
            continue
        is_object = text[start] == "{"
        position, index = _next(text, start + 1), 0
        while text[position] not in "}]":
            step: str | int = index
            if is_object:
                step, position = scanstring(text, position + 1, False)
                position = _next(text, _next(text, position) + 1)
            if step in branch:
                waiting.append((position, branch[step], (*path, step)))
            position = _next(text, jump(text, position)[1])
            if text[position] == ",":
                position = _next(text, position + 1)
            index += 1


def _next(text: str, position: int) -> int:
    found = SPACE.match(text, position)
    return found.end() if found else position
