# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Authors as data: who is the same person, who is a bot, whose mail is an organisation's.

It serves to count: names and addresses become keyed digests, which can only be compared.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

VERSION = 1
"""Rises when the same name and mail can give another `Author`."""

MOST_LINES = 20_000
_BOT_NAME = re.compile(
    r"\[bot\]|(?:^|[\s_-])(?:bot|robot)\b|\b(?:dependabot|renovate|greenkeeper|snyk|mergify|weblate"
    r"|crowdin|transifex|translatewiki|pre-commit-ci|github[ -]actions?|imgbot|codecov|whitesource"
    r"|allcontributors|semantic-release|release-please|jenkins|travis(?:[ -]ci)?|circleci"
    r"|deepsource|sonarcloud|hosted weblate|scala steward|fossabot|copilot|ci[ -]build)\b"
    r"|[a-z]-?bot$",
    re.IGNORECASE,
)
_BOT_MAIL = re.compile(
    r"\[bot\]@|^(?:bot|ci|robot|jenkins|renovate|dependabot|actions?)@|[+._-]bot@|bot@renovateapp"
    r"|^(?:project|group)_\d+_bot|@(?:weblate\.org|dependabot\.com|greenkeeper\.io|snyk\.io)$",
    re.IGNORECASE,
)
_NOT_BOTS = re.compile(r"\b(?:abbot|talbot|cabot|turbot)\b", re.IGNORECASE)
_NOREPLY = re.compile(
    r"users\.noreply\.|^noreply|^no-reply|\.noreply@|@noreply\b|@[^@]*noreply|\.(?:local|localdomain|invalid|lan"
    r"|internal)$|@localhost$|@\(none\)$",
    re.IGNORECASE,
)
# Providers that give an address to anybody who asks.
_FREE_PROVIDERS = """
    gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de outlook.com outlook.de
    hotmail.com hotmail.de live.com live.de msn.com yahoo.com yahoo.de ymail.com aol.com
    icloud.com me.com mac.com t-online.de freenet.de posteo.de posteo.net posteo.eu mailbox.org
    proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
    riseup.net disroot.org fastmail.com fastmail.fm hey.com zoho.com yandex.ru yandex.com mail.ru
    qq.com 163.com 126.com foxmail.com arcor.de vodafone.de kabelmail.de online.de email.de
    orange.fr free.fr laposte.net libero.it seznam.cz wp.pl o2.pl mailfence.com duck.com"""
_FREE = frozenset(_FREE_PROVIDERS.split())
# Registries that hand out names below a second label ("council.gov.uk").
_SECOND = "co com org net gov ac edu or ne go gob gouv gv govt mil nhs"
_SECOND_LABELS = frozenset(_SECOND.split())

MailKind = Literal["organisation", "free", "noreply"]


class Address(NamedTuple):
    """A mail address for counting: digests of it and of the registered name of its domain."""

    mail: str
    domain: str
    kind: MailKind


class Author(NamedTuple):
    """A name and mail as committed, for counting: keyed digests, 16 hex digits each.

    `name` and `mail` are what .mailmap compares, `words` is the name with its spaces joined;
    `full_name`: of two or more words. `domain` and `kind` are those of the mail.
    """

    name: str
    words: str
    full_name: bool
    mail: str
    has_mail: bool
    domain: str
    kind: MailKind
    bot: bool


def author(name: str, mail: str, key: bytes) -> Author:
    """`key` (16 to 64 bytes) keeps names from being found by trying them."""
    words = " ".join(name.lower().split())
    counts = _address(mail.strip().lower(), key)
    return Author(
        name=_digest(name.strip().lower(), key),
        words=_digest(words, key),
        full_name=" " in words,
        mail=counts.mail,
        has_mail=bool(mail.strip()),
        domain=counts.domain,
        kind=counts.kind,
        bot=is_bot(name, mail),
    )


