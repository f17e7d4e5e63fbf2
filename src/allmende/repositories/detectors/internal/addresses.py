# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of private networks; those of manuals and tools are the same everywhere."""

import ipaddress
import re

from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.surroundings import in_foreign_code, line_before, softened

_SOURCE = "RFC 1918, RFC 3927, RFC 4193; not RFC 5737, RFC 3849"
_TITLE = {"de": "Adresse aus einem privaten Netz", "en": "Address of a private network"}

# What routers, virtual machines, containers and clusters use when nobody says otherwise.
_DEFAULTS_TEXT = """
10.0.0.0/24 10.0.1.0/24 10.0.2.0/24 10.0.3.0/24 10.1.1.0/24 10.1.2.0/24 10.10.10.0/24 10.42.0.0/15
10.88.0.0/16 10.96.0.0/16 10.112.0.0/16 10.152.183.0/24 10.217.0.0/16 10.244.0.0/16 10.233.0.0/16
10.254.254.0/24 10.255.255.0/24 172.16.0.0/24 172.17.0.0/16 172.18.0.0/16 172.19.0.0/16
172.20.0.0/24 172.28.0.0/24 172.30.0.0/24 172.31.0.0/24 192.168.0.0/23 192.168.2.0/24
192.168.10.0/24 192.168.33.0/24 192.168.49.0/24 192.168.50.0/24 192.168.56.0/24 192.168.59.0/24
192.168.64.0/24 192.168.65.0/24 192.168.99.0/24 192.168.100.0/24 192.168.122.0/24 192.168.178.0/24
192.168.255.0/24 169.254.169.254/32 169.254.170.0/24 10.2.3.0/24 10.11.12.0/24 10.20.30.0/24
10.9.8.0/24 192.168.123.0/24 192.168.3.0/24
"""
_DEFAULTS = tuple(ipaddress.ip_network(network) for network in _DEFAULTS_TEXT.split())
_PLANNED = ([10, 0], [10, 1], [10, 10])
"""How the networks of manuals for clouds begin."""
_VERSION = re.compile(
    r"(?i)(?:versions?|ver|release|\bv|assembly\w*|sdk|build|windows|firmware|driver|[~^<>=]=?"
    r"|[@#])[\"'\s:=(>-]{0,4}$|version[^\n]{0,20}$|(?:update|upgrade|bump|patch)[^\n]{0,40}\bto $"
)
_EXAMPLE = re.compile(r"(?i)e\.g\.|example|beispiel|z\. ?b\.|such as|default")


def patterns() -> tuple[Pattern, ...]:
    """The patterns for addresses of private networks."""
    return (
        Pattern(
            id="private-ipv4",
            kind="internal-name",
            title=_TITLE,
            regex=r"\b((?:10\.[0-9]{1,3}|172\.(?:1[6-9]|2[0-9]|3[01])|192\.168|169\.254)"
            r"\.[0-9]{1,3}\.[0-9]{1,3}(?:/[0-9]{1,2})?)\b",
            anchor=r"(?:10\.[0-9]{1,3}|172\.[1-3][0-9]|192\.168|169\.254)\.[0-9]{1,3}\.[0-9]",
            judge=judge_ipv4,
            source=_SOURCE,
            keywords=("10.", "172.", "192.168", "169.254"),
            matches=("host: 10.158.77.21", "allow 172.27.84.0/22;", "http://192.168.207.31:8080"),
            misses=("10.0.19041", "version 10.3.2.1", "10.0.0.0/8", "1.10.2.3.4", "10.300.1.1"),
        ),
        Pattern(
            id="private-ipv6",
            kind="internal-name",
            title=_TITLE,
            regex=r"(?i)\b(f[cd][0-9a-f]{2}(?::[0-9a-f]{1,4}){1,7}(?:::?(?:[0-9a-f]{1,4}"
            r"(?::[0-9a-f]{1,4}){0,5})?)?|f[cd][0-9a-f]{2}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?)",
            anchor="(?i)f[cd][0-9a-f]{2}:(?:[0-9a-f]{1,4})?",
            judge=judge_ipv6,
            source=_SOURCE,
            keywords=("fc", "fd"),
            matches=("listen [fd3a:91c4:77e2:10::5]:443", "fdc9:4e1b:a203::/48"),
            misses=("fc00::/7", "fd:ab:cd:ef:01:02", "2001:db8::1", "fd12:abcd"),
        ),
    )


def judge_ipv4(candidate: Candidate) -> float | None:
    """An address that somebody gave to a machine, not a version and not a default."""
    try:
        interface = ipaddress.ip_interface(candidate.value)
    except ValueError:
        return None
    if _goes_on(candidate) or _VERSION.search(line_before(candidate, 40)):
        return None
    if interface.network.prefixlen <= 16 and "/" in candidate.value:
        return None if interface.network.prefixlen <= 12 else 0.3
    octets = [int(octet) for octet in str(interface.ip).split(".")]
    if str(interface.ip) in ("192.168.0.0", "172.16.0.0", "10.255.255.255", "169.254.0.0"):
        return None
    if _EXAMPLE.search(line_before(candidate, 60)):
        return 0.3
    if "/" in candidate.value and octets[:2] in _PLANNED:
        return 0.3
    rising = octets[2] - octets[1] == octets[3] - octets[2]
    if any(interface.ip in network for network in _DEFAULTS) or octets[:2] == [169, 254]:
        return 0.25
    if rising or max(octets[1:]) < 10:
        return 0.3
    confidence = 0.7 if not in_foreign_code(candidate.path) else 0.3
    return softened(confidence, candidate.path)


def judge_ipv6(candidate: Candidate) -> float | None:
    """A whole address of a locally made prefix; MAC addresses and hashes are none."""
    text = candidate.value.rstrip(":") + ("::" if candidate.value.endswith("::") else "")
    if re.match(r"[0-9A-Za-z:]", candidate.after) or re.search(r"[\w:.]$", candidate.before[-1:]):
        return None
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    if int(address) >> 96 in (0xFC000000, 0xFD000000) or ("::" not in text and text.count(":") < 7):
        return 0.2 if int(address) & (2**96 - 1) else None
    groups = address.exploded.split(":")[1:4]
    made_up = any(group in ("1234", "5678", "dead", "beef", "cafe") for group in groups)
    return 0.3 if made_up or groups == ["0000"] * 3 else softened(0.75, candidate.path)


def _goes_on(candidate: Candidate) -> bool:
    before, after = candidate.before[-1:], candidate.after[:2]
    return bool(
        (before and (before.isalnum() or before in "._-+"))
        or re.match(r"\.\d|-[\w.]|[A-Za-z_+]", after)
    )
