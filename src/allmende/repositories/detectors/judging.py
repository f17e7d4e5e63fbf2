# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What tells a real value from a made-up one: entropy, placeholders, references, the place.

Nothing here knows a provider; the tables under `secrets` put these pieces together.
"""

import hashlib
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import log2

_PLACEHOLDER = re.compile(
    r"(?i)example|exampl[_-]|beispiel|sample|muster|dummy|placeholder|platzhalter|redacted|removed"
    r"|censored|geschwaerzt|changeme|change[_-]?(?:me|this|it)"
    r"|(?:^|[^A-Za-z0-9])(?:your|my|mein|dein|ihr)[_-]"
    r"|replace[_-]?(?:me|with|this)|insert[_-]|enter[_-]|fixme|foobar|foo[_-]bar"
    r"|(?:^|[^A-Za-z])(?:fake|mock|todo|foo|asdf)(?:[^A-Za-z]|$)|secret[_-]?(?:key|token)?[_-]?here|(?:key|token|secret|password|id|here)[_-]here"
    r"|tokenhere|keyhere|goes[_-]?here|deadbeef|cafebabe|badc0de|c0ffee|not[_-]?(?:a[_-]?)?real"
    r"|notasecret|not[_-]a[_-]secret|none?secret|lorem|ipsum|x{5}|\*{3}|\.{3}|\u2026|-{5}|_{5}|0{9}"
    r"|test[_-]?(?:key|token|secret|value|password)|invalid|undefined|qwerty"
)
_TEMPLATE = re.compile(
    r"\$\{|\$\(|\{\{|\}\}|<%|%>|\{%|%\{|#\{|\[\[|\]\]|@@|__[A-Z][A-Z0-9_]*__|^<[^<>]*>$|^\[[^\]]*\]$"
    r"|^\{[^{}]*\}$|^%[A-Za-z_0-9()]+[%sd]?$|^%[sdvq]$|^@[A-Za-z_.-]+@$|^\$[A-Za-z_][A-Za-z0-9_.]*$"
    r"|^&[A-Za-z_]+;$|^\*[A-Za-z_]+$"
)
_SEQUENCES = (
    "0123456789" * 2,
    "1234567890" * 2,
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "0123456789abcdef" * 2,
    "zyxwvutsrqponmlkjihgfedcba",
    "9876543210" * 2,
    "fedcba9876543210",
    "qwertzuiop",
    "qwertyuiop",
)
_FIXTURE = re.compile(
    r"(?i)(?:^|[/_.-])(?:tests?|testing|testdata|testfixtures?|fixtures?|specs?|examples?|samples?"
    r"|demos?|docs?|mocks?|stubs?|cassettes|snapshots?|__tests__|__mocks__|beispiele?|doku|e2e"
    r"|tutorials?|benchmarks?|integrationtests?)(?:[/_.-]|$)|(?:Test|Tests|Spec|IT)\.\w{2,6}$"
    r"|\.(?:md|rst|adoc|txt|example|sample|dist|template|tmpl|tpl|j2|jinja2?|erb|ipynb|svg)$"
    r"|(?:^|/)(?:readme|changelog|changes|history|news)[^/]*$"
)
_LOCK = re.compile(
    r"(?i)(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?"
    r"|deno\.lock|poetry\.lock|pdm\.lock|uv\.lock|pipfile\.lock|pylock[^/]*\.toml|cargo\.lock"
    r"|composer\.lock|gemfile\.lock|go\.sum|go\.work\.sum|flake\.lock|mix\.lock|pubspec\.lock"
    r"|packages\.lock\.json|podfile\.lock|gradle\.lockfile|conan\.lock|conda-lock\.yml"
    r"|requirements[^/]*\.txt|[^/]*\.sha(?:1|224|256|384|512)(?:sums?)?|checksums?[^/]*|[^/]*\.map"
    r"|record|verification-metadata\.xml|\.terraform\.lock\.hcl|[^/]*\.min\.(?:js|css))$"
)


_PUBLISHED_DIGESTS = """
3a58bf4fb7b3 47761ee13761 54b6d9443138 57e8445fa2b3 589482458a5a 63bf0e0d737e 6df8a4a2d33c
7d6a6af60bb5 8c2c42f1ba6f 9441a0a02c6e af4fdaf5ad98 bcca5999f4f7 c16405eb4322 c44ab0cae533
e8ddddbdac1f ed08e5e4a262 f369306afa57 f8b4312159fb
"""
_PUBLISHED = frozenset(_PUBLISHED_DIGESTS.split())
"""Values that stand in standards and manuals (RFC 6749, 6750, 7617, the storage emulators of Azure,
the sample keys of AWS, Google, Supabase), as digests, so that none of them stands here."""


def published(value: str) -> bool:
    """Whether everybody knows the value, since a standard or a manual shows it."""
    return hashlib.blake2b(value.encode(), digest_size=6).hexdigest() in _PUBLISHED


def entropy(text: str) -> float:
    """Shannon's entropy of the characters of a text, in bits a character."""
    size = len(text)
    return -sum(n / size * log2(n / size) for n in Counter(text).values()) if size else 0.0


