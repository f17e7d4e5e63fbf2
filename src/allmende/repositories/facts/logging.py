# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Logging: with what, configured where, and whether its level can be set from outside."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.container_files import build_files, compose_services
from allmende.repositories.facts.documents import text_or_none
from allmende.repositories.facts.fact import Evidence, Fact, Text, at, found, some, unknown, yes
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import Dependency
from allmende.repositories.facts.manifests.gathering import gathered
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.settings_files import settings_of

FILES = re.compile(
    r"(?:.*/)?(?:logback[\w-]*\.(?:xml|groovy)|log4j2?[\w-]*\.(?:xml|properties|ya?ml|json)|"
    r"log4net\.config|nlog\.config|log4js[\w.-]*\.json|log(?:ging|ger)?[_-]?(?:conf(?:ig)?)?"
    r"\.(?:properties|ini|ya?ml|toml|json|conf))",
    re.IGNORECASE,
)
# Library, type of package URL, pattern of the full name.
LIBRARIES: tuple[tuple[str, str, str], ...] = (
    ("Logback", "maven", r"ch\.qos\.logback(?:\.\w+)?:.*|net\.logstash\.logback:.*"),
    ("Log4j", "maven", r"org\.apache\.logging\.log4j:.*|org\.springframework\.boot:.*-log4j2"),
    ("SLF4J", "maven", r"org\.slf4j:.*"),
    ("pino", "npm", r"pino|nestjs-pino|pino-http"),
    ("winston", "npm", r"winston|nest-winston"),
    ("bunyan", "npm", r"bunyan"),
    ("log4js", "npm", r"log4js|loglevel|consola"),
    ("structlog", "pypi", r"structlog"),
    ("loguru", "pypi", r"loguru"),
    ("python-json-logger", "pypi", r"python-json-logger"),
    ("zap", "golang", r"go\.uber\.org/zap"),
    ("zerolog, logrus", "golang", r"github\.com/(?:rs/zerolog|sirupsen/logrus)"),
    ("tracing, env_logger", "cargo", r"tracing-subscriber|env_logger|log4rs|slog"),
    ("Serilog, NLog", "nuget", r"(?:Serilog|NLog|log4net)(?:\..*)?"),
    ("Monolog", "composer", r"monolog/monolog|symfony/monolog-bundle"),
    ("Lograge", "gem", r"lograge|semantic_logger"),
)
PATTERNS = tuple((title, type, re.compile(name)) for title, type, name in LIBRARIES)
# Frameworks whose documentation promises a level set by the environment, whatever the code does.
BY_FRAMEWORK: tuple[tuple[str, str], ...] = (
    ("LOGGING_LEVEL_ROOT", r"org\.springframework\.boot:.*"),
    ("QUARKUS_LOG_LEVEL", r"io\.quarkus(?:\.platform)?:.*"),
)
FRAMEWORKS = tuple((variable, re.compile(name)) for variable, name in BY_FRAMEWORK)
RUST_LOG = re.compile(r"tracing-subscriber|env_logger")
LEVEL = re.compile(
    r"(?:\b|_)(?:LOG_?LEVEL|LOGGING_LEVEL\w*|QUARKUS_LOG_LEVEL|RUST_LOG|LOGLEVEL|DJANGO_LOG_LEVEL)\b"
    r"|\$\{[^}\n]{0,60}log[._-]?level|(?:--|\b)log[_-]level\b",
    re.IGNORECASE,
)
LIKELY = re.compile(
    r"(?:.*/)?(?:(?:[\w.-]*[._-])?log(?:ging|ger|s)?|[\w.-]*config(?:uration)?|[\w.-]*settings|main|app|server"
    r"|index|cli|values|env|\.env[\w.-]*|readme|dockerfile|start[\w.-]*|entrypoint[\w.-]*)"
    r"(?:\.\w{1,10})?",
    re.IGNORECASE,
)
MOST_FILES = 300
LARGEST = 100_000


def find(look: Look) -> Iterator[Fact]:
    """Whether logging is configured, and whether its level can be set from outside."""
    configured = [path for path in look.paths if FILES.fullmatch(path) and of_product(path)]
    used = [(title, one) for one in gathered(look).declared if (title := library_of(one))]
    settings = [
        one
        for one in settings_of(look)
        if of_product(one.path) and re.match(r"(?:quarkus\.log|logging|logger)\.", one.key)
    ]
    evidence = [at(path) for path in configured]
    evidence += [at(one.path, one.line, f"{one.key}: {one.value}") for one in settings]
    evidence += [at(one.path, one.line, one.full_name) for _, one in used]
    libraries = list(dict.fromkeys(title for title, _ in used))
    yield found("logging.configured", evidence, {"libraries": libraries, "files": len(configured)})
    yield configurable(look)


def of_product(path: str) -> bool:
    return place_of(path) == "product"


def library_of(one: Dependency) -> str | None:
    if one.scope == "test" or not one.direct:
        return None
    for title, type, name in PATTERNS:
        if type == one.type and name.fullmatch(one.full_name):
            return title
    return None


def configurable(look: Look) -> Fact:
    """Yes where a variable, an option or the framework sets the level; else unknown.

    A "no" would need the whole source code, of which only files with telling names are read.
    """
    evidence = [*by_setting(look), *by_variable(look)]
    if evidence:
        return yes("logging.configurable", *some(evidence), value={"by": "setting"})
    evidence = list(by_framework(look))
    if evidence:
        return yes(
            "logging.configurable", *some(evidence), value={"by": "framework"}, note=FRAMEWORK
        )
    return unknown("logging.configurable", NOT_SEEN)


def by_setting(look: Look) -> Iterator[Evidence]:
    for one in settings_of(look):
        if of_product(one.path) and (LEVEL.search(one.key) or LEVEL.search(one.value)):
            yield at(one.path, one.line, one.key)
    for service in compose_services(look):
        for name in service.settings.get("environment") or ():
            if isinstance(name, str) and LEVEL.search(name):
                yield at(service.path, service.settings.line_of("environment"), name)


def by_variable(look: Look) -> Iterator[Evidence]:
    paths = [one.path for one in build_files(look)]
    paths += [path for path in look.paths if FILES.fullmatch(path) and of_product(path)]
    paths += [path for path in look.paths if LIKELY.fullmatch(path) and of_product(path)]
    for path in list(dict.fromkeys(paths))[:MOST_FILES]:
        file = text_or_none(look, path, LARGEST)
        for number, line in file.lines() if file else ():
            if named := LEVEL.search(line):
                yield at(path, number, named[0])
                break


def by_framework(look: Look) -> Iterator[Evidence]:
    seen: set[str] = set()
    for one in gathered(look).declared:
        for variable, name in FRAMEWORKS:
            if one.type == "maven" and name.fullmatch(one.full_name) and one.path not in seen:
                seen.add(one.path)
                yield at(one.path, one.line, f"{variable} ({one.full_name})")
        if one.type == "cargo" and RUST_LOG.fullmatch(one.name):
            yield at(one.path, one.line, f"RUST_LOG ({one.name})")


FRAMEWORK: Text = {
    "de": "Das Framework lässt die Stufe durch eine Umgebungsvariable setzen",
    "en": "The framework lets an environment variable set the level",
}
NOT_SEEN: Text = {
    "de": "Nicht zu sehen; gelesen wurden Einstellungen und Dateien mit sprechenden Namen",
    "en": "Not to be seen; settings and files with telling names were read",
}
