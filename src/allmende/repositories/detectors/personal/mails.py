# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Mail addresses of persons; those of functions, robots, lists and examples are not."""

import re
from collections.abc import Collection
from functools import partial
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.known_names import is_first_name
from allmende.repositories.detectors.personal.mail_words import (
    EXAMPLE_DOMAINS,
    FREE_MAIL,
    FUNCTIONS,
    PLACEHOLDERS,
    TOP_LEVEL,
)
from allmende.repositories.detectors.surroundings import (
    in_author_file,
    in_foreign_code,
    line_before,
    names_author,
    softened,
)

_RESERVED = frozenset(["example", "test", "invalid", "localhost", "local", "onion", "internal"])
_ROBOTS = ("gserviceaccount.com", "noreply.github.com", "noreply.gitlab.com")
_LISTS = re.compile(r"(?:^|\.)(?:lists?|mailman|bugs|groups|googlegroups|noreply|bounces?)(?:\.|$)")
_LIST_NAME = re.compile(r"[-_.](?:users?|devel?|list|announce|discuss|bugs|commits|request|owner)$")
_MACHINE = re.compile(r"^(?=(?:.*\d){8})[\w.+-]{20,}$|^[0-9a-f-]{16,}$|^\d+\+|[0-9a-f]{12}")


def patterns(
    own_domains: Collection[str] = (), functions: Collection[str] = (), version: int = 1
) -> tuple[Pattern, ...]:
    """The pattern for mail addresses.

    `own_domains` are the office's; its people are known to it, and more is lost. `functions` are
    its mailboxes (part before the @) that are nobody's own.
    """
    judge = partial(
        judge_mail,
        own_domains=frozenset(one.lower() for one in own_domains),
        functions=frozenset(_plain(one) for one in functions),
    )
    return (
        Pattern(
            id="mail-address",
            kind="personal-data",
            title={"de": "E-Mail-Adresse einer Person", "en": "Mail address of a person"},
            # No \b in front: without it a first repetition costs the prefilter nothing.
            regex=r"([A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,18})\b",
            anchor="[A-Za-z0-9._+-]@[A-Za-z0-9-]",
            judge=judge,
            source="RFC 5322, 3.4.1; RFC 2142; RFC 2606",
            keywords=("@",),
            matches=Examples(_people, "mail"),
            misses=Examples(_nobody, "mail"),
            version=version,
        ),
    )


def judge_mail(
    candidate: Candidate,
    own_domains: Collection[str] = frozenset(),
    functions: Collection[str] = frozenset(),
) -> float | None:
    """A person's mailbox; one that an author published of their own accord weighs less."""
    local, _, domain = candidate.value.rpartition("@")
    domain = domain.lower()
    if not _is_address(candidate, local, domain) or _is_function(local, functions):
        return None
    own = any(domain == one or domain.endswith("." + one) for one in own_domains)
    if _is_placeholder(local, domain):
        return 0.1
    if _LISTS.search(domain) or _LIST_NAME.search(local.lower()):
        return 0.2
    confidence = 0.9 if own else 0.8 if domain in FREE_MAIL or _is_person(local) else 0.65
    if in_author_file(candidate.path) or names_author(candidate):
        return 0.6 if own and not in_foreign_code(candidate.path) else 0.35
    return softened(confidence, candidate.path)


def _is_address(candidate: Candidate, local: str, domain: str) -> bool:
    labels = domain.split(".")
    if (
        labels[-1] not in TOP_LEVEL
        or domain.endswith(_ROBOTS)
        or labels[-1] in _RESERVED
        or ".." in local
    ):
        return False
    if domain in EXAMPLE_DOMAINS or _RESERVED & set(labels[:-1]) or labels[-2] in EXAMPLE_DOMAINS:
        return False
    if (
        local[0] == "."
        or local[-1] == "."
        or any(label[0] == "-" or label[-1] == "-" for label in labels)
    ):
        return False
    if re.match(r"[:/]?[/~]?[\w.-]+\.git\b|:(?!\s)[\w~/]|\(|\.?\w*@", candidate.after):
        return False
    if re.search(r"(?:://[^/\s\"']{0,200}|[@$%{=]|\\)$", line_before(candidate, 210)):
        return bool(re.search(r"[^:@/][=@]$|(?<!:/)/=$", line_before(candidate)[-2:]))
    return not _MACHINE.search(local.lower())


def _plain(local: str) -> str:
    return re.sub(r"[._+-]", "", local.lower())


def _is_function(local: str, functions: Collection[str]) -> bool:
    if _plain(local) in FUNCTIONS or _plain(local) in functions:
        return True
    words = re.split(r"[._+-]", local.lower())
    return any(word in FUNCTIONS for word in words) and not any(map(is_first_name, words))


def _is_placeholder(local: str, domain: str) -> bool:
    plain = _plain(local)
    return (
        plain in PLACEHOLDERS
        or plain.rstrip("0123456789") in PLACEHOLDERS
        or "muster" in plain
        or re.search(r"example|beispiel|eksempel|exempel|ejemplo|exempl[eo]|esempio", domain)
        is not None
        or (domain.count(".") == 1 and plain == _plain(domain.partition(".")[0]))
        or re.fullmatch(r"(.)\1*", plain) is not None
    )


def _is_person(local: str) -> bool:
    words = re.split(r"[._-]", local.lower())
    return (len(words) == 2 and all(len(word) > 1 for word in words)) or is_first_name(words[0])


def _people(random: Random) -> tuple[str, ...]:
    first, last = random.choice(("petra", "jonas")), random.choice(("wagenbrett", "oberhuber"))
    domain = "gmx" + ".de"
    return (
        f"Bitte an {first}.{last}@{domain} schicken",
        f'"email": "{first[0]}.{last}@stadt' + '-werke.de"',
        f"mailto:{last}@web" + ".de",
        f"user={first}@posteo" + ".net",
    )


def _nobody(_: Random) -> tuple[str, ...]:
    at = "@"
    return (
        f"noreply{at}github.com",
        f"1234+jonas{at}users.noreply.github.com",
        f"petra.huber{at}example.com",
        f"info{at}stadt.de",
        f"open-source{at}muenchen.de",
        f"git{at}github.com:it-at-m/refarch.git",
        f"icon{at}2x.png",
        f"lodash{at}4.17.21",
        f"https://jonas:geheim{at}host.de/",
        f"x{at}property.setter",
    )
