# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rules that take values out of a history: read from its objects, on the developer's machine.

What git-filter-repo would do with them is tried on every version of the files concerned: where the
value is still found afterwards (another encoding, an archive, a binary file, half a key), that
version goes as a whole. So the rules need not know all the ways in which a value can hide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from allmende.publishing.cleaning.offences import OF_KEYS, Offence, OffendingPlace
from allmende.repositories import InternalNames, Limits, all_patterns, open_repository
from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.git import Repository
from allmende.repositories.scanning.archives import is_archive
from allmende.repositories.scanning.attribution import place_id
from allmende.repositories.scanning.decoding import texts
from allmende.repositories.scanning.revealing import Revealed, Revealer
from allmende.repositories.scanning.scanning import said_in

REMOVED = "***REMOVED***"
_LONG = 8
"""Characters; a shorter value is taken out only where it was found, not wherever it occurs."""
_BINARY = 8_192
"""Bytes in which git-filter-repo looks for a NUL, and then leaves the file as it is."""
_PEM = (
    rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]{1,20000}?"
    rb"-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
)
"""A whole key: a detector sees as much of it as it needs to be sure."""


Values = Mapping[str, Sequence[Revealed]]
"""Values in clear by the id of what they belong to; in memory only."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of git-filter-repo's expressions: what is looked for, and what takes its place."""

    pattern: bytes = field(repr=False)
    replacement: bytes = field(repr=False)
    is_regex: bool = False

    @property
    def line(self) -> bytes:
        return (
            (b"regex:" if self.is_regex else b"literal:") + self.pattern + b"==>" + self.replacement
        )


@dataclass(frozen=True, slots=True)
class Expressions:
    """What takes the values out: rules for texts, and versions of files that go as a whole.

    `versions` are ids of blobs, `files` the paths under which they stand. `not_found` counts places
    of which no value could be read. `rules` hold values in clear: never keep or print them.
    """

    rules: tuple[Rule, ...] = field(repr=False)
    versions: tuple[str, ...]
    files: tuple[str, ...]
    not_found: int

    @property
    def text(self) -> bytes:
        """The content of the file for `--replace-text` and `--replace-message`."""
        return b"".join(one.line + b"\n" for one in self.rules)


def expressions_of(
    source: str | Path,
    offences: Iterable[Offence],
    *,
    names: InternalNames | None = None,
    store: Path | None = None,
    limits: Limits | None = None,
) -> Expressions:
    """Read the values of these offences and say what takes them out. Raises NotARepository."""
    bounds, patterns = limits or Limits(), all_patterns(names)
    every = tuple(place for one in offences for place in one.places if place.how != "path")
    with open_repository(source, limits=bounds) as repository:
        reading = Reading(repository, patterns, store)
        values = reading.values(every)
        made = _rules(one for some in values.values() for one in some)
        stripped = dict(reading.left_after(every, values, made))
    return Expressions(
        made,
        tuple(sorted(stripped)),
        tuple(sorted({path for paths in stripped.values() for path in paths if path})),
        sum(1 for one in every if one.id not in values),
    )


