# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One licence from the phrases of its name, wherever they stand.

"Eclipse Public License (EPL) 2.0" says its family twice and its version once; a name is read when
everything it says is about one family and nothing in it contradicts the rest.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from allmende.licences.expressions import Expression, Licence, With
from allmende.licences.names import creative_commons, exceptions, gnu
from allmende.licences.names.bsd import BSD_BARE, BSD_COUNTS
from allmende.licences.names.families import Family
from allmende.licences.names.reading import Certain, Open, Reading, plain
from allmende.licences.names.spdx_list import families, short
from allmende.licences.names.vocabulary import Kind, Lexeme

RULE = "written-family"
SURE = 0.9
SHORT_NAME = 4
"""Characters; a bare abbreviation of the list ("SPL", "CAL") may stand for something else too."""
_UNVERSIONED_EXCEPTIONS = frozenset(("LLVM-exception", "Swift-exception"))
_TWO_DIGITS = re.compile(r"\d\d")
_GNU = frozenset(family.key for family in gnu.GNU_FAMILIES)
_SAID_BY_THE_WAY = frozenset((Kind.FILLER, Kind.WITH, Kind.OPEN, Kind.CLOSE, Kind.COMMA))
_DEDICATIONS = frozenset(("cc0", "unlicense", "pddl", "cc pdm", "wtfpl"))
_PARENTS: dict[str, frozenset[str]] = {
    "gnu": _GNU,
    "bsl": frozenset(("boost", "busl")),
    "el": frozenset(("elastic",)),
    "al": frozenset(("apache",)),
    "dl de": frozenset(("dl de by", "dl de zero")),
    "python": frozenset(("cnri python", "psf")),
    "cecill": frozenset(("cecill b", "cecill c")),
    "unicode": frozenset(("unicode dfs",)),
    "ogl uk": frozenset(("ogl canada",)),
    "cern ohl": frozenset(("cern ohl p", "cern ohl w", "cern ohl s")),
    "eclipse": frozenset(("epl", "edl")),
}
"""A family named beside one of these only repeats part of its name: "GNU ... (LGPL)"."""
_TOGETHER: dict[frozenset[str], str] = {
    frozenset(("artistic", "perl")): "artistic perl",
    frozenset(("bsd", "freebsd")): "freebsd",
    frozenset(("mit", "x11")): "mit x11",
}
"""Two families that name a third one between them."""


@dataclass(slots=True)
class Said:
    """What the phrases of one name say, sorted by kind."""

    families: set[str] = field(default_factory=set)
    versions: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    later: bool = False
    only: bool = False
    any_version: bool = False
    exceptions: set[str] = field(default_factory=set)
    hints: list[tuple[str, str]] = field(default_factory=list)
    longest_name: int = 0
    """Characters of the longest family name in it."""

    @property
    def version(self) -> str | None:
        return self.versions[0] if self.versions else None

    def within(self, listed: Collection[str]) -> str | None:
        """The version, "21" being 2.1 where that is listed and 21 is not ("LGPL21")."""
        version = self.version
        if version is None or version in listed or not _TWO_DIGITS.fullmatch(version):
            return version
        dotted = short(f"{version[0]}.{version[1]}")
        return dotted if dotted in listed else version


def said(lexemes: Sequence[Lexeme]) -> Said | None:
    """Sort the phrases; None where one of them is strange or joins two names."""
    found = Said()
    for one in lexemes:
        if one.kind in _SAID_BY_THE_WAY:
            continue
        if one.kind is Kind.FAMILY:
            found.families.add(one.value)
            found.longest_name = max(found.longest_name, len(" ".join(one.words)))
        elif one.kind is Kind.VERSION:
            found.numbers.append(one.words[0])
            if one.value not in found.versions:
                found.versions.append(one.value)
        elif one.kind is Kind.LATER:
            found.later = True
            found.any_version |= one.value == "+"
        elif one.kind is Kind.ONLY:
            found.only = True
        elif one.kind is Kind.EXCEPTION:
            found.exceptions.add(one.value)
        elif one.kind is Kind.HINT:
            found.hints.append((one.value.partition(":")[0], one.value.partition(":")[2]))
        else:
            return None
    _drop_parents(found.families)
    return found


def read(lexemes: Sequence[Lexeme], inherited: str | None = None) -> Reading | None:
    """The licence that the phrases name; `inherited` is the family where they name none."""
    found = said(lexemes)
    if found is None or len(found.versions) > 1 or (found.later and found.only):
        return None
    if not found.families:
        if inherited and found.versions:
            found.families.add(inherited)
        elif any(owner == "cc" for owner, _ in found.hints):
            return _creative_commons(found, named=False)
        else:
            return None
    if len(found.families) > 1:
        return None
    family = next(iter(found.families))
    if len(found.exceptions) > 1:
        found.exceptions.discard("")
    if family == "cc":
        return _creative_commons(found, named=True)
    if family == "bsd":
        return _bsd(found)
    if family == "freebsd":
        found.hints = [one for one in found.hints if one != ("bsd", "2")]
    if family in _GNU:
        return _gnu(family, found)
    return _listed(families()[family], found)


