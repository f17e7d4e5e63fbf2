# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a package's metadata file or a labelled line ("License: MIT") declares."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from allmende.licences.expressions import NotAnExpression, parse
from allmende.licences.texts.findings import Found, Kind
from allmende.licences.texts.names import named
from allmende.licences.texts.notices import statements
from allmende.licences.texts.rendering import Page
from allmende.licences.texts.tags import modernised

LONGEST = 200_000
"""Characters of a metadata file that is read as JSON or TOML."""
_LONGEST_VALUE = 120
_MOST = 40

_LABEL = re.compile(
    r"^\s*[\"']?\s*(?:@|:|\\|s\.|spec\.|gem\.|[a-z]+\.)?(?:licen[cs]es?|lizenz"
    r"|package licen[cs]e|licen[cs]e[- ](?:expression|id|type|name|identifier))"
    r"[\"']?\s*(?:=>|:=|[:=]|\s(?=[\"'{]))\s*(?P<value>\S.{0,160})$",
    re.I,
)
_ARGUMENT = re.compile(r"\blicen[cs]e\s*=\s*(?P<value>[\"'][^\"']{2,100}[\"'])")
_JAVADOC = re.compile(r"^\s*@licen[cs]e:?\s+(?P<value>\S.{0,120})$", re.I)
_SECTION = re.compile(
    r"^\W*(?:\d+\.? ?)?(?:(?:the )?licen[cs]e|licensing|lizenz(?:ierung)?"
    r"|licen[cs]e (?:information|and copyright|& copyright|details)|copyright (?:and|&"
    r"|/) licen[cs]e|licence et droit.{0,20}|licencia|licenza)\W*$",
    re.I,
)
_HEADING = re.compile(r"^\s*(?:#{1,6}\s|=+\s|[-*]?\s*\*\*)")
_TROVE = re.compile(r"License :: (?:OSI Approved :: )?([^\"'\n]{2,100})")
_MAVEN = re.compile(r"<licenses?>(.{0,6000}?)</licenses>", re.S)
_MAVEN_NAME = re.compile(r"<name>\s*([^<]{1,200}?)\s*</name>", re.S)
_ELEMENT = re.compile(r"<license(?:\s[^<>]{0,100})?>\s*([^<>]{2,100}?)\s*</license>")
_COPYRIGHT_FORMAT = re.compile(
    r"^Format(?:-Specification)?:.{0,120}(?:copyright-format|dep5|CopyrightFormat)", re.I
)
_DEBIAN = re.compile(r"^License:\s*(\S.{0,200})$", re.I)
_R_VERSION = re.compile(r"\b([AL]?GPL) ?\(>= ?(\d(?:\.\d)?)\)")
_R_FILE = re.compile(r"\s*[+|]\s*file LICEN[CS]E\b")
_DEBIAN_NAMES = {
    "expat": "MIT",
    "public-domain": "",
    "zlib": "Zlib",
    "isc": "ISC",
    "cc0": "CC0-1.0",
}
_SPEAKS = re.compile(r"licen[cs]|lizenz", re.I)
_PROSE = re.compile(r"\b(?:see|file|the|this|above|below|for|under|siehe|datei)\b", re.I)

Declared = tuple[str, int]
"""A value as it was written and the index of its line on the page."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What was declared. `whole_file`: by a metadata file, for the package; `choice`: the receiver
    may choose among them; `alone`: nothing else in the file counts."""

    found: tuple[Found, ...] = ()
    whole_file: bool = False
    choice: bool = False
    alone: bool = False

    def expression(self) -> str | None:
        """All of them as one expression; None for none."""
        terms = list(dict.fromkeys(one.expression for one in self.found))
        if not terms:
            return None
        joint = " OR " if self.choice else " AND "
        return str(parse(joint.join(f"({one})" for one in terms)))


def declarations(page: Page) -> Declarations:
    """The licences that labelled places declare, where they can be read for certain."""
    source, values = _from_file(page)
    found = []
    for value, index in values:
        expression = _expression(value)
        if expression:
            number = page.numbers[index]
            kind: Kind = "tag" if _is_spdx(value) else "name"
            found.append(Found(expression, 1.0, False, number, number, kind))
    return Declarations(
        tuple(found),
        source in {"json", "toml", "maven", "xml"},
        source == "maven",
        source in {"json", "debian"} and bool(found),
    )


def _expression(value: str) -> str | None:
    """The SPDX expression of a declared value; None where it is not certain."""
    value = value.strip().strip("\"'[](){},; ").removesuffix("*/").strip().rstrip(".")
    if not value or len(value) > _LONGEST_VALUE:
        return None
    try:
        return (
            str(modernised(parse(value))) if value.upper() not in {"NONE", "NOASSERTION"} else None
        )
    except NotAnExpression:
        pass
    value = _R_FILE.sub("", _R_VERSION.sub(r"\1-\2-or-later", value))
    lower = value.lower()
    if lower in _DEBIAN_NAMES:
        return _DEBIAN_NAMES[lower] or None
    granted = statements(f"licensed under {lower}")
    names = named(lower)
    if granted and names and names[0].start < 6 and len(lower) - names[-1].end < 40:
        return granted[0].expression or _normalised(value)
    return None if _PROSE.search(value) else _normalised(value)


def _normalised(value: str) -> str | None:
    try:
        from allmende.licences.names import normalise
    except ImportError:
        return None
    match = normalise(value)
    if match.status != "match" or not match.expression:
        return None
    return str(modernised(parse(match.expression)))


def _is_spdx(value: str) -> bool:
    try:
        parse(value.strip().strip("\"'[](){},; "))
    except NotAnExpression:
        return False
    return True


