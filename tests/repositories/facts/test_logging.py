# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Logging and whether its level can be set from outside."""

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import logging


def facts(files: dict[str, str]):  # type: ignore[no-untyped-def]
    return facts_of(logging.find, looking_at(files))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/main/resources/logback-spring.xml", ""),
        ("src/main/resources/log4j2.xml", ""),
        ("app/logconf.yaml", ""),
        ("logging.ini", ""),
        ("package.json", '{"dependencies": {"pino": "9"}}'),
        ("requirements.txt", "structlog\n"),
        ("src/main/resources/application.yml", "logging:\n  level:\n    root: INFO\n"),
    ],
)
def test_where_logging_is_configured(path: str, text: str) -> None:
    fact = facts({path: text})["logging.configured"]
    assert fact.state == "yes"
    assert fact.evidence[0].path == path


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("app/logconf.yaml", "root:\n  level: ${LOG_LEVEL:-INFO}\n", 2),
        (".env.example", "A=1\nLOG_LEVEL=info\n", 2),
        ("Dockerfile", "FROM a\nENV LOG_LEVEL=info\n", 2),
        ("compose.yml", "services:\n  a:\n    environment:\n      LOG_LEVEL: x\n", 3),
        ("app/settings.py", 'import os\nlevel = os.environ["DJANGO_LOG_LEVEL"]\n', 2),
        ("src/logger.ts", "pino({ level: process.env.LOG_LEVEL })", 1),
    ],
)
def test_where_the_level_is_set(path: str, text: str, line: int) -> None:
    fact = facts({path: text})["logging.configurable"]
    assert (fact.state, fact.value) == ("yes", {"by": "setting"})
    assert (fact.evidence[0].path, fact.evidence[0].line) == (path, line)


def test_some_frameworks_let_the_environment_set_it() -> None:
    pom = """<project><dependencies><dependency><groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter</artifactId></dependency></dependencies></project>"""
    fact = facts({"pom.xml": pom})["logging.configurable"]
    assert (fact.state, fact.value) == ("yes", {"by": "framework"})
    assert "LOGGING_LEVEL_ROOT" in (fact.evidence[0].quote or "")


def test_otherwise_it_is_unknown_for_the_source_was_not_read() -> None:
    assert facts({})["logging.configurable"].state == "unknown"
    assert facts({"app/catalog.py": "LOG_LEVEL"})["logging.configurable"].state == "unknown"
