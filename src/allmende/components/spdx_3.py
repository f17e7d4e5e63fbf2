# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 3.0 (SPDX 3.0.1 model, JSON-LD serialisation): one graph of elements and relationships."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from allmende.components.bill import Bill, Component, Contact, Hash, Reference
from allmende.components.graph import checked
from allmende.components.limits import Limits, TooMany
from allmende.components.notes import Notes, twice, without_name
from allmende.components.purls import canonical
from allmende.components.spdx_3_graph import Graph, Node
from allmende.components.spdx_3_licences import Licences
from allmende.components.taking import objects, text, texts

PACKAGES = frozenset({"software_Package", "ai_AIPackage", "dataset_DatasetPackage"})
FILES = frozenset({"software_File", "software_Snippet"})
# Relationship types in which "from" needs "to" (SPDX 3.0.1, Core, RelationshipType).
NEEDS = frozenset(
    {
        "dependsOn",
        "hasDynamicLink",
        "hasOptionalDependency",
        "hasPrerequisite",
        "hasProvidedDependency",
        "hasStaticLink",
    }
)


def read(document: Mapping[str, Any], file: str, notes: Notes, limits: Limits) -> Bill:
    """The bill in a parsed document; raises `TooMany` for more packages than the limits allow."""
    graph = Graph(document, notes, limits)
    relations = _Relations(graph)
    licences = Licences(graph, notes, limits)
    packages = tuple(_packages(graph, relations, licences, notes, limits))
    subject = _subject(graph, packages, relations)
    known = set(graph.by_id)
    creation = graph.creation()
    return Bill(
        file=file,
        format="spdx-3-json",
        version=text(creation.found, "specVersion", creation.pointer, notes),
        name=_name(graph, notes) or (subject.name if subject else None),
        subject=subject,
        components=tuple(each for each in packages if each is not subject) or packages,
        dependencies=checked(relations.needs, known, "/@graph", notes),
        not_understood=notes.all(),
        created=text(creation.found, "created", creation.pointer, notes),
        tools=tuple(
            found.name or "" for found in _agents(graph, creation, "createdUsing", "tool", notes)
        ),
        creators=tuple(_agents(graph, creation, "createdBy", "author", notes)),
        serial=next((node.id for node in graph.of_type({"SpdxDocument"})), None),
        files=sum(1 for _ in graph.of_type(FILES)),
        licence_texts=tuple(licences.texts()),
        completeness=relations.completeness,
    )


class _Relations:
    """The relationships of the graph, by what they say."""

    def __init__(self, graph: Graph) -> None:
        self.needs: dict[str, list[str]] = defaultdict(list)
        self.parents: dict[str, str] = {}
        self.described: list[str] = []
        self.licences: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.artefacts: dict[str, list[str]] = defaultdict(list)
        self.completeness: dict[str, str] = {}
        for node in graph.of_type({"Relationship", "LifecycleScopedRelationship"}):
            self._add(graph, node)

    def _add(self, graph: Graph, node: Node) -> None:
        kind = node.found.get("relationshipType")
        start = graph.ref(node.found.get("from"))
        ends = graph.refs(node.found.get("to"))
        if start is None or not isinstance(kind, str):
            return
        if kind in NEEDS:
            self.needs[start].extend(ends)
            self._note_completeness(start, node)
        elif kind == "contains":
            for end in ends:
                self.parents.setdefault(end, start)
            self._note_completeness(start, node)
        elif kind == "describes":
            self.described.extend(ends)
        elif kind in ("hasDeclaredLicense", "hasConcludedLicense"):
            self.licences[kind, start].extend((end, node.pointer) for end in ends)
        elif kind == "hasDistributionArtifact":
            self.artefacts[start].extend(ends)

    def _note_completeness(self, start: str, node: Node) -> None:
        said = node.found.get("completeness")
        if isinstance(said, str):
            self.completeness[start] = said


def _packages(
    graph: Graph, relations: _Relations, licences: Licences, notes: Notes, limits: Limits
) -> Iterator[Component]:
    for count, node in enumerate(graph.of_type(PACKAGES), 1):
        if count > limits.components:
            raise TooMany
        yield _package(graph, node, relations, licences, notes)
    for node in graph.given_twice:
        notes.add(node.pointer, twice(node.id))


def _package(
    graph: Graph, node: Node, relations: _Relations, licences: Licences, notes: Notes
) -> Component:
    found, pointer = node.found, node.pointer
    name = text(found, "name", pointer, notes)
    if name is None:
        notes.add(pointer, without_name())
    declared = licences.stated(relations.licences.get(("hasDeclaredLicense", node.id), []))
    concluded = licences.stated(relations.licences.get(("hasConcludedLicense", node.id), []))
    licence = concluded or declared
    purl, cpe = _identifiers(found, pointer, notes)
    contacts = (
        *_agents(graph, node, "suppliedBy", "supplier", notes),
        *_agents(graph, node, "originatedBy", "manufacturer", notes),
    )
    artefacts = [graph.by_id[each] for each in relations.artefacts[node.id] if each in graph.by_id]
    copyrights = text(found, "software_copyrightText", pointer, notes)
    purpose = text(found, "software_primaryPurpose", pointer, notes)
    return Component(
        name=name or "",
        version=text(found, "software_packageVersion", pointer, notes),
        purl=purl,
        licence=licence,
        place=notes.where(pointer),
        ref=node.id,
        type=purpose,
        declared=declared,
        concluded=concluded,
        licences_written=(licence,) if licence else (),
        supplier=next((each.name for each in contacts if each.role == "supplier"), None),
        contacts=contacts,
        hashes=tuple(_hashes(found, pointer, notes)),
        copyrights=(copyrights,) if copyrights and copyrights not in UNSTATED else (),
        licence_texts=tuple(licences.texts_in(licence)),
        homepage=text(found, "software_homePage", pointer, notes),
        references=tuple(_references(found, pointer, artefacts, notes)),
        properties=tuple(_purposes([node, *artefacts], purpose, notes)),
        cpe=cpe,
        filename=next((each.found["name"] for each in artefacts if _named(each)), None),
        parent=relations.parents.get(node.id),
    )


