# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Versions in the names of tags: Semantic Versioning, calendar versioning, or neither."""

import re
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["semver", "calver", "other"]

# Semantic Versioning 2.0.0, section 2, 9 and 10: no leading zeros, dot-separated identifiers.
_NUMBER = r"(?:0|[1-9]\d{0,8})"
_SEMVER = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})"
    r"(?:-([0-9A-Za-z-]{1,60}(?:\.[0-9A-Za-z-]{1,60}){0,9}))?"
    r"(?:\+[0-9A-Za-z-]{1,60}(?:\.[0-9A-Za-z-]{1,60}){0,9})?$"
)
_LEADING_ZERO = re.compile(r"0\d")
# calver.org: YYYY or YY, then month and whatever follows.
_CALVER = re.compile(
    r"(?:(20\d\d)|(\d\d))[.-](0?[1-9]|1[0-2]|0)(?:[.-](\d{1,4}))?(?:[.-](\d{1,6}))?\b"
)
_LOOSE = re.compile(
    r"(\d{1,6})(?:[._](\d{1,6}))?(?:[._](\d{1,6}))?(?:[._]\d{1,9})?(?!\d)(.{0,60})$"
)
_PREFIX = re.compile(
    r"(?P<what>(?:@?[\w.-]{1,80}/)?[A-Za-z@][\w.@/-]{0,80}?[@/_-])?"
    r"(?:version[-_/]?|release[-_/]?|rel[-_/]?|[vV]|r)?[._-]?(?=\d)(?P<rest>.{1,120})$"
)
_PRE = re.compile(
    r"(?:^|[\d._-])(?:alpha|beta|a|b|rc|cr|m|pre|preview|dev|snapshot|nightly|milestone|next|canary)"
    r"(?:[\d._-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Version:
    """`what` names the part of the repository that the tag is of, "" for all of it."""

    what: str
    written: str
    numbers: tuple[int, int, int]
    scheme: Scheme
    pre_release: bool


def version_of(tag: str) -> Version | None:
    """The version a tag's name states; None where it states none ("latest", "before-merge")."""
    matched = _PREFIX.match(tag[:200])
    if not matched:
        return None
    what, rest = (matched["what"] or "").strip("@/_-"), matched["rest"]
    if what.lower() in ("v", "version", "release", "releases", "rel", "tags", "tag"):
        what = ""
    if calendar := _calendar(rest):
        return Version(what, rest, calendar, "calver", _is_pre(rest))
    if strict := _SEMVER.match(rest):
        numbers = (int(strict[1]), int(strict[2]), int(strict[3]))
        return Version(what, rest, numbers, "semver", strict[4] is not None)
    if (loose := _LOOSE.match(rest)) and (loose[2] or not what):
        numbers = (int(loose[1]), int(loose[2] or 0), int(loose[3] or 0))
        return Version(what, rest, numbers, "other", _is_pre(loose[4]))
    return None


def _calendar(rest: str) -> tuple[int, int, int] | None:
    found = _CALVER.match(rest)
    if not found:
        return None
    year, month, day = int(found[1] or 2000 + int(found[2])), int(found[3]), int(found[4] or 0)
    if found[2] and not (16 <= int(found[2]) <= 40 and _LEADING_ZERO.match(found[3])):
        return None  # 16.04 is a date, 16.4.1 more likely is not
    return year, month, day


def _is_pre(rest: str) -> bool:
    return bool(_PRE.search(rest))
