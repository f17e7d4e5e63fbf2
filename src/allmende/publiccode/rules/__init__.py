# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a text has to be, by the names that the standard's table uses.

A rule takes a text and answers None where it keeps to the rule, else the code of the problem
(`sentences`).
"""

import re
from collections.abc import Callable
from datetime import date as calendar

from allmende.licences.expressions import NotAnExpression, Unstated, parse
from allmende.publiccode import vocabularies
from allmende.publiccode.rules.addresses import identifier, split, url, web
from allmende.publiccode.rules.languages import language

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MEDIA = re.compile(
    r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *"
)
_ATOM = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+"
_END = r"A-Za-z\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
_LOCAL = re.compile(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*"')
_DOMAIN = re.compile(rf"[0-9{_END}][0-9{_END}\-.~]*[{_END}]")
_DOT = re.compile(rf"[0-9{_END}]\.[{_END}]")
_ID = re.compile(r"[A-Za-z0-9.-]+")
_ITALIAN = "urn:x-italian-pa:"


def date(text: str) -> str | None:
    """A day that exists, as YYYY-MM-DD and nothing else."""
    found = _DATE.fullmatch(text)
    if not found:
        return "date"
    try:
        calendar(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return "no-such-day"
    return None


def email(text: str) -> str | None:
    """An e-mail address alone, without a name."""
    local, _, domain = text[:321].rpartition("@")
    is_domain = len(text) <= 320 and _DOMAIN.fullmatch(domain) and _DOT.search(domain)
    return None if is_domain and _LOCAL.fullmatch(local) else "email"


def media(text: str) -> str | None:
    """A media type (RFC 6838)."""
    return None if _MEDIA.fullmatch(text) else "media"


def category(text: str) -> str | None:
    return None if text in vocabularies.categories() else "category"


def scope(text: str) -> str | None:
    return None if text in vocabularies.scopes() else "scope"


def country(text: str) -> str | None:
    """ISO 3166-1 alpha-2; small letters are deprecated."""
    if not vocabularies.is_country(text.upper()) or text not in (text.upper(), text.lower()):
        return "country"
    return None if text == text.upper() else "country-lowercase"


def organisation(text: str) -> str | None:
    """An address or a URN; one of an Italian administration only with a code that exists."""
    if not identifier(text):
        return "uri"
    if text.lower().startswith(_ITALIAN):
        known = vocabularies.is_italian_administration(text[len(_ITALIAN) :])
        return None if known else "italian-uri"
    return None


def support(text: str) -> str | None:
    """An alias of the list, an address or a URN."""
    if text.startswith("alias:"):
        return None if text.removeprefix("alias:") in vocabularies.aliases() else "alias"
    return None if identifier(text) else "support"


def italian(text: str) -> str | None:
    """The code of an Italian administration, which now belongs into `organisation`."""
    known = vocabularies.is_italian_administration(text)
    return "deprecated-ipa" if known else "italian"


def licence(text: str) -> str | None:
    """An SPDX expression as parsers of publiccode.yml read it.

    They want operators in capitals and single lines, know no AdditionRef, and accept "-only" and
    "-or-later" behind any licence, of which SPDX has its own for GNU licences alone.
    """
    text = text.strip()
    if len(text) > 20_000 or re.search(
        r"[\t\r\n]|AdditionRef-|LicenseRef-[A-Za-z0-9.-]+ +WITH ", text
    ):
        return "licence"
    known = usual(text)
    try:
        found = parse(known)
    except NotAnExpression:
        return "licence"
    if isinstance(found, Unstated):  # NONE and NOASSERTION
        return "licence"
    if re.search(r"(?:^|[ )])(?:and|or)(?:[ (]|$)", text):
        return "licence-operators"
    return "licence-suffix" if known != text else None


def usual(expression: str) -> str:
    """The expression with ids of the SPDX list where "-only" or "-or-later" made them up.

    >>> usual("EUPL-1.2-or-later OR GPL-3.0-or-later")
    'EUPL-1.2+ OR GPL-3.0-or-later'
    """
    return _ID.sub(_without_suffix, expression)


def _without_suffix(found: re.Match[str]) -> str:
    base, dash, suffix = found[0].rpartition(
        "-or-later" if found[0].endswith("-or-later") else "-only"
    )
    if not dash or suffix or not base:
        return found[0]
    try:
        parse(found[0])
    except NotAnExpression:
        return base + ("+" if dash == "-or-later" else "")
    return found[0]


def path(text: str) -> str | None:
    """A way from the folder of the file, or an address of the web."""
    if text.startswith("/"):
        return "absolute-path"
    return "file-address" if text.startswith("file:") else None


def logo(text: str) -> str | None:
    return _ends_with(text, (".svg", ".svgz", ".png"), "logo-format")


def screenshot(text: str) -> str | None:
    return _ends_with(text, (".jpg", ".png"), "screenshot-format")


def _ends_with(text: str, endings: tuple[str, ...], code: str) -> str | None:
    """Files of the repository go by their ending; what an address serves only a request tells."""
    found = split(text)
    if path(text) or (found is not None and found.scheme):
        return None
    return None if text.lower().endswith(endings) else code


def video(text: str) -> str | None:
    if web(text):
        return None  # said by the rule `web`
    return None if vocabularies.is_video(text) else "video"


RULES: dict[str, Callable[[str], str | None]] = {
    "category": category,
    "country": country,
    "date": date,
    "email": email,
    "italian": italian,
    "language": language,
    "licence": licence,
    "logo": logo,
    "media": media,
    "organisation": organisation,
    "path": path,
    "scope": scope,
    "screenshot": screenshot,
    "support": support,
    "url": url,
    "video": video,
    "web": web,
}
