# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Rust: Cargo.toml and Cargo.lock."""

from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.documents import Source, toml_of
from allmende.repositories.facts.manifests.blocks import blocks
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

FEW = 300
SECTIONS: tuple[tuple[str, Scope], ...] = (
    ("dependencies", "runtime"),
    ("dev-dependencies", "test"),
    ("build-dependencies", "build"),
)


def cargo_toml(file: Source) -> Iterator[Named]:
    document = toml_of(file)
    own = mapping(document.get("package"))
    if name := text(own.get("name")):
        yield Package(
            "cargo",
            name,
            file.path,
            KeyLines(file, "[package]").of("name"),
            None,
            text(own.get("version")),
            text(own.get("license")),
            own.get("publish") is False,
        )
    yield from _sections(file, document)
    yield from _sections(file, mapping(document.get("workspace")))
    for target in mapping(document.get("target")).values():
        yield from _sections(file, mapping(target))


def _sections(file: Source, table: dict[str, Any]) -> Iterator[Named]:
    for section, scope in SECTIONS:
        wanted = mapping(table.get(section))
        lines = KeyLines(file, f"{section}]") if wanted else None
        for alias, one in wanted.items():
            details = mapping(one)
            if details.get("path") or details.get("workspace"):
                continue
            range = text(one) or text(details.get("version"))
            name = text(details.get("package")) or alias
            line = lines.of(alias) if lines else None
            if line is None and len(wanted) < FEW:
                line = file.line_of(f"{section}.{alias}")
            optional = details.get("optional") is True
            yield Dependency(
                "cargo",
                name,
                file.path,
                line,
                "optional" if optional else scope,
                # In Cargo "1.2.3" means "^1.2.3"; only "=" pins.
                range[1:].strip() if range and range.startswith("=") else None,
                range,
            )


def cargo_lock(file: Source) -> Iterator[Named]:
    for block in blocks(file):
        name, version = block.text("name"), block.text("version")
        if name and "source" in block.values:
            yield Dependency("cargo", name, file.path, block.line, "runtime", version, direct=None)


READERS = (
    Reader("cargo", "manifest", ("cargo.toml",), cargo_toml),
    Reader("cargo", "lock", ("cargo.lock",), cargo_lock),
)
