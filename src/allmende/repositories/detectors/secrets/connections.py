# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses and connection strings that carry a password, and commands that do."""

import re
from dataclasses import dataclass
from random import Random
from string import ascii_letters, digits

from allmende.repositories.detectors.judging import (
    both_cases,
    by_place,
    placeholder,
    random_looking,
    template,
)
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.passwords import password, weak

_RFC_3986 = "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1"
_USER = r"""[^\s/:@"'<>()\[\]{},;|`]{0,80}"""
_WORD = r"""([^\s/"'<>`|]{1,120})"""
_ADDRESSED = r"""[^\s/:@"'<>()\[\]{},;|`]{0,160}:[^\s/"'<>`|]{1,240}@[A-Za-z0-9\[$%{_]"""
"""The same for the automaton, which counts bytes: a letter may be two."""
_HOST = r"@[A-Za-z0-9\[$%{_][A-Za-z0-9.\-]{0,2}"
_QUIET_HOST = re.compile(
    r"(?i)^@?(?:localhost|127\.|0\.0\.0\.0|\[?::1|(?:host|hostname|server|db)(?![\w.-])|example"
    r"|.*\.example\b|.*example\.(?:com|org|net|de)|(?:my|your)[-_.]?(?:host|server|domain|db|site"
    r"|app|org|company)|.*\.test\b|.*\.invalid\b|.*\.local(?:host|domain)?\b)"
)


@dataclass(frozen=True, slots=True)
class _Address:
    """Judges the password of an address: `scheme://user:password@host`."""

    confidence: float

    def __call__(self, candidate: Candidate) -> float | None:
        value = candidate.value
        score = password(value)
        user = candidate.match.split("://", 1)[-1].split(":", 1)[0]
        host = candidate.match.rsplit("@", 1)[-1] + candidate.after[:60]
        if (
            (score or 0) < 0.5
            and len(value) >= 12
            and both_cases(value)
            and random_looking(value, 0.85)
        ):
            score = None if weak(value) or placeholder(value) else 0.5
        if score is None:
            score = 0.35 if _bare_word(value) and not weak(value) else None
        if score is None or template(value) or user.lower() == value.lower():
            return None
        if re.match(r"(?i)(?:user(?:name)?|login|usr|name|benutzer)$", user) and score < 0.7:
            return None
        if _QUIET_HOST.match(host):
            return by_place(0.3, candidate.path)
        return by_place(min(self.confidence, score + 0.15), candidate.path)


def _bare_word(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9._-]{6,}", value)) and not re.search(
        r"(?i)pass|secret|token|user|name|key|pwd|word", value
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """Judges a password that stands in a connection string or behind an option of a command."""

    confidence: float

    def __call__(self, candidate: Candidate) -> float | None:
        score = password(candidate.value)
        if score is None or template(candidate.value):
            return None
        around = candidate.match + candidate.after[:80]
        if re.search(r"(?i)(?:[=/@]|host )(?:localhost|127\.0\.0\.1|\(local\)|\.\\)", around):
            score = min(score, 0.4)
        return by_place(min(self.confidence, score + 0.1), candidate.path)


def _made(random: Random) -> str:
    body = "".join(random.choices(ascii_letters + digits, k=random.randint(10, 18)))
    return body + random.choice("!+*-_.") + str(random.randint(10, 99)) + "aQ"


def _urls(schemes: str, random: Random) -> list[str]:
    return [
        f"{scheme}://dienst:{_made(random)}@db1.stadt.de:5432/amt"
        for scheme in schemes.replace("?", "").split("|")
    ]


def _no_urls(schemes: str, random: Random) -> list[str]:
    scheme = schemes.replace("?", "").split("|")[0]
    port = random.randint(1024, 9999)
    return [
        f"{scheme}://user:password@host/db",
        f"{scheme}://${{USER}}:${{PASSWORD}}@host/db",
        f"{scheme}://dienst:<password>@db.stadt.de/amt",
        f"{scheme}://db.stadt.de:{port}/amt@zwei",
    ]


def _address(id: str, de: str, en: str, schemes: str, confidence: float, source: str) -> Pattern:
    return written(
        id,
        {"de": f"Passwort in der Adresse ({de})", "en": f"Password in an address ({en})"},
        rf"\b(?i:{schemes})://{_USER}:{_WORD}{_HOST}",
        _Address(confidence),
        source,
        lambda random: _urls(schemes, random),
        lambda random: _no_urls(schemes, random),
        ("://",),
        rf"(?i:{schemes})://{_ADDRESSED}",
    )


