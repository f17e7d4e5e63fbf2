# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Tokens that a standard describes: JSON web tokens, headers of HTTP, hashes of passwords."""

import base64
import binascii
import json
import re
from datetime import UTC, datetime
from random import Random
from typing import Any

from allmende.repositories.detectors.judging import by_place, placeholder, random_looking, template
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.passwords import kinds, password, reference
from allmende.repositories.detectors.secrets.shapes import Shape

_RFC_7519 = "https://www.rfc-editor.org/rfc/rfc7519"
_PUBLIC_ROLES = ("anon", "anonymous")


def _json(part: str) -> Any:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None


def _jwt(candidate: Candidate) -> float | None:
    """A signed token whose header and claims are JSON; an old, open or sample one counts less."""
    parts = [*candidate.value.split("."), "", ""]
    header, claims = _json(parts[0]), _json(parts[1])
    if not isinstance(header, dict) or "alg" not in header:
        return None
    if not isinstance(claims, dict):  # longer than what is read of it
        return by_place(0.7, candidate.path) if len(parts[1]) > 1000 else None
    if claims.get("name") == "John Doe" or claims.get("sub") == "1234567890":
        return by_place(0.2, candidate.path)
    confidence = 0.85
    open_ = str(header["alg"]).lower() == "none" or not parts[2]
    if open_ or claims.get("role") in _PUBLIC_ROLES:
        confidence = 0.3
    elif _expired(claims.get("exp")):
        confidence = 0.6
    return by_place(confidence, candidate.path)


def _expired(moment: object) -> bool:
    return isinstance(moment, int | float) and moment < datetime.now(UTC).timestamp()


