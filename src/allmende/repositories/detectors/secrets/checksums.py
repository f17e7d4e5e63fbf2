# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Checksums that providers put into their tokens, so that a scanner can tell real from made up."""

import zlib

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def base62_crc(body: str) -> str:
    """The CRC-32 of a body in six digits of base 62.

    Source: "Behind GitHub's new authentication token formats", GitHub blog, 5 April 2021; npm
    took it over (GitHub changelog, 23 September 2021).
    """
    return _digits(zlib.crc32(body.encode()), BASE62, 6)


def _digits(number: int, letters: str, width: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, len(letters))
        text = letters[digit] + text
    return text.rjust(width, letters[0])


def github(token: str) -> bool:
    """Whether the last six characters of `ghp_…` or `npm_…` are the checksum of what precedes."""
    return token[-6:] == base62_crc(token[4:-6])


def with_github(token: str) -> str:
    """The token with the checksum that belongs to it."""
    return token[:-6] + base62_crc(token[4:-6])


def grafana(token: str) -> bool:
    """Whether `glsa_SECRET_CHECKSUM` carries the CRC-32 of `glsa_SECRET`, lowest byte first.

    Source: the key generator of Grafana (`pkg/components/satokengen`).
    """
    return token[-8:] == _grafana(token)


def with_grafana(token: str) -> str:
    """The token with the checksum that belongs to it."""
    return token[:-8] + _grafana(token)


def _grafana(token: str) -> str:
    return zlib.crc32(token[:-9].encode()).to_bytes(4, "little").hex()


def cloudflare(token: str) -> bool:
    """Whether `cfut_…` ends in the CRC-32, as hex, of its 40 characters.

    Source: developers.cloudflare.com/fundamentals/api/get-started/token-formats.
    """
    return token[-8:] == _cloudflare(token)


def with_cloudflare(token: str) -> str:
    """The token with the checksum that belongs to it."""
    return token[:-8] + _cloudflare(token)


def _cloudflare(token: str) -> str:
    return f"{zlib.crc32(token[-48:-8].encode()):08x}"


def gitlab_routable(token: str) -> bool:
    """Whether a routable token carries the length of its payload and the CRC-32 of the rest.

    `prefix-payload.[version.]LLCCCCCCC`: two digits of base 36 for the length, seven for the sum
    of everything before it. Source: GitLab handbook, design document "Routable tokens".
    """
    return token[-7:] == _digits(zlib.crc32(token[:-7].encode()), _BASE36, 7)


def with_gitlab_routable(token: str) -> str:
    """The token with the length and checksum that belong to it."""
    head, *_ = token.split(".")
    payload = head.split("-", 1)[1].removeprefix("t1_").removeprefix("t2_").removeprefix("t3_")
    begun = token[:-9] + _digits(len(payload), _BASE36, 2)
    return begun + _digits(zlib.crc32(begun.encode()), _BASE36, 7)
