# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The elements of an SPDX 3 document by id, whether they stand side by side or in one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allmende.components.limits import Limits, TooMany
from allmende.components.notes import OBJECT, Notes, unknown_key
from allmende.components.taking import escaped

TERMS = "https://spdx.org/rdf/"


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its id (expanded), its type in the words of the context, and where it stands."""

    id: str
    type: str
    found: Mapping[str, Any]
    pointer: str


class Graph:
    """All elements; ids with a prefix that the context declares are written out."""

    def __init__(self, document: Mapping[str, Any], notes: Notes, limits: Limits) -> None:
        self.prefixes = dict(_prefixes(document.get("@context")))
        self.by_id: dict[str, Node] = {}
        self.by_type: dict[str, list[Node]] = defaultdict(list)
        self.given_twice: list[Node] = []
        self._gather(document, notes, limits)

    def of_type(self, types: Iterable[str]) -> Iterator[Node]:
        for each in sorted(types):
            yield from self.by_type.get(each, ())

    def ref(self, value: Any) -> str | None:
        """The id that a value names, as text or as the object itself."""
        if isinstance(value, dict):
            value = value.get("spdxId") or value.get("@id")
        return self.expanded(value) if isinstance(value, str) else None

    def refs(self, value: Any) -> list[str]:
        values = value if isinstance(value, list) else [value]
        return [ref for each in values if (ref := self.ref(each)) is not None]

    def expanded(self, identifier: str) -> str:
        prefix, colon, rest = identifier.partition(":")
        if colon and not rest.startswith("//") and prefix in self.prefixes:
            return self.prefixes[prefix] + rest
        return identifier

    def creation(self) -> Node:
        """The creation information of the document, else the first there is."""
        for node in self.of_type({"SpdxDocument", "software_Sbom"}):
            value = node.found.get("creationInfo")
            if isinstance(value, dict):
                return Node("", "CreationInfo", value, f"{node.pointer}/creationInfo")
            found = self.by_id.get(self.ref(value) or "")
            if found:
                return found
        return next(self.of_type({"CreationInfo"}), Node("", "CreationInfo", {}, ""))

    def _gather(self, document: Mapping[str, Any], notes: Notes, limits: Limits) -> None:
        """Every object with a type, without recursion: elements may stand inside others."""
        graph = document.get("@graph")
        if isinstance(graph, list):
            known = {"@context", "@graph"}
            waiting = [(f"/@graph/{index}", each) for index, each in enumerate(graph)]
            for key in sorted(document.keys() - known):
                notes.add(f"/{escaped(key)}", unknown_key(key))
        else:
            waiting = [("", document)]
        waiting.reverse()
        count = 0
        while waiting:
            pointer, value = waiting.pop()
            count += 1
            if count > limits.nodes or pointer.count("/") > 2 * limits.depth:
                raise TooMany
            if isinstance(value, dict):
                self._keep(pointer, value)
                waiting.extend(_inside(pointer, value))
            elif pointer.count("/") == 2:
                notes.add(pointer, OBJECT)

    def _keep(self, pointer: str, found: Mapping[str, Any]) -> None:
        written = found.get("type", found.get("@type"))
        if not isinstance(written, str):
            return
        kind = in_context_words(self.expanded(written))
        identifier = self.ref(found) or pointer
        node = Node(identifier, kind, found, pointer)
        if identifier in self.by_id:
            self.given_twice.append(node)
            return
        self.by_id[identifier] = node
        self.by_type[kind].append(node)


def _inside(pointer: str, found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        if isinstance(value, dict) and key != "@context":
            yield f"{pointer}/{escaped(key)}", value
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if isinstance(each, dict):
                    yield f"{pointer}/{escaped(key)}/{index}", each


def _prefixes(context: Any) -> Iterator[tuple[str, str]]:
    for each in context if isinstance(context, list) else [context]:
        if isinstance(each, dict):
            for key, value in each.items():
                if isinstance(value, str) and not key.startswith("@"):
                    yield key, value


def in_context_words(kind: str) -> str:
    """The type as the context abbreviates it: ".../terms/Software/Package" is software_Package."""
    if not kind.startswith(TERMS):
        return kind
    profile, _, name = kind.partition("/terms/")[2].partition("/")
    return name if profile in ("Core", "") else f"{profile.lower()}_{name}"
