# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CycloneDX 1.2 to 1.7 (ECMA-424) in JSON, and the shape that its XML is brought into."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from allmende.components.bill import Bill, Component, Contact, Hash, LicenceText, Reference
from allmende.components.cyclonedx_keys import COMPONENT, LICENCE, METADATA, TOP
from allmende.components.graph import checked
from allmende.components.licence_statements import Stated, joined
from allmende.components.limits import Limits, TooMany
from allmende.components.notes import Notes, twice, without_name
from allmende.components.purls import canonical
from allmende.components.taking import Found, child, entries, note_unknown, objects, text, texts


def read(document: Mapping[str, Any], file: str, notes: Notes, limits: Limits) -> Bill:
    """The bill in a parsed document; raises `TooMany` for more components than the limits allow."""
    note_unknown(document, TOP, "", notes)
    metadata = child(document, "metadata", "", notes)
    note_unknown(metadata, METADATA, "/metadata", notes)
    subject = _subject(metadata, notes)
    components = tuple(_flattened(document, subject, notes, limits))
    services = tuple(_services(document, notes, limits))
    known = _refs((subject, *components), services, notes)
    return Bill(
        file=file,
        format="cyclonedx-json",
        version=text(document, "specVersion", "", notes),
        name=subject.name if subject else None,
        subject=subject,
        components=components,
        dependencies=checked(_arrows(document, notes), known, "/dependencies", notes),
        not_understood=notes.all(),
        created=text(metadata, "timestamp", "/metadata", notes),
        tools=tuple(_tools(metadata, notes)),
        creators=tuple(_contacts(metadata, "/metadata", notes)),
        serial=text(document, "serialNumber", "", notes),
        services=len(services),
        vulnerabilities=_count(document.get("vulnerabilities")),
        completeness=dict(_completeness(document, notes)),
    )


def _subject(metadata: Found, notes: Notes) -> Component | None:
    found = child(metadata, "component", "/metadata", notes)
    return _component(found, "/metadata/component", None, notes) if found else None


def _flattened(
    document: Found, subject: Component | None, notes: Notes, limits: Limits
) -> Iterator[Component]:
    """Every component of the list and those inside others, a parent before its parts."""
    waiting: list[tuple[Iterator[tuple[str, Found]], str | None]] = []
    nested = child(child(document, "metadata", "", Notes()), "component", "", Notes())
    if nested.get("components") and subject:
        own = subject.ref or subject.place
        waiting.append((objects(nested, "components", "/metadata/component", notes), own))
    waiting.insert(0, (objects(document, "components", "", notes), None))
    count = 0
    waiting.reverse()
    while waiting:
        ahead, parent = waiting[-1]
        following = next(ahead, None)
        if following is None:
            waiting.pop()
            continue
        pointer, found = following
        count += 1
        if count > limits.components or len(waiting) > limits.depth:
            raise TooMany
        component = _component(found, pointer, parent, notes)
        yield component
        if found.get("components"):
            inside = objects(found, "components", pointer, notes)
            waiting.append((inside, component.ref or component.place))


def _component(found: Found, pointer: str, parent: str | None, notes: Notes) -> Component:
    note_unknown(found, COMPONENT, pointer, notes)
    name = text(found, "name", pointer, notes)
    if name is None:
        notes.add(pointer, without_name())
    statements = tuple(_licences(found, pointer, notes)) if "licenses" in found else ()
    declared = [stated for stated, ripe, _ in statements if not ripe]
    concluded = [stated for stated, ripe, _ in statements if ripe]
    evidence = child(found, "evidence", pointer, notes)
    found_there = tuple(_licences(evidence, f"{pointer}/evidence", notes)) if evidence else ()
    declared_text, declared_each = joined(declared)
    concluded_text, concluded_each = joined(concluded)
    contacts = () if PARTIES.isdisjoint(found) else tuple(_contacts(found, pointer, notes))
    references = tuple(_references(found, pointer, notes))
    properties = tuple(_properties(found, pointer, notes))
    return Component(
        name=name or "",
        version=text(found, "version", pointer, notes),
        purl=canonical(text(found, "purl", pointer, notes), f"{pointer}/purl", notes),
        licence=concluded_text or declared_text,
        place=notes.where(pointer),
        ref=text(found, "bom-ref", pointer, notes),
        group=text(found, "group", pointer, notes),
        type=text(found, "type", pointer, notes),
        scope=text(found, "scope", pointer, notes),
        declared=declared_text,
        concluded=concluded_text,
        licences_written=concluded_each or declared_each,
        licences_found=tuple(dict.fromkeys(stated.written for stated, _, _ in found_there)),
        supplier=next((each.name for each in contacts if each.role == "supplier"), None),
        contacts=contacts,
        hashes=tuple(_hashes(found, pointer, notes)),
        copyrights=tuple(_copyrights(found, evidence, pointer, notes)),
        licence_texts=tuple(each for _, _, there in (*statements, *found_there) for each in there),
        homepage=next((each.url for each in references if each.type == "website"), None),
        references=references,
        properties=properties,
        cpe=text(found, "cpe", pointer, notes),
        filename=next((value for key, value in properties if key == FILENAME), None),
        parent=parent,
    )


