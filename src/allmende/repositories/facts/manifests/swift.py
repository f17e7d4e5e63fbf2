# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Swift: Package.swift (as text, never run) and Package.resolved, versions 1 to 3."""

import re
from collections.abc import Iterator
from itertools import islice

from allmende.repositories.facts.documents import Source, json_of
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Reader,
    items,
    mapping,
    text,
)

MOST = 2_000
WANTED = re.compile(
    r"""\.package\([^()"]{0,200}url:\s{0,20}"([^"]+)"\s{0,20},\s{0,20}"""
    r"""(?:(exact:\s{0,9}|\.exact\(\s{0,9})|(?:from:\s{0,9}|\.upTo\w+\([^"]{0,40}))?"([\w.+-]+)\""""
)


def package_swift(file: Source) -> Iterator[Named]:
    short = Source(file.path, file.cut, file.look)
    for found in WANTED.finditer(short.text):
        namespace, name = split(found[1])
        version = found[3] if found[2] else None
        line = short.line_at(found.start())
        yield Dependency("swift", name, file.path, line, "runtime", version, found[3], namespace)


def package_resolved(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    pins = document.get("pins") or mapping(document.get("object")).get("pins")
    for pin in islice(items(pins), MOST):
        one = mapping(pin)
        url = text(one.get("location")) or text(one.get("repositoryURL"))
        if url:
            namespace, name = split(url)
            version = text(mapping(one.get("state")).get("version"))
            line = file.line_of(url) or file.line_of(url.replace("/", "\\/"))
            yield Dependency(
                "swift", name, file.path, line, "runtime", version, None, namespace, None
            )


def split(url: str) -> tuple[str | None, str]:
    """Host and owner, and the name, as the package URL of Swift wants them."""
    bare = re.sub(r"^\w+://|^git@|\.git$", "", url).replace(":", "/").rstrip("/")
    namespace, _, name = bare.rpartition("/")
    return namespace or None, name


READERS = (
    Reader("swift", "manifest", ("package.swift",), package_swift),
    Reader("swift", "lock", ("package.resolved",), package_resolved),
)
