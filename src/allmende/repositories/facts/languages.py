# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""In which languages it is written and how large it is; foreign and generated files told apart."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from allmende.repositories.facts.fact import Fact, Text, at, counted, unknown, value
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.reading import globs
from allmende.repositories.facts.reading.language_names import language_of
from allmende.repositories.facts.reading.survey import Seen, survey
from allmende.repositories.facts.reading.texts import lines_of

SHOWN = 10
MOST_RULES = 300
Origin = Literal["own", "test", "vendored", "generated"]

_GENERATED = re.compile(
    r"(?:^|/)(?:dist|generated|gen|__generated__|node_modules)/|\.min\.(?:js|css)$|\.(?:js|css)\.map$"
    r"|\.bundle\.js$|_pb2(?:_grpc)?\.pyi?$|\.pb\.go$|\.g\.dart$|\.designer\.cs$"
    r"|(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|pdm\.lock"
    r"|pipfile\.lock|composer\.lock|gemfile\.lock|cargo\.lock|go\.sum|flake\.lock|gradle\.lockfile|gradlew(?:\.bat)?"
    r"|mvnw(?:\.cmd)?)$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(-?)linguist-(generated|vendored)(?:=(true|false))?$")

NOT_ALL_READ: Text = {
    "de": "Große, fehlende oder zu viele Dateien sind nur nach ihrer Größe gezählt, ohne Zeilen",
    "en": "Large, missing or too many files are counted by size only, without lines",
}
NOTHING: Text = {
    "de": "Es gibt keine Datei in einer erkannten Programmiersprache",
    "en": "There is no file in a known programming language",
}


@dataclass(slots=True)
class Sum:
    """Files, bytes and lines of one language; lines are those of the files that were read."""

    kind: str
    files: int = 0
    bytes: int = 0
    lines: int = 0

    def add(self, one: Seen) -> None:
        self.files += 1
        self.bytes += one.size
        self.lines += one.lines or 0

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "files": self.files, "bytes": self.bytes, "lines": self.lines}


def find(look: Look) -> Iterator[Fact]:
    """Keys `languages.*`; sizes in bytes as stored, lines counted by their ends."""
    seen = survey(look)
    attributes = _attributes(look)
    by_origin: dict[str, Sum] = {}
    own: dict[str, Sum] = {}
    first: dict[str, str] = {}
    for one in seen.files.values():
        origin = _origin(one, attributes)
        by_origin.setdefault(origin, Sum(origin)).add(one)
        named = language_of(one.path, one.first) if origin == "own" else None
        if named:
            own.setdefault(named[0], Sum(named[1])).add(one)
            first.setdefault(named[0], one.path)
    yield _size(look, by_origin, seen.unread)
    yield _all(own)
    yield from _programming(own, first)
    yield _binaries(seen.files)


def _origin(one: Seen, attributes: Mapping[str, Origin]) -> Origin:
    if one.path in attributes:
        return attributes[one.path]
    place = place_of(one.path)
    if place == "vendored":
        return "vendored"
    if one.generated or _GENERATED.search(one.path):
        return "generated"
    return "test" if place == "test" else "own"


def _attributes(look: Look) -> dict[str, Origin]:
    """What .gitattributes of the root says by linguist-generated and linguist-vendored."""
    told: dict[str, Origin] = {}
    if ".gitattributes" not in look.tree.entries:
        return told
    rules = 0
    for line in lines_of(look, ".gitattributes", 100_000) or ():
        pattern, *words = line.split()[:20] or [""]
        said = [found for word in words if (found := _ATTRIBUTE.match(word))]
        if not said or rules >= MOST_RULES:
            continue
        rules += 1
        glob = globs.gitignore(pattern)
        off = bool(said[0][1]) or said[0][3] == "false"
        origin: Origin = "own" if off else "generated" if said[0][2] == "generated" else "vendored"
        told.update((path, origin) for path in look.paths if glob and glob.matches(path))
    return told


def _size(look: Look, by_origin: Mapping[str, Sum], unread: int) -> Fact:
    origins = {
        name: {"files": one.files, "bytes": one.bytes, "lines": one.lines}
        for name, one in sorted(by_origin.items())
    }
    total = sum(one.bytes for one in by_origin.values())
    stated = {"files": len(look.paths), "bytes": total, "by-origin": origins, "not-read": unread}
    note = NOT_ALL_READ if unread else None
    return value("languages.size", stated, counted(len(look.paths), "files"), note=note)


def _all(own: Mapping[str, Sum]) -> Fact:
    ordered = sorted(own, key=lambda name: -own[name].bytes)
    lines = sum(one.lines for one in own.values())
    return value(
        "languages.all", {name: own[name].as_json() for name in ordered}, counted(lines, "lines")
    )


def _programming(own: Mapping[str, Sum], first: Mapping[str, str]) -> Iterator[Fact]:
    """Shares by bytes of what people program in, tests left out, the largest first."""
    bytes_of: dict[str, int] = defaultdict(int)
    for name, one in own.items():
        if one.kind == "programming":
            bytes_of[name] = one.bytes
    total = sum(bytes_of.values())
    if not total:
        yield unknown("languages.main", NOTHING)
        yield unknown("languages.programming", NOTHING)
        return
    ordered = sorted(bytes_of, key=lambda name: -bytes_of[name])
    shares = {name: round(bytes_of[name] / total, 4) for name in ordered}
    lines = sum(one.lines for one in own.values() if one.kind == "programming")
    yield value(
        "languages.main", ordered[0], at(first[ordered[0]]), counted(lines, "lines of code")
    )
    yield value(
        "languages.programming",
        {"shares": shares, "lines": lines},
        *(at(first[name], None, name) for name in ordered[:SHOWN]),
    )


def _binaries(files: Mapping[str, Seen]) -> Fact:
    """Programs and archives among the sources, which nobody can review."""
    some = [path for path in files if _PROGRAM.search(path) and files[path].lines is None]
    return Fact(
        "languages.binaries",
        "yes" if some else "no",
        len(some),
        tuple(at(one) for one in some[:SHOWN]),
    )


_PROGRAM = re.compile(
    r"\.(?:exe|dll|so|dylib|a|lib|o|obj|class|jar|war|ear|pyc|pyo|whl|egg|nupkg|msi|apk|ipa|deb|rpm|wasm|node)$",
    re.IGNORECASE,
)
