# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""R: DESCRIPTION and renv.lock."""

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
    mapping,
    text,
)

FIELDS: dict[str, Scope] = {
    "Depends": "runtime",
    "Imports": "runtime",
    "LinkingTo": "build",
    "Suggests": "optional",
}
FIELD = re.compile(r"^([A-Za-z][\w/@-]*):[ \t]*(.*)$")
WANTED = re.compile(r"([A-Za-z][\w.]*)[ \t]*(?:\(([^()]*)\))?")


def description(file: Source) -> Iterator[Named]:
    """Nothing where the file is not of R: others have one of the same name."""
    lines: list[tuple[int, str, str]] = []
    field = ""
    for number, line in file.lines():
        if found := FIELD.match(line):
            field, line = found[1], found[2]
        if field:
            lines.append((number, field, line))
    fields = {field: line for _, field, line in reversed(lines)}
    if "Package" not in fields or "Version" not in fields:
        return
    name, version = fields["Package"].strip(), fields["Version"].strip()
    line_number = next(number for number, field, _ in lines if field == "Package")
    licence = fields.get("License", "").strip() or None
    yield Package("cran", name, file.path, line_number, None, version, licence)
    for number, field, line in lines:
        if scope := FIELDS.get(field):
            yield from wanted_in(file, line, number, scope)


def wanted_in(file: Source, line: str, number: int, scope: Scope) -> Iterator[Named]:
    for one in line.split(","):
        found = WANTED.match(one.strip())
        if found and found[1] != "R":
            range = (found[2] or "").strip() or None
            exactly = re.fullmatch(r"==[ \t]*([\w.-]+)", range) if range else None
            version = exactly[1] if exactly else None
            yield Dependency("cran", found[1], file.path, number, scope, version, range)


def renv_lock(file: Source) -> Iterator[Named]:
    lines = KeyLines(file)
    for name, one in mapping(mapping(json_of(file)).get("Packages")).items():
        version = text(mapping(one).get("Version"))
        yield Dependency("cran", name, file.path, lines.of(name), "runtime", version, direct=None)


READERS = (
    Reader("cran", "manifest", ("description",), description),
    Reader("cran", "lock", ("renv.lock",), renv_lock),
)
