# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files of a tree as text, JSON, TOML, YAML and XML: bounded, executed never, broken ones said.

YAML comes as texts, lists and mappings that know their lines; nothing in it is converted, so that
a version 1.10 stays one and the key `on` does not become true.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allmende.repositories.facts.fact import Text
from allmende.repositories.facts.look import Look

LARGEST = 4_000_000
"""Bytes of a file that is read for facts; a larger one is no manifest a person looks after."""
NODES = 400_000
"""Values of one document, aliases counted as often as they are written out."""
DEPTH = 100
LONGEST = 1_000
"""Characters of one line that patterns are shown."""
YAML_BYTES = 1_000_000
TOML_BYTES = 500_000
MOST_DOTS = 60


class Unreadable(Exception):
    """A file that is not what its name says, or beyond the bounds."""

    def __init__(self, path: str, line: int | None, why: Text) -> None:
        super().__init__(f"{path}: {why['en']}")
        self.path = path
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text, with the look it comes from for those who have to look at its neighbours."""

    path: str
    text: str
    look: Look

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def line_at(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def line_of(self, needle: str, begin: int = 0) -> int | None:
        """The first line in which this stands after `begin` characters."""
        position = self.text.find(needle, begin)
        return None if position < 0 else self.line_at(position)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Numbered from 1, and none so long that a pattern takes its time over it."""
        return ((number, line[:LONGEST]) for number, line in enumerate(self.text.split("\n"), 1))

    @property
    def cut(self) -> str:
        """The text with its long lines cut off, for patterns over the whole of it."""
        return "\n".join(line for _, line in self.lines())

    def refused(self, why: Text, line: int | None = None) -> Unreadable:
        return Unreadable(self.path, line, why)


def source(look: Look, path: str, limit: int = LARGEST) -> Source:
    """The file as text; raises `Unreadable` where it is too large, missing or binary."""
    entry = look.tree.entries.get(path)
    if entry is not None and entry.size > limit:
        raise Unreadable(path, None, too_large(entry.size, limit))
    data = look.tree.read(path, limit)
    if data is None:
        raise Unreadable(path, None, MISSING)
    return Source(path, decoded(path, data), look)


def decoded(path: str, data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
    if "\x00" in text:
        raise Unreadable(path, None, BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_or_none(look: Look, path: str, limit: int = LARGEST) -> Source | None:
    try:
        return source(look, path, limit)
    except Unreadable:
        return None


def json_of(file: Source) -> Any:
    text = file.text
    if text.count(",") + text.count("{") + text.count("[") > NODES:
        raise file.refused(TOO_TANGLED)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise file.refused(broken("JSON", error.msg), error.lineno) from None
    except RecursionError:
        raise file.refused(TOO_TANGLED) from None
    except ValueError as error:
        raise file.refused(broken("JSON", str(error))) from None


STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
TRAILING_COMMA = re.compile(r'"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])')


def jsonc_of(file: Source) -> Any:
    """JSON with comments and trailing commas, as editors write it; lines stay what they were."""

    def without(found: re.Match[str]) -> str:
        return found[0] if found[0][0] == '"' else "\n" * found[0].count("\n")

    text = STRING_OR_COMMENT.sub(without, file.text)
    return json_of(Source(file.path, TRAILING_COMMA.sub(without, text), file.look))


def toml_of(file: Source) -> dict[str, Any]:
    if len(file.text) > TOML_BYTES:
        raise file.refused(too_large(len(file.text), TOML_BYTES))
    for number, line in enumerate(file.text.split("\n"), 1):
        # The parser's time grows with the square of the parts of a dotted key.
        if line.count(".") > MOST_DOTS and not line.lstrip().startswith(("#", '"', "'")):
            raise file.refused(TOO_TANGLED, number)
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        at_line = re.search(r"at line (\d+)", str(error))
        raise file.refused(
            broken("TOML", str(error)), int(at_line[1]) if at_line else None
        ) from None
    except RecursionError:
        raise file.refused(TOO_TANGLED) from None
    except ValueError as error:
        raise file.refused(broken("TOML", str(error))) from None


def xml_of(file: Source) -> Any:
    """The root element of lxml, namespaces left in place.

    A document type is refused before anything is parsed, hence no entity is ever expanded.
    """
    from lxml import etree

    if "<!DOCTYPE" in file.text or "<!ENTITY" in file.text:
        raise file.refused(DOCUMENT_TYPE, file.line_of("<!"))
    if file.text.count("<") > NODES:
        raise file.refused(TOO_TANGLED)
    declared = re.match(r"\s*<\?xml[^>]*\?>", file.text)
    begin = declared.end() if declared else 0
    body = "\n" * file.text.count("\n", 0, begin) + file.text[begin:]
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise file.refused(broken("XML", error.msg or "?"), error.lineno or None) from None
    except ValueError as error:
        raise file.refused(broken("XML", str(error))) from None


MISSING: Text = {
    "de": "Die Datei fehlt oder ist zu groß",
    "en": "The file is missing or too large",
}
BINARY: Text = {"de": "Die Datei ist kein Text", "en": "The file is not text"}
DOCUMENT_TYPE: Text = {
    "de": "XML mit einer Dokumenttyp-Angabe (DOCTYPE) wird nicht gelesen",
    "en": "XML with a document type (DOCTYPE) is not read",
}
TOO_TANGLED: Text = {
    "de": "Die Datei ist zu tief verschachtelt oder hat zu viele Einträge",
    "en": "The file is nested too deeply or has too many entries",
}
CONFLICT: Text = {
    "de": "Die Datei enthält einen nicht aufgelösten Konflikt einer Zusammenführung",
    "en": "The file contains an unresolved merge conflict",
}


def broken(format: str, reason: str) -> Text:
    return {
        "de": f"Kein gültiges {format} ({reason[:160]})",
        "en": f"Not valid {format} ({reason[:160]})",
    }


def too_large(size: int, most: int) -> Text:
    return {
        "de": f"Die Datei hat {size / 1e6:.1f} MB, gelesen werden höchstens {most / 1e6:.1f} MB",
        "en": f"The file has {size / 1e6:.1f} MB, at most {most / 1e6:.1f} MB are read",
    }
