# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files that hold credentials by their nature: .netrc, .npmrc, Docker, .pgpass, Kubernetes."""

import base64
import binascii
import re
from random import Random

from allmende.repositories.detectors.judging import by_place, placeholder, random_looking
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.passwords import password, reference
from allmende.repositories.detectors.secrets.shapes import Shape


def _text(code: str) -> str | None:
    try:
        text = base64.b64decode(code + "=" * (-len(code) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return text if text.strip().isprintable() else None


def _score(secret: str) -> float | None:
    score = password(secret)
    if score is None and len(secret) >= 16 and random_looking(secret):
        return None if placeholder(secret) or reference(secret) or "{" in secret else 0.7
    return score


def _plain(candidate: Candidate) -> float | None:
    score = _score(candidate.value)
    return None if score is None else by_place(min(0.93, score + 0.2), candidate.path)


def _encoded(candidate: Candidate) -> float | None:
    """`user:password` or a password in base 64."""
    text = _text(candidate.value)
    if not text:
        return None
    user, _, secret = text.rpartition(":")
    score = _score(secret.strip())
    if score is None or user == secret:
        return None
    return by_place(min(0.93, score + 0.2), candidate.path)


def _kubernetes(candidate: Candidate) -> float | None:
    """The first value of a Secret; further ones are judged where their name speaks for them."""
    text = _text(candidate.value)
    if text is None:
        return by_place(0.5, candidate.path) if random_looking(candidate.value) else None
    score = _score(text.strip().rpartition(":")[2])
    return None if score is None else by_place(min(0.9, score + 0.1), candidate.path)


def _pgpass(candidate: Candidate) -> float | None:
    score = _score(candidate.value)
    named = bool(candidate.path and "pgpass" in candidate.path)
    if score is None or not (named or re.search(r":5432:", candidate.match)):
        return None
    return by_place(0.9 if named else min(0.7, score), candidate.path)


def _made(random: Random) -> str:
    return Shape("<w:12>").made(random) + "!7kQ"


def _code(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _netrc(random: Random) -> list[str]:
    return [
        f"machine git.stadt.de login dienst password {_made(random)}\n",
        f"machine a.stadt.de\n  login dienst\n  password {_made(random)}\n",
    ]


def _npmrc(random: Random) -> list[str]:
    return [
        f"//npm.stadt.de/:_password={_code(_made(random))}\n",
        f"_auth={_code('dienst:' + _made(random))}\n",
    ]


def _npmrc_token(random: Random) -> list[str]:
    return [f"//npm.stadt.de/:_authToken={Shape('<w:30>').made(random)}\n"]


def _docker(random: Random) -> list[str]:
    return [
        f'{{"auths": {{"r.stadt.de": {{"auth": "{_code("dienst:" + _made(random))}"}}}}}}',
        f'"https://r.stadt.de/": {{\n  "auth": "{_code("u:" + _made(random))}"\n}}',
    ]


def _secret(random: Random) -> list[str]:
    head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: amt\n"
    return [
        f"{head}type: Opaque\ndata:\n  a.b: {_code(_made(random))}\n",
        f"{head}stringData:\n  zugang: {_made(random)}\n",
    ]


def _pgpasses(random: Random) -> list[str]:
    return [f"db1.stadt.de:5432:amt:dienst:{_made(random)}\n"]


def _nothing(random: Random) -> list[str]:
    return [
        "machine git.stadt.de login dienst password ${PASSWORD}\n",
        "//npm.stadt.de/:_authToken=${NPM_TOKEN}\n",
        '{"auths": {"r.stadt.de": {"auth": "dXNlcjpwYXNzd29yZA=="}}}',
        "kind: Secret\ndata:\n  password: e3sgLlZhbHVlcy5wYXNzd29yZCB9fQ==\n",
        f"a:b:c:d:{random.randint(1, 9)}\n",
    ]


PATTERNS: tuple[Pattern, ...] = (
    written(
        "netrc",
        {"de": "Passwort in .netrc", "en": "Password in .netrc"},
        r"\bmachine\s{1,8}[^\s]{1,100}\s{1,8}login\s{1,8}[^\s]{1,100}\s{1,8}password\s{1,8}(\S{4,200})",
        _plain,
        "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        _netrc,
        _nothing,
        ("machine",),
        anchor=r"\slogin\s{1,8}[^\s]{1,200}\s{1,8}password\s{1,8}\S{4}",
    ),
    written(
        "npmrc-password",
        {"de": "Passwort in .npmrc", "en": "Password in .npmrc"},
        r"""(?:^|[\s:"'/])_(?:password|auth)[ ]{0,2}[=:][ ]{0,2}["']?"""
        r"""([A-Za-z0-9+/]{8,400}={0,2})""",
        _encoded,
        "https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/npmrc.md",
        _npmrc,
        _nothing,
    ),
    written(
        "npmrc-token",
        {"de": "Token in .npmrc", "en": "Token in .npmrc"},
        r"""(?i:_authtoken)[ ]{0,2}[=:][ ]{0,2}["']?([A-Za-z0-9+/_.=\-]{12,400})""",
        _plain,
        "https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/npmrc.md",
        _npmrc_token,
        _nothing,
    ),
    written(
        "docker-config",
        {
            "de": "Zugangsdaten in einer Docker-Konfiguration",
            "en": "Credentials in a Docker configuration",
        },
        r'"auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{8,600}={0,2})"',
        _encoded,
        "https://docs.docker.com/reference/cli/docker/login/",
        _docker,
        _nothing,
        ('"auth"',),
    ),
    written(
        "kubernetes-secret",
        {"de": "Wert eines Kubernetes-Secrets", "en": "Value of a Kubernetes secret"},
        r"""\bkind:[ ]{0,4}["']?Secret["']?\s[^{}]{0,600}?\n[ ]{0,8}data:\s{1,40}"""
        r"""["']?[A-Za-z0-9._-]{1,80}["']?:[ ]{1,4}["']?([A-Za-z0-9+/]{8,1000}={0,2})""",
        _kubernetes,
        "https://kubernetes.io/docs/concepts/configuration/secret/",
        lambda random: _secret(random)[:1],
        _nothing,
        anchor=r"""\n[ ]{0,8}data:\s{1,40}["']?[A-Za-z0-9._-]{1,80}["']?:[ ]{1,4}["']?"""
        r"""[A-Za-z0-9+/]{8}""",
    ),
    written(
        "kubernetes-secret-text",
        {"de": "Wert eines Kubernetes-Secrets", "en": "Value of a Kubernetes secret"},
        r"""\bkind:[ ]{0,4}["']?Secret["']?\s[^{}]{0,600}?\n[ ]{0,8}stringData:\s{1,40}"""
        r"""["']?[A-Za-z0-9._-]{1,80}["']?:[ ]{1,4}["']?([^\s"']{6,400})""",
        _plain,
        "https://kubernetes.io/docs/concepts/configuration/secret/",
        lambda random: _secret(random)[1:],
        _nothing,
        anchor=r"""stringData:\s{1,40}["']?[A-Za-z0-9._-]{1,80}["']?:[ ]{1,4}["']?[^\s"']{6}""",
    ),
    written(
        "pgpass",
        {"de": "Passwort in .pgpass", "en": "Password in .pgpass"},
        r"(?m:^)[^:\s]{1,100}:(?:543\d|6432|\*):[^:\s]{1,60}:[^:\s]{1,60}:([^\s:]{4,100})",
        _pgpass,
        "https://www.postgresql.org/docs/current/libpq-pgpass.html",
        _pgpasses,
        _nothing,
        anchor=r":(?:543\d|6432|\*):[^:\s]{1,60}:[^:\s]{1,60}:[^\s:]{4}",
    ),
)
