# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2 in RDF/XML, read by spdx-tools and brought into the shape of its JSON."""

from dataclasses import replace
from typing import Any

from allmende.components.bill import Bill, NotABill, Text
from allmende.components.decoding import Written, too_large
from allmende.components.limits import Limits
from allmende.components.notes import Notes, shown
from allmende.components.spdx_2 import read as read_shape
from allmende.components.xml import without_declaration


def read(source: Written, notes: Notes, limits: Limits) -> Bill:
    """The bill in RDF/XML; the caller has made sure that it is XML without a document type.

    Raises `NotABill` where spdx-tools cannot read it: a graph has no places to go on from.
    """
    document = shape_of(source, limits)
    notes.where = in_graph
    return replace(read_shape(document, source.file, notes, limits), format="spdx-rdf")


def shape_of(source: Written, limits: Limits) -> dict[str, Any]:
    from spdx_tools.spdx.jsonschema.document_converter import DocumentConverter

    converter: Any = DocumentConverter
    shape: dict[str, Any] = converter().convert(model_of(source, limits))
    return {key: _without_enums(value) for key, value in shape.items()}


def model_of(source: Written, limits: Limits) -> Any:
    from rdflib import RDF, Graph
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.parser.rdf.rdf_parser import translate_graph_to_document
    from spdx_tools.spdx.rdfschema.namespace import SPDX_NAMESPACE

    if len(source.text) > limits.rdf:
        raise source.refused(too_large(len(source.text), Limits(bytes=limits.rdf)))
    try:
        graph = Graph().parse(data=without_declaration(source), format="xml")
        # spdx-tools ends the process where there is none.
        if len(list(graph.subjects(RDF.type, SPDX_NAMESPACE.SpdxDocument))) != 1:
            raise source.refused(NOT_ONE_DOCUMENT)
        return translate_graph_to_document(graph)
    except NotABill:
        raise
    except SPDXParsingError as error:
        raise source.refused(not_rdf("; ".join(map(str, error.messages)))) from None
    except RecursionError:
        raise source.refused(not_rdf("RecursionError")) from None
    except (
        Exception,
        SystemExit,
    ) as error:  # rdflib and spdx-tools raise what their own code stumbles over
        raise source.refused(not_rdf(str(error) or type(error).__name__)) from None


def _without_enums(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {str(key): _without_enums(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_without_enums(each) for each in thing]
    return thing if isinstance(thing, str | int | float | bool | None) else str(thing)


def in_graph(pointer: str) -> str:
    """A graph has no lines; a pointer into the same document as JSON says what is meant."""
    return pointer


NOT_ONE_DOCUMENT = {
    "de": "Die RDF-Datei enthält nicht genau ein SpdxDocument",
    "en": "The RDF file does not contain exactly one SpdxDocument",
}


def not_rdf(reason: str) -> Text:
    return {
        "de": f"Die RDF-Datei lässt sich nicht als SPDX lesen ({shown(reason, 200)})",
        "en": f"The RDF file cannot be read as SPDX ({shown(reason, 200)})",
    }
