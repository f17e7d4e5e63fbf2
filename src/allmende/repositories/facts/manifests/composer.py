# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""PHP: composer.json and composer.lock."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.documents import Source, json_of
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    KeyLines,
    Named,
    Package,
    Reader,
    Scope,
    exact,
    items,
    mapping,
    text,
)

NAME = re.compile(r'[ \t]*(?:\{[ \t]*)?"name": "([^"]+)"')
SECTIONS: tuple[tuple[str, Scope], ...] = (("require", "runtime"), ("require-dev", "development"))
LOCKED: tuple[tuple[str, Scope], ...] = (("packages", "runtime"), ("packages-dev", "development"))


def composer_json(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    if own := text(document.get("name")):
        namespace, _, name = own.rpartition("/")
        licence = document.get("license")
        yield Package(
            "composer",
            name,
            file.path,
            KeyLines(file).of("name"),
            namespace or None,
            text(document.get("version")),
            text(licence) or " OR ".join(filter(None, map(text, items(licence)))) or None,
        )
    for section, scope in SECTIONS:
        wanted = mapping(document.get(section))
        lines = KeyLines(file, f'"{section}"') if wanted else None
        for full, range in wanted.items():
            namespace, _, name = full.partition("/")
            if name:  # without one it is PHP itself or an extension of it
                line = lines.of(full) if lines else None
                version, written = exact(text(range)), text(range)
                yield Dependency(
                    "composer", name, file.path, line, scope, version, written, namespace
                )


def composer_lock(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    lines = {own[1]: number for number, line in file.lines() if (own := NAME.match(line))}
    for section, scope in LOCKED:
        for one in items(document.get(section)):
            full = text(mapping(one).get("name"))
            if not full:
                continue
            namespace, _, name = full.rpartition("/")
            version = (text(one.get("version")) or "").removeprefix("v") or None
            line = lines.get(full)
            yield Dependency(
                "composer", name, file.path, line, scope, version, None, namespace, None
            )


READERS = (
    Reader("composer", "manifest", ("composer.json",), composer_json),
    Reader("composer", "lock", ("composer.lock",), composer_lock),
)
