# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CycloneDX 1.0 to 1.7 in XML, brought into the shape of its JSON and read like it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from allmende.components.bill import Bill
from allmende.components.cyclonedx_json import read as read_shape
from allmende.components.limits import Limits
from allmende.components.notes import Notes

NAMESPACE = re.compile(r"http://cyclonedx\.org/schema/bom/(\d+\.\d+)")
Element = Any
Shape = Any


def read(root: Element, file: str, notes: Notes, limits: Limits) -> Bill:
    """The bill below the root element `bom`; places are XPaths."""
    notes.where = as_xpath
    return replace(read_shape(bom(root), file, notes, limits), format="cyclonedx-xml")


def version_of(root: Element) -> str | None:
    """The version that the namespace of the root names, None where it is not CycloneDX."""
    found = NAMESPACE.fullmatch(namespace(root))
    return found.group(1) if found else None


def is_bom(root: Element) -> bool:
    """A root `bom`: in the namespace of any version, known or not, or in none."""
    space = namespace(root)
    is_ours = not space or space.startswith("http://cyclonedx.org/schema/bom/")
    return is_ours and key_of(root, space) == "bom"


def namespace(element: Element) -> str:
    tag = element.tag
    return tag[1 : tag.index("}")] if isinstance(tag, str) and tag.startswith("{") else ""


def key_of(element: Element, own: str) -> str:
    """The name of an element; one of a foreign namespace keeps it, so that it is noted."""
    tag = element.tag if isinstance(element.tag, str) else "?"
    return tag[len(own) + 2 :] if own and tag.startswith(f"{{{own}}}") else tag


def bom(root: Element) -> dict[str, Shape]:
    shape = shaped(root, namespace(root))
    found: dict[str, Shape] = shape if isinstance(shape, dict) else {}
    found["specVersion"] = version_of(root)
    found.pop("{http://www.w3.org/2000/09/xmldsig#}Signature", None)
    return found


def shaped(element: Element, own: str) -> Shape:
    """An element as the JSON of CycloneDX would have it: attributes and children by name."""
    found: dict[str, Shape] = {
        key: value for key, value in element.attrib.items() if "}" not in key
    }
    for child in element:
        key = key_of(child, own)
        if key in UNREAD:
            found[key] = True
        elif key in SHAPES:
            found[key] = SHAPES[key](child, own)
        else:
            found[key] = value(child, own)
    return found


def value(element: Element, own: str) -> Shape:
    """The text of an element without children, else its shape."""
    return shaped(element, own) if len(element) else text_of(element)


def text_of(element: Element) -> str:
    if len(element):
        return "".join(element.itertext()).strip()
    return (element.text or "").strip()


def listed(name: str) -> Callable[[Element, str], list[Shape]]:
    """A list whose entries are elements of one name; anything else in it is left where it is."""

    def entries(element: Element, own: str) -> list[Shape]:
        return [shaped(child, own) for child in element if key_of(child, own) == name]

    return entries


def hashes(element: Element, _: str) -> list[Shape]:
    return [{**child.attrib, "content": text_of(child)} for child in element]


def properties(element: Element, _: str) -> list[Shape]:
    return [{**child.attrib, "value": text_of(child)} for child in element]


def attachment(element: Element, _: str) -> Shape:
    """A licence text has attributes; the text of a copyright is a plain word."""
    return {"content": text_of(element), **element.attrib}


def licences(element: Element, own: str) -> list[Shape]:
    choices = []
    for child in element:
        key = key_of(child, own)
        if key == "expression":
            choices.append({"expression": text_of(child), **child.attrib})
        elif key == "expression-detailed":
            details = [
                {**shaped(each, own), "licenseIdentifier": each.get("license-identifier")}
                for each in child
                if key_of(each, own) == "details"
            ]
            choices.append({**child.attrib, "expressionDetails": details})
        elif key == "license":
            licence = shaped(child, own)
            acknowledgement = child.get("acknowledgement")
            choices.append({"license": licence, "acknowledgement": acknowledgement})
    return choices


def copyrights(element: Element, _: str) -> Shape:
    """Text at a component, a list of texts in its evidence."""
    if len(element):
        return [{"text": text_of(child)} for child in element]
    return text_of(element)


def dependencies(element: Element, own: str) -> list[Shape]:
    return [
        {
            "ref": child.get("ref"),
            "dependsOn": [
                each.get("ref")
                for each in child
                if key_of(each, own) == "dependency" and each.get("ref")
            ],
        }
        for child in element
        if key_of(child, own) == "dependency"
    ]


def references(element: Element, own: str) -> list[Shape]:
    return [{**shaped(child, own), "type": child.get("type")} for child in element]


def organisation(element: Element, own: str) -> Shape:
    """An organisation, whose addresses and people stand without an element around them."""
    people = listed("contact")(element, own)
    urls = [text_of(child) for child in element if key_of(child, own) == "url"]
    names = [text_of(child) for child in element if key_of(child, own) == "name"]
    return {"name": names[0] if names else None, "url": urls, "contact": people}


def compositions(element: Element, own: str) -> list[Shape]:
    found = []
    for child in element:
        composition: dict[str, Shape] = {}
        for part in child:
            key = key_of(part, own)
            refs = [each.get("ref") for each in part if each.get("ref")]
            composition[key] = refs if len(part) else text_of(part)
        found.append(composition)
    return found


def tools(element: Element, own: str) -> Shape:
    """A list of tools up to 1.4, since then also an object of components and services."""
    if any(key_of(child, own) == "tool" for child in element):
        return listed("tool")(element, own)
    return shaped(element, own)


SHAPES: Mapping[str, Callable[[Element, str], Shape]] = {
    "authors": listed("author"),
    "components": listed("component"),
    "compositions": compositions,
    "copyright": copyrights,
    "dependencies": dependencies,
    "externalReferences": references,
    "hashes": hashes,
    "manufacture": organisation,
    "manufacturer": organisation,
    "supplier": organisation,
    "licenses": licences,
    "properties": properties,
    "services": listed("service"),
    "text": attachment,
    "tools": tools,
}
# Known and not read: large, and nothing a verdict needs.
UNREAD = frozenset(
    {
        "annotations",
        "callstack",
        "citations",
        "cryptoProperties",
        "data",
        "declarations",
        "definitions",
        "formulation",
        "identity",
        "licensing",
        "modelCard",
        "occurrences",
        "patentAssertions",
        "pedigree",
        "releaseNotes",
        "swid",
        "vulnerabilities",
    }
)
SINGULAR = {
    "authors": "author",
    "components": "component",
    "compositions": "composition",
    "dependencies": "dependency",
    "externalReferences": "reference",
    "hashes": "hash",
    "licenses": "*",
    "properties": "property",
    "services": "service",
    "tools": "tool",
}
ATTRIBUTES = frozenset({"alg", "bom-ref", "ref", "serialNumber", "type"})


def as_xpath(pointer: str) -> str:
    """The XPath of what a pointer into the shape names."""
    path = "/bom"
    before = ""
    for step in pointer.split("/")[1:]:
        if step.isdigit():
            path += f"/{SINGULAR[before]}[{int(step) + 1}]" if before in SINGULAR else ""
        elif not (step == "license" and before.isdigit()):
            name = step.replace("~1", "/").replace("~0", "~")
            path += f"/@{name}" if name in ATTRIBUTES else f"/{name}"
        before = step
    return path
