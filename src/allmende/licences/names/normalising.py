# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rules for a licence name, in the order in which they are asked.

| rule | says | confidence |
|---|---|---|
| `too-long` | over 2,000 characters, written or as read: a licence text, no name | 0 |
| `nothing-said` | empty, "unknown", "keine Angabe", "Open Source", NOASSERTION | 0 |
| `spdx-id` | an id of the SPDX list in any case; deprecated ones become modern | 1 |
| `spdx-expression` | an SPDX expression, LicenseRef included | 1 |
| `proprietary` | "proprietär", "UNLICENSED", "All rights reserved": no SPDX licence | 0 |
| `public-domain` | "Public Domain", "gemeinfrei": a status, not a licence; never CC0 | 0 |
| `see-file` | "SEE LICENSE IN ...", "siehe LICENSE", an address of a file in a repository | 0 |
| `address` | the page of a publisher or project that is known for one licence | 0.95 |
| `address-unknown` | another address | 0 |
| `trove` | a "License :: ..." classifier, its last part read by the rules below | 0.95 |
| `spdx-name` | the full name in the SPDX list, but for fillers and punctuation | 0.98 |
| `written-family` | family, version, qualifier and exception, in whatever order | 0.7 to 0.95 |
| `german` | the same, with German words | 0.7 to 0.95 |
| `compound` | several of these, joined | 0.8 to 0.9 |
| `style` | "BSD-style", "MIT-like": open, however clear the name before it | 0.3 |
| `licenselynx` | an alias of LicenseLynx that nothing in the name contradicts | 0.75 |
| `typo` | one of the readings above after mending one letter in a long word | 0.7 |
| `none` | nothing known answers | 0 |

An ambiguous answer has a confidence of 0.5 with up to three candidates, else 0.3.

Decided where the field is divided: a GNU name with a version and no word on later ones is "only";
"MIT/X11" is open between MIT and X11; "GPL+" (Fedora) is any version; "Python Software Foundation
License" is PSF-2.0, "Python License" open; a comma between licences is open between AND and OR.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from allmende.licences.expressions import (
    And,
    Expression,
    Licence,
    NotAnExpression,
    Or,
    Unstated,
    With,
    licences_of,
    parse,
)
from allmende.licences.expressions import modern as modern_leaf
from allmende.licences.names import addresses, compounds, german, silent, typos
from allmende.licences.names.reading import (
    MOST_CANDIDATES,
    Certain,
    Open,
    Reading,
    at_most,
    either,
    meanings,
    together,
)
from allmende.licences.names.vocabulary import lexemes
from allmende.licences.names.words import LONGEST, clean, fold, tokenise

