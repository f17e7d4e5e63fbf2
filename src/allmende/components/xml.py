# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From XML text to a tree, without document types, entities or the network."""

import re
from typing import Any

from allmende.components.decoding import Written, too_many_nodes
from allmende.components.limits import Limits

# What may stand before the first element: declaration, comments, instructions, space.
BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

DOCUMENT_TYPE = {
    "de": "XML mit einer Dokumenttyp-Angabe (DOCTYPE) wird nicht gelesen",
    "en": "XML with a document type (DOCTYPE) is not read",
}


def parsed_xml(source: Written, limits: Limits) -> Any:
    """The root element; raises `NotABill` with the line where the text is no XML.

    A document type is refused before anything is parsed, hence no entity is ever expanded.
    """
    from lxml import etree

    refuse_document_type(source)
    if source.text.count("<") > limits.nodes:
        raise source.refused(too_many_nodes(limits))
    text = without_declaration(source)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise source.refused(not_xml(error.msg or "?"), error.lineno or None) from None
    except ValueError as error:
        raise source.refused(not_xml(str(error)[:120])) from None


def without_declaration(source: Written) -> str:
    """The text without its declaration, which may name an encoding it is no longer in.

    Lines stay what they were.
    """
    declared = DECLARATION.match(source.text)
    begin = declared.end() if declared else 0
    return "\n" * source.text.count("\n", 0, begin) + source.text[begin:]


def refuse_document_type(source: Written) -> None:
    position = 0
    while found := BEFORE.match(source.text, position):
        position = found.end()
    if source.text[position : position + 9].upper() == "<!DOCTYPE":
        raise source.refused(DOCUMENT_TYPE, source.line_at(position))


def not_xml(reason: str) -> dict[str, str]:
    return {
        "de": f"Kein gültiges XML ({reason[:200]})",
        "en": f"Not valid XML ({reason[:200]})",
    }
