# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which addresses from elsewhere may become a link."""

from urllib.parse import urlsplit

WEB = frozenset({"http", "https"})
WEB_AND_MAIL = WEB | {"mailto"}


def may_be_followed(address: str, schemes: frozenset[str] = WEB) -> bool:
    """True for an absolute address of one of the schemes; a web address must name a host."""
    try:
        parts = urlsplit(address.strip())
        return parts.scheme in schemes and bool(
            parts.hostname if parts.scheme in WEB else parts.path
        )
    except ValueError:
        return False


def short(address: str) -> str:
    """A web address as one says it: `github.com/keycloak/keycloak`."""
    parts = urlsplit(address.strip())
    said = parts.netloc.rpartition("@")[2].removeprefix("www.") + parts.path.rstrip("/")
    return said + (f"?{parts.query}" if parts.query else "")
