# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses: what Go's net/url reads, since the reference parser decides by it.

Source: RFC 3986, and net/url of Go 1.25 where that is more lenient (any scheme, letters outside
ASCII in host and path) or stricter (no blank in a host, no bare percent sign).
"""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BAD_IN_HOST = re.compile(r"[\x00-\x20\x7f#/?@\\^`{|}]|%(?![89A-Fa-f][0-9A-Fa-f]|25)")
_BAD_IN_USER = re.compile(r"[^A-Za-z0-9\-._:~!$&'()*+,;=%@]")
_PORT = re.compile(r"(:[0-9]*)?")
_URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:"
    r"(?:[a-z0-9()+,\-.:=@;$_!*']|%[0-9a-f]{2})+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that rules ask for; `rest` is what has no host (mailto:...)."""

    scheme: str
    host: str
    path: str
    rest: str
    fragment: str


def split(written: str) -> Address | None:
    """The parts of an address; None for what is none."""
    if _CONTROL.search(written):
        return None
    text, _, fragment = written.partition("#")
    if _BAD_ESCAPE.search(fragment) or text.startswith(":"):
        return None
    scheme, rest = "", text
    if found := _SCHEME.match(text):
        scheme, rest = found[1].lower(), text[found.end() :]
    rest = rest.partition("?")[0]
    if not rest.startswith("/"):
        if scheme:
            return Address(scheme, "", "", rest, fragment)
        if ":" in rest.partition("/")[0]:
            return None
    host = ""
    if rest.startswith("//") and (scheme or not rest.startswith("///")):
        authority, slash, path = rest[2:].partition("/")
        rest = slash + path
        checked = _host(authority)
        if checked is None:
            return None
        host = checked
    if _BAD_ESCAPE.search(rest):
        return None
    return Address(scheme, host, rest, "", fragment)


def _host(authority: str) -> str | None:
    user, at, host = authority.rpartition("@")
    if at and (_BAD_IN_USER.search(user) or _BAD_ESCAPE.search(user)):
        return None
    if host.startswith("["):
        name, bracket, port = host[1:].rpartition("]")
        return host if bracket and _PORT.fullmatch(port) and _is_ipv6(name) else None
    if "[" in host or "]" in host:
        return None
    name, colon, port = host.rpartition(":")
    if colon and not _PORT.fullmatch(colon + port):
        return None
    return None if _BAD_IN_HOST.search(host) else host


def _is_ipv6(name: str) -> bool:
    try:
        IPv6Address(name.replace("%25", "%", 1))
    except ValueError:
        return False
    return True


def url(text: str) -> str | None:
    """An address with a scheme, of whichever kind (https, git, ssh)."""
    found = split(text)
    if found is None or not found.scheme:
        return "url"
    if found.scheme == "file":
        return "url" if found.path in ("", "/") else None
    return None if found.host or found.rest or found.fragment else "url"


def web(text: str) -> str | None:
    """An address that a browser opens."""
    found = split(text)
    is_web = found is not None and found.scheme in ("http", "https") and found.host
    return None if is_web else "web"


def identifier(text: str) -> bool:
    """Whether this is an address with a host, or a URN."""
    found = split(text)
    if found is None or not found.scheme:
        return False
    if found.scheme == "urn":
        return _URN.fullmatch(text) is not None
    return bool(found.host)
