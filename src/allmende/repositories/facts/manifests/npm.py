# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""JavaScript: package.json and the lock files of npm, pnpm and Yarn."""

import re
from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.documents import TOO_TANGLED, Source, json_of
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    KeyLines,
    Named,
    Package,
    Reader,
    Scope,
    exact,
    mapping,
    text,
)

SECTIONS: tuple[tuple[str, Scope], ...] = (
    ("dependencies", "runtime"),
    ("devDependencies", "development"),
    ("peerDependencies", "runtime"),
    ("optionalDependencies", "optional"),
)
# What is no range of versions from a registry: a file, a workspace, an address.
ELSEWHERE = re.compile(r"(?:file|link|workspace|portal|git|git\+\w+|https?|github|patch):|\.{0,2}/")
DEEPEST = 50


def package_json(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    if own := text(document.get("name")):
        namespace, name = split(own)
        licence = document.get("license")
        yield Package(
            "npm",
            name,
            file.path,
            KeyLines(file).of("name"),
            namespace,
            text(document.get("version")),
            text(licence) or text(mapping(licence).get("type")),
            document.get("private") is True,
        )
    for section, scope in SECTIONS:
        wanted = mapping(document.get(section))
        lines = KeyLines(file, f'"{section}"') if wanted else None
        for full, range in wanted.items():
            namespace, name = split(full)
            local = isinstance(range, str) and ELSEWHERE.match(range)
            yield Dependency(
                "npm",
                name,
                file.path,
                lines.of(full) if lines else None,
                scope,
                None if local else exact(text(range)),
                text(range),
                namespace,
            )


def package_lock(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    lines = KeyLines(file)
    packages = mapping(document.get("packages"))
    if not packages:
        yield from _version_1(file, mapping(document.get("dependencies")), lines, 0)
        return
    asked: set[str] = set()
    for section, _ in SECTIONS:
        asked.update(mapping(mapping(packages.get("")).get(section)))
    for place, one in packages.items():
        full = place.rpartition("node_modules/")[2]
        if not place or "node_modules/" not in place or mapping(one).get("link"):
            continue
        direct = full in asked and place == f"node_modules/{full}"
        full = text(mapping(one).get("name")) or full
        yield _locked(file, full, mapping(one), lines.of(place), direct)


def _version_1(
    file: Source, packages: dict[str, Any], lines: KeyLines, depth: int
) -> Iterator[Named]:
    if depth > DEEPEST:
        raise file.refused(TOO_TANGLED)
    for full, one in packages.items():
        yield _locked(file, full, mapping(one), lines.of(full), None)
        yield from _version_1(file, mapping(mapping(one).get("dependencies")), lines, depth + 1)


def _locked(
    file: Source, full: str, one: dict[str, Any], line: int | None, direct: bool | None
) -> Dependency:
    namespace, name = split(full)
    scope: Scope = "runtime"
    if one.get("dev") or one.get("devOptional"):
        scope = "development"
    elif one.get("optional"):
        scope = "optional"
    version = text(one.get("version"))
    if version and ELSEWHERE.match(version):
        version = None
    return Dependency("npm", name, file.path, line, scope, version, None, namespace, direct)


# "/@scope/name@1.2.3(peer@4)", "/@scope/name/1.2.3_peer" (before 2023), "name@1.2.3"
PNPM = re.compile(
    r"""^  ['"]?/?((?:@[^/@'"]+/)?[^/@'":]+)[@/](\d[^'"(_:]*)[^:]*['"]?:\s*(?:\{.*)?$"""
)


def pnpm_lock(file: Source) -> Iterator[Named]:
    """By its lines: the file is written by a program, and large."""
    inside, dev = False, False
    waiting: tuple[int, str, str] | None = None
    for number, line in file.lines():
        if line and not line[0].isspace():
            if waiting:
                yield _pnpm(file, waiting, dev)
            inside, waiting = line.startswith("packages:"), None
        elif inside and (found := PNPM.match(line)):
            if waiting:
                yield _pnpm(file, waiting, dev)
            waiting, dev = (number, found[1], found[2]), False
        elif inside and line.strip() == "dev: true":
            dev = True
    if waiting:
        yield _pnpm(file, waiting, dev)


def _pnpm(file: Source, found: tuple[int, str, str], dev: bool) -> Dependency:
    line, full, version = found
    namespace, name = split(full)
    scope: Scope = "development" if dev else "runtime"
    return Dependency("npm", name, file.path, line, scope, version, None, namespace, None)


YARN_NAME = re.compile(r'^"?((?:@[^/@"\s]+/)?[^@"\s,]+)@(npm:)?([^",]*)')
YARN_VERSION = re.compile(r'^  version:? "?([^"\s]+)"?')
YARN_ALIAS = re.compile(r"npm:((?:@[^/@\"\s]+/)?[^@\"\s,]+)@")


def yarn_lock(file: Source) -> Iterator[Named]:
    """Version 1 and the YAML of later ones: both have a name on the left and a version below."""
    name, begin = None, 0
    for number, line in file.lines():
        if line and not line[0].isspace() and line[0] != "#":
            found = YARN_NAME.match(line)
            local = not found or re.match(r"(?:workspace|patch|link|portal|file):", found[3])
            alias = YARN_ALIAS.search(line)
            name = None if local or not found else (alias or found)[1]
            begin = number
        elif name and (version := YARN_VERSION.match(line)):
            namespace, bare = split(name)
            yield Dependency(
                "npm", bare, file.path, begin, "runtime", version[1], None, namespace, None
            )
            name = None


def split(full: str) -> tuple[str | None, str]:
    """ "@scope/name" as ("@scope", "name")."""
    if full.startswith("@") and "/" in full:
        namespace, _, name = full.partition("/")
        return namespace, name
    return None, full


READERS = (
    Reader("npm", "manifest", ("package.json",), package_json),
    Reader("npm", "lock", ("package-lock.json", "npm-shrinkwrap.json"), package_lock),
    Reader("npm", "lock", ("pnpm-lock.yaml",), pnpm_lock),
    Reader("npm", "lock", ("yarn.lock",), yarn_lock),
)
