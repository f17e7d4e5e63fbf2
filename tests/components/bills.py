# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials made for the tests: small, whole, and easy to bend."""

import json
from typing import Any

Json = dict[str, Any]
SERIAL = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
SHA512 = "ab" * 64


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def component(name: str = "left-pad", **more: Any) -> Json:
    return {"type": "library", "name": name, **more}


def licence(**more: Any) -> Json:
    return {"license": more}


def cyclonedx(*components: Json, version: str = "1.6", **more: Any) -> Json:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": SERIAL,
        "version": 1,
        "components": list(components),
        **more,
    }


def cyclonedx_xml(
    components: str, version: str = "1.6", before: str = "", after: str = ""
) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<bom xmlns="http://cyclonedx.org/schema/bom/{version}" serialNumber="{SERIAL}" '
        f'version="1">\n{before}<components>\n{components}\n</components>\n{after}</bom>\n'
    ).encode()


def package(name: str = "left-pad", **more: Any) -> Json:
    return {
        "SPDXID": f"SPDXRef-{name}",
        "name": name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        **more,
    }


def relation(start: str, kind: str, end: str) -> Json:
    return {
        "spdxElementId": f"SPDXRef-{start}",
        "relationshipType": kind,
        "relatedSpdxElement": f"SPDXRef-{end}",
    }


def spdx(*packages: Json, version: str = "2.3", **more: Any) -> Json:
    """Describes its first package, unless told otherwise."""
    described = [relation("DOCUMENT", "DESCRIBES", each["name"]) for each in packages[:1]]
    return {
        "spdxVersion": f"SPDX-{version}",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "bill",
        "documentNamespace": "https://example.org/bill",
        "creationInfo": {
            "created": "2026-01-02T03:04:05Z",
            "creators": ["Tool: maker-1.0", "Organization: City of Example (ospo@example.org)"],
        },
        "packages": list(packages),
        "relationships": described,
        **more,
    }


def iri(name: str) -> str:
    return f"https://example.org/{name}"


def element(kind: str, identifier: str, /, **more: Any) -> Json:
    return {"type": kind, "spdxId": iri(identifier), "creationInfo": "_:creation", **more}


def spdx_3_package(name: str = "left-pad", **more: Any) -> Json:
    return element("software_Package", name, name=name, **more)


def spdx_3_relation(start: str, kind: str, *ends: str, **more: Any) -> Json:
    named = [end if ":" in end else iri(end) for end in ends]
    about = {"from": iri(start), "relationshipType": kind, "to": named, **more}
    return element("Relationship", f"relation-{start}-{kind}", **about)


def spdx_3(*elements: Json, root: str | None = None) -> Json:
    creation = {
        "type": "CreationInfo",
        "@id": "_:creation",
        "specVersion": "3.0.1",
        "created": "2026-01-02T03:04:05Z",
        "createdBy": [iri("maker")],
    }
    roots = {"rootElement": [iri(root)]} if root else {}
    return {
        "@context": CONTEXT,
        "@graph": [
            creation,
            element("Organization", "maker", name="City of Example"),
            element("SpdxDocument", "document", name="bill", **roots),
            *elements,
        ],
    }


TAG_VALUE = """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: bill
DocumentNamespace: https://example.org/bill
Creator: Tool: maker-1.0
Created: 2026-01-02T03:04:05Z

PackageName: product
SPDXID: SPDXRef-product
PackageDownloadLocation: NOASSERTION
FilesAnalyzed: false

PackageName: left-pad
SPDXID: SPDXRef-left-pad
PackageVersion: 1.3.0
PackageDownloadLocation: https://example.org/left-pad.tgz
FilesAnalyzed: false
PackageChecksum: SHA1: d6a770ba38583ed4bb4525bd96e50461655d2758
PackageLicenseConcluded: LicenseRef-own
PackageLicenseDeclared: WTFPL
PackageCopyrightText: <text>Copyright A
Copyright B</text>
ExternalRef: PACKAGE-MANAGER purl pkg:npm/left-pad@1.3.0

LicenseID: LicenseRef-own
ExtractedText: <text>Do as you like.
Really.</text>

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-product
Relationship: SPDXRef-product DEPENDS_ON SPDXRef-left-pad
"""
