# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licence a manifest declares for its own package, as written and by line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allmende.repositories.facts.documents import (
    Source,
    Unreadable,
    json_of,
    source,
    toml_of,
    xml_of,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.yaml_lines import Mapping, yaml_of


@dataclass(frozen=True, slots=True)
class Declared:
    """`written` is an SPDX expression or a name; references to a file are left out."""

    path: str
    line: int | None
    written: str


def declared_in(look: Look, path: str) -> tuple[Declared, ...]:
    """What the manifest at `path` declares; nothing where it is broken or of another kind."""
    reader = READERS.get(path.rpartition("/")[2].lower()) or _by_ending(path)
    if reader is None:
        return ()
    try:
        file = source(look, path)
        return tuple(
            Declared(path, line, " ".join(written.split())[:500])
            for written, line in reader(file)
            if written and not written.upper().startswith(("SEE LICEN", "UNLICENSED"))
        )
    except Unreadable:
        return ()


Said = Iterator[tuple[str, int | None]]


def _package_json(file: Source) -> Said:
    data = json_of(file)
    if not isinstance(data, dict):
        return
    line = file.line_of('"license"') or file.line_of('"licenses"')
    stated = data.get("license", data.get("licenses"))
    for one in stated if isinstance(stated, list) else [stated]:
        name = one.get("type") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name, line


def _pyproject(file: Source) -> Said:
    data = toml_of(file)
    project = _table(data, "project")
    poetry = _table(_table(data, "tool"), "poetry")
    line = _line(file, r"^[ \t]*license[ \t]*=")
    for stated in (project.get("license"), poetry.get("license")):
        text = stated.get("text") if isinstance(stated, dict) else stated
        if isinstance(text, str) and "\n" not in text.strip():
            yield text, line
            return
    yield from _classifiers(file)


def _setup(file: Source) -> Said:
    if stated := re.search(
        r"^[ \t]*license[ \t]*=[ \t]*[\"']?([^\"'\n,]{1,200})", file.text, re.MULTILINE
    ):
        yield stated[1].strip(), file.line_at(stated.start(1))
    else:
        yield from _classifiers(file)


def _classifiers(file: Source) -> Said:
    for one in re.finditer(r"License :: (?:OSI Approved :: )?([^\"'\n:]{3,120})", file.text):
        yield one[1].strip(), file.line_at(one.start())


def _cargo(file: Source) -> Said:
    stated = _table(toml_of(file), "package").get("license")
    if isinstance(stated, str):  # the old way to write OR
        yield stated.replace("/", " OR "), _line(file, r"^[ \t]*license[ \t]*=")


def _pom(file: Source) -> Said:
    root = xml_of(file)
    for licence in root.iterfind("{*}licenses/{*}license"):
        name = licence.find("{*}name")
        if name is not None and name.text:
            yield name.text.strip(), name.sourceline


def _yaml_key(*keys: str) -> Callable[[Source], Said]:
    def read(file: Source) -> Said:
        data: Any = yaml_of(file)
        line: int | None = None
        for key in keys:
            if not isinstance(data, Mapping) or key not in data:
                return
            line, data = data.line_of(key), data[key]
        for one in data if isinstance(data, list) else [data]:
            if isinstance(one, str):
                yield one, line

    return read


def _gemspec(file: Source) -> Said:
    pattern = r"\.licenses?\s{0,9}=\s{0,9}\[?\s{0,9}[\"']([^\"'\n]{1,120})"
    for one in re.finditer(pattern, file.text):
        yield one[1], file.line_at(one.start())


def _csproj(file: Source) -> Said:
    pattern = r"<PackageLicenseExpression>([^<\n]{1,200})<"
    for one in re.finditer(pattern, file.text):
        yield one[1].strip(), file.line_at(one.start())


def _table(data: Any, key: str) -> dict[str, Any]:
    table = data.get(key) if isinstance(data, dict) else None
    return table if isinstance(table, dict) else {}


def _line(file: Source, pattern: str) -> int | None:
    found = re.search(pattern, file.text, re.MULTILINE)
    return file.line_at(found.end()) if found else None


READERS: dict[str, Callable[[Source], Said]] = {
    "package.json": _package_json,
    "composer.json": _package_json,
    "bower.json": _package_json,
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup,
    "setup.py": _setup,
    "cargo.toml": _cargo,
    "pom.xml": _pom,
    "publiccode.yml": _yaml_key("legal", "license"),
    "publiccode.yaml": _yaml_key("legal", "license"),
    "citation.cff": _yaml_key("license"),
    "galaxy.yml": _yaml_key("license"),
    "pubspec.yaml": _yaml_key("license"),
}


def _by_ending(path: str) -> Callable[[Source], Said] | None:
    return {"gemspec": _gemspec, "csproj": _csproj}.get(path.rpartition(".")[2].lower())
