# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Parts in, third-party notices out: grouped by licence, each licence text once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from allmende.licences.expressions import (
    NotAnExpression,
    Unstated,
    licences_of,
    parse,
    simplify,
)
from allmende.licences.expressions.choices import leaves_of
from allmende.licences.known import facts_of
from allmende.licences.notices.parts import Part, block, line, web_address


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the notices show it, every text on one line."""

    name: str
    version: str
    purl: str
    written: str
    chosen: str
    copyrights: tuple[str, ...]
    homepage: str | None

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}".strip() or self.purl

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "version": self.version or None,
            "purl": self.purl or None,
            "licence": self.written or None,
            "chosen": self.chosen or None,
            "copyrights": list(self.copyrights),
            "homepage": self.homepage,
        }


@dataclass(frozen=True, slots=True)
class LicenceName:
    """A licence by its SPDX id, with the name and address of the SPDX list, where it is on it."""

    id: str
    name: str | None
    address: str | None

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "address": self.address}


@dataclass(frozen=True, slots=True)
class Group:
    """All parts under one expression, and the licences it is made of."""

    expression: str
    licences: tuple[LicenceName, ...]
    parts: tuple[Entry, ...]

    @property
    def choice_open(self) -> bool:
        """Whether a choice among licences is still to be made."""
        return " OR " in self.expression

    def as_json(self) -> dict[str, Any]:
        return {
            "expression": self.expression,
            "choice_open": self.choice_open,
            "licences": [one.as_json() for one in self.licences],
            "parts": [one.as_json() for one in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Text:
    """One licence text that came with parts, and the parts it serves."""

    text: str
    expressions: tuple[str, ...]
    parts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "licences": list(self.expressions),
            "parts": list(self.parts),
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """A licence whose text has to be added, since these parts came without one."""

    licence: LicenceName
    parts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {**self.licence.as_json(), "parts": list(self.parts)}


@dataclass(frozen=True, slots=True)
class Notices:
    """Third-party notices: what is unclear, the groups, the texts, and the texts to be added."""

    title: str
    unclear: tuple[Entry, ...]
    groups: tuple[Group, ...]
    texts: tuple[Text, ...]
    missing: tuple[Missing, ...]

    def as_text(self, language: str = "de") -> str:
        """Plain text in "de" or "en"; ValueError for another language."""
        from allmende.licences.notices.rendering import as_text

        return as_text(self, language)

    def as_html(self, language: str = "de") -> str:
        """One HTML5 document without script and style, in "de" or "en"."""
        from allmende.licences.notices.rendering import as_html

        return as_html(self, language)

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "unclear": [one.as_json() for one in self.unclear],
            "groups": [one.as_json() for one in self.groups],
            "texts": [one.as_json() for one in self.texts],
            "missing": [one.as_json() for one in self.missing],
        }


def notices(parts: Iterable[Part], title: str) -> Notices:
    """Collect the notices of parts. The same parts in any order give the same result.

    A part whose licence is NOASSERTION, NONE, missing or no SPDX expression is unclear. The text
    of a licence is only ever the one that came with a part; where a part has none, its licences
    stand under `missing`.
    """
    grouped: dict[str, dict[Entry, None]] = defaultdict(dict)
    unclear: dict[Entry, None] = {}
    served: dict[str, dict[str, set[str]]] = {}
    without: dict[str, set[str]] = defaultdict(set)
    clean = cache(block)  # thousands of parts share a handful of texts
    for part in parts:
        entry = _entry(part)
        expression = _expression(part.chosen) or _expression(part.licence)
        if expression is None:
            unclear[entry] = None
        else:
            grouped[expression][entry] = None
        texts = [text for text in (clean(one) for one in (part.text, *part.further_texts)) if text]
        for text in texts:
            uses = served.setdefault(text, {"parts": set(), "expressions": set()})
            uses["parts"].add(entry.title)
            uses["expressions"].add(expression or entry.written)
        if not texts and expression is not None:
            for licence in _licences(expression):
                without[licence].add(entry.title)
    return Notices(
        title=line(title),
        unclear=tuple(sorted(unclear, key=_order)),
        groups=tuple(
            Group(one, tuple(map(_named, _licences(one))), tuple(sorted(grouped[one], key=_order)))
            for one in sorted(grouped, key=_by_name)
        ),
        texts=_texts(served),
        missing=tuple(
            Missing(_named(one), tuple(sorted(without[one], key=_by_name)))
            for one in sorted(without, key=_by_name)
        ),
    )


def _texts(served: dict[str, dict[str, set[str]]]) -> tuple[Text, ...]:
    found = [
        Text(
            text,
            tuple(sorted(filter(None, uses["expressions"]), key=_by_name)),
            tuple(sorted(uses["parts"], key=_by_name)),
        )
        for text, uses in served.items()
    ]
    return tuple(
        sorted(found, key=lambda one: ([_by_name(id) for id in one.expressions], one.text))
    )


def _entry(part: Part) -> Entry:
    return Entry(
        name=line(part.name),
        version=line(part.version),
        purl=line(part.purl),
        written=line(part.licence),
        chosen=line(part.chosen),
        copyrights=tuple(dict.fromkeys(filter(None, map(line, part.copyrights)))),
        homepage=web_address(part.homepage),
    )


def _by_name(text: str) -> tuple[str, str]:
    return text.casefold(), text


def _order(entry: Entry) -> tuple[object, ...]:
    return (
        _by_name(entry.name),
        entry.version,
        entry.purl,
        entry.written,
        entry.chosen,
        entry.copyrights,
        entry.homepage or "",
    )


@lru_cache(4096)
def _expression(written: str | None) -> str | None:
    """The simplified expression, None where the licence is not stated or not readable."""
    if not written:
        return None
    try:
        expression = simplify(parse(written))
    except NotAnExpression:
        return None
    if any(isinstance(leaf, Unstated) for leaf in leaves_of(expression)):
        return None
    return str(expression)


@lru_cache(4096)
def _licences(expression: str) -> tuple[str, ...]:
    return tuple(str(one) for one in licences_of(parse(expression)))


@lru_cache(4096)
def _named(licence: str) -> LicenceName:
    """An id with an exception has the name of its licence; the id itself says the exception."""
    facts = facts_of(licence.partition(" WITH ")[0].removesuffix("+"))
    if facts is None:
        return LicenceName(licence, None, None)
    return LicenceName(licence, facts.name, facts.address)
