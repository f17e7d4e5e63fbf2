# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names of the office's directory: LDAP, Windows accounts, user ids, tickets, words."""

import re
from functools import partial

from allmende.repositories.detectors.internal.host_words import GENERIC_USERS, PLACEHOLDERS
from allmende.repositories.detectors.internal.policy import InternalNames
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.surroundings import softened, stands_alone

_POLICY = "repositories.yaml of the office's profile"
_PART = r"(?:cn|uid|ou|o|l|st|c|sn|dc)[ ]?=[ ]?[A-Za-z0-9 ._@*-]{1,64}"
_SYSTEM_TEXT = """
nt builtin hklm hkcu hkey local computer machine workgroup domain mydomain system com iis
"""
_SYSTEM = frozenset(_SYSTEM_TEXT.split())
_ESCAPES = re.compile(r"[^\\]\\[ntrabfv0u]")


def patterns(names: InternalNames) -> tuple[Pattern, ...]:
    """The patterns for names of a directory, and for the office's tickets and words."""
    return (
        Pattern(
            id="ldap-name",
            kind="internal-name",
            title={"de": "Name aus einem Verzeichnis (LDAP)", "en": "Name of a directory (LDAP)"},
            regex=rf"(?i)\b((?:{_PART},[ ]?){{0,10}}dc[ ]?=[ ]?[a-z0-9_-]{{1,63}}"
            r"(?:,[ ]?dc[ ]?=[ ]?[a-z0-9_-]{1,63}){1,5})\b",
            anchor="(?i)(?:,dc=|, dc=|,dc =|, dc =)",
            judge=partial(judge_dn, names=names),
            source="RFC 4514; RFC 2247",
            keywords=("dc",),
            matches=("base: ou=Personal,o=Rathaus,dc=stadtnetz,dc=de",),
            misses=("CN=Root CA,O=Foo,C=US", "dc=5, ac=6"),
            version=names.version,
        ),
        Pattern(
            id="windows-account",
            kind="internal-name",
            title={"de": "Konto einer Windows-Domäne", "en": "Account of a Windows domain"},
            regex=r"(?:(?i:user(?:[ _-]?(?:name|id))?|benutzer(?:name)?|login|account|runas"
            r"|identity)"
            r"[\"']?\s{0,3}[:=]?\s{0,3}[\"'>]?)([A-Z][A-Z0-9-]{1,14}\\{1,2}[A-Za-z][A-Za-z0-9._-]{1,40})\b",
            judge=judge_account,
            source="MS-ADTS 5.1.1.1.1 (down-level logon name)",
            keywords=("user", "benutzer", "login", "account", "runas", "identity"),
            matches=("username=RATHAUS\\svc-kfz", '"user": "STADT01\\\\pwagen"'),
            misses=("user: NT AUTHORITY\\SYSTEM", "login: DOMAIN\\user"),
        ),
        *_listed(
            "directory-user",
            {"de": "Benutzerkennung des Amtes", "en": "User id of the office"},
            [f"(?:{one})" for one in names.user_ids],
            names,
        ),
        *_listed(
            "office-account",
            {"de": "Konto einer Windows-Domäne", "en": "Account of a Windows domain"},
            [
                rf"(?:{re.escape(one)})\\{{1,2}}[A-Za-z][A-Za-z0-9._-]{{1,40}}"
                for one in names.account_domains
            ],
            names,
        ),
        *_listed(
            "internal-ticket",
            {"de": "Interne Vorgangsnummer", "en": "Internal ticket"},
            [f"{re.escape(one)}-[0-9]{{1,6}}" for one in names.ticket_keys],
            names,
        ),
        *_listed(
            "internal-word",
            {"de": "Internes Wort", "en": "Internal word"},
            [f"(?i:{re.escape(one)})" for one in names.words],
            names,
        ),
    )


def judge_dn(candidate: Candidate, names: InternalNames) -> float | None:
    """A distinguished name below domain components that are not those of manuals."""
    components = re.findall(r"(?i)\bdc\s?=\s?([a-z0-9_-]+)", candidate.value)
    domain = ".".join(components).lower()
    if all(component.isdigit() for component in components):
        return None
    if any(
        domain == one or domain.endswith("." + one)
        for one in (*names.domains, *names.mixed_domains)
    ):
        return 0.9
    if PLACEHOLDERS & set(domain.split(".")) or "example" in domain:
        return 0.2
    return softened(0.65, candidate.path)


def judge_account(candidate: Candidate) -> float | None:
    """Domain and account behind a word for it; an escape such as a line end is none."""
    domain, _, account = candidate.value.replace("\\\\", "\\").partition("\\")
    if domain.lower() in _SYSTEM or account.lower() in GENERIC_USERS:
        return None
    if domain.lower() in PLACEHOLDERS or _ESCAPES.search(candidate.value):
        return 0.2
    return softened(0.65, candidate.path)


def judge_listed(candidate: Candidate) -> float | None:
    """What the policy lists is meant, wherever it stands for itself."""
    return 0.75 if stands_alone(candidate, "_") else None


def _listed(
    identifier: str, title: dict[str, str], regexes: list[str], names: InternalNames
) -> tuple[Pattern, ...]:
    if not regexes:
        return ()
    return (
        Pattern(
            id=identifier,
            kind="internal-name",
            title=title,
            regex=rf"\b({'|'.join(regexes)})\b",
            judge=judge_listed,
            source=_POLICY,
            version=names.version,
        ),
    )
