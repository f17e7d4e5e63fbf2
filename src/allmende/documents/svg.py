# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a picture is only a picture."""

import re

from allmende.documents.errors import UnsafeFigure

NAMESPACE = "{http://www.w3.org/2000/svg}"
_REFUSED = frozenset({"script", "foreignObject", "image", "iframe", "a", "animate", "set"})
_LOADS = re.compile(r"url\s*\(\s*['\"]?\s*(?!['\"]?#)|@import", re.IGNORECASE)


def checked(svg: bytes) -> None:
    """Nothing where it is plain SVG; raises UnsafeFigure where it could run or load something."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg, parser)
        svg.decode("utf-8")
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeFigure(f"not an SVG picture in UTF-8: {error}") from error
    if root.tag != f"{NAMESPACE}svg" or root.getroottree().docinfo.doctype:
        raise UnsafeFigure("not an SVG picture without document type")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in _REFUSED:
            raise UnsafeFigure(f"a picture may not hold <{name}>")
        _check_attributes(name, dict(element.attrib))
        if name == "style" and _LOADS.search("".join(element.itertext())):
            raise UnsafeFigure("the style of a picture may not load anything")


def _check_attributes(name: str, attributes: dict[str | bytes, str | bytes]) -> None:
    for key, value in attributes.items():
        local, text = str(key).rpartition("}")[2].lower(), str(value)
        if local.startswith("on"):
            raise UnsafeFigure(f"<{name} {local}> would run something")
        if (local == "href" and not text.startswith("#")) or _LOADS.search(text):
            raise UnsafeFigure(f"<{name} {local}> would load something")


def size(svg: bytes) -> tuple[float, float]:
    """Width and height in centimetres, at 96 points an inch; of a picture without any 12 by 8."""
    from lxml import etree

    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    given = [_number(root.get("width", "")), _number(root.get("height", ""))]
    box = [_number(one) for one in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if not all(given) and len(box) == 4:
        given = box[2:]
    width, height = given
    return (width / 96 * 2.54, height / 96 * 2.54) if width and height else (12.0, 8.0)


def _number(text: str) -> float:
    """Pixels, 0 for any other unit."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)(?:px)?", text.strip())
    return float(found[1]) if found else 0.0