def _address(mail: str, key: bytes) -> Address:
    return Address(_digest(mail, key), _digest(domain(mail), key), kind_of(mail))


def _digest(text: str, key: bytes) -> str:
    content = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, key=key, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Mailmap:
    """`.mailmap` read as data: digests of (name or None, mail) to the address that counts.

    Source: gitmailmap(5).
    """

    by_mail: Mapping[str, Address]
    by_name_and_mail: Mapping[tuple[str, str], Address]

    def address(self, of: Author) -> Address:
        named = self.by_name_and_mail.get((of.name, of.mail))
        return named or self.by_mail.get(of.mail) or Address(of.mail, of.domain, of.kind)


def mailmap(text: str | None, key: bytes) -> Mailmap:
    """`key` is that of the authors who will be looked up."""
    by_mail: dict[str, Address] = {}
    by_name: dict[tuple[str, str], Address] = {}
    for line in (text or "").splitlines()[:MOST_LINES]:
        parts = list(_addresses(line.partition("#")[0][:1000].lower()))
        if len(parts) < 2:
            continue  # one address: only the name is corrected, and names are not counted
        (_, proper), (name, committed) = parts[:2]
        counts, known = _address(proper, key), _digest(committed, key)
        if not name:
            by_mail[known] = counts
        elif proper:
            by_name[_digest(name, key), known] = counts
    return Mailmap(by_mail, by_name)


def _addresses(line: str) -> Iterator[tuple[str, str]]:
    """Name and mail of each "name <mail>"."""
    while "<" in line:
        name, _, rest = line.partition("<")
        mail, closed, line = rest.partition(">")
        if closed:
            yield name.strip(), mail.strip()


@lru_cache(maxsize=10_000)
def is_bot(name: str, mail: str) -> bool:
    """By the patterns forges and their apps use for names and mail addresses."""
    if _BOT_MAIL.search(mail[:200]):
        return True
    return bool(_BOT_NAME.search(name[:200])) and not _NOT_BOTS.search(name[:200])


def people(authors: Iterable[Author], known: Mailmap) -> dict[Author, int]:
    """A number for each person; bots are left out.

    Identical mails (after the mailmap) are one person, identical names of two or more words too,
    since the same person writes from office and from home.
    """
    numbers: dict[Author, int] = {}
    group: list[int] = []
    seen: dict[tuple[str, str], int] = {}

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for one in dict.fromkeys(authors):
        if one.bot:
            continue
        number = len(group)
        group.append(number)
        numbers[one] = number
        marks = [("mail", known.address(one).mail)] if one.has_mail else []
        if one.full_name or not marks:
            marks.append(("name", one.words))
        for mark in marks:
            first, second = root(seen.setdefault(mark, number)), root(number)
            group[max(first, second)] = min(first, second)
    return {one: root(number) for one, number in numbers.items()}


@lru_cache(maxsize=10_000)
def domain(mail: str) -> str:
    """The registered name of a mail's domain, as far as its labels tell."""
    labels = mail.rpartition("@")[2].strip().lower().rstrip(".").split(".")
    many = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LABELS else 2
    return ".".join(labels[-many:])


@lru_cache(maxsize=10_000)
def kind_of(mail: str) -> MailKind:
    if "@" not in mail or "." not in mail.rpartition("@")[2] or _NOREPLY.search(mail):
        return "noreply"
    whole = mail.rpartition("@")[2].strip().lower()
    return "free" if whole in _FREE or domain(mail) in _FREE else "organisation"


def _rules() -> str:
    """Changes with every table above; `VERSION` rises where only code does."""
    patterns = [one.pattern for one in (_BOT_NAME, _BOT_MAIL, _NOT_BOTS, _NOREPLY)]
    tables = repr((VERSION, patterns, sorted(_FREE), sorted(_SECOND_LABELS)))
    return hashlib.blake2b(tables.encode(), digest_size=8).hexdigest()


RULES = _rules()
"""Names what an `Author` was made by; kept ones of other rules do not count."""
