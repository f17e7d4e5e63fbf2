# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Takes values out of parsed documents and notes those that are of another kind than expected."""

from collections.abc import Iterator, Mapping
from typing import Any

from allmende.components.notes import LIST, OBJECT, TEXT, Notes, unknown_key

Found = Mapping[str, Any]


def text(found: Found, key: str, pointer: str, notes: Notes) -> str | None:
    """The value as text, None where it is missing or empty; a number is taken as it prints."""
    value = found.get(key)
    if isinstance(value, str):
        return value.strip() or None
    if value is None:
        return None
    notes.add(f"{pointer}/{escaped(key)}", TEXT)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def entries(found: Found, key: str, pointer: str, notes: Notes) -> list[Any]:
    value = found.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    notes.add(f"{pointer}/{escaped(key)}", LIST)
    return []


def objects(found: Found, key: str, pointer: str, notes: Notes) -> Iterator[tuple[str, Found]]:
    """The objects of a list, each with its pointer."""
    if key not in found:
        return
    place = f"{pointer}/{escaped(key)}"
    for index, each in enumerate(entries(found, key, pointer, notes)):
        if isinstance(each, dict):
            yield f"{place}/{index}", each
        else:
            notes.add(f"{place}/{index}", OBJECT)


def texts(found: Found, key: str, pointer: str, notes: Notes) -> Iterator[str]:
    for index, each in enumerate(entries(found, key, pointer, notes)):
        if isinstance(each, str):
            if each.strip():
                yield each.strip()
        else:
            notes.add(f"{pointer}/{escaped(key)}/{index}", TEXT)


def child(found: Found, key: str, pointer: str, notes: Notes) -> Found:
    """The object under a key, an empty one where there is none."""
    value = found.get(key)
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    notes.add(f"{pointer}/{escaped(key)}", OBJECT)
    return {}


def note_unknown(found: Found, known: frozenset[str], pointer: str, notes: Notes) -> None:
    if known.issuperset(found):
        return
    for key in sorted(found.keys() - known):
        notes.add(f"{pointer}/{escaped(key)}", unknown_key(key))


def escaped(key: str) -> str:
    """A key as it stands in a JSON pointer (RFC 6901, section 3)."""
    return key.replace("~", "~0").replace("/", "~1")
