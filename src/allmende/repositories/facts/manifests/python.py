# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Python: pyproject.toml, requirements files, setup.cfg, Pipfile and the lock files.

`setup.py` is a program and is not read.
"""

import configparser
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from allmende.repositories.facts.documents import Source, broken, json_of, toml_of
from allmende.repositories.facts.manifests.blocks import blocks
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    KeyLines,
    Named,
    Package,
    Reader,
    Scope,
    items,
    mapping,
    text,
)

# PEP 508: a name, extras, then versions or an address, then markers.
REQUIREMENT = re.compile(
    r"^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*"
    r"(?:\(([^)]*)\)|@\s*(\S+)|([^;#@]*?))\s*(?:;.*|\s#.*|--hash.*|\\)?$"
)
PINNED = re.compile(r"===?\s*([\w.+!-]+)")
MOST_LISTED = 2_000
DEVELOPMENT = re.compile(r"dev|lint|format|typing|mypy|ci|tools?", re.IGNORECASE)
TEST = re.compile(r"test|cov", re.IGNORECASE)
BUILD = re.compile(r"build|docs?", re.IGNORECASE)


def normalised(name: str) -> str:
    """As PEP 503 writes names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(file: Source, written: Any, line: int | None, scope: Scope) -> Iterator[Dependency]:
    found = REQUIREMENT.match(written) if isinstance(written, str) and len(written) < 500 else None
    if not found:
        return
    range = (found[2] or found[4] or "").strip().rstrip("\\").strip()
    if range and range[0] not in "=<>!~":
        return
    pinned = PINNED.fullmatch(range)
    yield Dependency(
        "pypi",
        normalised(found[1]),
        file.path,
        line,
        scope,
        pinned[1] if pinned and not pinned[1].endswith(".*") else None,
        found[3] or range or None,
    )


def scope_of_group(group: str) -> Scope:
    for words, scope in ((TEST, "test"), (BUILD, "build"), (DEVELOPMENT, "development")):
        if words.search(group):
            return scope  # type: ignore[return-value]
    return "optional"


def requirements(file: Source) -> Iterator[Named]:
    named = scope_of_group(file.path.rpartition("requirements")[0].rpartition("/")[2] + file.name)
    scope: Scope = "runtime" if named == "optional" else named
    for number, line in file.lines():
        if line.strip() and not line.lstrip().startswith(("#", "-")):
            yield from requirement(file, line, number, scope)


def pyproject(file: Source) -> Iterator[Named]:
    document = toml_of(file)
    project = mapping(document.get("project"))
    tool = mapping(document.get("tool"))
    if project or "poetry" in tool:
        yield from _own(file, project or mapping(tool.get("poetry")))
    lists: list[tuple[str, Any, Scope]] = [
        ("dependencies", project.get("dependencies"), "runtime"),
        ("requires", mapping(document.get("build-system")).get("requires"), "build"),
        ("dev-dependencies", mapping(tool.get("uv")).get("dev-dependencies"), "development"),
    ]
    for groups in (
        mapping(project.get("optional-dependencies")),
        mapping(document.get("dependency-groups")),
        mapping(mapping(tool.get("pdm")).get("dev-dependencies")),
    ):
        lists += [(group, wanted, scope_of_group(group)) for group, wanted in groups.items()]
    for key, wanted, scope in lists:
        yield from _listed(file, key, wanted, scope)
    yield from poetry(file, mapping(tool.get("poetry")))


def _own(file: Source, own: dict[str, Any]) -> Iterator[Named]:
    name = text(own.get("name"))
    if not name:
        return
    licence = own.get("license")
    yield Package(
        "pypi",
        normalised(name),
        file.path,
        file.line_of(f'"{name}"'),
        None,
        text(own.get("version")),
        text(licence) or text(mapping(licence).get("text")),
        "Private :: Do Not Upload" in list(items(own.get("classifiers"))),
    )


