# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Elixir: mix.exs (as text, never run) and mix.lock."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Reader,
    Scope,
    exact,
)

WANTED = re.compile(r'\{[ \t]*:(\w+)[ \t]*,[ \t]*"([^"]+)"([^}\n]*)\}')
LOCKED = re.compile(r'^[ \t]*"([\w.-]+)":[ \t]*\{:hex,[ \t]*:(\w+),[ \t]*"([^"]+)"')


def mix_exs(file: Source) -> Iterator[Named]:
    for number, line in file.lines():
        for found in WANTED.finditer(line):
            only = found[3]
            scope: Scope = "runtime"
            if "only:" in only:
                scope = "test" if ":test" in only and ":dev" not in only else "development"
            yield Dependency("hex", found[1], file.path, number, scope, exact(found[2]), found[2])


def mix_lock(file: Source) -> Iterator[Named]:
    for number, line in file.lines():
        if found := LOCKED.match(line):
            yield Dependency("hex", found[2], file.path, number, "runtime", found[3], direct=None)


READERS = (
    Reader("hex", "manifest", ("mix.exs",), mix_exs),
    Reader("hex", "lock", ("mix.lock",), mix_lock),
)
