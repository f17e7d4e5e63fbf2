# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Conda: environment.yml, with what pip installs inside it."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import Dependency, Named, Reader, mapping
from allmende.repositories.facts.manifests.python import requirement
from allmende.repositories.facts.yaml_lines import Sequence, yaml_of

WANTED = re.compile(r"(?:([\w.-]+)::)?([\w.-]+)[ \t]*([=<>!~][^#]*)?$")
EXACT = re.compile(r"={1,2}[ \t]*(\d[\w.]*)(?:=[\w.]+)?")


def environment(file: Source) -> Iterator[Named]:
    wanted = mapping(yaml_of(file)).get("dependencies")
    for line, one in wanted.numbered() if isinstance(wanted, Sequence) else ():
        if isinstance(one, dict):
            inner = one.get("pip")
            for at_line, each in inner.numbered() if isinstance(inner, Sequence) else ():
                yield from requirement(file, each, at_line, "runtime")
        elif isinstance(one, str) and (found := WANTED.match(one[:300])):
            if found[2] in ("python", "pip"):
                continue
            range = (found[3] or "").strip() or None
            exactly = EXACT.fullmatch(range) if range else None
            version = exactly[1] if exactly else None
            yield Dependency("conda", found[2], file.path, line, "runtime", version, range)


READERS = (Reader("conda", "manifest", ("environment*.yml", "environment*.yaml"), environment),)