def _listed(file: Source, key: str, wanted: Any, scope: Scope) -> Iterator[Named]:
    begin = re.search(
        rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=[ \t]*\[", file.text, re.MULTILINE
    )
    position = begin.start() if begin else 0
    for one in islice(items(wanted), MOST_LISTED):
        if isinstance(one, str):
            line = file.line_of(one, position) or file.line_of(one.replace('"', '\\"'), position)
            yield from requirement(file, one, line, scope)


def poetry(file: Source, table: dict[str, Any]) -> Iterator[Named]:
    sections: list[tuple[str, Any, Scope]] = [
        ("[tool.poetry.dependencies]", table.get("dependencies"), "runtime"),
        ("[tool.poetry.dev-dependencies]", table.get("dev-dependencies"), "development"),
    ]
    for group, content in mapping(table.get("group")).items():
        scope = scope_of_group(group)
        heading = f"[tool.poetry.group.{group}.dependencies]"
        sections.append(
            (
                heading,
                mapping(content).get("dependencies"),
                "development" if scope == "optional" else scope,
            )
        )
    for heading, wanted, scope in sections:
        yield from _table(file, heading, mapping(wanted), scope)


def _table(file: Source, heading: str, wanted: dict[str, Any], scope: Scope) -> Iterator[Named]:
    """A table of names to versions, as Poetry and Pipfile write it."""
    lines = KeyLines(file, heading) if wanted else None
    for name, one in wanted.items():
        if name == "python":
            continue
        details = mapping(one)
        range = text(one) or text(details.get("version"))
        pinned = PINNED.fullmatch(range) if range else None
        yield Dependency(
            "pypi",
            normalised(name),
            file.path,
            lines.of(name) if lines else None,
            "optional" if details.get("optional") is True else scope,
            pinned[1] if pinned else None,
            range,
        )


def pipfile(file: Source) -> Iterator[Named]:
    document = toml_of(file)
    yield from _table(file, "[packages]", mapping(document.get("packages")), "runtime")
    yield from _table(file, "[dev-packages]", mapping(document.get("dev-packages")), "development")


def pipfile_lock(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    sections: tuple[tuple[str, Scope], ...] = (("default", "runtime"), ("develop", "development"))
    for section, scope in sections:
        locked = mapping(document.get(section))
        lines = KeyLines(file, f'"{section}"') if locked else None
        for name, one in locked.items():
            version = (text(mapping(one).get("version")) or "").lstrip("=") or None
            line = lines.of(name) if lines else None
            yield Dependency("pypi", normalised(name), file.path, line, scope, version, direct=None)


def lock_blocks(file: Source) -> Iterator[Named]:
    """poetry.lock, uv.lock, pdm.lock, pylock.toml."""
    for block in blocks(file):
        name, version = block.text("name"), block.text("version")
        source = block.values.get("source", "")
        if not name or "editable" in source or "virtual" in source:
            continue
        category = block.text("category")
        scope: Scope = "development" if category == "dev" else "runtime"
        yield Dependency(
            "pypi", normalised(name), file.path, block.line, scope, version, direct=None
        )


def setup_cfg(file: Source) -> Iterator[Named]:
    settings = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        settings.read_string(file.text)
    except configparser.Error as error:
        raise file.refused(broken("INI", error.message), getattr(error, "lineno", None)) from None
    if name := settings.get("metadata", "name", fallback=None):
        yield Package(
            "pypi",
            normalised(name),
            file.path,
            file.line_of(name),
            None,
            None,
            settings.get("metadata", "license", fallback=None),
        )
    lists: list[tuple[str, str, Scope]] = [
        ("options", "install_requires", "runtime"),
        ("options", "tests_require", "test"),
        ("options", "setup_requires", "build"),
    ]
    if settings.has_section("options.extras_require"):
        lists += [
            ("options.extras_require", extra, scope_of_group(extra))
            for extra in settings.options("options.extras_require")
        ]
    for section, option, scope in lists:
        begin = max(file.text.find(option), 0)
        for one in (settings.get(section, option, fallback=None) or "").splitlines():
            if one.strip():
                yield from requirement(file, one, file.line_of(one.strip(), begin), scope)


READERS = (
    Reader("pypi", "manifest", ("pyproject.toml",), pyproject),
    Reader(
        "pypi",
        "manifest",
        (
            "requirements*.txt",
            "*-requirements.txt",
            "*_requirements.txt",
            "requirements*.in",
            "*/requirements/*.txt",
            "*/requirements/*.in",
        ),
        requirements,
    ),
    Reader("pypi", "manifest", ("setup.cfg",), setup_cfg),
    Reader("pypi", "manifest", ("pipfile",), pipfile),
    Reader("pypi", "lock", ("pipfile.lock",), pipfile_lock),
    Reader("pypi", "lock", ("requirements*.lock", "*/requirements/*.lock"), requirements),
    Reader("pypi", "lock", ("poetry.lock", "uv.lock", "pdm.lock", "pylock*.toml"), lock_blocks),
)
