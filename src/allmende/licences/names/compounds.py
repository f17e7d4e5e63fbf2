# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Several licences in one name: "MIT/Apache-2.0", "GPL-2+ or Artistic, and Expat".

"or" is a choice, "and" holds together, "/" is a choice (Cargo's convention before SPDX), "|" is a
choice (CRAN), ", and" binds less than "or" (Debian copyright format 1.0, section 7.2). A bare
comma and "+" between licences say neither, so both readings are given as candidates.
"""

from collections.abc import Iterator, Sequence

from allmende.licences.expressions import Licence, modern
from allmende.licences.names import single
from allmende.licences.names.families import PERL
from allmende.licences.names.reading import (
    MOST_CANDIDATES,
    Certain,
    Open,
    Reading,
    at_most,
    combined,
    meanings,
    plain,
)
from allmende.licences.names.spdx_list import core, full_names, short
from allmende.licences.names.vocabulary import Kind, Lexeme

RULE = "compound"
DEEPEST = 8
MOST_PARTS = 24
LONGEST_NAME = 24
"""Phrases; no name of the list has more."""
_ENDS = (Kind.WITH, Kind.OR, Kind.AND, Kind.SLASH, Kind.COMMA, Kind.CLOSE, Kind.EXCEPTION)
_JOINS = (Kind.OR, Kind.AND, Kind.SLASH, Kind.PLUS)
_CONFIDENCE = {Kind.OR: 0.9, Kind.AND: 0.9, Kind.SLASH: 0.85, Kind.PLUS: 0.8, Kind.COMMA: 0.85}
_GLASSFISH = frozenset(("cddl", "gpl"))
"""Offered as a choice, whatever sign stands between; the GPL there is version 2 (GlassFish)."""


def read(lexemes: Sequence[Lexeme]) -> Reading | None:
    """The reading of one or several licences; None unless each part has one."""
    rest = _exceptions_joined(lexemes)
    choice = any(one.kind is Kind.CHOICE for one in rest)
    return _read([one for one in rest if one.kind is not Kind.CHOICE], choice, None, 0)


def _read(lexemes: list[Lexeme], choice: bool, inherited: str | None, depth: int) -> Reading | None:
    found = _by_full_name(lexemes) or single.read(lexemes, inherited)
    if found is not None or depth > DEEPEST:
        return found
    inner = _unwrapped(lexemes)
    if inner is not None:
        return _read(inner, choice, inherited, depth + 1)
    if not _balanced(lexemes):
        return None
    restated = _restated(lexemes, choice, depth)
    if restated is not None:
        return restated
    listed = _comma_list(lexemes, choice, depth)
    if listed is not None:
        return listed
    for kind in _JOINS:
        parts = _split(lexemes, kind)
        if 1 < len(parts) <= MOST_PARTS:
            return _joined(parts, kind, choice, inherited, depth)
    return None


def _by_full_name(lexemes: list[Lexeme]) -> Reading | None:
    """A name of the SPDX list that its family's rules would not make out ("BSD-4-Clause-UC")."""
    if len(lexemes) > LONGEST_NAME:
        return None
    words = (short(word) for one in lexemes for word in one.words)
    listed = full_names().get(core(tuple(words)))
    return Certain(modern(Licence(listed)), 0.98, "spdx-name") if listed else None


def _joined(
    parts: list[list[Lexeme]], kind: Kind, choice: bool, inherited: str | None, depth: int
) -> Reading | None:
    readings: list[Reading] = []
    families: list[str | None] = []
    for part in parts:
        family = single.family_of(part)
        found = _read(part, choice, inherited, depth + 1)
        if found is None:
            return None
        readings.append(found)
        families.append(family)
        inherited = family or inherited
    if kind is not Kind.AND and _is_perls(families, readings):
        return Certain(plain(PERL), 0.8, RULE)
    if kind is not Kind.AND and frozenset(filter(None, families)) == _GLASSFISH:
        return _choice([_glassfish(one) for one in readings], kind)
    if kind is Kind.PLUS or kind is Kind.COMMA:
        return _choice(readings, kind) if choice else _unclear(readings)
    if choice or kind is not Kind.AND:
        return _choice(readings, kind)
    return at_most(combined(readings, choice=False, rule=RULE), _CONFIDENCE[kind], RULE)


def _choice(readings: list[Reading], kind: Kind) -> Reading:
    return at_most(combined(readings, choice=True, rule=RULE), _CONFIDENCE[kind], RULE)


def _unclear(readings: list[Reading]) -> Reading:
    """Both what holds together and what may be chosen; certain where they are the same."""
    held = combined(readings, choice=False, rule=RULE)
    chosen = combined(readings, choice=True, rule=RULE)
    if isinstance(held, Certain) and held == chosen:
        return held
    return Open((*meanings(held), *meanings(chosen))[:MOST_CANDIDATES], RULE)


def _glassfish(reading: Reading) -> Reading:
    if isinstance(reading, Open) and "GPL-2.0-only" in map(str, reading.candidates):
        with_exception = plain("GPL-2.0-only WITH Classpath-exception-2.0")
        return Open((with_exception, plain("GPL-2.0-only")), RULE)
    return reading


def _is_perls(families: list[str | None], readings: list[Reading]) -> bool:
    """ "Artistic or GPL": the terms of Perl itself, if neither has a version of its own."""
    if sorted(str(one) for one in families) != ["artistic", "gpl"]:
        return False
    artistic, gpl = (readings[families.index(one)] for one in ("artistic", "gpl"))
    any_gpl = isinstance(gpl, Open) or str(gpl.expression) == "GPL-1.0-or-later"
    return isinstance(artistic, Open) and any_gpl


def _comma_list(lexemes: list[Lexeme], choice: bool, depth: int) -> Reading | None:
    parts = list(_comma_parts(lexemes))
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    joins: set[Kind] = {
        part[0].kind for part in parts[1:] if part and part[0].kind in (Kind.OR, Kind.AND)
    }
    parts = [part[1:] if part and part[0].kind in (Kind.OR, Kind.AND) else part for part in parts]
    if not joins:
        last: list[Kind] = [
            kind for kind in (Kind.OR, Kind.AND) if len(_split(parts[-1], kind)) > 1
        ]
        if len(last) == 1:
            joins = set(last)
            parts = [*parts[:-1], *_split(parts[-1], last[0])]
    if len(joins) > 1 or not all(parts):
        return None
    kind = joins.pop() if joins else Kind.COMMA
    return _joined(parts, kind, choice, None, depth)


def _comma_parts(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    """Split at commas; what names no licence belongs to the one before ("Apache, Version 2")."""
    pending: list[Lexeme] = []
    for part in _split(lexemes, Kind.COMMA):
        if pending and any(_names_a_licence(one) for one in part):
            yield pending
            pending = list(part)
        else:
            pending += part
    if pending:
        yield pending


def _names_a_licence(lexeme: Lexeme) -> bool:
    return lexeme.kind in (Kind.FAMILY, Kind.STRANGE)


def _split(lexemes: list[Lexeme], kind: Kind) -> list[list[Lexeme]]:
    """The stretches between signs of `kind` that stand outside parentheses."""
    parts: list[list[Lexeme]] = [[]]
    level = 0
    for one in lexemes:
        level += (one.kind is Kind.OPEN) - (one.kind is Kind.CLOSE)
        if one.kind is kind and level == 0:
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _restated(lexemes: list[Lexeme], choice: bool, depth: int) -> Reading | None:
    """ "Eclipse Distribution License (New BSD)": a name and, in parentheses, the same again."""
    kinds = [one.kind for one in lexemes]
    if kinds.count(Kind.OPEN) != 1 or kinds[0] is Kind.OPEN:
        return None
    start, end = kinds.index(Kind.OPEN), kinds.index(Kind.CLOSE)
    outer = _read([*lexemes[:start], *lexemes[end + 1 :]], choice, None, depth + 1)
    inner = _read(lexemes[start + 1 : end], choice, None, depth + 1)
    if outer is None or inner is None:
        return None
    common = tuple(one for one in meanings(outer) if one in meanings(inner))
    if len(common) == 1:
        return Certain(common[0], 0.9, single.RULE)
    return Open(common, single.RULE) if common else None


def _balanced(lexemes: list[Lexeme]) -> bool:
    level = 0
    for one in lexemes:
        level += (one.kind is Kind.OPEN) - (one.kind is Kind.CLOSE)
        if level < 0:
            return False
    return level == 0


def _unwrapped(lexemes: list[Lexeme]) -> list[Lexeme] | None:
    """What stands inside the one pair of parentheses around everything."""
    bare = [one for one in lexemes if one.kind is not Kind.FILLER]
    if len(bare) < 3 or bare[0].kind is not Kind.OPEN or bare[-1].kind is not Kind.CLOSE:
        return None
    return bare[1:-1] if _balanced(bare[1:-1]) else None


def _exceptions_joined(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """ "GPLv2+CE", "GPLv2 and Classpath exception": what joins an exception means "with"."""
    found = list(lexemes)
    for place, one in enumerate(found):
        if one.kind is Kind.COMMA:
            after = next((x for x in found[place + 1 :] if x.kind is not Kind.FILLER), None)
            if after is not None and after.kind in (Kind.VERSION, Kind.LATER, Kind.ONLY):
                found[place] = Lexeme(Kind.FILLER, "", one.words)
        if one.words == ("plus",) and _ends_a_version(found, place):  # "gpl-2.0-plus"
            found[place] = Lexeme(Kind.LATER, "", one.words)
        if one.kind is Kind.SLASH and 0 < place < len(found) - 1:
            beside = (found[place - 1].kind, found[place + 1].kind)
            if beside == (Kind.FAMILY, Kind.VERSION):  # "dl-by-de/2.0", as in an address
                found[place] = Lexeme(Kind.FILLER, "", one.words)
        if one.kind in (Kind.PLUS, Kind.AND, Kind.SLASH, Kind.COMMA):
            after = next((x for x in found[place + 1 :] if x.kind is not Kind.FILLER), None)
            if after is not None and after.kind is Kind.EXCEPTION:
                found[place] = Lexeme(Kind.WITH, "", one.words)
    return found


def _ends_a_version(lexemes: list[Lexeme], place: int) -> bool:
    if place == 0 or lexemes[place - 1].kind is not Kind.VERSION:
        return False
    return place + 1 == len(lexemes) or lexemes[place + 1].kind in _ENDS
