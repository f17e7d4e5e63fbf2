# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Host names: of the office's domains, of internal top-level domains, of tools, of databases."""

import re
from functools import partial

from allmende.repositories.detectors.internal.host_words import (
    CODE_WORDS,
    EVERYWHERE,
    PLACEHOLDERS,
    SERVICES,
    TOOLS,
)
from allmende.repositories.detectors.internal.policy import InternalNames
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.surroundings import softened

# Labels are told apart by the judges: a regex that counts them makes the automaton huge, and no \b
# in front, since a first repetition costs the prefilter nothing.
_LABELS = r"[a-z0-9._-]{1,120}"
_USER = r"(?:[A-Za-z0-9._%+:$!~-]{1,100}@)?"
_INTERNAL_TOP = r"local|intern|internal|lan|corp|intra|localdomain|home\.arpa"
_NUMBERED = re.compile(r"\d|-")
_TITLE = {"de": "Interner Rechnername", "en": "Internal host name"}


def patterns(names: InternalNames) -> tuple[Pattern, ...]:
    """The patterns for host names."""
    return (
        *_of_domains(names),
        *_of_shapes(names),
        Pattern(
            id="internal-top-level",
            kind="internal-name",
            title=_TITLE,
            regex=rf"(?i)({_LABELS}\.(?:{_INTERNAL_TOP}))\b",
            anchor=rf"(?i)\.(?:{_INTERNAL_TOP})\b",
            judge=partial(judge_top_level, names=names),
            source="RFC 6762, appendix G; RFC 8375; ICANN SSAC SAC113 (.internal)",
            keywords=(".local", ".intern", ".lan", ".corp", ".intra", ".home.arpa"),
            matches=(
                "https://wiki02.stadt.intern/x",
                "db-07.rathaus.lan:5432",
                "ssh nas3.home.arpa",
            ),
            misses=("name.intern()", "com.sun.internal.Foo", "x = settings.local", ".env.local"),
            version=names.version,
        ),
        Pattern(
            id="internal-tool",
            kind="internal-name",
            title={"de": "Adresse eines internen Dienstes", "en": "Address of an internal tool"},
            regex=rf"(?i)\bhttps?://{_USER}((?:{'|'.join(TOOLS)})(?:[0-9-][a-z0-9-]{{0,30}})?)"
            r"(?::[0-9]{2,5})?(?:[/\s\"'<>)\]?#]|$)",
            anchor=rf"(?i)(?://|@)(?:{'|'.join(TOOLS)})(?:[0-9-][a-z0-9-]{{0,30}})?"
            r"(?::[0-9]{2,5})?(?:[/\s\"'<>)\]?#]|$)",
            judge=judge_tool,
            source="RFC 3986, 3.2.2",
            keywords=("http",),
            matches=("http://jenkins03/job/x", "https://intranet/start"),
            misses=("https://gitlab.com/x", "https://wiki.debian.org/", "http://wikipedia.org"),
            version=names.version,
        ),
        Pattern(
            id="database-host",
            kind="internal-name",
            title={"de": "Rechner einer Datenbank", "en": "Host of a database"},
            regex=r"(?i)(?:jdbc:[a-z0-9:]{2,30}(?://|@)/?|\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|"
            r"redis|rediss|amqps?|ldaps?|mssql|sqlserver|oracle|db2|nats|kafka)(?:\+[a-z0-9]{2,12})?://"
            r"|\b(?:data source|server|datasource)\s?=\s?(?:tcp:)?)"
            rf"{_USER}([a-z0-9][a-z0-9._-]{{0,120}})(?:[:/;,?\s\"'\\]|$)",
            judge=partial(judge_database, names=names),
            source="JDBC 4.3; libpq connection URIs; RFC 4516",
            keywords=("jdbc", "://", "="),
            matches=(
                "jdbc:oracle:thin:@ora-prod-03:1521:SID",
                "postgresql://app:x@pgsrv07.stadt.intern/app",
                "Server=sqlsrv12;Database=kfz;",
            ),
            misses=("jdbc:postgresql://localhost:5432/app", "redis://redis:6379", "server = http"),
            version=names.version,
        ),
    )


def judge_domain(candidate: Candidate, names: InternalNames) -> float | None:
    """Internal below an internal domain; below a mixed one a hint, unless it is public."""
    host = candidate.value.lower()
    if host[0] in ".-_" or names.is_public(host) or candidate.before.endswith(("@", "%40")):
        return None
    if re.match(r"\.[a-z]", candidate.after) or ".." in host:
        return None
    return 0.9 if names.is_internal(host) else 0.6