def _strings(samples: tuple[str, ...], random: Random) -> list[str]:
    return [sample.replace("§", _made(random)) for sample in samples]


def _no_strings(samples: tuple[str, ...], random: Random) -> list[str]:
    words = ("password", "${PASSWORD}", "<password>", "xxxxxxxx", "%s")
    return [sample.replace("§", random.choice(words)) for sample in samples]


def _beside(
    id: str,
    de: str,
    en: str,
    regex: str,
    confidence: float,
    source: str,
    samples: tuple[str, ...],
    anchor: str = "",
) -> Pattern:
    return written(
        id,
        {"de": de, "en": en},
        regex,
        _Beside(confidence),
        source,
        lambda random: _strings(samples, random),
        lambda random: _no_strings(samples, random),
        anchor=anchor,
    )


_REST = r"""([^\s"'`;&<>|,)]{4,120})"""

PATTERNS: tuple[Pattern, ...] = (
    _address(
        "postgres-address",
        "PostgreSQL",
        "PostgreSQL",
        "postgres|postgresql|postgis|cockroachdb|redshift|pgsql",
        0.93,
        "https://www.postgresql.org/docs/current/libpq-connect.html",
    ),
    _address(
        "mysql-address",
        "MySQL",
        "MySQL",
        "mysql|mariadb|mysql2|mysqlx",
        0.93,
        "https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html",
    ),
    _address(
        "mongodb-address",
        "MongoDB",
        "MongoDB",
        "mongodb",
        0.93,
        "https://www.mongodb.com/docs/manual/reference/connection-string/",
    ),
    _address(
        "redis-address",
        "Redis",
        "Redis",
        "redis|rediss|valkey|valkeys",
        0.93,
        "https://www.iana.org/assignments/uri-schemes/prov/redis",
    ),
    _address(
        "message-broker-address",
        "Nachrichten",
        "messages",
        "amqp|amqps|mqtt|mqtts|stomp|nats|kafka",
        0.93,
        "https://www.rabbitmq.com/docs/uri-spec",
    ),
    _address(
        "database-address",
        "Datenbank",
        "database",
        "mssql|sqlserver|oracle|db2|clickhouse|couchdb|neo4j|bolt|influxdb|cassandra|elastic"
        "|snowflake|hive|presto|trino|firebird|ibase|vertica|memcached",
        0.93,
        _RFC_3986,
    ),
    _address(
        "directory-mail-address",
        "Verzeichnis oder Mail",
        "directory or mail",
        "ldap|ldaps|smtp|smtps|imap|imaps|pop3|pop3s",
        0.9,
        "https://www.rfc-editor.org/rfc/rfc4516",
    ),
    _address(
        "file-address",
        "Dateien",
        "files",
        "ftp|ftps|sftp|ssh|scp|rsync|smb|cifs|svn|dav|webdav",
        0.9,
        _RFC_3986,
    ),
    _address("web-address", "Web", "web", "http|https", 0.85, _RFC_3986),
    written(
        "driver-address",
        {"de": "Passwort in der Adresse (Treiber)", "en": "Password in an address (driver)"},
        rf"\b(?i:[a-z0-9]{{2,20}}\+[a-z0-9]{{2,20}})://{_USER}:{_WORD}{_HOST}",
        _Address(0.93),
        "https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls",
        lambda random: [f"postgresql+psycopg://amt:{_made(random)}@db1.stadt.de/x"],
        lambda random: [f"git+https://user:password@host/{random.random()}", "a+b://x@y"],
        ("://",),
        rf"(?i:\+[a-z0-9]{{2,20}})://{_ADDRESSED}",
    ),
    _beside(
        "jdbc-password",
        "Passwort in einer JDBC-Adresse",
        "Password in a JDBC address",
        r"""(?i:\bjdbc:[a-z0-9:]{2,40}[^\s"'`]{2,400}[?&;](?:password|pwd|pass)=)""" + _REST,
        0.93,
        "https://jdbc.postgresql.org/documentation/use/",
        (
            "jdbc:postgresql://db1.stadt.de/amt?user=u&password=§",
            "jdbc:sqlserver://db1.stadt.de:1433;databaseName=a;user=u;password=§;",
        ),
    ),
    _beside(
        "jdbc-oracle",
        "Passwort in einer JDBC-Adresse",
        "Password in a JDBC address",
        r"""(?i:\bjdbc:oracle:thin:[a-z0-9_.$]{1,40}/)([^\s"'`@/]{4,80})@""",
        0.93,
        "https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/",
        ("jdbc:oracle:thin:scott/§@//db1.stadt.de:1521/amt",),
    ),
    _beside(
        "connection-string-password",
        "Passwort in einer Verbindungszeichenfolge",
        "Password in a connection string",
        r"""(?i:\b(?:server|data source|datasource|host|address|addr|initial catalog|database"""
        r"""|user id|userid|user|uid|username)[ ]{0,2}=[^\n"']{1,200};[ ]{0,2}(?:password|pwd)"""
        r"""[ ]{0,2}=[ ]{0,2})([^\s"'`;<>]{4,120})""",
        0.93,
        "https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax",
        (
            "Server=sql1.stadt.de;Database=amt;User Id=dienst;Password=§;Encrypt=true",
            "Data Source=sql1.stadt.de;Initial Catalog=amt;uid=dienst;pwd=§",
        ),
        r"""(?i:;[ ]{0,2}(?:password|pwd)[ ]{0,2}=[ ]{0,2})[^\s"'`;<>]{4}""",
    ),
    _beside(
        "libpq-password",
        "Passwort in einer Verbindungszeichenfolge",
        "Password in a connection string",
        r"""(?i:\b(?:host|hostaddr|dbname|user)=[^\n"']{1,200}[ ]password=)"""
        r"""([^\s"'`;&<>|,)]{4,120})""",
        0.93,
        "https://www.postgresql.org/docs/current/libpq-connect.html",
        ("host=db1.stadt.de port=5432 user=amt password=§ dbname=amt",),
        r"""(?i:[ ]password=)[^\s"'`;&<>|,)]{4}""",
    ),
    _beside(
        "command-curl",
        "Passwort in einem curl-Aufruf",
        "Password in a curl command",
        r"""\bcurl\b[^\n|]{0,300}[ ](?:-[a-zA-Z]{0,4}u|--user|--proxy-user|-U)[ =]{0,2}["']?"""
        r"""[^\s:"']{1,60}:([^\s"'`|]{4,120})""",
        0.9,
        "https://curl.se/docs/manpage.html",
        ("curl -s -u dienst:§ https://api.stadt.de/", "curl --user 'dienst:§' https://a.stadt.de"),
    ),
    _beside(
        "command-mysql",
        "Passwort in einem Datenbankaufruf",
        "Password in a database command",
        r"""\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|]{0,200}[ ]"""
        r"""(?:-p|--password=)["']?"""
        r"""([^\s"'`|;]{4,120})""",
        0.85,
        "https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html",
        ("mysql -u amt -p§ -h db1.stadt.de amt", "mysqldump --user=amt --password=§ amt"),
    ),
    _beside(
        "command-option",
        "Passwort in einem Aufruf",
        "Password in a command",
        r"""\b(?:sshpass[ ]{1,3}-p|docker login[^\n|]{0,60}[ ](?:-p|--password)"""
        r"""|redis-cli[^\n|]{0,60}[ ]-a|ldap[a-z]{3,6}[ ][^\n|]{0,60}[ ]-w"""
        r"""|sqlcmd[^\n|]{0,60}[ ]-P"""
        r"""|openssl[^\n|]{0,60}[ ]-pass(?:in|out)? pass:"""
        r"""|az login[^\n|]{0,60}[ ](?:-p|--password))"""
        r"""[ =]{0,2}["']?([^\s"'`|;]{4,80})""",
        0.85,
        "https://docs.docker.com/reference/cli/docker/login/",
        (
            "sshpass -p '§' ssh dienst@host",
            "docker login -u amt -p § registry.stadt.de",
            "redis-cli -h r.stadt.de -a § ping",
            "ldapsearch -D cn=amt -w § -b dc=stadt",
        ),
    ),
    _beside(
        "powershell-password",
        "Passwort in PowerShell",
        "Password in PowerShell",
        r"""(?i:ConvertTo-SecureString)[ ]{1,4}(?:-String[ ]{1,4})?["']([^"'\n]{4,120})["']""",
        0.9,
        "https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring",
        ('ConvertTo-SecureString "§" -AsPlainText -Force',),
    ),
)
