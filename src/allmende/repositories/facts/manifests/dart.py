# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Dart and Flutter: pubspec.yaml and pubspec.lock."""

from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Package,
    Reader,
    Scope,
    exact,
    mapping,
    text,
)
from allmende.repositories.facts.yaml_lines import Mapping, yaml_of

SECTIONS: tuple[tuple[str, Scope], ...] = (
    ("dependencies", "runtime"),
    ("dev_dependencies", "development"),
)


def pubspec(file: Source) -> Iterator[Named]:
    document = yaml_of(file)
    if not isinstance(document, Mapping):
        return
    if name := text(document.get("name")):
        version = text(document.get("version"))
        private = document.get("publish_to") == "none"
        line = document.line_of("name")
        yield Package("pub", name, file.path, line, None, version, None, private)
    for section, scope in SECTIONS:
        wanted = document.get(section)
        if not isinstance(wanted, Mapping):
            continue
        for name, one in wanted.items():
            range = text(one) or text(mapping(one).get("version"))
            if not mapping(one).get("sdk"):
                line = wanted.line_of(name)
                yield Dependency("pub", name, file.path, line, scope, exact(range), range)


def pubspec_lock(file: Source) -> Iterator[Named]:
    packages = mapping(yaml_of(file)).get("packages")
    if not isinstance(packages, Mapping):
        return
    for name, one in packages.items():
        details = mapping(one)
        kind = str(details.get("dependency"))
        scope: Scope = "development" if kind == "direct dev" else "runtime"
        version = text(details.get("version"))
        direct = kind.startswith("direct")
        if details.get("source") != "sdk":
            line = packages.line_of(name)
            yield Dependency("pub", name, file.path, line, scope, version, direct=direct)


READERS = (
    Reader("pub", "manifest", ("pubspec.yaml", "pubspec.yml"), pubspec),
    Reader("pub", "lock", ("pubspec.lock",), pubspec_lock),
)
