# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""DCAT-AP 3.0: our software as a catalogue of datasets, each an adms:Asset with its repository.

DCAT-AP has no class for software; ADMS-AP, its profile for solutions, makes an asset a dataset and
what can be fetched a distribution. Title and description are mandatory: an entry without a
description is left out.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings

from allmende.workbench.api.codemeta import licence_address
from allmende.workbench.api.told import Told

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = {"de": "Veröffentlichte Software: {name}", "en": "Published software: {name}"}
ABOUT = {
    "de": "Software, die {name} selbst entwickelt oder pflegt und veröffentlicht.",
    "en": "Software that {name} develops or maintains itself and publishes.",
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(n): f"\\u{n:04X}" for n in range(32) if chr(n) not in "\n\r\t"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """Another node, by its address."""

    to: str

    def __post_init__(self) -> None:
        # What may not stand in an IRI is written as percent signs (RFC 3987).
        object.__setattr__(self, "to", quote(self.to, safe="!#$%&'()*+,/:;=?@[]~"))


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value of a type of XML Schema; at most one of both is given."""

    text: str
    language: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its address, its classes, and what is said of it as (property, value)."""

    at: Link
    classes: tuple[str, ...]
    says: tuple[tuple[str, Link | Literal], ...]


def catalogue(found: Sequence[Told]) -> list[Node]:
    """The catalogue, its publisher, and every entry that DCAT-AP lets in."""
    entries = [one for one in found if _descriptions(one)]
    names = settings.POLICY.office.name
    home, publisher = _at("/api/dcat-ap/catalogue.ttl"), _publisher()
    says: list[tuple[str, Link | Literal]] = []
    for language in ("de", "en"):
        says.append(("dct:title", Literal(TITLE[language].format(name=names[language]), language)))
        about = ABOUT[language].format(name=names[language])
        says.append(("dct:description", Literal(about, language)))
    says.append(("dct:publisher", publisher.at))
    says.append(("foaf:homepage", _at("/")))
    says += [("dcat:dataset", _entry_at(one)) for one in entries]
    whole = Node(home, ("dcat:Catalog",), tuple(says))
    return [whole, publisher, *(node for one in entries for node in _entry(one))]


def entry(told: Told) -> list[Node]:
    """One software with its publisher; nothing where it has no description."""
    return [*_entry(told), _publisher()] if _descriptions(told) else []


def jsonld(nodes: Iterable[Node]) -> str:
    """The nodes as JSON-LD 1.1, flat."""
    graph = []
    for node in nodes:
        shown: dict[str, Any] = {"@id": node.at.to, "@type": list(node.classes)}
        for key, value in node.says:
            shown.setdefault(key, []).append(_json(value))
        graph.append(shown)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def turtle(nodes: Iterable[Node]) -> str:
    """The nodes as Turtle 1.1."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in nodes:
        parts = [f"a {', '.join(node.classes)}"]
        parts += [f"{key} {_turtle(value)}" for key, value in node.says]
        lines += ["", f"<{node.at.to}> " + " ;\n  ".join(parts) + " ."]
    return "\n".join(lines) + "\n"


def _entry(told: Told) -> Iterator[Node]:
    data, here = told.data, _entry_at(told)
    repository = Link(f"{here.to.partition('#')[0]}#repository")
    says: list[tuple[str, Link | Literal]] = [
        ("dct:title", Literal(str(data.get("name") or told.entry.name))),
        *(("dct:description", Literal(text, tag)) for tag, text in _descriptions(told).items()),
        ("dct:identifier", Literal(str(told.entry.id))),
        ("dct:publisher", _publisher().at),
        ("dct:modified", Literal(told.changed_at.isoformat(), type="xsd:dateTime")),
        *(("dcat:keyword", Literal(str(one))) for one in data.get("categories") or ()),
    ]
    if data.get("landingURL"):
        says.append(("dcat:landingPage", Link(str(data["landingURL"]))))
    if data.get("softwareVersion"):
        says.append(("dcat:version", Literal(str(data["softwareVersion"]))))
    given: list[tuple[str, Link | Literal]] = []
    if told.entry.url:
        says.append(("dcat:distribution", repository))
        given.append(("dcat:accessURL", Link(told.entry.url)))
    if licence := licence_address(str(data.get("legal", {}).get("license") or "")):
        given.append(("dct:license", Link(licence)))
    yield Node(here, ("dcat:Dataset", "adms:Asset"), tuple(says))
    if told.entry.url:
        yield Node(repository, ("dcat:Distribution", "adms:AssetDistribution"), tuple(given))


def _descriptions(told: Told) -> dict[str, str]:
    """Language to the longest text there is in it."""
    parts = told.data.get("description") or {}
    texts = {
        language: str(part.get("longDescription") or part.get("shortDescription") or "")
        for language, part in sorted(parts.items())
        if isinstance(part, dict)
    }
    return {language: text for language, text in texts.items() if text}


def _publisher() -> Node:
    names = settings.POLICY.office.name
    says = tuple(("foaf:name", Literal(names[language], language)) for language in ("de", "en"))
    return Node(_at("/api/dcat-ap/catalogue.ttl#publisher"), ("foaf:Agent",), says)


def _entry_at(told: Told) -> Link:
    return _at(f"/software/{told.entry.slug}/dcat.ttl#software")


def _at(path: str) -> Link:
    return Link(settings.SITE_ADDRESS + path)


def _json(value: Link | Literal) -> dict[str, str]:
    if isinstance(value, Link):
        return {"@id": value.to}
    shown = {"@value": value.text, "@language": value.language, "@type": value.type}
    return {key: word for key, word in shown.items() if word or key == "@value"}


def _turtle(value: Link | Literal) -> str:
    if isinstance(value, Link):
        return f"<{value.to}>"
    tail = f"@{value.language}" if value.language else f"^^{value.type}" if value.type else ""
    return f'"{value.text.translate(_ESCAPES)}"{tail}'
