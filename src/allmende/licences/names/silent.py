# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Words in the place of a licence that name none: unknown, proprietary, see the file."""

import re

from allmende.licences.names import german
from allmende.licences.names.words import fold, tokenise


def _phrases(*written: str) -> frozenset[str]:
    return frozenset(" ".join(tokenise(one)) for one in written)


NOTHING_SAID = _phrases(
    *german.NOTHING_SAID,
    *("", "unknown", "none", "n/a", "na", "not specified", "unspecified", "no license", "null"),
    *("undefined", "noassertion", "other", "custom", "various", "misc", "tbd", "open source"),
    *("opensource", "free software", "oss", "foss", "floss", "freeware", "shareware", "free"),
    *("dual license", "osi approved", "license", "no license specified", "not available"),
    *("other open source", "custom license", "other license", "not applicable", "see source"),
    *("multiple", "multiple license", "public", "open", "dfsg approved", "no", "unlimited"),
    *("any", "nan", "different", "unclear", "not known", "not stated"),
)
PROPRIETARY = _phrases(
    *german.PROPRIETARY,
    *("proprietary", "commercial", "closed source", "unlicensed", "all rights reserved"),
    *("private", "internal", "eula", "other/proprietary", "proprietary license", "closed"),
    *("commercial license", "other/proprietary license", "proprietary software", "nonfree"),
    *("closed source license", "proprietary eula", "non free", "confidential"),
    *("company proprietary", "not open source", "proprietary/commercial"),
)
PUBLIC_DOMAIN = _phrases(
    *german.PUBLIC_DOMAIN,
    *("public domain", "publicdomain", "pd", "in the public domain", "domaine public"),
    *("the public domain", "public domain software", "public domain license", "dominio publico"),
    *("released to the public domain", "released into the public domain", "publicly available"),
    *("public domain dedication", "placed in the public domain", "this is public domain"),
)

_SEE_FILE = re.compile(
    r"(?:please )?(?:see|siehe|refer to|cf\.?|found in|as in|vgl\.?)\b.*"
    r"\b(?:licen[sc]es?|copying|copyright|readme|files?|datei|notice|website|webseite|homepage"
    r"|repository|text|source|lizenz\w*|legal|eula)\b.*"
    r"|(?:file:?\s*)?(?:\.?/)?(?:licen[sc]es?|copying|copyright|readme|notice|lizenz|eula)"
    r"(?:[.-](?:md|txt|rst|html?|adoc|pdf|lesser))?"
    r"|(?:file|datei):?\s+\S+|(?:included )?licen[sc]e file"
)
_BEHIND = re.compile(
    r"(?:\s*[,;(+|]\s*|\s+-?\s*)(?:(?:please\s+)?(?:see|siehe|vgl\.?)\s+(?:the\s+|die\s+)?(?:included\s+|file\s+"
    r"|datei\s+)*|file\s+|datei\s+)\[?(?:licen[sc]es?|copying|copyright|lizenz|notice|readme)"
    r"(?:[.-]\w+)?\]?(?:\s+(?:file|datei|for details|for more (?:details|information)))*[\s).]*$",
    re.IGNORECASE,
)
_BEHIND_IN_BRACKETS = re.compile(
    r"\s*\((?:please\s+)?(?:see|siehe|vgl\.?)\b[^()]*\b(?:licen[sc]es?|copying|lizenz|notice|readme)"
    r"\b[^()]*\)\s*$",
    re.IGNORECASE,
)
_R_FILE = re.compile(r"\s*\+\s*file\s+LICEN[CS]E\b")
_LEAD = re.compile(
    r"^(?P<who>[^:]{0,60}?)\b(?:is|are|ist|wird|sind)?\s*(?:also\s+)?"
    r"(?:released|licensed|distributed|published|available|provided|lizenziert|veröffentlicht)"
    r"\s+(?:under|unter|as)\s+",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"\b(?:not?|non|never|parts?|some|partly|except|unless|if|code|docs?|documentation|data"
    r"|artwork|files?|or|and|und|oder|nicht|teile?|teilweise|dual|either|this|portions?|most"
    r"|mostly|originally|formerly|previously|früher)\b|\d",
    re.IGNORECASE,
)
_FORGES = re.compile(
    r"github|gitlab|bitbucket|codeberg|raw\.|sourceforge|/(?:licen[sc]e|copying)[^/]*$",
    re.IGNORECASE,
)


def rule_of(text: str) -> str | None:
    """The rule that knows this text as naming no licence."""
    words = tokenise(text)
    phrase = " ".join(words)
    bare = " ".join(word for word in words if word not in ("the", "license", "(", ")"))
    for phrases, rule in (
        (PROPRIETARY, "proprietary"),
        (PUBLIC_DOMAIN, "public-domain"),
        (NOTHING_SAID, "nothing-said"),
    ):
        if phrase in phrases or (bare and bare in phrases):
            return rule
    if not words:
        return "nothing-said"
    return "see-file" if len(text) < 200 and _SEE_FILE.fullmatch(fold(text)) else None


def rule_of_address(address: str) -> str:
    """An address that is no known licence page: a file in a repository, or just unknown."""
    return "see-file" if _FORGES.search(address) else "address-unknown"


def without_see_file(text: str) -> str:
    """ "MIT + file LICENSE", "MIT (see LICENSE)": the name before it."""
    if len(text) > 300:
        return text
    shorter = _BEHIND.sub("", _BEHIND_IN_BRACKETS.sub("", _R_FILE.sub("", text)))
    return shorter if shorter else text


def without_lead(text: str) -> str:
    """ "Example is released under the MIT licence": what follows, where all of it is meant."""
    found = _LEAD.match(text[:200])
    if found is None or _PARTIAL.search(found.group("who")):
        return text
    return text[found.end() :]
