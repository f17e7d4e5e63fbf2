# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Web addresses of products: one comparable key, and whether it is safe to link to them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote

from allmende.identity.locators import encode, locate

LANGUAGE = re.compile(
    r"(?:bg|cs|da|de|el|en|es|et|fi|fr|ga|hr|hu|it|lt|lv|mt|nl|pl|pt|ro|sk|sl|sv|no|ru|uk|zh|ja)"
    r"(?:[-_][a-z]{2})?"
)
"""A path segment that only chooses a language: those of the EU and a few more."""

_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)")
_START_PAGE = re.compile(r"(?:index|default|home)(?:\.[a-z]{2})?\.(?:html?|php|jsp|aspx?)")


def normalise_homepage(url: str) -> str | None:
    """A comparable key of a homepage: host and path, nothing else; None if it is no web address.

    Left out: scheme, www, default port, fragment, trailing slash, a start page such as index.html,
    a language as first or last segment, the query except for an `id`, by which app shops and wikis
    tell their pages apart. The path keeps its case.
    """
    locator = locate(f"https://{url.strip()}" if _BARE.match(url.strip()) else url)
    if locator is None or locator.scheme not in {"http", "https"} or "." not in locator.host:
        return None
    segments = list(locator.segments)
    if segments and _START_PAGE.fullmatch(segments[-1].casefold()):
        segments.pop()
    if segments and LANGUAGE.fullmatch(segments[0].casefold()):
        segments.pop(0)
    if segments and LANGUAGE.fullmatch(segments[-1].casefold()):
        segments.pop()
    path = encode(tuple(segments))
    identity = dict(parse_qsl(locator.query)).get("id", "")
    query = f"?id={quote(identity)}" if identity else ""
    return f"{locator.authority.removeprefix('www.')}{'/' if path else ''}{path}{query}"


def is_web_address(url: str) -> bool:
    """Whether an address may stand in a link: absolute http or https, a host, nothing hidden.

    False with user information (`https://bank.example@evil.example`), control or white space
    characters anywhere, backslashes, quotes and angle brackets, hosts that cannot exist.
    """
    locator = locate(url)
    has_plain_scheme = url[:8].lower().startswith(("http://", "https://"))
    authority = re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0]
    return locator is not None and has_plain_scheme and bool(authority) and "@" not in authority