def jwt_text(random: Random, header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token with a made-up signature, for examples."""
    parts = (base64.urlsafe_b64encode(json.dumps(p).encode()).decode() for p in (header, claims))
    return ".".join([*(part.rstrip("=") for part in parts), Shape("<url:43>").made(random)])


def _jwts(random: Random) -> list[str]:
    claims = {"sub": f"dienst-{random.randint(1, 99)}", "exp": 4102444800, "iss": "amt"}
    one = jwt_text(random, {"alg": "HS256", "typ": "JWT"}, claims)
    return [one, f'token: "{one}"', f"Cookie: session={one}; a=b"]


def _no_jwts(random: Random) -> list[str]:
    one, two, three = (Shape("<w:40>").made(random) for _ in range(3))
    return [f"eyJ{one}.eyJ{two}.{three}", f"eyJ{one}"]


def _basic(candidate: Candidate) -> float | None:
    try:
        text = base64.b64decode(candidate.value + "=" * (-len(candidate.value) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    user, colon, secret = text.partition(":")
    if not colon or not text.isprintable() or user.lower() == secret.lower():
        return None
    score = password(secret)
    if score is None and random_looking(secret) and len(secret) >= 16 and not placeholder(secret):
        score = 0.7
    return None if score is None else by_place(min(0.9, score + 0.15), candidate.path)


def _basics(random: Random) -> list[str]:
    secret = Shape("<w:14>").made(random) + "!7"
    code = base64.b64encode(f"dienst:{secret}".encode()).decode()
    return [
        f"Authorization: Basic {code}",
        f'"Authorization": "Basic {code}"',
        f"curl -H 'authorization: basic {code}' https://api.stadt.de",
    ]


def _no_basics(random: Random) -> list[str]:
    code = base64.b64encode(b"user:password").decode()
    return [
        f"Authorization: Basic {code}",
        "Authorization: Basic <credentials>",
        f"Authorization: Basic {Shape('<b64:20>').made(random)}",
    ]


def _bearer(candidate: Candidate) -> float | None:
    value = candidate.value
    if placeholder(value) or template(value) or reference(value) or not random_looking(value):
        return None
    if kinds(value) < 2 or not re.search(r"\d", value) or value.startswith("eyJ"):
        return None
    return by_place(0.75 if len(value) >= 20 else 0.5, candidate.path)


def _bearers(random: Random) -> list[str]:
    code = Shape("<w:39>").made(random) + "7"
    return [
        f"Authorization: Bearer {code}",
        f"-H 'Authorization: token {code}'",
        f'headers = {{"Authorization": "Bearer {code}"}}',
    ]


def _no_bearers(random: Random) -> list[str]:
    return [
        "Authorization: Bearer <token>",
        "Authorization: Bearer $TOKEN",
        "Authorization: Bearer your-token-here-please",
        "Authorization: Bearer ${{ secrets.A }}",
        f"Authorization: Bearer {'x' * random.randint(20, 40)}",
    ]


def _hash(candidate: Candidate) -> float | None:
    """A hash is no password, yet weak ones are found by trying."""
    if placeholder(candidate.value[7:]):
        return None
    return by_place(0.5, candidate.path)


_CRYPT = r"[./A-Za-z0-9]"
_HASHES = (
    rf"\$2[abxy]\$\d\d\${_CRYPT}{{53}}",
    rf"\$apr1\${_CRYPT}{{1,8}}\${_CRYPT}{{22}}",
    rf"\$1\${_CRYPT}{{1,8}}\${_CRYPT}{{22}}",
    rf"\$5\$(?:rounds=\d{{1,9}}\$)?{_CRYPT}{{1,16}}\${_CRYPT}{{43}}",
    rf"\$6\$(?:rounds=\d{{1,9}}\$)?{_CRYPT}{{1,16}}\${_CRYPT}{{86}}",
    rf"\$y\$[./A-Za-z0-9]{{1,8}}\${_CRYPT}{{8,32}}\${_CRYPT}{{43}}",
    r"\$argon2(?:id|i|d)\$v=\d{1,3}\$m=\d{1,9},t=\d{1,4},p=\d{1,3}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{22,88}",
    r"pbkdf2_sha256\$\d{3,9}\$[A-Za-z0-9]{8,32}\$[A-Za-z0-9+/]{43}=",
    r"\{SS?HA(?:256|512)?\}[A-Za-z0-9+/]{27,100}={0,2}",
)


def _hashes(random: Random) -> list[str]:
    return [
        "dienst:$2y$10$" + Shape("<w:53>").made(random),
        "root:$6$"
        + Shape("<w:16>").made(random)
        + "$"
        + Shape("<w:86>").made(random)
        + ":19000:0:::",
        "amt:$apr1$" + Shape("<w:8>").made(random) + "$" + Shape("<w:22>").made(random),
    ]


def _no_hashes(random: Random) -> list[str]:
    return ["$2y$10$" + "x" * 53, "$1$ $2$ $5$ $6$", f"price: $6{random.randint(1, 9)}"]


_HEADER = r"""(?i:authorization)["'`\]]{0,2}[ \t]{0,3}(?:[:=,]|=>|\()[ \t]{0,3}["'`(]{0,2}"""

PATTERNS: tuple[Pattern, ...] = (
    written(
        "json-web-token",
        {"de": "JSON Web Token", "en": "JSON web token"},
        r"(eyJ[A-Za-z0-9_-]{12,300}\.eyJ[A-Za-z0-9_-]{8,1000}(?:\.[A-Za-z0-9_-]{16,600})?)",
        _jwt,
        _RFC_7519,
        _jwts,
        _no_jwts,
        ("eyj",),
    ),
    written(
        "basic-authentication",
        {"de": "Zugangsdaten in einem Basic-Header", "en": "Credentials in a basic header"},
        _HEADER + r"(?i:basic)[ ]{1,3}([A-Za-z0-9+/]{8,600}={0,2})",
        _basic,
        "https://www.rfc-editor.org/rfc/rfc7617",
        _basics,
        _no_basics,
        ("authorization",),
    ),
    written(
        "bearer-token",
        {"de": "Token in einem Authorization-Header", "en": "Token in an authorization header"},
        _HEADER + r"(?i:bearer|token|apikey|key)[ ]{1,3}([A-Za-z0-9._~+/\-]{16,600}={0,2})",
        _bearer,
        "https://www.rfc-editor.org/rfc/rfc6750",
        _bearers,
        _no_bearers,
        ("authorization",),
    ),
    written(
        "password-hash",
        {"de": "Hashwert eines Passworts", "en": "Hash of a password"},
        "(?:^|[^A-Za-z0-9$])(" + "|".join(_HASHES) + ")",
        _hash,
        "https://manpages.debian.org/crypt(5)",
        _hashes,
        _no_hashes,
    ),
)
