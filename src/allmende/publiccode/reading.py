# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can be read of a file, however broken."""

from collections.abc import Mapping as Mappings
from typing import Any

from allmende.publiccode.nodes import Mapping, Node, Scalar, Sequence, fields, salvage
from allmende.publiccode.scalars import flag
from allmende.publiccode.standard import TOP, ByLanguage, Field, Flag, Many, Text

MOST = 50_000
"""Values that are handed out of one file; what lies beyond is left out."""


_FLAGS = {"yes": True, "on": True, "true": True, "1": True}
_FLAGS |= {"no": False, "off": False, "false": False, "0": False}


def read(text: bytes | str) -> dict[str, Any]:
    """What a harvester can use of a file, however broken; never raises.

    Known keys have the kind that the standard gives them: texts are texts (a version 0.4 stays
    "0.4"), a single value where a list is wanted becomes a list of one, yes and no become True and
    False, and what cannot be brought to its kind is left out, like empty values. Unknown keys stay
    as they are. Of a file whose syntax breaks, what stands before the break is read; what is not
    UTF-8 is read as Windows-1252.
    """
    root = salvage(text)
    if not isinstance(root, Mapping):
        return {}
    tidy: dict[str, Any] = _Tidy().section(TOP, root)
    return tidy


class _Tidy:
    def __init__(self) -> None:
        self.left = MOST
        self.plain = _Plain()

    def of(self, want: Field | None, node: Node) -> Any:
        """The value in its kind; None where there is none to be had."""
        self.left -= 1
        if self.left < 0:
            return None
        if want is None:
            return self.plain.of(node)
        if isinstance(want, Text):
            return self.text(node)
        if isinstance(want, Flag):
            value = self.text(node)
            return _FLAGS.get(value.lower()) if value else None
        if isinstance(want, Many):
            items = node.items if isinstance(node, Sequence) else [node]
            return [item for item in (self.of(want.of, one) for one in items) if item]
        if not isinstance(node, Mapping):
            return None
        if isinstance(want, ByLanguage):
            return self.section({key.written: want.of for key, _ in fields(node)}, node)
        return self.section(want.fields, node)

    def text(self, node: Node) -> str | None:
        is_text = isinstance(node, Scalar) and node.kind not in ("null", "undefined")
        return node.written if isinstance(node, Scalar) and is_text else None

    def section(self, wanted: Mappings[str, Field], node: Mapping) -> dict[str, Any]:
        values = (
            (key.written, self.of(wanted.get(key.written), value)) for key, value in fields(node)
        )
        return {key: value for key, value in values if value not in (None, "", [], {})}


def plain(root: Node | None) -> dict[str, Any]:
    """The tree as dicts, lists, texts, True and False; numbers stay as they are written."""
    found = _Plain().of(root)
    return found if isinstance(found, dict) else {}


class _Plain:
    def __init__(self) -> None:
        self.left = MOST

    def of(self, node: Node | None) -> Any:
        self.left -= 1
        if node is None or self.left < 0:
            return None
        if isinstance(node, Sequence):
            return [self.of(item) for item in node.items[: max(self.left, 0)]]
        if isinstance(node, Mapping):
            return {key.written: self.of(value) for key, value in fields(node) if self.left > 0}
        return _value(node)


def _value(node: Scalar) -> str | bool | None:
    if node.kind == "flag":
        return flag(node.written)
    return None if node.kind in ("null", "undefined") else node.written
