# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What spdx-tools does in minutes for a large document, done in seconds with the same answer."""

from typing import Any

from allmende.components.bill import Text
from allmende.components.notes import dangling, shown

# Beyond so many pairs of element and relationship, spdx-tools takes more than some seconds.
MOST_PAIRS = 2_000_000
SINCE_2_3 = frozenset({"REQUIREMENT_DESCRIPTION_FOR", "SPECIFICATION_FOR"})
KEPT = frozenset({"DESCRIBES", "DESCRIBED_BY", "CONTAINS", "CONTAINED_BY"})


def tag_value_parser() -> Any:
    """The parser of spdx-tools, which reads the list of licences anew for every licence."""
    from license_expression import ExpressionError
    from ply.yacc import NullLogger
    from spdx_tools.common.spdx_licensing import spdx_licensing
    from spdx_tools.spdx.parser.tagvalue.parser import Parser

    base: Any = Parser

    class QuickParser(base):  # type: ignore[misc]
        def p_license(self, p: Any) -> None:
            try:
                p[0] = spdx_licensing.parse(p[1])
            except ExpressionError as refused:
                said = f"Error while parsing license expression: {p[1]}: {refused}"
                self.current_element["logger"].append(said)

    QuickParser.p_license.__doc__ = base.p_license.__doc__  # the rule of the grammar
    # The generator takes the rule that stands first for the start, and would write its tables to a
    # file and its progress to the terminal.
    return QuickParser(start="start", errorlog=NullLogger(), debug=False, write_tables=False)


def without_plain_relationships(document: Any) -> tuple[Any, list[tuple[str, Text]]]:
    """A large document without the relationships that only need to lead somewhere.

    These are looked at here; spdx-tools walks over the whole document for each of them.
    """
    from spdx_tools.spdx.document_utils import get_contained_spdx_element_ids

    elements = len(document.packages) + len(document.files) + len(document.snippets)
    if elements * len(document.relationships) <= MOST_PAIRS:
        return document, []
    version = document.creation_info.spdx_version
    known = {document.creation_info.spdx_id, *get_contained_spdx_element_ids(document)}
    others = {each.document_ref_id for each in document.creation_info.external_document_refs}
    found = []
    for each in document.relationships:
        kind = each.relationship_type.name
        if kind in KEPT:
            continue
        ends = [end for end in (each.spdx_element_id, each.related_spdx_element_id) if end]
        for end in ends:
            name = end if isinstance(end, str) else ""
            if name and name not in known and name.partition(":")[0] not in others:
                found.append((name, dangling(name)))
        if version == "SPDX-2.2" and kind in SINCE_2_3:
            found.append(("", since_2_3(kind)))
    document.relationships = [
        each for each in document.relationships if each.relationship_type.name in KEPT
    ]
    return document, found


def since_2_3(kind: str) -> Text:
    return {
        "de": f"Die Beziehung {shown(kind)} gibt es erst seit SPDX 2.3",
        "en": f"The relationship {shown(kind)} exists only since SPDX 2.3",
    }