Status = Literal["match", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name means.

    `expression` is canonical SPDX and only there for a "match"; `candidates` (at most 12) only
    for "ambiguous". `confidence` in 0..1; `rule` as in the table of this module.
    """

    input: str
    status: Status
    expression: str | None
    candidates: tuple[str, ...]
    confidence: float
    rule: str

    def as_json(self) -> dict[str, Any]:
        return {
            "input": self.input,
            "status": self.status,
            "expression": self.expression,
            "candidates": list(self.candidates),
            "confidence": self.confidence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Silent:
    """A rule knows the name, and knows that it names no SPDX licence."""

    rule: str


Answer = Reading | Silent | None


def normalise(name: str) -> Match:
    """The SPDX expression that a free-text licence name means. Never raises.

    Deterministic and idempotent: an expression it returned is returned again for itself.
    """
    if len(name) > LONGEST:
        return Match(name, "unknown", None, (), 0.0, "too-long")
    text = _unquoted(_LABEL.sub("", clean(name)))
    for rule in RULES:
        answer = rule(text)
        if answer is not None:
            return _match(name, answer)
    return Match(name, "unknown", None, (), 0.0, "none")


def _spdx(text: str) -> Answer:
    try:
        expression = parse(text)
    except NotAnExpression:
        return None
    if isinstance(expression, Unstated):
        return Silent("nothing-said")
    rule = "spdx-id" if isinstance(expression, Licence) else "spdx-expression"
    return Certain(modern(expression), 1.0, rule)


def _silent(text: str) -> Answer:
    rule = silent.rule_of(text) or silent.rule_of(silent.without_see_file(text))
    return Silent(rule) if rule else None


def _trove(text: str) -> Answer:
    found = _TROVE.fullmatch(text)
    if found is None:
        return None
    name = found.group(1).strip()
    answer = _silent(name) or _written(name) or _licenselynx(name) or _mended(name)
    if isinstance(answer, Certain | Open):
        return at_most(answer, 0.95, "trove")
    return answer or Silent("none")


def _addressed(text: str) -> Answer:
    """Addresses alone, or beside a name: then both must mean the same."""
    found, rest = addresses.find_addresses(text)
    if not found:
        return None
    rest = _POINTER.sub("", _LINK.sub(" ", rest))
    readings = [reading for one in found if (reading := _page(one)) is not None]
    if not tokenise(rest):
        if len(readings) == len(found) and all(one == readings[0] for one in readings):
            return readings[0]
        return Silent(silent.rule_of_address(found[0]) if not readings else "address-unknown")
    beside = _silent(_unquoted(rest)) or _spdx(_unquoted(rest)) or _written(rest)
    if not readings:
        return beside or Silent(silent.rule_of_address(found[0]))
    if isinstance(beside, Silent):
        return beside
    if beside is None:
        return readings[0] if _says_nothing_else(rest) else Silent("address-unknown")
    return _agreed(beside, readings)


def _written(text: str) -> Answer:
    """By full name, by family, or as several of these."""
    text = _EXPANDED.sub(r" \1", text)
    text = silent.without_see_file(silent.without_lead(text))
    words = tokenise(text)
    found = compounds.read(lexemes(words))
    return None if found is None else at_most(found, 1.0, _told(found.rule, text))


def _styled(text: str) -> Answer:
    words = tokenise(text)
    base = tuple(word for word in words if word not in _STYLES)
    if len(base) == len(words):
        return None
    found = compounds.read(lexemes(base))
    return None if found is None else Open(meanings(found), "style")


def _licenselynx(text: str) -> Answer:
    from allmende.licences.names import lynx

    found = lynx.ask(text)
    return None if found is None else Certain(modern(found), 0.75, "licenselynx")


def _mended(text: str) -> Answer:
    words = typos.repaired(tokenise(silent.without_see_file(silent.without_lead(text))))
    if words is None:
        return None
    found = compounds.read(lexemes(words))
    return None if found is None else at_most(found, 0.7, "typo")


RULES: tuple[Callable[[str], Answer], ...] = (
    _spdx,
    _silent,
    _trove,
    _addressed,
    _written,
    _styled,
    _licenselynx,
    _mended,
)

_LABEL = re.compile(
    r"^\s*(?:SPDX-License-Identifier|Licen[sc]e(?:-Expression)?s?|Lizenz(?:en)?)\s*[:=]\s*"
    r"(?!:)(?=\S)",
    re.IGNORECASE,
)
_TROVE = re.compile(
    r"(?:Licen[sc]e\s*::\s*)?(?:OSI\s+Approved\s*::\s*)?(?<=::)\s*([^:]+(?::[^:]+)*)", re.IGNORECASE
)
_LINK = re.compile(r"\"?;?\s*\b(?:link|url|description)\s*=\s*\"*", re.IGNORECASE)
"""OSGi's Bundle-License: "name;link=address"."""
_POINTER = re.compile(
    r"[\s,;:(\[-]*\b(?:see|siehe|at|under|unter|vgl\.?|cf\.?)?[\s:)\]]*$", re.IGNORECASE
)
_EXPANDED = re.compile(r"^.*\[expanded from: ([^\]]*)\]\s*$")
_STYLES = frozenset(
    (
        *("like", "style", "styled", "ish", "type", "based", "derived", "derivative", "similar"),
        *("variant", "modified", "aehnlich", "aehnliche", "artig", "artige", "stil", "to", "on"),
        *("from", "familie", "family", "esque", "basiert", "auf", "an", "angelehnt"),
    )
)


def modern(expression: Expression) -> Expression:
    """The expression in its written order, with today's ids in place of deprecated ones."""
    if isinstance(expression, And):
        return together(modern(part) for part in expression.parts)
    if isinstance(expression, Or):
        return either(modern(part) for part in expression.parts)
    return modern_leaf(expression)


def _page(address: str) -> Reading | None:
    name = addresses.name_of(address)
    if name is None:
        return None
    if name[0] == "=":
        return Certain(modern(parse(name[1:])), 0.95, "address")
    found = _spdx(name) or _written(name)
    return at_most(found, 0.95, "address") if isinstance(found, Certain | Open) else None


def _agreed(beside: Reading, readings: list[Reading]) -> Answer:
    """A name and its page: the clearer one, if it is among what the other may mean."""
    if isinstance(beside, Certain) and all(_shows_part_of(beside, one) for one in readings):
        return Certain(beside.expression, 0.95, "address")
    common = meanings(beside)
    for one in readings:
        common = tuple(meaning for meaning in common if meaning in meanings(one))
    if len(common) == 1:
        return Certain(common[0], 0.95, "address")
    if common:
        return Open(common, "address")
    every = (*meanings(beside), *(meaning for one in readings for meaning in meanings(one)))
    return Open(every[:MOST_CANDIDATES], "address")


def _shows_part_of(name: Certain, page: Reading) -> bool:
    """The page of a text tells neither of later versions nor of exceptions and other choices."""
    named: set[Expression] = {name.expression}
    for one in licences_of(name.expression):
        base = one.licence if isinstance(one, With) else one
        named |= {one, base, Licence(base.id.replace("-or-later", "-only")), Licence(base.id)}
    return any(meaning in named for meaning in meanings(page))


def _says_nothing_else(text: str) -> bool:
    return all(word in _BESIDE_ADDRESS for word in tokenise(text))


_BESIDE_ADDRESS = frozenset(
    (
        *("the", "a", "license", "see", "siehe", "under", "at", "text", "full", "terms", "of"),
        *("(", ")", "[", "]", "<", ">", ",", ";", "url", "link", "to", "for"),
    )
)


def _told(rule: str, text: str) -> str:
    readable = rule in ("spdx-name", "written-family")
    return "german" if readable and german.is_german(fold(text)) else rule


def _unquoted(text: str) -> str:
    """Without the quotes, brackets and full stops around it that data formats leave."""
    text = text.strip(" \t\"'`.,;*")
    if text[:1] + text[-1:] in ("[]", "{}") and text.count(text[:1]) == 1:
        text = text[1:-1].strip(" \"'`")
    return text


def _match(name: str, answer: Reading | Silent) -> Match:
    if isinstance(answer, Silent):
        return Match(name, "unknown", None, (), 0.0, answer.rule)
    if isinstance(answer, Certain):
        expression = str(answer.expression)
        if len(expression) > LONGEST:
            return Match(name, "unknown", None, (), 0.0, "too-long")
        return Match(name, "match", expression, (), answer.confidence, answer.rule)
    candidates = tuple(dict.fromkeys(map(str, answer.candidates)))[:MOST_CANDIDATES]
    confidence = 0.5 if len(candidates) <= 3 and answer.rule != "style" else 0.3
    return Match(name, "ambiguous", None, candidates, confidence, answer.rule)