def alphabet(text: str) -> int:
    """How many characters the narrowest usual alphabet has that a text is written in."""
    if re.fullmatch(r"\d*", text):
        return 10
    if re.fullmatch(r"[0-9a-f]*|[0-9A-F]*", text):
        return 16
    if re.fullmatch(r"[a-z0-9]*|[A-Z0-9]*", text):
        return 36
    return 64


def random_looking(text: str, share: float = 0.74) -> bool:
    """Whether a text is as mixed as chance makes one of its length and alphabet.

    `share` is the part of the entropy that is possible; chance seldom stays under 0.85 of it.
    Signs between the parts of a text (`-`, `_`, `.`) do not count.
    """
    text = re.sub(r"[^A-Za-z0-9+/]", "", text)
    if len(text) < 4:
        return False
    return entropy(text) >= min(2.8, share * log2(min(len(text), alphabet(text))))


def both_cases(text: str) -> bool:
    """Whether capital and small letters both occur."""
    return text.lower() != text and text.upper() != text


def jumbled(text: str) -> bool:
    """Whether small, capital and other signs alternate as only chance does it, not words.

    Chance changes the kind at six of ten places and takes as many capital as small letters; a
    `camelCaseName` changes at four places at the most and has one capital in five letters.

    >>> jumbled("ZXzK3qQobIwgZiMm"), jumbled("userTokenForOtherName")
    (True, False)
    """
    kinds = ["a" if sign.islower() else "A" if sign.isupper() else "0" for sign in text]
    changes = sum(one != other for one, other in pairwise(kinds)) / max(1, len(text) - 1)
    capital, small = kinds.count("A"), kinds.count("a")
    return changes >= 0.48 or (changes >= 0.36 and min(capital, small) >= 0.28 * (capital + small))


@lru_cache(maxsize=4096)
def placeholder(value: str) -> bool:
    """Whether a value is written to be replaced: a word for it, a template, a row, a repetition."""
    return bool(
        not value
        or published(value)
        or _PLACEHOLDER.search(value)
        or template(value)
        or repetitive(value)
        or sequential(value)
    )


def template(value: str) -> bool:
    """Whether something puts the value in later: `${NAME}`, `{{ name }}`, `%s`, `<name>`."""
    return bool(_TEMPLATE.search(value))


def repetitive(value: str) -> bool:
    """Whether one character, or a short group of them, makes up most of the value."""
    size = len(value)
    if size < 6:
        return len(set(value)) <= 2
    limit = 6 if alphabet(value) > 16 else 8
    if re.search(rf"(.)\1{{{limit - 1},}}", value[:2000]):
        return True
    if len(set(value)) <= max(3, min(size, 40) // 8):
        return True
    return any(value[:n] * (size // n) == value[: size // n * n] for n in range(2, size // 3 + 1))


def sequential(value: str) -> bool:
    """Whether a good part of the value is a row of the alphabet, of digits or of the keyboard."""
    low = value.lower()
    length = max(6, min(10, len(low) // 3)) if alphabet(low) > 16 else max(8, len(low) // 3)
    length = min(length, 10)
    return any(
        row[at : at + length] in low
        for row in _SEQUENCES
        for at in range(max(1, len(row) - length + 1))
    )


@lru_cache(maxsize=4096)
def fixture(path: str | None) -> bool:
    """Whether a path says that what stands there is a test, an example or documentation."""
    return bool(path and _FIXTURE.search(path))


@lru_cache(maxsize=4096)
def lock_file(path: str | None) -> bool:
    """Whether a path is a lock file, a list of checksums or made by a machine: full of hashes."""
    return bool(path and _LOCK.search(path))


def by_place(confidence: float, path: str | None) -> float:
    """The confidence, lower where the path is a test, an example or documentation.

    The surer the format, the less the place can take away: a real key in a test is a real key.
    """
    if not fixture(path):
        return confidence
    return round(
        confidence * (0.9 if confidence >= 0.97 else 0.65 if confidence >= 0.9 else 0.5), 2
    )


def in_place(confidence: float, path: str | None) -> float:
    """The confidence of a secret that was judged without its path, now that the path is known.

    For an engine that judges a content once and finds it under many paths afterwards.
    """
    if confidence < 0.9 and lock_file(path):
        return min(confidence, 0.2)
    return by_place(confidence, path)
