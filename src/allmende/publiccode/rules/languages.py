# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Language tags. Source: BCP 47 (RFC 5646) section 2.1 and the IANA registry of subtags."""

import re
from functools import lru_cache

from language_tags import tags
from language_tags.Subtag import Subtag

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_RESERVED = re.compile(r"q[a-t][a-z]|qa[a-c]")
_RESERVED_SCRIPT = re.compile(r"qa[a-b][a-z]")
_RESERVED_REGION = re.compile(r"aa|q[m-z]|x[a-z]|zz")
_WHOLE = """
en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay
i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min
zh-min-nan zh-xiang
"""
_GRANDFATHERED = frozenset(_WHOLE.split())
"""Registered as a whole before the parts were (RFC 5646, section 2.2.8)."""
_WIDESPREAD = frozenset(("uk",))
"""Not registered as a region, yet written so often that parsers accept it."""


_LONG = """
alb:sq arm:hy baq:eu bur:my chi:zh cze:cs dut:nl fre:fr geo:ka ger:de gre:el ice:is mac:mk mao:mi
may:ms per:fa rum:ro slo:sk tib:bo wel:cy
"""
SHORTER = dict(pair.split(":") for pair in _LONG.split())
"""ISO 639-2 codes of libraries, which are no tags, yet parsers accept them; with the right tag."""


@lru_cache(maxsize=2_000)
def language(text: str) -> str | None:
    """A tag whose every part is registered; capitals count like small letters."""
    tag = text.lower()
    if tag in SHORTER:
        return "language-long"
    if tag in _GRANDFATHERED or _PRIVATE.fullmatch(tag):
        return None
    parts = _TAG.fullmatch(tag)
    return None if parts and _registered(parts, tag) else "language"


def _registered(parts: re.Match[str], tag: str) -> bool:
    primary, script, region = parts["language"], parts["script"], parts["region"]
    extended = parts["extended"].split("-")[1:]
    variants = parts["variants"].split("-")[1:]
    return (
        bool(_RESERVED.fullmatch(primary) or _is(primary, "language"))
        and all(_is(one, "extlang") and _follows(one, "extlang", tag) for one in extended)
        and (not script or bool(_RESERVED_SCRIPT.fullmatch(script)) or _is(script, "script"))
        and (not region or _is_region(region))
        and all(_is(one, "variant") for one in variants)
    )


def _is_region(subtag: str) -> bool:
    return (
        bool(_RESERVED_REGION.fullmatch(subtag)) or subtag in _WIDESPREAD or _is(subtag, "region")
    )


def _is(subtag: str, kind: str) -> bool:
    return kind in tags.types(subtag)


def _follows(subtag: str, kind: str, tag: str) -> bool:
    """Whether an extended language stands behind one that it extends."""
    return any(f"{tag}-".startswith(f"{one.lower()}-") for one in _prefixes(subtag, kind))


def _prefixes(subtag: str, kind: str) -> list[str]:
    record = Subtag(subtag, kind).data["record"]
    return list(record.get("Prefix", []))
