# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""REUSE.toml and .reuse/dep5: licence and copyright of files that cannot say it themselves."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from allmende.repositories.facts.reading import globs
from allmende.repositories.facts.reading.spdx_tags import Tags

Precedence = Literal["closest", "aggregate", "override"]
MOST = 2_000
"""Annotations or patterns of a file that are used."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What holds for the files that a pattern matches; paths are relative to the file's folder."""

    paths: tuple[globs.Glob, ...]
    precedence: Precedence
    tags: Tags


@dataclass(frozen=True, slots=True)
class Annotations:
    """One file's annotations; `folder` is "" or ends with "/". The last that matches counts."""

    folder: str
    entries: tuple[Annotation, ...]

    def of(self, path: str) -> Annotation | None:
        if not path.startswith(self.folder):
            return None
        inside = path[len(self.folder) :]
        for one in reversed(self.entries):
            if any(pattern.matches(inside) for pattern in one.paths):
                return one
        return None


class NotReadable(ValueError):
    """Not what the format asks for; says why in a few English words."""


def read_toml(text: str, folder: str) -> Annotations:
    """Source: REUSE specification 3.3, "REUSE.toml". Raises NotReadable."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotReadable(str(error)[:120]) from None
    if data.get("version") != 1:
        raise NotReadable("version is not 1")
    entries = data.get("annotations", [])
    if not isinstance(entries, list):
        raise NotReadable("annotations is no array of tables")
    return Annotations(folder, tuple(_annotation(one) for one in entries[:MOST]))


def _annotation(entry: Any) -> Annotation:
    if not isinstance(entry, dict):
        raise NotReadable("annotations is no array of tables")
    paths = _texts(entry.get("path"))
    precedence = entry.get("precedence", "closest")
    if not paths:
        raise NotReadable("an annotation has no path")
    if precedence not in ("closest", "aggregate", "override"):
        raise NotReadable(f"precedence {str(precedence)[:40]!r} is none of the three")
    tags = Tags(
        _texts(entry.get("SPDX-" + "License-Identifier")),
        _texts(entry.get("SPDX-" + "FileCopyrightText")),
    )
    patterns = (globs.reuse(one) for one in paths[:MOST])
    return Annotation(tuple(one for one in patterns if one), precedence, tags)


def _texts(written: Any) -> tuple[str, ...]:
    some = written if isinstance(written, list) else [written]
    return tuple(one.strip() for one in some if isinstance(one, str) and one.strip())


def read_dep5(text: str) -> Annotations:
    """Debian's copyright format 1.0 as REUSE uses it; aggregated with what the file says."""
    entries = []
    for stanza in _stanzas(text.splitlines()):
        patterns = tuple(filter(None, map(globs.dep5, stanza.get("files", "").split())))
        licence = stanza.get("license", "").partition("\n")[0].strip()
        notices = tuple(
            one.strip() for one in stanza.get("copyright", "").split("\n") if one.strip()
        )
        if patterns:
            tags = Tags((licence,) if licence else (), notices)
            entries.append(Annotation(patterns[:MOST], "aggregate", tags))
    if not entries:
        raise NotReadable("no paragraph with Files")
    return Annotations("", tuple(entries[:MOST]))


def _stanzas(lines: Sequence[str]) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    name = ""
    for line in [*lines, ""]:
        if not line.strip():
            if fields:
                yield fields
            fields, name = {}, ""
        elif line[0] in " \t":
            if name:
                fields[name] += "\n" + line.strip()
        elif not line.startswith("#"):
            name, _, content = line.partition(":")
            name = name.strip().lower()
            fields[name] = content.strip()


def combined(own: Tags, files: Iterable[Annotations], path: str) -> tuple[Tags, bool]:
    """What holds for a file that says `own` of itself, and whether anything but it was needed.

    `files` are given outermost first. The outermost override wins over all below it; "aggregate"
    adds; "closest" fills in, from the nearest file, what is still missing.
    """
    licences, copyrights = list(own.licences), list(own.copyrights)
    used = False
    matching = [one for one in (some.of(path) for some in files) if one is not None]
    for one in matching:
        if one.precedence == "override":
            return one.tags, True
    for one in matching:
        if one.precedence == "aggregate":
            licences += one.tags.licences
            copyrights += one.tags.copyrights
            used = True
    for one in reversed(matching):
        if one.precedence == "closest":
            if not licences and one.tags.licences:
                licences, used = [*one.tags.licences], True
            if not copyrights and one.tags.copyrights:
                copyrights, used = [*one.tags.copyrights], True
    return Tags(tuple(dict.fromkeys(licences)), tuple(dict.fromkeys(copyrights))), used
