# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What SPDX 3 says of a licence, simple or as a set of elements, as one SPDX expression."""

from collections.abc import Iterator
from typing import Any

from allmende.components.bill import LicenceText, Text
from allmende.components.licence_statements import Stated, joined
from allmende.components.limits import Limits
from allmende.components.notes import Notes, dangling
from allmende.components.spdx_3_graph import Graph, Node

LISTED = ("https://spdx.org/licenses/", "http://spdx.org/licenses/")
UNSTATED = frozenset({"NOASSERTION", "NONE"})
# Sets can share members, so that a small graph may spell an expression without end.
LONGEST = 20_000
BODIES = (
    "expandedlicensing_licenseText",
    "simplelicensing_licenseText",
    "expandedlicensing_additionText",
)
SETS = {
    "expandedlicensing_ConjunctiveLicenseSet": " AND ",
    "expandedlicensing_DisjunctiveLicenseSet": " OR ",
}


class Licences:
    """Spells the licences of one graph; each element once."""

    def __init__(self, graph: Graph, notes: Notes, limits: Limits) -> None:
        self.graph = graph
        self.notes = notes
        self.depth = limits.depth
        self.spelt: dict[str, str | None] = {}
        self.bodies = {each.licence: each for each in self.texts()}

    def stated(self, ends: list[tuple[str, str]]) -> str | None:
        """The licence that relationships lead to; several of one kind all apply."""
        found = []
        for ref, pointer in ends:
            spelt = self.spell(ref, pointer, 0)
            if spelt and spelt not in UNSTATED:
                found.append(Stated(spelt, True))
        return joined(found)[0]

    def spell(self, ref: str, pointer: str, depth: int) -> str | None:
        if ref in self.spelt:
            return self.spelt[ref]
        self.spelt[ref] = None  # what leads back here says nothing more
        spelt = self._spell(ref, pointer, depth)
        if spelt and len(spelt) > LONGEST:
            self.notes.add(pointer, TOO_LONG)
            spelt = None
        self.spelt[ref] = spelt
        return spelt

    def _spell(self, ref: str, pointer: str, depth: int) -> str | None:
        node = self.graph.by_id.get(ref)
        if node is None:
            return self._by_id(ref, pointer)
        found = node.found
        if depth > self.depth:
            self.notes.add(pointer, TOO_LONG)
            return None
        if node.type == "simplelicensing_LicenseExpression":
            return _text(found.get("simplelicensing_licenseExpression"))
        if node.type in SETS:
            return self._set(node, SETS[node.type], depth)
        if node.type == "expandedlicensing_OrLaterOperator":
            inner = self._part(node, "expandedlicensing_subjectLicense", depth)
            return f"{inner}+" if inner else None
        if node.type == "expandedlicensing_WithAdditionOperator":
            inner = self._part(node, "expandedlicensing_subjectExtendableLicense", depth)
            addition = self._part(node, "expandedlicensing_subjectAddition", depth)
            return f"{inner} WITH {addition}" if inner and addition else inner
        return _listed(ref) or _custom(ref) or _text(found.get("name"))

    def _set(self, node: Node, operator: str, depth: int) -> str | None:
        members = []
        for ref in self.graph.refs(node.found.get("expandedlicensing_member")):
            spelt = self.spell(ref, node.pointer, depth + 1)
            if spelt:
                members.append(f"({spelt})" if " AND " in spelt or " OR " in spelt else spelt)
            if sum(map(len, members)) > LONGEST:
                break
        return operator.join(members) or None

    def _part(self, node: Node, key: str, depth: int) -> str | None:
        ref = self.graph.ref(node.found.get(key))
        return self.spell(ref, node.pointer, depth + 1) if ref else None

    def _by_id(self, ref: str, pointer: str) -> str | None:
        """A listed licence, or one of the two individuals that say nothing."""
        if ref.endswith(("NoAssertionLicense", "Licensing/NoAssertion", "NoAssertionElement")):
            return "NOASSERTION"
        if ref.endswith(("NoneLicense", "Licensing/None", "NoneElement")):
            return "NONE"
        listed = _listed(ref)
        if listed is None:
            self.notes.add(pointer, dangling(ref))
        return listed or _custom(ref)

    def texts(self) -> Iterator[LicenceText]:
        """The licence texts that the graph carries."""
        for kinds in list(self.graph.by_type.values()):
            for node in kinds:
                body = next((node.found[key] for key in BODIES if key in node.found), None)
                if isinstance(body, str) and body.strip():
                    name = _listed(node.id) or _custom(node.id) or _text(node.found.get("name"))
                    yield LicenceText(name, body)

    def texts_in(self, licence: str | None) -> Iterator[LicenceText]:
        if licence and "LicenseRef-" in licence:
            words = licence.replace("(", " ").replace(")", " ").split()
            yield from (self.bodies[word] for word in words if word in self.bodies)


def _listed(ref: str) -> str | None:
    for beginning in LISTED:
        if ref.startswith(beginning):
            return ref.removeprefix(beginning).rpartition("/")[2].removesuffix(".html") or None
    return None


def _custom(ref: str) -> str | None:
    for word in ("DocumentRef-", "LicenseRef-", "AdditionRef-"):
        if word in ref:
            return word + ref.partition(word)[2]
    return None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


TOO_LONG: Text = {
    "de": "Die Lizenz ist zu lang oder zu tief verschachtelt",
    "en": "The licence is too long or nested too deeply",
}