Licence = tuple[Stated, bool, tuple[LicenceText, ...]]
PARTIES = frozenset({"author", "authors", "manufacturer", "publisher", "supplier"})
FILENAME = "bsi:component:filename"  # BSI's own name in the CycloneDX property taxonomy


def _licences(found: Found, pointer: str, notes: Notes) -> Iterator[Licence]:
    """Each licence, whether it was concluded (since 1.6, else declared), and its texts."""
    for place, choice in objects(found, "licenses", pointer, notes):
        expression = text(choice, "expression", place, notes)
        if expression:
            concluded = choice.get("acknowledgement") == "concluded"
            yield Stated(expression, True), concluded, tuple(_details(choice, place, notes))
            continue
        at = f"{place}/license"
        licence = child(choice, "license", place, notes)
        note_unknown(licence, LICENCE, at, notes)
        identifier = text(licence, "id", at, notes)
        name = text(licence, "name", at, notes) or text(licence, "url", at, notes)
        written = identifier or name
        if written is None:
            notes.add(place, WITHOUT_LICENCE)
            continue
        concluded = licence.get("acknowledgement") == "concluded"
        texts_there = tuple(_texts(written, licence, at, notes))
        yield Stated(written, identifier is not None), concluded, texts_there


def _details(choice: Found, pointer: str, notes: Notes) -> Iterator[LicenceText]:
    """The texts that come with an expression since 1.7, each for one of its licences."""
    for place, each in objects(choice, "expressionDetails", pointer, notes):
        identifier = text(each, "licenseIdentifier", place, notes)
        if identifier:
            yield from _texts(identifier, each, place, notes)


def _texts(licence: str, found: Found, pointer: str, notes: Notes) -> Iterator[LicenceText]:
    if "text" in found:
        body = _attachment(child(found, "text", pointer, notes), f"{pointer}/text", notes)
        if body:
            yield LicenceText(licence, body)


def _attachment(found: Found, pointer: str, notes: Notes) -> str | None:
    """The words of an attached text, as they stand or from base64."""
    content = found.get("content")
    if not isinstance(content, str) or not content.strip():
        return None
    if found.get("encoding") != "base64":
        return content
    try:
        # Line breaks are usual in base64 by hand, hence no strict alphabet.
        return base64.b64decode(content).decode("utf-8").replace("\x00", "")
    except (binascii.Error, ValueError):
        notes.add(f"{pointer}/content", NOT_BASE64)
        return None


def _hashes(found: Found, pointer: str, notes: Notes) -> Iterator[Hash]:
    for place, each in objects(found, "hashes", pointer, notes):
        algorithm, value = text(each, "alg", place, notes), text(each, "content", place, notes)
        if algorithm and value:
            yield Hash(algorithm, value)


def _references(found: Found, pointer: str, notes: Notes) -> Iterator[Reference]:
    for place, each in objects(found, "externalReferences", pointer, notes):
        url = text(each, "url", place, notes)
        if url:
            kind = text(each, "type", place, notes) or "other"
            yield Reference(kind, url, tuple(_hashes(each, place, notes)))


def _properties(found: Found, pointer: str, notes: Notes) -> Iterator[tuple[str, str]]:
    for place, each in objects(found, "properties", pointer, notes):
        name, value = text(each, "name", place, notes), text(each, "value", place, notes)
        if name:
            yield name, value or ""