def family_of(lexemes: Sequence[Lexeme]) -> str | None:
    """The one family that the phrases name."""
    named = {one.value for one in lexemes if one.kind is Kind.FAMILY}
    _drop_parents(named)
    return next(iter(named)) if len(named) == 1 else None


def _drop_parents(named: set[str]) -> None:
    if len(named) > 1:
        if frozenset(named) in _TOGETHER:
            both = _TOGETHER[frozenset(named)]
            named.clear()
            named.add(both)
        for parent, children in _PARENTS.items():
            if parent in named and named & children:
                named.discard(parent)


def _creative_commons(found: Said, *, named: bool) -> Reading | None:
    if found.later or found.only or found.exceptions:
        return None
    elements: list[str] = []
    ports: list[str] = []
    translated = False
    for owner, value in found.hints:
        if owner != "cc":
            return None
        kind, _, part = value.partition(":")
        translated |= kind == "translated"
        (ports if kind == "port" else elements).append(part)
    return creative_commons.read(elements, ports, found.version, named=named, translated=translated)


def _bsd(found: Said) -> Reading | None:
    if found.later or found.only or found.exceptions:
        return None
    if any(owner != "bsd" for owner, _ in found.hints) or any("." in one for one in found.numbers):
        return None
    counts = {value for _, value in found.hints} | set(found.versions)
    if not counts:
        return Open(tuple(Licence(one) for one in BSD_BARE), RULE)
    if len(counts) > 1:
        return None
    spdx_id = BSD_COUNTS.get(next(iter(counts)))
    return Certain(Licence(spdx_id), 0.9, RULE) if spdx_id else None


def _gnu(key: str, found: Said) -> Reading | None:
    invariants: bool | None = None
    for owner, value in found.hints:
        if value == "any":
            found.any_version = found.later = True
        elif owner == key:
            invariants = value == "yes"
        else:
            return None
    if found.version is None:
        if key == "gpl" and found.any_version and not found.exceptions:
            # GPL-2.0 section 9: without a number, any version ever published may be chosen.
            return Certain(Licence("GPL-1.0-or-later"), 0.7, RULE)
        licences = gnu.any_version(key, later=found.later, invariants=invariants)
    else:
        spdx_id = gnu.gnu_licence(
            key, found.within(gnu.versions(key)) or "", later=found.later, invariants=invariants
        )
        if spdx_id is None:
            return None
        licences = (Licence(spdx_id),)
    certain = found.later or found.only
    return _with_exception(licences, found, 0.95 if certain else 0.85)


def _listed(family: Family, found: Said) -> Reading | None:
    extra = ""
    for owner, value in found.hints:
        if owner == "cc0" and family.key in _DEDICATIONS:
            continue
        if owner != family.key:
            return None
        extra = value
    settled = True
    if found.version is None:
        if found.later or found.exceptions - _UNVERSIONED_EXCEPTIONS or extra:
            return None
        settled = family.default is not None and not (
            family.confidence < SURE and found.longest_name <= SHORT_NAME
        )
        ids = (family.default,) if family.default else family.candidates
    else:
        ids = tuple(
            filter(None, family.versions.get(found.within(family.versions) or "", "").split("|"))
        )
        if extra:
            ids = ("MPL-2.0-no-copyleft-exception",) if ids == ("MPL-2.0",) else ()
    if not ids:
        return None
    licences = tuple(plain(one) for one in ids)
    if found.later:
        licences = tuple(_or_later(one) for one in licences if not str(one).endswith("-only"))
        if not all(isinstance(one, Licence) for one in licences):
            return None
    confidence = 0.95 if found.version else family.confidence
    read_so = _with_exception(licences, found, confidence)
    if isinstance(read_so, Certain) and not settled:
        return Open((read_so.expression,), RULE)
    return read_so


def _or_later(expression: Expression) -> Expression:
    """The "+" of SPDX, where the id does not say so itself."""
    if isinstance(expression, Licence) and not expression.id.endswith("-or-later"):
        return Licence(expression.id, plus=True)
    return expression


def _with_exception(
    licences: tuple[Expression, ...], found: Said, confidence: float
) -> Reading | None:
    """Every licence with what its exception may mean; certain where one is left."""
    meanings: list[Expression] = list(licences)
    for name in found.exceptions:
        ids = exceptions.choices(name, found.version)
        meanings = [
            With(licence, exception)
            for licence in licences
            for exception in ids
            if isinstance(licence, Licence) and _fits(licence.id, exception)
        ]
    if not meanings:
        return None
    certain = len(meanings) == 1 and len(licences) == 1 and "" not in found.exceptions
    return Certain(meanings[0], confidence, RULE) if certain else Open(tuple(meanings), RULE)


def _fits(spdx_id: str, exception: str) -> bool:
    if exception in exceptions.OTHERS_THAN_GNU:
        return spdx_id in exceptions.OTHERS_THAN_GNU[exception]
    if exception.startswith(("GPL-", "LGPL-")):
        return spdx_id.startswith(exception.partition("-")[0] + "-")
    return spdx_id.startswith(("GPL-", "LGPL-", "AGPL-", "GFDL-"))
