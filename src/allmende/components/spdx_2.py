# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2.2 (ISO/IEC 5962) and 2.3, in the shape of their JSON schema.

YAML has the same shape; tag-value and RDF are brought into it by their own files.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from allmende.components.bill import Bill, Component, Contact, Hash, LicenceText, Reference
from allmende.components.graph import checked
from allmende.components.limits import Limits, TooMany
from allmende.components.notes import Notes, dangling, twice, without_name
from allmende.components.purls import canonical
from allmende.components.spdx_2_keys import (
    CONTAINMENT,
    CREATION,
    DEPENDENCE,
    DOCUMENT,
    PACKAGE,
    PURPOSES,
    SCOPES,
)
from allmende.components.taking import Found, child, entries, note_unknown, objects, text, texts

ITSELF = "SPDXRef-DOCUMENT"
UNSTATED = frozenset({"NOASSERTION", "NONE"})


def read(document: Mapping[str, Any], file: str, notes: Notes, limits: Limits) -> Bill:
    """The bill in a parsed document; raises `TooMany` for more packages than the limits allow."""
    note_unknown(document, DOCUMENT, "", notes)
    creation = child(document, "creationInfo", "", notes)
    note_unknown(creation, CREATION, "/creationInfo", notes)
    extracted = tuple(_extracted(document, notes))
    arrows = _Arrows(document, notes)
    packages = tuple(_packages(document, arrows, extracted, notes, limits))
    files = entries(document, "files", "", notes)
    known = _known(document, packages, files, notes)
    arrows.note_dangling(known, notes)
    subject = _subject(packages, arrows.described)
    others = tuple(each for each in packages if each is not subject)
    creators = tuple(_creators(creation, notes))
    return Bill(
        file=file,
        format="spdx-json",
        version=_version(text(document, "spdxVersion", "", notes)),
        name=text(document, "name", "", notes),
        subject=subject,
        components=others or packages,
        dependencies=checked(arrows.needs, known | arrows.ends.keys(), "/relationships", notes),
        not_understood=notes.all(),
        created=text(creation, "created", "/creationInfo", notes),
        tools=tuple(each.name or "" for each in creators if each.role == "tool"),
        creators=tuple(each for each in creators if each.role != "tool"),
        serial=text(document, "documentNamespace", "", notes),
        files=len(files),
        licence_texts=extracted,
    )


def _version(written: str | None) -> str | None:
    return written.removeprefix("SPDX-") if written else None


def _packages(
    document: Found,
    arrows: "_Arrows",
    extracted: tuple[LicenceText, ...],
    notes: Notes,
    limits: Limits,
) -> Iterator[Component]:
    by_id = {each.licence: each for each in extracted if each.licence}
    for count, (pointer, found) in enumerate(objects(document, "packages", "", notes), 1):
        if count > limits.components:
            raise TooMany
        note_unknown(found, PACKAGE, pointer, notes)
        yield _package(found, pointer, arrows, by_id, notes)


def _package(
    found: Found,
    pointer: str,
    arrows: "_Arrows",
    extracted: Mapping[str, LicenceText],
    notes: Notes,
) -> Component:
    name = text(found, "name", pointer, notes)
    if name is None:
        notes.add(pointer, without_name())
    ref = text(found, "SPDXID", pointer, notes)
    declared = stated(text(found, "licenseDeclared", pointer, notes))
    concluded = stated(text(found, "licenseConcluded", pointer, notes))
    licence = concluded or declared
    purl, cpe, references = _addresses(found, pointer, notes)
    contacts = tuple(_contacts(found, pointer, notes))
    copyrights = stated(text(found, "copyrightText", pointer, notes))
    return Component(
        name=name or "",
        version=text(found, "versionInfo", pointer, notes),
        purl=purl,
        licence=licence,
        place=notes.where(pointer),
        ref=ref,
        type=PURPOSES.get(found.get("primaryPackagePurpose") or ""),
        scope=arrows.scopes.get(ref or ""),
        declared=declared,
        concluded=concluded,
        licences_written=(licence,) if licence else (),
        licences_found=tuple(_licences_in_files(found, pointer, notes)),
        supplier=next((each.name for each in contacts if each.role == "supplier"), None),
        contacts=contacts,
        hashes=tuple(_hashes(found, pointer, notes)),
        copyrights=(copyrights,) if copyrights else (),
        licence_texts=tuple(_texts_of(licence, extracted)),
        homepage=stated(text(found, "homepage", pointer, notes)),
        references=references,
        cpe=cpe,
        filename=text(found, "packageFileName", pointer, notes),
        parent=arrows.parents.get(ref or ""),
    )


def stated(written: str | None) -> str | None:
    """What was said; NOASSERTION and NONE say nothing (SPDX 2.3, clauses 7.13 and 7.15)."""
    return None if written in UNSTATED else written


def _licences_in_files(found: Found, pointer: str, notes: Notes) -> Iterator[str]:
    if "licenseInfoFromFiles" in found:
        for each in texts(found, "licenseInfoFromFiles", pointer, notes):
            if stated(each):
                yield each


def _texts_of(licence: str | None, extracted: Mapping[str, LicenceText]) -> Iterator[LicenceText]:
    if licence and extracted and "LicenseRef-" in licence:
        for word in licence.replace("(", " ").replace(")", " ").split():
            if word in extracted:
                yield extracted[word]


