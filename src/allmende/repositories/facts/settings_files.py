# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Settings of Spring, Quarkus and Micronaut and .env files, as keys with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allmende.repositories.facts.documents import Source, Unreadable, text_or_none
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.yaml_lines import Mapping, Sequence, yaml_documents

FILES = re.compile(
    r"(?:.*/)?(?:application|bootstrap|microprofile-config)(?:-[\w-]+)?\.(?:properties|ya?ml)"
    r"|(?:.*/)?(?:\.env(?:\.[\w.-]+)?|env\.(?:example|sample|template|dist|default)|[\w-]+\.env)",
    re.IGNORECASE,
)
ASSIGNED = re.compile(r"^\s*(?:export\s{1,9})?([%\w.\[\]\"'-]{1,200})\s{,9}[=:]\s{,9}(.{0,500})")
MOST_FILES = 300
MOST_SETTINGS = 20_000
LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One key with dots between its parts; `value` as written, which may be a secret."""

    path: str
    line: int
    key: str
    value: str

    def as_json(self) -> dict[str, Any]:
        return {"path": self.path, "line": self.line, "key": self.key, "value": self.value}


def settings_of(look: Look) -> list[Setting]:
    return look.once("settings", read)


def read(look: Look) -> list[Setting]:
    settings: list[Setting] = []
    for path in [path for path in look.paths if FILES.fullmatch(path)][:MOST_FILES]:
        file = text_or_none(look, path, LARGEST)
        if file:
            settings.extend(in_file(file))
        if len(settings) > MOST_SETTINGS:
            return settings[:MOST_SETTINGS]
    return settings


def in_file(file: Source) -> Iterator[Setting]:
    if not file.name.lower().endswith((".yml", ".yaml")):
        yield from assigned(file)
        return
    try:
        documents = yaml_documents(file)
    except Unreadable:
        return
    for document in documents:
        yield from flattened(file.path, document, "", 1)


def assigned(file: Source) -> Iterator[Setting]:
    for number, line in file.lines():
        bare = line.lstrip()
        if bare and bare[0] not in "#!" and (found := ASSIGNED.match(line[:1_000])):
            yield Setting(file.path, number, found[1], found[2].strip())


def flattened(path: str, node: Any, key: str, line: int) -> Iterator[Setting]:
    """Keys as the frameworks join them, whatever mixture of dots and levels the file uses.

    The bounds of the YAML reader, aliases written out, bound this, too.
    """
    if isinstance(node, Mapping):
        for name, inner in node.items():
            yield from flattened(path, inner, f"{key}.{name}" if key else name, node.line_of(name))
    elif isinstance(node, Sequence):
        for at_line, inner in node.numbered():
            yield from flattened(path, inner, key, at_line)
    elif node is not None and len(key) < 500:
        yield Setting(path, line, key, str(node)[:500])
