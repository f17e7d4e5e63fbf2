# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Any notation of an address (URL, scp form, SCM URL) taken apart, defensively."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

LONGEST = 2000
"""Characters; longer texts are not addresses that somebody typed or a catalogue lists."""

_SCM = re.compile(r"scm:[a-z]+:", re.IGNORECASE)  # Maven's SCM URL format
_SCP = re.compile(r"[\w.-]+@(?P<host>[\w.-]+):(?!//)(?P<path>.+)", re.ASCII)
_UNCLEAN = re.compile(r"[\x00-\x20\x7f\\<>\"`]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_PORTS = {"http": (80,), "https": (443,)}
# RFC 3986, pchar without what an HTML attribute or a shell could stumble over
_SAFE_IN_SEGMENT = "~@:!$&()*+,;="


@dataclass(frozen=True, slots=True)
class Locator:
    """An address taken apart; `segments` are percent-decoded and never empty, "." or ".."."""

    scheme: str
    host: str
    port: int | None
    segments: tuple[str, ...]
    query: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port."""
        return self.host if self.port is None else f"{self.host}:{self.port}"


def locate(text: str) -> Locator | None:
    """Take an address apart; None where it is none or cannot be trusted.

    Knows http, https, git and ssh (also as `git+https`, `scm:git:https`), the scp form
    `git@host:path` and addresses that begin with `//`. User information is dropped.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or not _is_clean(text):
        return None
    text = _SCM.sub("", text, count=1) if _SCM.match(text) else text
    text = text.removeprefix("git+")
    if "://" not in text and (scp := _SCP.fullmatch(text)):
        text = f"ssh://{scp['host']}/{scp['path']}"
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https", "git", "ssh"} or "://" not in text:
        return None
    host = host_name(parts.hostname or "")
    segments = _segments(parts.path)
    if host is None or segments is None:
        return None
    # The port of git and ssh says nothing about where the web address is.
    if scheme not in _PORTS or port in _PORTS[scheme]:
        port = None
    return Locator(scheme, host, port, segments, parts.query)


def host_name(host: str) -> str | None:
    """Host in lower case and ASCII (IDNA), an IPv4 address as it is; None where invalid."""
    try:
        ascii_host = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = ascii_host.split(".")
    if len(ascii_host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit():
        try:
            ip_address(ascii_host)
        except ValueError:
            return None
    return ascii_host


def encode(segments: tuple[str, ...]) -> str:
    """Decoded segments as a path without a leading slash, percent-encoded."""
    return "/".join(quote(segment, safe=_SAFE_IN_SEGMENT) for segment in segments)


def _segments(path: str) -> tuple[str, ...] | None:
    found: list[str] = []
    for raw in path.split("/"):
        try:
            segment = unicodedata.normalize("NFC", unquote(raw, errors="strict"))
        except UnicodeDecodeError:
            return None
        if segment == ".." or "/" in segment or not _is_clean(segment.replace(" ", "")):
            return None
        if segment not in {"", "."}:
            found.append(segment)
    return tuple(found)


def _is_clean(text: str) -> bool:
    """No white space, control, invisible or unassigned character, no backslash or bracket."""
    if text.isascii():
        return _UNCLEAN.search(text) is None
    return not any(
        _UNCLEAN.match(character)
        if character.isascii()
        else unicodedata.category(character)[0] in "CZ"
        for character in text
    )
