# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 3.0 against the model of spdx-python-model: types, properties, values, cardinalities."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from allmende.components.bill import Text
from allmende.components.decoding import TOO_DEEP, Written
from allmende.components.notes import LIST, OBJECT, shown, twice
from allmende.components.validating.positions import Path, positions
from allmende.components.validating.validation import Problem, error, unknown_version

CONTEXT = re.compile(r"https?://spdx\.org/rdf/(?:v)?(3\.\d+(?:\.\d+)?)/spdx-context\.jsonld")
KNOWN = ("3.0.0", "3.0", "3.0.1")
ADDRESS = re.compile(r"\s*\(\d{6,}\)")
MOST_BROKEN = 20


def version_of(document: dict[str, Any]) -> str | None:
    """The version of the context that the document names."""
    context = document.get("@context")
    for each in context if isinstance(context, list) else [context]:
        found = CONTEXT.fullmatch(each) if isinstance(each, str) else None
        if found:
            return found.group(1)
    return None


def problems(text: Written, document: dict[str, Any]) -> list[Problem]:
    version = version_of(document)
    if version not in KNOWN:
        [(line, column)] = positions(text.text, [("@context",)]).values()
        return [error(unknown_version(version, "3.0.0, 3.0.1"), "/@context", line, column)]
    found = list(_problems(document))
    at = positions(text.text, [path for path, _ in found])
    return [
        error(message, "".join(f"/{step}" for step in path), *at[path]) for path, message in found
    ]


def _problems(document: dict[str, Any]) -> Iterator[tuple[Path, Text]]:
    graph = document.get("@graph")
    if "@graph" in document:
        if not isinstance(graph, list):
            yield ("@graph",), LIST
            return
        for key in sorted(document.keys() - {"@context", "@graph"}):
            yield (key,), BESIDE_GRAPH
        yield from _of_graph(graph)
    reason = _failure(document)
    if reason is None:
        return
    if not isinstance(graph, list):
        yield (), reason
        return
    broken = list(_broken_entries(document, graph))
    yield from broken or [((), reason)]


def _of_graph(graph: list[Any]) -> Iterator[tuple[Path, Text]]:
    """What the model does not see: ids given twice, more than one document (SpdxDocument)."""
    entries = [each for each in graph if isinstance(each, dict)]
    ids = Counter(str(each["spdxId"]) for each in entries if "spdxId" in each)
    for index, each in enumerate(graph):
        if not isinstance(each, dict):
            yield ("@graph", index), OBJECT
        elif ids.get(str(each.get("spdxId")), 0) > 1:
            yield ("@graph", index), twice(str(each["spdxId"]))
    documents = [at for at, each in enumerate(graph) if _is_document(each)]
    for index in documents[1:]:
        yield ("@graph", index), SECOND_DOCUMENT


def _is_document(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("type") == "SpdxDocument"


def _broken_entries(document: dict[str, Any], graph: list[Any]) -> Iterator[tuple[Path, Text]]:
    """Each entry alone, to tell which is broken."""
    count = 0
    for index, entry in enumerate(graph):
        reason = _failure({"@context": document["@context"], "@graph": [entry]})
        if reason:
            count += 1
            yield ("@graph", index), reason
        if count >= MOST_BROKEN:
            return


def _failure(document: dict[str, Any]) -> Text | None:
    """What the model first has against a document: kinds when read, counts when written."""
    from spdx_python_model.bindings import v3_0_1 as model

    try:
        objects = model.SHACLObjectSet()
        model.JSONLDDeserializer().deserialize_data(document, objects)
        model.JSONLDSerializer().write(objects, io.BytesIO())
    except RecursionError:
        return TOO_DEEP
    except Exception as refused:  # the model raises whatever its kind of value raises
        said = str(refused.args[0]) if refused.args else type(refused).__name__
        return _in_words(ADDRESS.sub("", said))
    return None


def _in_words(said: str) -> Text:
    short = shown(" ".join(said.split()), 300)
    return {
        "de": f"Passt nicht zum Modell von SPDX 3 ({short})",
        "en": f"Against the SPDX 3 model: {short}",
    }


BESIDE_GRAPH = {
    "de": "Neben „@graph“ steht nur „@context“",
    "en": 'Beside "@graph" there is only "@context"',
}
SECOND_DOCUMENT = {
    "de": "Eine Datei enthält höchstens ein SpdxDocument",
    "en": "A file contains at most one SpdxDocument",
}
