# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a manifest says: packages it needs, and the package it describes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from allmende.repositories.facts.documents import Source

Scope = Literal["runtime", "development", "build", "test", "optional"]
Kind = Literal["manifest", "lock"]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One package that a file names.

    `type` is the type of its package URL, `version` an exact one, `wanted` the range as written.
    `direct` is None where the file does not tell what was asked for from what came along.
    """

    type: str
    name: str
    path: str
    line: int | None
    scope: Scope = "runtime"
    version: str | None = None
    wanted: str | None = None
    namespace: str | None = None
    direct: bool | None = True

    @property
    def purl(self) -> str | None:
        """In canonical spelling; None where a hostile name makes none."""
        return purl_of(self.type, self.namespace, self.name, self.version)

    @property
    def full_name(self) -> str:
        separator = ":" if self.type == "maven" else "/"
        return f"{self.namespace}{separator}{self.name}" if self.namespace else self.name

    def as_json(self) -> dict[str, Any]:
        return {
            "purl": self.purl,
            "name": self.full_name,
            "version": self.version,
            "wanted": self.wanted,
            "scope": self.scope,
            "direct": self.direct,
            "path": self.path,
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class Package:
    """The package that a manifest describes, under the name it would be published with.

    `private` is true where the manifest forbids to publish it.
    """

    type: str
    name: str
    path: str
    line: int | None
    namespace: str | None = None
    version: str | None = None
    licence: str | None = None
    private: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "purl": purl_of(self.type, self.namespace, self.name, self.version),
            "namespace": self.namespace,
            "name": self.name,
            "version": self.version,
            "licence": self.licence,
            "private": self.private,
            "path": self.path,
            "line": self.line,
        }


Named = Dependency | Package
Reading = Callable[[Source], Iterable[Named]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Which files (patterns of lower-case names, or of paths with a "/") are read how."""

    ecosystem: str
    kind: Kind
    patterns: tuple[str, ...]
    read: Reading

    def is_for(self, path: str) -> bool:
        lower = path.lower()
        name = lower.rpartition("/")[2]
        return any(
            fnmatchcase(f"/{lower}" if "/" in pattern else name, pattern)
            for pattern in self.patterns
        )


# What is spelt like this is canonical already; asking the library costs ten times as much.
PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*")
PLAIN_VERSION = re.compile(r"[A-Za-z0-9.-]+")
CASE_MATTERS = frozenset({"maven", "npm", "gem", "cargo", "nuget"})
PLAIN_WITH_CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def purl_of(type: str, namespace: str | None, name: str, version: str | None) -> str | None:
    plain = PLAIN_WITH_CASE if type in CASE_MATTERS - {"npm"} else PLAIN
    if (
        plain.fullmatch(name)
        and (not namespace or plain.fullmatch(namespace))
        and (not version or PLAIN_VERSION.fullmatch(version))
        and len(name) < 200
    ):
        front = f"pkg:{type}/{namespace}/{name}" if namespace else f"pkg:{type}/{name}"
        return f"{front}@{version}" if version else front
    return purl_by_library(type, namespace, name, version)


def purl_by_library(type: str, namespace: str | None, name: str, version: str | None) -> str | None:
    from packageurl import PackageURL

    try:
        return str(PackageURL(type, namespace or None, name, version or None).to_string())
    except Exception:  # hostile names make the library raise more than it documents
        return None


EXACT = re.compile(r"\s*(?:===?|=)?\s*v?(\d[\w.+!-]*)\s*")


def exact(wanted: str | None) -> str | None:
    """The version where a range allows one only ("1.2.3", "==1.2.3", not "^1.2.3" or "1.*")."""
    found = EXACT.fullmatch(wanted) if wanted else None
    return found[1] if found and not found[1].endswith((".x", ".X")) else None


def text(value: Any) -> str | None:
    """A text that is not empty; hostile files put anything anywhere."""
    return value if isinstance(value, str) and value and len(value) < 500 else None


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def items(value: Any) -> Iterator[Any]:
    return iter(value if isinstance(value, list) else ())


class KeyLines:
    """In which line of a JSON or TOML text a key stands first, found in one pass."""

    KEY = re.compile(r"""^[ \t]*["']?([^"'\s:={},]+)["']?[ \t]*[:=]""", re.MULTILINE)

    def __init__(self, file: Source, begin: str | None = None) -> None:
        start = max(file.text.find(begin), 0) if begin else 0
        self.found: dict[str, int] = {}
        line, before = file.line_at(start), start
        for key in self.KEY.finditer(file.text, start):
            line += file.text.count("\n", before, key.start(1))
            before = key.start(1)
            self.found.setdefault(key[1], line)

    def of(self, key: str) -> int | None:
        return self.found.get(key)
