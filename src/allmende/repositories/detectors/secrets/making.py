# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The constructors with which the tables of this room are written, an entry in a few lines."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from allmende.repositories.detectors.judging import (
    both_cases,
    by_place,
    lock_file,
    placeholder,
    random_looking,
)
from allmende.repositories.detectors.pattern import Candidate, Examples, Judge, Pattern
from allmende.repositories.detectors.secrets.shapes import Shape

What = tuple[str, str]
"""What a secret is called, in German and English."""

KEY: What = ("API-Schlüssel", "API key")
TOKEN: What = ("Zugriffstoken", "access token")
PAT: What = ("persönliches Zugriffstoken", "personal access token")
SECRET: What = ("geheimer Schlüssel", "secret key")
CLIENT: What = ("Client-Secret", "client secret")
REFRESH: What = ("Erneuerungstoken", "refresh token")
SESSION: What = ("Sitzungstoken", "session token")
DEPLOY: What = ("Bereitstellungstoken", "deploy token")
AGENT: What = ("Agenten-Token", "agent token")
WEBHOOK: What = ("Webhook-Adresse mit Geheimnis", "webhook address with its secret")
SIGNING: What = ("Signaturgeheimnis", "signing secret")
PASSWORD: What = ("Passwort", "password")
CONNECTION: What = ("Verbindungszeichenfolge mit Geheimnis", "connection string with its secret")
PRIVATE: What = ("privater Schlüssel", "private key")

UNMISTAKABLE = 0.95
"""For a prefix that nothing else has, or an infix at its place."""
GOOD = 0.7
"""For a value of the right form behind a name of the provider."""
SURE = 0.9
"""For a prefix that hardly anything else has."""
DOUBTFUL = 0.35
"""For a test key."""
WRONG_CHECKSUM = 0.5
"""For a token that looks right and whose checksum is not: providers change their checksums, and
somebody should look at it."""

GAP = (
    r"""(?:[^A-Za-z0-9\n]{1,12}(?:(?i:string|str|value|text)[^A-Za-z0-9\n]{1,8})?"""
    r"""|[^A-Za-z0-9\n]{0,4}\n[ \t]{0,24}"?(?i:value)[^A-Za-z0-9\n]{1,6})"""
)
"""What stands between a name and its value: `=`, `": "`, `=> '`, `: str = "`, `value:` below it."""
_WORDS = re.compile(
    r"[A-Za-z]?[a-z]+|[A-Z]+|[a-z]*(?:[A-Z][a-z]+)+|[A-Za-z]+(?:[_.-][A-Za-z]+)+|/[\w./-]+"
)
"""A value that is a name: `one`, `ONE`, `oneTwo`, `one-two`, `/one/two`."""
_BETWEEN = r"""[A-Za-z0-9_.\-"'`:{<>\[\]() \t\r\n]{0,40}"""


def titled(provider: str, what: What) -> Mapping[str, str]:
    """The title of a pattern in both languages."""
    return {"de": f"{provider}: {what[0]}", "en": f"{provider}: {what[1]}"}


@dataclass(frozen=True, slots=True)
class Format:
    """Judges a value whose form says much: mixed as chance makes it, no placeholder, checksum.

    `skip` characters of a known prefix say nothing about chance, `mixed` asks for both cases.
    Where the format has a checksum, `check` tells whether it is right, and a wrong one leaves
    `failed` (None drops it).
    """

    confidence: float
    skip: int = 0
    check: Callable[[str], bool] | None = None
    failed: float | None = WRONG_CHECKSUM
    mixed: bool = False

    def __call__(self, candidate: Candidate) -> float | None:
        body = candidate.value[self.skip :]
        if self.mixed and (not self._chance_made(body) or _WORDS.fullmatch(body)):
            return None
        if placeholder(body) or not random_looking(body):
            return None
        confidence: float | None = self.confidence
        if self.check:
            confidence = 0.99 if self.check(candidate.value) else self.failed
        return None if confidence is None else by_place(confidence, candidate.path)

    def _chance_made(self, body: str) -> bool:
        """Both cases, or behind a prefix that nothing else has at least digits and letters."""
        if both_cases(body):
            return True
        return self.confidence >= SURE and len(re.findall(r"\d", body)) >= len(body) // 8


@dataclass(frozen=True, slots=True)
class Keyed:
    """Judges a value whose form says little, found behind a name of its provider."""

    confidence: float
    mixed: bool = False

    def __call__(self, candidate: Candidate) -> float | None:
        value = candidate.value
        if self.mixed and not both_cases(value):
            return None
        if placeholder(value) or not random_looking(value) or lock_file(candidate.path):
            return None
        if _WORDS.fullmatch(value):
            return None
        return by_place(self.confidence, candidate.path)


