# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which line a key stands on, and which key stands on a line.

Both answer as publiccode-parser-go 5 does (parser.go, findKeyPos and findKeyAtLine), so that
whoever runs both tools finds the same place.
"""

from allmende.publiccode.model import Key
from allmende.publiccode.nodes import Mapping, Node, Scalar, Sequence

Place = tuple[int, int]
NOWHERE: Place = (0, 0)


def place_of(root: Node | None, key: Key) -> Place:
    """Line and column of a key.

    A missing key is shown at the first key of its section, or at the section's brace; where the
    section is missing itself there is no place.
    """
    node, last = root, NOWHERE
    for index, part in enumerate(key):
        if node is None:
            return NOWHERE
        if isinstance(part, int):
            if not isinstance(node, Sequence) or part >= len(node.items):
                return last  # a single value where a list is usual
            node = node.items[part]
            last = (node.line, node.column)
            continue
        if not isinstance(node, Mapping) or node.shared:
            return node.line, node.column
        found = next(
            ((k, v) for k, v in node.entries if isinstance(k, Scalar) and k.written == part), None
        )
        if found is None:
            return _near(node, index == len(key) - 1)
        name, node = found
        last = (name.line, name.column)
    return last


def _near(section: Mapping, is_last: bool) -> Place:
    if section.flow:
        return section.line, section.column
    if is_last and section.entries:
        first = section.entries[0][0]
        return first.line, first.column
    return NOWHERE


def key_on(root: Node | None, line: int) -> Key:
    """The first key or list entry, in reading order, that begins on a line; empty for none."""
    waiting: list[tuple[Key, Node, bool]] = [] if root is None else [((), root, False)]
    while waiting:
        key, node, begins = waiting.pop()
        if begins and node.line == line:
            return key
        if node.shared or isinstance(node, Scalar):
            continue
        if isinstance(node, Sequence):
            inner = [((*key, index), item, True) for index, item in enumerate(node.items)]
        else:
            inner = []
            for name, value in node.entries:
                if not isinstance(name, Scalar):
                    continue
                # The name comes before its value, hence as an entry of its own.
                inner += [((*key, name.written), name, True), ((*key, name.written), value, False)]
        waiting.extend(reversed(inner))
    return ()