def _addresses(
    found: Found, pointer: str, notes: Notes
) -> tuple[str | None, str | None, tuple[Reference, ...]]:
    """purl and CPE, the first of each, and the addresses a package is to be had from."""
    purl = cpe = None
    references: list[Reference] = []
    location = stated(text(found, "downloadLocation", pointer, notes))
    if location:
        references.append(Reference("distribution", location))
    if "externalRefs" in found:
        for place, each in objects(found, "externalRefs", pointer, notes):
            kind = text(each, "referenceType", place, notes) or "other"
            locator = text(each, "referenceLocator", place, notes)
            if locator is None:
                continue
            if kind == "purl":
                purl = purl or canonical(locator, f"{place}/referenceLocator", notes)
            elif kind in ("cpe23Type", "cpe22Type"):
                cpe = cpe or locator
            else:
                references.append(Reference(kind, locator))
    return purl, cpe, tuple(references)


def _hashes(found: Found, pointer: str, notes: Notes) -> Iterator[Hash]:
    if "checksums" not in found:
        return
    for place, each in objects(found, "checksums", pointer, notes):
        algorithm = text(each, "algorithm", place, notes)
        value = text(each, "checksumValue", place, notes)
        if algorithm and value:
            yield Hash(_algorithm(algorithm), value)


def _algorithm(written: str) -> str:
    """ "SHA512" in the spelling of CycloneDX, "SHA-512"."""
    return f"SHA-{written[3:]}" if written.startswith("SHA") and written[3:].isdigit() else written


def _contacts(found: Found, pointer: str, notes: Notes) -> Iterator[Contact]:
    for role in ("supplier", "originator"):
        written = stated(text(found, role, pointer, notes))
        if written:
            yield actor(written, role)


def _creators(creation: Found, notes: Notes) -> Iterator[Contact]:
    for written in texts(creation, "creators", "/creationInfo", notes):
        kind = written.partition(":")[0].strip().lower()
        yield actor(written, "tool" if kind == "tool" else "author")


def actor(written: str, role: str) -> Contact:
    """ "Person: Jane Doe (jane@example.org)" as a contact (SPDX 2.3, clause 6.8)."""
    kind, colon, rest = written.partition(":")
    if not colon or kind.strip().lower() not in ("person", "organization", "tool"):
        rest = written
    rest = rest.strip()
    if rest.endswith(")") and "(" in rest:
        name, _, email = rest[:-1].rpartition("(")
        if not email or "@" in email:
            return Contact(role, name.strip() or None, email.strip() or None)
    return Contact(role, rest or None)


def _extracted(document: Found, notes: Notes) -> Iterator[LicenceText]:
    for place, each in objects(document, "hasExtractedLicensingInfos", "", notes):
        identifier = text(each, "licenseId", place, notes)
        body = text(each, "extractedText", place, notes)
        if identifier and body:
            yield LicenceText(identifier, body)


def _known(
    document: Found, packages: tuple[Component, ...], files: list[Any], notes: Notes
) -> set[str]:
    known = {text(document, "SPDXID", "", notes) or ITSELF}
    for package in packages:
        if package.ref:
            if package.ref in known:
                notes.add_at(package.place, twice(package.ref))
            known.add(package.ref)
    snippets = entries(document, "snippets", "", notes)
    for each in (*files, *snippets):
        identifier = each.get("SPDXID") if isinstance(each, dict) else None
        if isinstance(identifier, str):
            known.add(identifier)
    return known


def _subject(packages: tuple[Component, ...], described: dict[str, str]) -> Component | None:
    """The one package the document says it describes; several are components like any other."""
    found = [each for each in packages if each.ref in described]
    return found[0] if len(found) == 1 else None


class _Arrows:
    """The relationships, sorted into what is described, what needs what, and what lies in what."""

    def __init__(self, document: Found, notes: Notes) -> None:
        self.described: dict[str, str] = {}
        self.needs: dict[str, list[str]] = defaultdict(list)
        self.parents: dict[str, str] = {}
        self.scopes: dict[str, str] = {}
        self.ends: dict[str, str] = {}
        for index, ref in enumerate(texts(document, "documentDescribes", "", notes)):
            self.described[ref] = f"/documentDescribes/{index}"
        for pointer, each in objects(document, "relationships", "", notes):
            self._add(each, pointer, notes)

    def _add(self, each: Found, pointer: str, notes: Notes) -> None:
        kind = (text(each, "relationshipType", pointer, notes) or "").upper()
        start = text(each, "spdxElementId", pointer, notes)
        end = text(each, "relatedSpdxElement", pointer, notes)
        if not start or not end or end in UNSTATED:
            return
        self.ends.setdefault(start, pointer)
        self.ends.setdefault(end, pointer)
        if kind == "DESCRIBES":
            self.described.setdefault(end, pointer)
        elif kind == "DESCRIBED_BY":
            self.described.setdefault(start, pointer)
        elif kind in DEPENDENCE:
            whole, part = (start, end) if DEPENDENCE[kind] else (end, start)
            self.needs[whole].append(part)
            if kind in SCOPES:
                self.scopes.setdefault(part, SCOPES[kind])
        elif kind in CONTAINMENT:
            whole, part = (start, end) if CONTAINMENT[kind] else (end, start)
            self.parents.setdefault(part, whole)

    def note_dangling(self, known: set[str], notes: Notes) -> None:
        for ref, pointer in {**self.ends, **self.described}.items():
            if ref not in known and not ref.startswith("DocumentRef-"):
                notes.add(pointer, dangling(ref))
