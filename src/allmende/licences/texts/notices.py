# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
# ruff: noqa: E501 (a pattern is easier to read in one line)
"""Sentences that put a work under a licence: "is licensed under ...", "under the terms of ...".

A name alone is no statement. What counts is a name after words of granting, in one sentence.

The GNU licences say themselves what a grant without a version means ("any version ever published by
the Free Software Foundation": GPL-2.0 section 9, GPL-3.0 section 14, LGPL-2.1 section 13). So a
grant under "the GNU General Public License" is GPL-1.0-or-later; the bare letters "GPL" stay open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from allmende.licences.texts.names import Named, named

_WINDOW = 260
_GRANT = re.compile(
    r"\b(?:re)?licen[cs]ed\b|\bdistribut|\breleas|\bavailab|\bprovided\b|\bsubject to\b|\bcovered\b"
    r"|\bgoverned\b|\byou (?:can|may|are free)\b|\bterms of\b|\bpublished under|\bsame terms|\bcopied under"
    r"|\bmay be (?:used|copied|modified)|\bcan be (?:used|copied|modified)|\bis under\b|\bare under\b|\bcopying\b"
    r"|\blicen[cs]e for\b|\blicen[cs]e is\b|\bplaced under\b|\bfree software\b|\bopen source\b|\blicensing\b"
    r"|\bprotected\b|(?:^|[,:]) ?under (?:the|an?) |\bputs? under|\bin accordance"
    r"|\blizenziert|\bveröffentlicht|\bverfügbar|\bfreigegeben|\bbereitgestellt|\bsteht\b|\bstehen\b"
    r"|\bweiter(?:geb|gegeb|verbreit)|\bbedingungen\b|\bgenutzt werden|\bverwendet werden|\bzulässig|\blizenzen?\b"
    r"|\bsous licence|\bdistribué|\bbajo (?:la )?licencia|\brilasciat|\blicenza\b|\bconcesso in licenza"
)
_BY = re.compile(
    r"\b(?:under|subject to|governed by|covered by|according to|in accordance with|terms (?:and conditions )?of"
    r"|conditions of|same terms as|licen[cs]ed? (?:as|with|by|is|for|to you)|via|copying of|bound by|protected by|may be used with"
    r"|with (?:the|a|an)|available as|unter|gemäß|nach|der|lizenz ist|lizenz:|licen[cs]e:|licensing:|licensed:|licen[cs]es[^.:]{0,40}:|sous(?: la)?|bajo(?: la)?|sotto|con)"
    r"(?P<between>[^.]{0,110})$"
)
_AGAINST = re.compile(
    r"\b(?:not|never|no longer|isn't|aren't|cannot be|previously|formerly|originally|was|were) "
    r"(?:be |been |re)?(?:licen[cs]ed|released|distributed|available|covered|under)\b|\bcompatib|\brelicen|\binstead of\b|\bunlike\b|\bsuch as\b|\bfor example\b|\be\.g\."
    r"|\b(?:checks?|checking|detects?|scans?|recogni[sz]es?|identif\w+|whether|lists?|chang\w+|switch\w*|mov(?:ed|ing)|support for) [^.]{0,80}$"
    r"|\b(?:(?:other|third[- ]party|most|many|some|any) (?:software|projects?|programs?|packages?|librar(?:y|ies)|tools?|components?|licen[cs]es)|dependencies|contributions?|your) [^.]{0,60}\b(?:is|are|may|might|can|must|should)\b"
    r"|\b(?:cause|result|requir|must still|remain)\w*\b[^.]{0,140}$"
    r"|\b(?:combin|link)\w*\b[^.]{0,60}\b(?:software|code|works?|programs?|librar(?:y|ies)|modules?)\b[^.]{0,40}$"
    r"|\bzuvor\b|\bfrüher\b|\bnicht unter\b|\bkompatib|\bif (?:the|a|an|your) (?:software|work|project|package|program)"
)
_GAP = re.compile(
    r"(?:[\s,;:()/|\"'&*+-]|https?://\S+|\b\d(?:\.\d)?\b\)?|\b[a-d][.)]|\[\d\]|<\S+>"
    r"|\b(?:the|a|an|or|and|oder|und|ou|et|either|both|licen[cs]es?|lizenz(?:en)?|version|under|terms|conditions|of|as|published|by|this|these|free"
    r"|software|foundation|at|your|option|choice|choosing|gnu|der|die|den|dem|bedingungen|unter|wahlweise|alternatively|any|later|it|with"
    r"|in|file|see|ihrer|wahl|nach|dual|dually|license-apache|license-mit|licence|apsl|2\.0|use|same|also|may|be|used|which|is|are|available|to|agreement|only|l?gpl|cddl|collectively|2\.1|project)\b\.?)*"
)
_OR = re.compile(r"\bor\b|\boder\b|\bou\b|/|\|")
_CHOICE = re.compile(
    r"\b(?:dual|dually|triple|tri|multi)[- ]?licen[cs]|\beither\b|\b(?:at|of|by) your (?:option|choice|choosing)\b"
    r"|\bwahlweise\b|\bnach ihrer wahl\b|\byou (?:may|can) choose\b|\bchoice of\b|\balternative"
)
_ALTERNATIVELY = re.compile(r"\balternativ(?:ely|e|ely,|erweise)?\b")
_LATER_OPTION = re.compile(
    r"(?:or )?[(]?(?:at your option|nach ihrer wahl)[)]?,? (?:any|jeder)\b|either version\b"
)
_PERL = re.compile(
    r"\bsame (?:copyright and )?(?:terms|licen[cs]e)[^.]{0,40}\bas (?:for )?(?:the )?perl\b(?! bindings)|"
    r"\b(?:same|equal) (?:terms|licen[cs]e|conditions)(?: and conditions)?[ ,]*(?:as|of)(?: for)? (?:the )?perl\b(?! bindings)"
    r"|\bsame terms (?:and conditions )?as (?:the )?perl"
)
_GERMAN_VERB = re.compile(
    r"[^.]{0,50}\b(?:lizenziert|veröffentlicht|verfügbar|freigegeben|bereitgestellt|verbreitet|genutzt)\b"
)
_NOTHING = re.compile(r"[\W\d]*(?:licen[cs]e[\W]*)?(?:the )?")
_BARE = re.compile(
    r".{0,12}\blicen[cs]e(?:d|s)?\b[\s)\"']*(?:[.,;]? ?\(?(?:see|copyright|©)\b|[.]|$|©|\(c\))"
)
"""A sentence that is only a licence's name: "BSD 3-Clause license, see LICENSE." """
_CDDL_1_1 = re.compile(r"cddl(?:\+gpl)?[_ -]?1[._]1|version 1\.1")
_STYLE = re.compile(r"-(?:style|like|type)")
_FAMILY_OPEN = {"GPL": "GPL-1.0-or-later", "LGPL": "LGPL-2.0-or-later", "AGPL": "AGPL-3.0-or-later"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence grants, from `start` to `end` of its paragraph.

    `expression` is "" where a named family leaves its version open; `parts` are the licences named,
    `open` the families. `alternative`: the sentence offers this beside what stands around it.
    """

    expression: str
    parts: tuple[str, ...]
    open: tuple[str, ...]
    start: int
    end: int
    choice: bool
    alternative: bool
    bare: bool = False
    """Only a name, such as a title."""


def statements(text: str) -> list[Statement]:
    """The grants in a paragraph in lower case, in order."""
    found = [_statement(text, group) for group in _groups(text, named(text))]
    perl = _PERL.search(text)
    result = [one for one in found if one is not None]
    if perl and not any(one.start < perl.end() + 60 for one in result):
        expression = "Artistic-1.0-Perl OR GPL-1.0-or-later"
        parts = ("Artistic-1.0-Perl", "GPL-1.0-or-later")
        result.append(Statement(expression, parts, (), perl.start(), perl.end(), True, False))
    return result


def _groups(text: str, names: Sequence[Named]) -> list[list[Named]]:
    """Names with nothing but connecting words between them are one statement."""
    groups: list[list[Named]] = []
    for one in names:
        if groups:
            gap = text[groups[-1][-1].end : one.start]
            if len(gap) < 200 and _GAP.fullmatch(gap) and not _sentence_ends(gap):
                groups[-1].append(one)
                continue
        groups.append([one])
    return groups


def _sentence_ends(gap: str) -> bool:
    return re.search(r"\w\w\. (?:see|the|this|you|it)\b", gap) is not None


def _statement(text: str, group: list[Named]) -> Statement | None:
    before = _sentence_before(text, group[0].start)
    after = text[group[-1].end : group[-1].end + 80]
    name = text[group[0].start : group[-1].end]
    bare = _NOTHING.fullmatch(before) is not None and _BARE.match(name[-10:] + after) is not None
    if not bare and not _grants(before, after):
        return None
    whole = before + text[group[0].start : group[-1].end] + after.split(". ")[0]
    choice = _CHOICE.search(_LATER_OPTION.sub(" ", whole)) is not None
    gaps = [text[one.end : other.start] for one, other in pairwise(group)]
    parts, still_open = _parts(text, group)
    joint = " AND "
    if any(_OR.search(gap) for gap in gaps) or (choice and len(group) > 1):
        joint = " OR "
    return Statement(
        "" if still_open or not parts else joint.join(parts),
        parts,
        still_open,
        group[0].start,
        group[-1].end,
        joint == " OR " or choice,
        _ALTERNATIVELY.search(before) is not None,
        bare,
    )


def _parts(text: str, group: list[Named]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: dict[str, None] = {}
    still_open: dict[str, str] = {}
    settled: set[str] = set()
    families = {one.family for one in group}
    for one in group:
        written = text[one.start : one.end]
        if one.family == "":
            continue  # an address that is no licence's
        expression = one.expression or _opened(one, families, written, text)
        if expression:
            found[expression] = None
            settled.add(one.family)
        else:
            still_open[one.family] = one.family + ("-style" if _STYLE.search(written) else "")
    return tuple(found), tuple(name for one, name in still_open.items() if one not in settled)


def _opened(one: Named, families: set[str], written: str, text: str) -> str:
    """What a name without version means where the licence or its usual notice says so."""
    if one.family in _FAMILY_OPEN and ("licen" in written or "lizenz" in written):
        return _FAMILY_OPEN[one.family]
    if one.family in _FAMILY_OPEN and "perl" in text and "Artistic" in families:
        return _FAMILY_OPEN[one.family]
    if one.family == "Artistic" and ("perl" in text or "GPL" in families):
        return "Artistic-1.0-Perl"
    if one.family == "CDDL" and "licen" in written:
        return "CDDL-1.1" if _CDDL_1_1.search(text) else "CDDL-1.0"
    if one.family == "EUPL" and "licen" in written and re.search(r"\b1\.2\b", text):
        return "EUPL-1.2"
    return ""


def _sentence_before(text: str, start: int) -> str:
    before = text[max(start - _WINDOW, 0) : start]
    ends = list(re.finditer(r"(?<!\bv)(?<!\binc)(?<!\bver)[.!?] (?=\D)", before))
    return before[ends[-1].end() :] if ends else before


def _grants(before: str, after: str) -> bool:
    if _AGAINST.search(before):
        return False
    by = _BY.search(before)
    if by and _GRANT.search(before) and not re.search(r"\b(?:but|except)\b", by["between"]):
        return True
    if by and _GERMAN_VERB.match(after):
        return True
    if re.search(r"\blicen[cs]ed:?(?: as)?\s*$", before):
        return True
    return re.match(r"[\s)\"']*(?:licen[cs]e )?(?:applies|gilt)\b", after) is not None
