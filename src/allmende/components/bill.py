# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A bill of materials as data, whichever format it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

Text = dict[str, str]


class NotABill(ValueError):
    """The file is no bill of materials that can be read; `why` says so in German and English."""

    def __init__(self, file: str, line: int | None, why: Text) -> None:
        self.file = file
        self.line = line
        self.why = why
        super().__init__(f"{file}{f':{line}' if line else ''}: {why['en']}")

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "why": self.why}


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something the reader left aside. `place`: JSON pointer, XPath, or line of the file."""

    place: str
    what: Text

    def as_json(self) -> dict[str, Any]:
        return record(self)


@dataclass(frozen=True, slots=True)
class Hash:
    """A check sum. `algorithm` as CycloneDX spells it ("SHA-512"), `value` in hexadecimal."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody a bill names. `role`: supplier, manufacturer, author, publisher, originator."""

    role: str
    name: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that belongs to a component. `type` in CycloneDX's words ("vcs", "website")."""

    type: str
    url: str
    hashes: tuple[Hash, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenceText:
    """A licence text the bill carries. `licence`: the id or name it stands under."""

    licence: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a product.

    `licence` is what a verdict rests on: what was concluded, where that is stated, else what was
    declared; an SPDX expression or the words as written. Where several licences stand side by side
    they are joined by AND if each is an SPDX id or expression, else by semicolons, and
    `licences_written` has them one by one. `purl` is canonical where it could be parsed, else as
    written. `parent` is the `ref` (or the place) of the component this one stands in.
    """

    name: str
    version: str | None = None
    purl: str | None = None
    licence: str | None = None
    place: str = ""
    ref: str | None = None
    group: str | None = None
    type: str | None = None
    scope: str | None = None
    declared: str | None = None
    concluded: str | None = None
    licences_written: tuple[str, ...] = ()
    licences_found: tuple[str, ...] = ()
    supplier: str | None = None
    contacts: tuple[Contact, ...] = ()
    hashes: tuple[Hash, ...] = ()
    copyrights: tuple[str, ...] = ()
    licence_texts: tuple[LicenceText, ...] = ()
    homepage: str | None = None
    references: tuple[Reference, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    cpe: str | None = None
    filename: str | None = None
    parent: str | None = None

    def as_json(self) -> dict[str, Any]:
        return record(self)


@dataclass(frozen=True, slots=True)
class Dependency:
    """What one component, by its `ref`, directly depends on."""

    ref: str
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill of materials.

    `format`: cyclonedx-json, cyclonedx-xml, spdx-json, spdx-yaml, spdx-tag-value, spdx-rdf or
    spdx-3-json; `version`: of the specification, as the file states it. `subject` is what the
    bill is about and not among the `components`, unless it is the only package of an SPDX file.
    `services`, `files` and `vulnerabilities` are counted only. `created`: ISO 8601 as written.
    `completeness` says of a ref how complete the bill calls its dependencies ("complete",
    "incomplete", "unknown", ...).
    """

    file: str
    format: str
    version: str | None
    name: str | None = None
    subject: Component | None = None
    components: tuple[Component, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    created: str | None = None
    tools: tuple[str, ...] = ()
    creators: tuple[Contact, ...] = ()
    serial: str | None = None
    services: int = 0
    files: int = 0
    licence_texts: tuple[LicenceText, ...] = ()
    vulnerabilities: int = 0
    completeness: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return record(self)


def record(thing: Any) -> dict[str, Any]:
    """A dataclass as JSON: its fields by name."""
    return {each.name: plain(getattr(thing, each.name)) for each in fields(thing)}


def plain(thing: Any) -> Any:
    """A value as JSON: dictionaries, lists, texts and numbers."""
    if is_dataclass(thing):
        return record(thing)
    if isinstance(thing, dict):
        return {str(key): plain(value) for key, value in thing.items()}
    if isinstance(thing, Sequence) and not isinstance(thing, str):
        return [plain(each) for each in thing]
    return thing