def _copyrights(found: Found, evidence: Found, pointer: str, notes: Notes) -> Iterator[str]:
    own = text(found, "copyright", pointer, notes)
    if own:
        yield own
    if not evidence:
        return
    for place, each in objects(evidence, "copyright", f"{pointer}/evidence", notes):
        said = text(each, "text", place, notes)
        if said and said != own:
            yield said


def _contacts(found: Found, pointer: str, notes: Notes) -> Iterator[Contact]:
    """Organisations and people, in the order of how much they answer for the thing."""
    for key in ("supplier", "manufacturer", "manufacture"):
        if key in found:
            organisation = child(found, key, pointer, notes)
            yield from _organisation(organisation, key, f"{pointer}/{key}", notes)
    if "authors" in found:
        for place, person in objects(found, "authors", pointer, notes):
            yield _person(person, "author", place, notes)
    for key in ("author", "publisher"):
        name = text(found, key, pointer, notes)
        if name:
            yield Contact(key, name)


def _organisation(found: Found, key: str, pointer: str, notes: Notes) -> Iterator[Contact]:
    role = "manufacturer" if key == "manufacture" else key
    name = text(found, "name", pointer, notes)
    people = [
        _person(each, role, at, notes) for at, each in objects(found, "contact", pointer, notes)
    ]
    url = next(texts(found, "url", pointer, notes), None)
    email = next((each.email for each in people if each.email), None)
    if name or url or email:
        yield Contact(role, name or next((each.name for each in people), None), email, url)


def _person(found: Found, role: str, pointer: str, notes: Notes) -> Contact:
    name, email = text(found, "name", pointer, notes), text(found, "email", pointer, notes)
    return Contact(role, name, email)


def _tools(metadata: Found, notes: Notes) -> Iterator[str]:
    """Names of the tools: a list up to 1.4, since 1.5 also components and services."""
    tools = metadata.get("tools")
    if isinstance(tools, dict):
        lists: list[tuple[Found, str, str]] = [
            (tools, key, "/metadata/tools") for key in ("components", "services")
        ]
    else:
        lists = [(metadata, "tools", "/metadata")]
    for holder, key, pointer in lists:
        for place, tool in objects(holder, key, pointer, notes):
            parts = [
                text(tool, key, place, notes) for key in ("vendor", "group", "name", "version")
            ]
            yield " ".join(part for part in parts if part)


def _services(document: Found, notes: Notes, limits: Limits) -> Iterator[str | None]:
    """The reference of each service, nested ones included."""
    waiting = list(objects(document, "services", "", notes))
    seen = 0
    while waiting:
        pointer, service = waiting.pop()
        seen += 1
        if seen > limits.components:
            raise TooMany
        ref = service.get("bom-ref")
        yield ref if isinstance(ref, str) else None
        if service.get("services"):
            waiting.extend(objects(service, "services", pointer, notes))


def _refs(
    components: tuple[Component | None, ...], services: tuple[str | None, ...], notes: Notes
) -> set[str]:
    known: set[str] = set()
    for component in components:
        if component and component.ref:
            if component.ref in known:
                notes.add_at(component.place, twice(component.ref))
            known.add(component.ref)
    return known.union(ref for ref in services if ref)


def _arrows(document: Found, notes: Notes) -> dict[str, list[str]]:
    arrows: dict[str, list[str]] = {}
    for place, each in objects(document, "dependencies", "", notes):
        ref = text(each, "ref", place, notes)
        if ref:
            targets = arrows.setdefault(ref, [])
            targets.extend(texts(each, "dependsOn", place, notes))
    return arrows


def _completeness(document: Found, notes: Notes) -> Iterator[tuple[str, str]]:
    for place, each in objects(document, "compositions", "", notes):
        aggregate = text(each, "aggregate", place, notes)
        for key in ("assemblies", "dependencies"):
            for ref in entries(each, key, place, notes):
                if aggregate and isinstance(ref, str):
                    yield ref, aggregate


def _count(found: Any) -> int:
    """How many entries a list has that is not read; one for an element that is there at all."""
    return len(found) if isinstance(found, list) else int(bool(found))


WITHOUT_LICENCE = {
    "de": "Ein Lizenzeintrag ohne Kennung, Namen und Ausdruck",
    "en": "A licence entry without id, name and expression",
}
NOT_BASE64 = {
    "de": "Der Text ist nicht als Base64 in UTF-8 lesbar",
    "en": "The text cannot be read as base64 in UTF-8",
}
