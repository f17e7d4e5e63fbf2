# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""publiccode.yml and CITATION.cff: present, readable, of which version, and with which licence."""

import re
from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.documents import Unreadable, source
from allmende.repositories.facts.fact import Evidence, Fact, Text, at, no, unknown, value, yes
from allmende.repositories.facts.licences import main_expression, read_licence, same_texts
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.yaml_lines import Mapping, yaml_of

NAMES = ("publiccode.yml", "publiccode.yaml")

NO_FILE: Text = {"de": "Es gibt keine publiccode.yml", "en": "There is no publiccode.yml"}
NOT_STATED: Text = {
    "de": "Die Angabe fehlt in der publiccode.yml",
    "en": "publiccode.yml does not state it",
}
NOT_COMPARED: Text = {
    "de": "Die Lizenz des Repositorys oder die der publiccode.yml ist nicht sicher bekannt",
    "en": "The licence of the repository or that of publiccode.yml is not known for certain",
}
STATED = ("name", "url", "releaseDate", "developmentStatus", "softwareVersion", "softwareType")


def find(look: Look) -> Iterator[Fact]:
    """Keys `publiccode.*`; what is wrong in it in detail the library for publiccode.yml says."""
    path = next((one for one in NAMES if one in look.tree.entries), None)
    if path is None:
        yield no("publiccode.file")
        for key in ("readable", "version", "licence-agrees", "maintenance", "stated"):
            yield unknown(f"publiccode.{key}", NO_FILE)
        return
    yield yes("publiccode.file", at(path))
    try:
        data: Any = yaml_of(source(look, path))
    except Unreadable as error:
        yield no("publiccode.readable", at(path, error.line), note=error.why)
        data = None
    else:
        readable = isinstance(data, Mapping) and "publiccodeYmlVersion" in data
        yield (yes if readable else no)("publiccode.readable", at(path))
    stated = data if isinstance(data, Mapping) else Mapping(1)
    yield _version(path, stated)
    yield _licence(look, path, stated)
    yield _maintenance(path, stated)
    texts = {key: one for key in STATED if isinstance(one := stated.get(key), str)}
    yield value(
        "publiccode.stated", texts, *(at(path, stated.line_of(key), texts[key]) for key in texts)
    )


def _version(path: str, stated: Mapping) -> Fact:
    version = stated.get("publiccodeYmlVersion")
    if not isinstance(version, str) or not re.match(r"\d", version):
        return unknown("publiccode.version", NOT_STATED, at(path))
    return value(
        "publiccode.version",
        version[:20],
        at(path, stated.line_of("publiccodeYmlVersion"), version),
    )


def _licence(look: Look, path: str, stated: Mapping) -> Fact:
    key = "publiccode.licence-agrees"
    legal = stated.get("legal")
    written = legal.get("license") if isinstance(legal, Mapping) else None
    if not isinstance(legal, Mapping) or not isinstance(written, str):
        return unknown(key, NOT_STATED, at(path))
    place = at(path, legal.line_of("license"), written)
    declared, of_files = read_licence(written), main_expression(look)
    if declared is None or of_files is None:
        return unknown(key, NOT_COMPARED, place)
    return (yes if same_texts(declared, of_files) else no)(key, place, value=of_files)


def _maintenance(path: str, stated: Mapping) -> Fact:
    """Who maintains it: internal, contract, community or none; contractors and contacts counted."""
    key = "publiccode.maintenance"
    maintenance = stated.get("maintenance")
    kind = maintenance.get("type") if isinstance(maintenance, Mapping) else None
    if not isinstance(maintenance, Mapping) or not isinstance(kind, str):
        return unknown(key, NOT_STATED, at(path))
    counts = {name: _number(maintenance.get(name)) for name in ("contractors", "contacts")}
    shown: Evidence = at(path, maintenance.line_of("type"), kind)
    return value(key, {"type": kind[:40], **counts}, shown)


def _number(stated: Any) -> int:
    return len(stated) if isinstance(stated, list) else 0