def _from_file(page: Page) -> tuple[str, list[Declared]]:
    """Of which kind a metadata file is, and the values it declares."""
    text = "\n".join(page.raw)
    if len(text) > LONGEST:
        return "lines", list(islice(_from_lines(page), _MOST))
    start = text.lstrip()[:1]
    if start == "{" and (values := _placed(page, _from_json(text))) is not None:
        return "json", values
    if "<licenses>" in text:
        return "maven", _from_maven(page, text)
    if "<license" in text and (values := _from_xml(page)):
        return "xml", values
    if any(_COPYRIGHT_FORMAT.match(line) for line in page.raw[:12]):
        return "debian", _from_debian(page)
    tables = ("[project]", "[package]", "[tool.poetry]")
    if (
        any(one in text for one in tables)
        and (values := _placed(page, _from_toml(text))) is not None
    ):
        return "toml", values
    return "lines", list(islice(_from_lines(page), _MOST))


def _placed(page: Page, values: list[str] | None) -> list[Declared] | None:
    if values is None:
        return None
    placed = []
    for value in values:
        lines = [
            at
            for at, line in enumerate(page.raw)
            if value.split(" OR ")[0].strip("(") in line and "icen" in line
        ]
        lines = lines or [at for at, line in enumerate(page.raw) if "icen" in line]
        placed.append((value, lines[0] if lines else 0))
    return placed


def _from_json(text: str) -> list[str] | None:
    """package.json, composer.json, CodeMeta: several licences there are a choice."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    declared = data.get("license", data.get("licenses"))
    values = list(_names_in(declared))
    return [" OR ".join(values)] if values else []


def _names_in(declared: Any) -> Iterator[str]:
    if isinstance(declared, str):
        yield declared.rsplit("spdx.org/licenses/", 1)[-1].removesuffix(".html")
    elif isinstance(declared, dict):
        yield from _names_in(declared.get("type") or declared.get("name") or declared.get("id"))
    elif isinstance(declared, list):
        for one in declared[:20]:
            yield from _names_in(one)


def _from_toml(text: str) -> list[str] | None:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    values = []
    for table in (data.get("project"), data.get("package"), _inner(data, "tool", "poetry")):
        declared = table.get("license") if isinstance(table, dict) else None
        if isinstance(declared, dict):
            declared = declared.get("text")
        if isinstance(declared, str):
            values.append(
                declared.replace("/", " OR ") if table is data.get("package") else declared
            )
    return values[:1] or list(dict.fromkeys(_TROVE.findall(text)))[:1]


def _inner(data: dict[str, Any], first: str, second: str) -> Any:
    table = data.get(first)
    return table.get(second) if isinstance(table, dict) else None


def _from_maven(page: Page, text: str) -> list[Declared]:
    block = _MAVEN.search(text)
    if block is None:
        return []
    first = text.count("\n", 0, block.start())
    return [
        (one[1], min(first + block[1].count("\n", 0, one.start()), len(page.raw) - 1))
        for one in _MAVEN_NAME.finditer(block[1])
    ]


def _from_xml(page: Page) -> list[Declared]:
    """NuGet's nuspec, package.xml and others with one element for the licence."""
    found = [(index, _ELEMENT.search(line)) for index, line in enumerate(page.raw)]
    return [(match[1], index) for index, match in found if match][:_MOST]


def _from_debian(page: Page) -> list[Declared]:
    """Machine-readable copyright (DEP-5): every licence that files stand under, once.

    A paragraph without "Files" only gives the text of a licence named elsewhere.
    """
    values: dict[str, int] = {}
    texts: dict[str, int] = {}
    about_files = False
    for index, line in enumerate(page.raw):
        if not line.strip():
            about_files = False
        about_files = about_files or line.startswith("Files:")
        match = _DEBIAN.match(line)
        if match:
            (values if about_files else texts).setdefault(match[1].strip(), index)
    return [(_debian_expression(one), index) for one, index in (values or texts).items()]


def _debian_expression(value: str) -> str:
    value = re.sub(r"\bExpat\b", "MIT", re.sub(r"\bArtistic\b(?!-)", "Artistic-1.0-Perl", value))
    value = re.sub(r"\b((?:A|L)?GPL|GFDL)-(\d)(\+?)(?![.\d])", r"\1-\2.0\3", value)
    value = re.sub(r"\b(Apache|MPL|Artistic|EPL)-(\d)(?![.\d])", r"\1-\2.0", value)
    value = re.sub(r"\bBSD-([234])-clause\b", r"BSD-\1-Clause", value)
    value = value.replace(" and/or ", " or ")
    value = re.sub(r",? (and|or) ", lambda one: f" {one[1].upper()} ", value)
    if _expression(value) is None:
        return f"LicenseRef-{re.sub(r'[^A-Za-z0-9.]+', '-', value).strip('-.') or 'unnamed'}"
    return value


def _from_lines(page: Page) -> Iterator[Declared]:
    """`License: MIT` on a line of its own, and the first words of a section "License"."""
    for index, line in enumerate(page.lines):
        if len(line) > 300 or not _SPEAKS.search(line):
            continue
        label = _LABEL.match(line) or _JAVADOC.match(line) or _ARGUMENT.search(line)
        if label:
            yield label["value"], index
        elif _SECTION.match(line):
            following = _after_heading(page, index)
            if following is not None:
                yield following


def _after_heading(page: Page, index: int) -> Declared | None:
    is_heading = _HEADING.match(page.raw[index]) is not None
    for at in range(index + 1, min(index + 4, len(page.lines))):
        line = page.lines[at].strip()
        if re.fullmatch(r"[-=~^]{3,}", line):
            is_heading = True
        elif line:
            return (line, at) if is_heading and len(line) < _LONGEST_VALUE else None
    return None