def token(
    id: str,
    provider: str,
    what: What,
    shape: str,
    source: str,
    *,
    confidence: float = UNMISTAKABLE,
    check: Callable[[str], bool] | None = None,
    failed: float | None = WRONG_CHECKSUM,
    checked: Callable[[str], str] | None = None,
    skip: int | None = None,
    judge: Judge | None = None,
    anchor: str = "",
) -> Pattern:
    """A token that its own form gives away; see `Shape` for how the form is written.

    `checked` turns a token of the right form into one with the right checksum, for the examples.
    """
    form = Shape(shape)
    known = len(form.prefix()) if skip is None else skip
    word = form.keyword()
    return Pattern(
        id=id,
        kind="secret",
        title=titled(provider, what),
        regex=form.bounded(),
        anchor=anchor or form.anchor(),
        judge=judge or Format(confidence, known, check, failed, form.mixed()),
        source=source,
        keywords=(word,) if len(word) > 2 else (),
        matches=Examples(partial(_found, form, checked), id),
        misses=Examples(partial(_missed, form), id),
    )


def keyed(
    id: str,
    provider: str,
    what: What,
    names: str,
    words: str,
    shape: str,
    source: str,
    *,
    confidence: float = GOOD,
    judge: Judge | None = None,
) -> Pattern:
    """A value without a mark of its own, behind one of `names` and then one of `words`.

    Both are regexes that ignore case, alternatives parted by `|`; `words` may be empty.
    """
    form = Shape(shape)
    behind = rf"{_BETWEEN}(?i:{words})[A-Za-z0-9_]{{0,12}}" if words else r"[A-Za-z0-9_.\-]{0,24}"
    regex = rf"(?i:(?:\b|_)(?:{names})){behind}{GAP}{_after_gap(form)}"
    return Pattern(
        id=id,
        kind="secret",
        title=titled(provider, what),
        regex=regex,
        judge=judge or Keyed(confidence, form.mixed()),
        source=source,
        matches=Examples(partial(_keyed_found, form, names, words), id),
        misses=Examples(partial(_keyed_missed, form, names, words), id),
    )


def written(
    id: str,
    title: Mapping[str, str],
    regex: str,
    judge: Judge,
    source: str,
    matches: Callable[[Random], Sequence[str]],
    misses: Callable[[Random], Sequence[str]],
    keywords: tuple[str, ...] = (),
    anchor: str = "",
    by_line: bool = False,
) -> Pattern:
    """A pattern whose regex is written out, since it is more than the form of one token."""
    return Pattern(
        id=id,
        kind="secret",
        title=title,
        regex=regex,
        anchor=anchor,
        by_line=by_line,
        judge=judge,
        source=source,
        keywords=keywords,
        matches=Examples(matches, id),
        misses=Examples(misses, id),
    )


def _after_gap(form: Shape) -> str:
    """The bounded form without its left boundary, which the gap already is."""
    bounded = form.bounded()
    return bounded[bounded.index(f"({form.regex()})") :]


def _found(form: Shape, checked: Callable[[str], str] | None, random: Random) -> list[str]:
    one, two, three = (form.made(random) for _ in range(3))
    if checked:
        one, two, three = checked(one), checked(two), checked(three)
    return [one, f'key = "{two}"\n', f'{{"a": "b\\n{three}", "c": 1}}']


def _missed(form: Shape, random: Random) -> list[str]:
    """A token of one letter, which is a placeholder, and one that stops too early."""
    prefix = form.prefix()
    made = form.made(random)
    return [prefix + re.sub(r"[A-Za-z0-9]", "x", made[len(prefix) :]), made[: len(prefix) + 3]]


def _words(names: str, words: str) -> str:
    parts = [re.sub(r"\[[^\]]*\]\??|[\\?()]|\(\?:", "", p).split("|")[0] for p in (names, words)]
    return "_".join(part for part in parts if part)


def _keyed_found(form: Shape, names: str, words: str, random: Random) -> list[str]:
    name = _words(names, words)
    one, two, three = (form.made(random) for _ in range(3))
    return [f"{name.upper()}={one}\n", f'"{name}": "{two}",', f"{name} = '{three}';"]


def _keyed_missed(form: Shape, names: str, words: str, random: Random) -> list[str]:
    name = _words(names, words)
    filled = re.sub(r"[A-Za-z0-9]", "x", form.made(random))
    return [f"{name.upper()}={filled}\n", f"{name} = ${{{name.upper()}}}", form.made(random)]
