# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Ruby: Gemfile and gemspec (as text, never run), Gemfile.lock."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Package,
    Reader,
    Scope,
    exact,
)

GEM = re.compile(r"""^[ \t]*gem[ \t(]+["']([\w.-]+)["'](?:[ \t]*,[ \t]*["']([^"']*)["'])?(.*)""")
GROUP = re.compile(r"^[ \t]*group\b(.*)\bdo\b")
SPECIFIED = re.compile(
    r"""\.add_(runtime_|development_)?dependency[ \t(]+["']([\w.-]+)["']"""
    r"""(?:[ \t]*,[ \t]*["']([^"']*)["'])?"""
)
NAME = re.compile(r"""\.name[ \t]*=[ \t]*["']([\w.-]+)["']""")
LICENCE = re.compile(r"""\.licenses?[ \t]*=[ \t]*\[?[ \t]*["']([^"']+)["']""")
LOCKED = re.compile(r"^    ([\w.-]+) \(([\w.]+)(?:-[\w.-]+)?\)$")


def scope_of_group(words: str) -> Scope:
    if "test" in words and "development" not in words:
        return "test"
    return "development" if "development" in words or "test" in words else "runtime"


def gemfile(file: Source) -> Iterator[Named]:
    scope: Scope = "runtime"
    for number, line in file.lines():
        if group := GROUP.match(line):
            scope = scope_of_group(group[1])
        elif line.strip() == "end":
            scope = "runtime"
        elif found := GEM.match(line):
            inline = "group" in found[3]
            yield Dependency(
                "gem",
                found[1],
                file.path,
                number,
                scope_of_group(found[3]) if inline else scope,
                exact(found[2]),
                found[2],
            )


def gemspec(file: Source) -> Iterator[Named]:
    if own := NAME.search(file.cut):
        licence = LICENCE.search(file.cut)
        line = file.line_of(own[0])
        yield Package("gem", own[1], file.path, line, licence=licence[1] if licence else None)
    for number, line_text in file.lines():
        if found := SPECIFIED.search(line_text):
            scope: Scope = "development" if found[1] == "development_" else "runtime"
            version = exact(found[3])
            yield Dependency("gem", found[2], file.path, number, scope, version, found[3])


def gemfile_lock(file: Source) -> Iterator[Named]:
    inside = False
    for number, line in file.lines():
        if line and not line[0].isspace():
            inside = line.strip() == "GEM"
        elif inside and (found := LOCKED.match(line)):
            yield Dependency("gem", found[1], file.path, number, "runtime", found[2], direct=None)


READERS = (
    Reader("gem", "manifest", ("gemfile", "*.gemfile"), gemfile),
    Reader("gem", "manifest", ("*.gemspec",), gemspec),
    Reader("gem", "lock", ("gemfile.lock", "*.gemfile.lock"), gemfile_lock),
)