class Reading:
    """Reads the versions of files and the messages in which offences stand, each once."""

    def __init__(
        self, repository: Repository, patterns: Sequence[Pattern], store: Path | None
    ) -> None:
        self._repository = repository
        self._kinds = {one.id: one.kind for one in patterns}
        self.revealer = Revealer(patterns, store / "automata" if store else None)
        self._versions: dict[str, set[tuple[str, str]]] | None = None

    def values(self, places: Sequence[OffendingPlace]) -> Values:
        """The values at these places by the place's id, which names commit, path and line."""
        wanted = {one.id for one in places}
        found: dict[str, list[Revealed]] = {}
        for where, path, commit, one in self._revealed(places):
            id = place_id(where, path, one.hit, commit)
            if id in wanted:
                found.setdefault(id, []).append(one)
        return found

    def left_after(
        self, places: Sequence[OffendingPlace], values: Values, rules: Sequence[Rule]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Blobs, with their paths, in which one of the values still stands after the rules."""
        versions = self._of_files(places)
        alone = {one.introduced for one in places if one.how == "ref" and one.introduced}
        sought = [one for some in values.values() for one in some]
        known = {self._key(one) for one in sought}
        forms = {form for one in sought for form in _forms(one) if len(form) >= 2 * _LONG}

        def holds(data: bytes) -> bool:
            revealed = self.revealer.reveal(data)
            return any(self._key(one) in known for one in revealed) or any(
                form in data for form in forms
            )

        for blob in self._repository.read_blobs([*versions, *(alone - versions.keys())]):
            if blob.data and holds(blob.data) and holds(replaced(blob.data, rules)):
                paths = {path for _, path in versions.get(blob.id, ())}
                yield blob.id, tuple(sorted(paths))

    def _key(self, one: Revealed) -> tuple[str, str]:
        return self._kinds[one.hit.detector], one.hit.digest

    def _revealed(
        self, places: Sequence[OffendingPlace]
    ) -> Iterator[tuple[str, str, str | None, Revealed]]:
        """Kind of place, path, commit and value, of every version of the files concerned."""
        versions = self._of_files(places)
        for blob in self._repository.read_blobs(versions):
            for one in self.revealer.reveal(blob.data or b""):
                for commit, path in versions[blob.id]:
                    full = path if one.hit.member is None else f"{path}!{one.hit.member}"
                    yield "file", full, commit or None, one
        loose = [one.introduced for one in places if one.where == "object" and one.introduced]
        for blob in self._repository.read_blobs(dict.fromkeys(loose)):
            for one in self.revealer.reveal(blob.data or b""):
                path = "" if one.hit.member is None else f"!{one.hit.member}"
                yield "object", path, blob.id, one
        told = {one.introduced for one in places if one.how == "message"}
        for message in self._repository.messages() if told else ():
            if message.id in told:
                for one in self.revealer.reveal(said_in(message.text)):
                    yield f"{message.kind} message", "", message.id, one

    def _of_files(self, places: Sequence[OffendingPlace]) -> dict[str, set[tuple[str, str]]]:
        """Every version of the files concerned: blob to the commits and paths that brought it."""
        if self._versions is not None:
            return self._versions
        paths = {one.path for one in places if one.where == "file"}
        found: dict[str, set[tuple[str, str]]] = {}
        for change in self._repository.changes() if paths else ():
            if change.path in paths and change.new:
                found.setdefault(change.new, set()).add((change.commit, change.path))
        for path, entry in self._repository.tree().entries.items():
            if path in paths and not entry.is_submodule:
                found.setdefault(entry.id, set()).add(("", path))
        self._versions = found
        return found


def replaced(data: bytes, rules: Sequence[Rule]) -> bytes:
    """What git-filter-repo makes of a file: literals in their order, then regular expressions."""
    if b"\0" in data[:_BINARY]:
        return data
    for one in rules:
        if not one.is_regex:
            data = data.replace(one.pattern, one.replacement)
    for one in rules:
        if one.is_regex:
            data = re.sub(one.pattern, one.replacement, data)
    return data


def search(repository: Repository, values: Values) -> dict[str, list[str]]:
    """Where one of these values stands in clear: paths and commits, by the key it was given under.

    Looks at every blob that refs reach, decoded and unpacked, and at every message. A short value
    is looked for with the text around it, since by itself it stands anywhere.
    """
    wanted: dict[bytes, set[str]] = {}
    for id, some in values.items():
        for form in (form for one in some for form in _sought(one)):
            wanted.setdefault(form, set()).add(id)
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    blobs: dict[str, set[str]] = {}
    for blob in repository.read_blobs(id for id, _ in repository.blobs()):
        data = blob.data or b""
        if not _is_plain(data) or any(form in data for form in wanted):
            for id in _in_texts(data, wanted):
                blobs.setdefault(blob.id, set()).add(id)
    for commit, path, blob_id in _paths(repository, blobs):
        for id in blobs[blob_id]:
            found.setdefault(id, []).append(f"{path} @ {commit[:12]}")
    for message in repository.messages():
        text = message.text.encode()
        for id in {id for form, ids in wanted.items() if form in text for id in ids}:
            found.setdefault(id, []).append(f"{message.kind} message @ {message.id[:12]}")
    return found


def _sought(one: Revealed) -> Iterator[bytes]:
    whole = len(one.value) >= _LONG and not one.value.isalpha()
    yield from ([one.value.encode()] if whole else [text.encode() for text in one.matches])


def _is_plain(data: bytes) -> bool:
    return data.isascii() and b"\0" not in data[:_BINARY] and not is_archive(data)


def _in_texts(data: bytes, wanted: Mapping[bytes, set[str]]) -> set[str]:
    contents = [data, *(text.content for text in texts(data, set()))]
    held = (form for form in wanted if any(form in content for content in contents))
    return {id for form in held for id in wanted[form]}


def _paths(repository: Repository, blobs: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Commit, path and id of these blobs; an id alone where no commit has it under a path."""
    met: set[str] = set()
    for change in repository.changes(of_merges=blobs.keys()) if blobs else ():
        if change.new in blobs:
            met.add(change.new)
            yield change.commit, change.path, change.new
    for id in blobs.keys() - met:
        yield id, "blob", id


def _forms(one: Revealed) -> tuple[bytes, ...]:
    """The bytes of a value as they can stand in a text."""
    return tuple(dict.fromkeys(one.value.encode(code) for code in _codes(one.value)))


def _codes(text: str) -> Iterator[str]:
    """UTF-8, and Latin-1 where it has all of the letters."""
    yield "utf-8"
    if not text.isascii() and all(ord(one) < 0x100 for one in text):
        yield "latin-1"


def _rules(revealed: Iterable[Revealed]) -> tuple[Rule, ...]:
    """The longest first, so that no rule takes away a part of what another looks for."""
    made = dict.fromkeys(rule for one in revealed for rule in _rules_for(one))
    return tuple(sorted(made, key=lambda one: (one.is_regex, -len(one.pattern), one.pattern)))


def _rules_for(one: Revealed) -> Iterator[Rule]:
    if one.hit.detector in OF_KEYS:
        return
    if any("PRIVATE KEY" in text for text in one.matches):
        yield Rule(_PEM, REMOVED.encode(), is_regex=True)
        return
    if len(one.value) >= _LONG and not one.value.isalpha():
        yield from (_rule(form, REMOVED.encode()) for form in _forms(one))
        return
    for text in one.matches:
        before, _, after = text.rpartition(one.value)
        for code in _codes(text):
            yield _rule(text.encode(code), f"{before}{REMOVED}{after}".encode(code))


def _rule(pattern: bytes, replacement: bytes) -> Rule:
    """A literal where one line can hold it; else a regular expression in ASCII."""
    written = pattern + replacement
    if any(one < 0x20 for one in written) or b"==>" in replacement:
        return Rule(_escaped(pattern), _template(replacement), is_regex=True)
    return Rule(pattern, replacement)


def _escaped(text: bytes) -> bytes:
    return b"".join(
        bytes([one]) if chr(one).isalnum() and one < 0x80 else b"\\x%02x" % one for one in text
    )


def _template(text: bytes) -> bytes:
    """For `re.sub`: octal escapes are the only ones that a template knows for any byte."""
    return b"".join(
        bytes([one]) if one < 0x80 and (chr(one).isalnum() or one in b"*") else b"\\%03o" % one
        for one in text
    )
