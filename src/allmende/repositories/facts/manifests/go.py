# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Go: go.mod and go.sum."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import Dependency, Named, Package, Reader

MODULE = re.compile(r'^\s*module\s+"?([^\s"]+)')
REQUIRED = re.compile(r'^\s*(?:require\s+)?"?([\w.~-]+(?:/[\w.~-]+)*)"?\s+(v[^\s/]+)\s*(//.*)?$')
SUM = re.compile(r"^(\S+) (v[^\s/]+) h1:")


def go_mod(file: Source) -> Iterator[Named]:
    block = ""
    for number, line in file.lines():
        if own := MODULE.match(line):
            namespace, name = split(own[1])
            yield Package("golang", name, file.path, number, namespace)
        opening = re.match(r"^\s*(\w+)\s*\($", line)
        if opening:
            block = opening[1]
        elif line.strip() == ")":
            block = ""
        elif (block == "require" or line.lstrip().startswith("require ")) and (
            found := REQUIRED.match(line)
        ):
            namespace, name = split(found[1])
            direct = "indirect" not in (found[3] or "")
            yield Dependency(
                "golang",
                name,
                file.path,
                number,
                "runtime",
                found[2],
                found[2],
                namespace,
                direct,
            )


def go_sum(file: Source) -> Iterator[Named]:
    for number, line in file.lines():
        if found := SUM.match(line):
            namespace, name = split(found[1])
            yield Dependency(
                "golang", name, file.path, number, "runtime", found[2], None, namespace, None
            )


def split(module: str) -> tuple[str | None, str]:
    namespace, _, name = module.rpartition("/")
    return namespace or None, name


READERS = (
    Reader("golang", "manifest", ("go.mod",), go_mod),
    Reader("golang", "lock", ("go.sum",), go_sum),
)
