# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Finds out by its content which format a file has, and has it read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from allmende.components import cyclonedx_json, spdx_2, spdx_3
from allmende.components.bill import Bill
from allmende.components.decoding import TOO_DEEP, Written, parsed_json, written
from allmende.components.limits import Limits, TooMany, too_many
from allmende.components.notes import UNWRAPPED, Notes

Document = Mapping[str, Any]
Reader = Callable[[Document, str, Notes, Limits], Bill]
TAG_VALUE = re.compile(r"^[ \t]*SPDXVersion[ \t]*:", re.MULTILINE)
YAML = re.compile(r"""^["']?(?:spdxVersion|SPDXID|creationInfo)["']?[ \t]*:""", re.MULTILINE)


def read(source: Path | str | bytes, limits: Limits | None = None) -> Bill:
    """The bill of materials in a file or in bytes, as far as it can be understood.

    Raises `NotABill` only: no such file, beyond the limits, not text, of no known format.
    """
    limits = limits or Limits()
    text = written(source, limits)
    try:
        return reader_of(text)(text, Notes(limit=limits.notes), limits)
    except TooMany:
        raise text.refused(too_many(limits)) from None
    except RecursionError:
        raise text.refused(TOO_DEEP) from None


def reader_of(text: Written) -> Callable[[Written, Notes, Limits], Bill]:
    """By the first character, then by a word that only this format has."""
    begin = text.text.lstrip("\ufeff \t\r\n")[:1]
    if begin in ("{", "["):
        return read_json
    if begin == "<":
        return read_xml
    if TAG_VALUE.search(text.text):
        return read_tag_value
    if YAML.search(text.text):
        return read_yaml
    raise text.refused(NO_BILL)


def read_json(text: Written, notes: Notes, limits: Limits) -> Bill:
    document = parsed_json(text, notes, limits)
    return reader_of_json(document, text)(document, text.file, notes, limits)


def reader_of_json(document: Any, text: Written) -> Reader:
    for is_it, reader in JSON_FORMATS:
        if isinstance(document, dict) and is_it(document):
            return reader
    raise text.refused(NO_BILL)


def read_xml(text: Written, notes: Notes, limits: Limits) -> Bill:
    from allmende.components import cyclonedx_xml, spdx_rdf, xml

    root = xml.parsed_xml(text, limits)
    if cyclonedx_xml.is_bom(root):
        return cyclonedx_xml.read(root, text.file, notes, limits)
    if cyclonedx_xml.namespace(root) == RDF:
        return spdx_rdf.read(text, notes, limits)
    raise text.refused(NO_BILL, root.sourceline)


def read_tag_value(text: Written, notes: Notes, limits: Limits) -> Bill:
    from allmende.components import spdx_tag_value

    return spdx_tag_value.read(text, notes, limits)


def read_yaml(text: Written, notes: Notes, limits: Limits) -> Bill:
    from allmende.components.spdx_yaml import parsed_yaml

    document = parsed_yaml(text, limits)
    if isinstance(document, dict) and is_spdx_2(document):
        return replace(spdx_2.read(document, text.file, notes, limits), format="spdx-yaml")
    raise text.refused(NO_BILL)


def read_wrapped(document: Document, file: str, notes: Notes, limits: Limits) -> Bill:
    """What GitHub's dependency graph hands out: an SPDX document under the key "sbom"."""
    notes.add("/sbom", UNWRAPPED)
    return spdx_2.read(document["sbom"], file, notes, limits)


def is_cyclonedx(document: Document) -> bool:
    return document.get("bomFormat") == "CycloneDX" or (
        "specVersion" in document and ("components" in document or "metadata" in document)
    )


def looks_like_cyclonedx(document: Document) -> bool:
    """Means to be CycloneDX, whatever is wrong with it; only a strict answer is owed to it."""
    schema = document.get("$schema")
    named = isinstance(schema, str) and "cyclonedx.org" in schema
    return named or "bomFormat" in document or "specVersion" in document


def is_spdx_2(document: Document) -> bool:
    return "spdxVersion" in document or ("SPDXID" in document and "creationInfo" in document)


def is_spdx_3(document: Document) -> bool:
    context = document.get("@context")
    named = context if isinstance(context, list) else [context]
    return any(isinstance(each, str) and "spdx.org" in each for each in named)


def is_wrapped(document: Document) -> bool:
    inner = document.get("sbom")
    return isinstance(inner, dict) and is_spdx_2(inner)


# A new format in JSON is a line here and a file of its own.
JSON_FORMATS: tuple[tuple[Callable[[Document], bool], Reader], ...] = (
    (is_cyclonedx, cyclonedx_json.read),
    (is_spdx_2, spdx_2.read),
    (is_spdx_3, spdx_3.read),
    (is_wrapped, read_wrapped),
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

NO_BILL = {
    "de": "Das ist keine Stückliste in einem bekannten Format (CycloneDX, SPDX)",
    "en": "This is no bill of materials in a known format (CycloneDX, SPDX)",
}
