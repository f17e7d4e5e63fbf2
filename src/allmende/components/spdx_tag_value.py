# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2.2 and 2.3 as tags and values, brought into the shape of its JSON and read like it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from allmende.components.bill import Bill, Text
from allmende.components.decoding import Written
from allmende.components.limits import Limits, too_long
from allmende.components.notes import Notes, shown
from allmende.components.spdx_2 import read as read_shape
from allmende.components.spdx_tag_words import LISTS, OPENERS, SECTIONS, TAGS, UNREAD

TAG = re.compile(r"^[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*:[ \t]*(.*)$", re.DOTALL)
RELATION = re.compile(r"(\S+)\s+([A-Za-z_]+)\s+(\S+)\s*")


def read(source: Written, notes: Notes, limits: Limits) -> Bill:
    """The bill in a tag-value file; places are lines ("line 12")."""
    builder = Builder(notes)
    for line, tag, value in tags(source, notes, limits):
        builder.add(line, tag, value)
    notes.where = builder.where
    return replace(
        read_shape(builder.document, source.file, notes, limits), format="spdx-tag-value"
    )


def tags(source: Written, notes: Notes, limits: Limits) -> Iterator[tuple[int, str, str]]:
    """Each tag with its line and value; a value in <text> may go over many lines."""
    lines = enumerate(source.text.splitlines(), 1)
    for number, line in lines:
        if len(line) > limits.line:
            raise source.refused(too_long(limits), number)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = TAG.match(line)
        if not found:
            notes.add_at(at_line(number), no_tag(line))
            continue
        tag, value = found.group(1), found.group(2).strip()
        if value.startswith("<text>"):
            value = whole_text(value, lines, number, notes)
        yield number, tag, value


def whole_text(value: str, lines: Iterator[tuple[int, str]], number: int, notes: Notes) -> str:
    parts = [value.removeprefix("<text>")]
    while "</text>" not in parts[-1]:
        following = next(lines, None)
        if following is None:
            notes.add_at(at_line(number), OPEN_TEXT)
            break
        parts.append(following[1])
    return "\n".join(parts).partition("</text>")[0].strip()


class Builder:
    """The document in the shape of JSON, with the line of each thing in it."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.document: dict[str, Any] = {}
        self.current: dict[str, Any] = self.document
        self.pointer = ""
        self.lines: dict[str, int] = {"": 1}

    def where(self, pointer: str) -> str:
        """The line of the closest thing around a pointer that has one."""
        while pointer not in self.lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return at_line(self.lines.get(pointer, 1))

    def add(self, line: int, tag: str, value: str) -> None:
        if tag in OPENERS:
            self._open(line, tag)
        if tag in UNREAD:
            return
        if tag == "Relationship":
            self._relate(line, value)
        elif tag in LISTS:
            self._append(line, tag, value)
        elif tag == "SPDXID" or tag in TAGS:
            section, key = TAGS.get(tag, (None, "SPDXID"))
            holder, pointer = self._holder(section)
            holder[key] = value
            self.lines[f"{pointer}/{key}"] = line
        else:
            self.notes.add_at(at_line(line), unknown_tag(tag))

    def _open(self, line: int, tag: str) -> None:
        section = OPENERS[tag]
        things = self.document.setdefault(section, [])
        self.current = {}
        self.pointer = f"/{section}/{len(things)}"
        self.lines[self.pointer] = line
        things.append(self.current)

    def _holder(self, section: str | None) -> tuple[dict[str, Any], str]:
        """Where a tag writes: the thing last opened, the document, or its creation."""
        if section is None:
            return self.current, self.pointer
        if section == "":
            return self.document, ""
        return self.document.setdefault(section, {}), f"/{section}"

    def _append(self, line: int, tag: str, value: str) -> None:
        section, key = LISTS[tag]
        holder, pointer = self._holder(section)
        entry: Any = value
        if tag in SECTIONS:
            names = SECTIONS[tag]
            separator = ":" if tag.endswith("Checksum") else None
            parts = [part.strip() for part in value.split(separator, len(names) - 1)]
            if len(parts) != len(names):
                self.notes.add_at(at_line(line), not_so_many(tag, len(names)))
                return
            entry = dict(zip(names, parts, strict=True))
        listed = holder.setdefault(key, [])
        self.lines[f"{pointer}/{key}/{len(listed)}"] = line
        listed.append(entry)

    def _relate(self, line: int, value: str) -> None:
        found = RELATION.fullmatch(value)
        if not found:
            self.notes.add_at(at_line(line), not_so_many("Relationship", 3))
            return
        start, kind, end = found.groups()
        listed = self.document.setdefault("relationships", [])
        self.lines[f"/relationships/{len(listed)}"] = line
        listed.append({"spdxElementId": start, "relationshipType": kind, "relatedSpdxElement": end})


def at_line(number: int) -> str:
    return f"line {number}"


OPEN_TEXT = {
    "de": "Ein <text> ohne </text>: alles bis zum Ende der Datei wurde als Text genommen",
    "en": "A <text> without </text>: everything up to the end of the file was taken as text",
}


def no_tag(line: str) -> Text:
    return {
        "de": f"Keine Zeile der Form „Tag: Wert“: {shown(line, 60)}",
        "en": f'Not a line of the form "Tag: value": {shown(line, 60)}',
    }


def unknown_tag(tag: str) -> Text:
    return {
        "de": f"Das Tag „{shown(tag)}“ kennt SPDX 2 nicht",
        "en": f'SPDX 2 does not know the tag "{shown(tag)}"',
    }


def not_so_many(tag: str, parts: int) -> Text:
    return {
        "de": f"{tag} erwartet {parts} Angaben",
        "en": f"{tag} expects {parts} values",
    }