UNSTATED = frozenset({"NOASSERTION", "NONE"})


def _named(node: Node) -> bool:
    return isinstance(node.found.get("name"), str)


def _identifiers(
    found: Mapping[str, Any], pointer: str, notes: Notes
) -> tuple[str | None, str | None]:
    """purl and CPE; the property for a purl goes before the list of identifiers."""
    purl = text(found, "software_packageUrl", pointer, notes)
    place = f"{pointer}/software_packageUrl"
    cpe = None
    for at, each in objects(found, "externalIdentifier", pointer, notes):
        kind = each.get("externalIdentifierType")
        identifier = text(each, "identifier", at, notes)
        if kind == "packageUrl" and purl is None:
            purl, place = identifier, f"{at}/identifier"
        elif kind in ("cpe22", "cpe23") and cpe is None:
            cpe = identifier
    return canonical(purl, place, notes), cpe


def _hashes(found: Mapping[str, Any], pointer: str, notes: Notes) -> Iterator[Hash]:
    for at, each in objects(found, "verifiedUsing", pointer, notes):
        algorithm = text(each, "algorithm", at, notes)
        value = text(each, "hashValue", at, notes)
        if algorithm and value:
            yield Hash(_algorithm(algorithm), value)


def _algorithm(written: str) -> str:
    """ "sha512" and "sha3_256" in the spelling of CycloneDX, "SHA-512" and "SHA3-256"."""
    upper = written.upper().replace("_", "-")
    digits = upper.removeprefix("SHA")
    return f"SHA-{digits}" if upper.startswith("SHA") and digits.isdigit() else upper


REFERENCES = {
    "binaryArtifact": "distribution",
    "issueTracker": "issue-tracker",
    "sourceArtifact": "source-distribution",
    "vcs": "vcs",
}


def _references(
    found: Mapping[str, Any], pointer: str, artefacts: list[Node], notes: Notes
) -> Iterator[Reference]:
    location = text(found, "software_downloadLocation", pointer, notes)
    if location and location not in UNSTATED:
        yield Reference("distribution", location)
    for at, each in objects(found, "externalRef", pointer, notes):
        kind = text(each, "externalRefType", at, notes) or "other"
        for locator in texts(each, "locator", at, notes):
            yield Reference(REFERENCES.get(kind, kind), locator)
    for artefact in artefacts:
        hashes = tuple(_hashes(artefact.found, artefact.pointer, notes))
        addresses = [
            locator
            for at, each in objects(artefact.found, "externalRef", artefact.pointer, notes)
            for locator in texts(each, "locator", at, notes)
        ]
        yield Reference("distribution", addresses[0] if addresses else "", hashes)


def _purposes(nodes: list[Node], primary: str | None, notes: Notes) -> Iterator[tuple[str, str]]:
    if primary:
        yield "software_primaryPurpose", primary
    for node in nodes:
        for purpose in texts(node.found, "software_additionalPurpose", node.pointer, notes):
            yield "software_additionalPurpose", purpose


def _agents(graph: Graph, node: Node, key: str, role: str, notes: Notes) -> Iterator[Contact]:
    for ref in graph.refs(node.found.get(key)):
        agent = graph.by_id.get(ref)
        if agent is None:
            yield Contact(role, ref.rpartition("/")[2] or ref)
            continue
        email = url = None
        for at, each in objects(agent.found, "externalIdentifier", agent.pointer, notes):
            kind = each.get("externalIdentifierType")
            identifier = text(each, "identifier", at, notes)
            if kind == "email":
                email = email or identifier
            elif kind == "urlScheme":
                url = url or identifier
        yield Contact(role, text(agent.found, "name", agent.pointer, notes), email, url)


def _subject(
    graph: Graph, packages: tuple[Component, ...], relations: _Relations
) -> Component | None:
    """The one package that is the root of the document, of its SBOM, or described by it."""
    roots: list[str] = list(relations.described)
    for node in graph.of_type({"SpdxDocument", "software_Sbom", "Bom", "software_Bom"}):
        roots.extend(graph.refs(node.found.get("rootElement")))
    found = [each for each in packages if each.ref in roots]
    return found[0] if len(found) == 1 else None


def _name(graph: Graph, notes: Notes) -> str | None:
    for node in graph.of_type({"SpdxDocument"}):
        return text(node.found, "name", node.pointer, notes)
    return None