def judge_shape(candidate: Candidate, names: InternalNames) -> float | None:
    """A name as the office gives it to its machines."""
    return None if names.is_public(candidate.value.lower()) else 0.85


def judge_top_level(candidate: Candidate, names: InternalNames) -> float | None:
    """Sure in addresses and with a port or a numbered name; code has attributes that look alike."""
    host = candidate.value.lower()
    labels = re.sub(r"\.home\.arpa$", ".arpa", host).split(".")
    before, after = candidate.before[-3:], candidate.after[:3]
    if (
        host[0] in ".-_"
        or ".." in host
        or names.is_public(host)
        or CODE_WORDS & set(labels[:1])
        or before.endswith(("$", "{"))
    ):
        return None
    if re.match(r"\.\w|\(|\[|-|_|\s?=[^=]", after) or any("__" in label for label in labels):
        return None
    if names.is_internal(host):
        return 0.95
    if host.endswith(".compute.internal"):
        return 0.35
    if any(host == one or host.endswith("." + one) for one in EVERYWHERE):
        return 0.15
    if PLACEHOLDERS & set(labels[:-1]):
        return 0.25
    addressed = re.search(r"//$|\w@$|\\\\$", before) or re.match(r":\d{2}|/", after)
    numbered = any(_NUMBERED.search(label) for label in labels[:-1])
    camel = candidate.value != host and not candidate.value.isupper()
    if (camel or "_" in host) and not addressed:
        return None
    if addressed:
        return softened(0.8, candidate.path)
    strength = 0.7 if numbered and len(labels) > 2 else 0.55 if numbered else 0.3
    return softened(strength if labels[-1] != "local" else min(strength, 0.5), candidate.path)


def judge_tool(candidate: Candidate) -> float | None:
    """A tool's address without a domain can only be reached inside; elsewhere nobody knows."""
    host = candidate.value.lower()
    if host in PLACEHOLDERS or candidate.match.endswith("]"):
        return None
    if host in TOOLS and host != "intranet":
        return 0.35  # a service of a compose file is called so, too
    return softened(0.6, candidate.path)


def judge_database(candidate: Candidate, names: InternalNames) -> float | None:
    """A host that is neither this machine nor a service of a compose file."""
    host = candidate.value.lower()
    labels = host.split(".")
    if host in SERVICES or names.is_public(host) or re.fullmatch(r"[\d.]+", host):
        return None
    if PLACEHOLDERS & set(labels) or (labels[0] in SERVICES and len(labels) == 1):
        return None
    if names.is_internal(host) or names.is_mixed(host) or labels[-1] in _INTERNAL_TOP.split("|"):
        return softened(0.85, candidate.path)
    if len(labels) == 1:
        assigned = "://" not in candidate.match and ";" not in candidate.match
        if assigned and "jdbc" not in candidate.match.lower():
            return None
        if not re.search(r"\d", host):
            return 0.2
        return softened(0.6, candidate.path)
    if "://" not in candidate.match and "jdbc" not in candidate.match.lower():
        named = re.search(r"(?i)database|catalog|uid|user|pwd", candidate.after[:120])
        return softened(0.55, candidate.path) if named else None
    return softened(0.45, candidate.path)


def _of_domains(names: InternalNames) -> tuple[Pattern, ...]:
    domains = sorted({one.removeprefix("*.") for one in (*names.domains, *names.mixed_domains)})
    if not domains:
        return ()
    inside = "|".join(re.escape(domain) for domain in domains)
    return (
        Pattern(
            id="internal-domain",
            kind="internal-name",
            title=_TITLE,
            regex=rf"(?i)({_LABELS}\.(?:{inside}))\b",
            judge=partial(judge_domain, names=names),
            source="repositories.yaml of the office's profile",
            keywords=tuple(domains),
            matches=tuple(f"https://srv-0815.{domain}/" for domain in domains),
            misses=tuple(f"somebody@{domain}" for domain in domains),
            version=names.version,
        ),
    )


def _of_shapes(names: InternalNames) -> tuple[Pattern, ...]:
    if not names.hosts:
        return ()
    return (
        Pattern(
            id="internal-host-shape",
            kind="internal-name",
            title=_TITLE,
            regex=rf"(?i)\b({'|'.join(f'(?:{one})' for one in names.hosts)})\b",
            judge=partial(judge_shape, names=names),
            source="repositories.yaml of the office's profile",
            version=names.version,
        ),
    )
