# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Configuration: where it stands, whether there are examples, whether its options are explained."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.container_files import compose_services
from allmende.repositories.facts.documents import Source, text_or_none
from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    counted,
    found,
    no,
    some,
    unknown,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.settings_files import FILES, settings_of

EXAMPLE = re.compile(
    r"(?:.*/)?(?:\.?env[._-](?:example|sample|template|dist|default)|(?:example|sample|template)\.env"
    r"|[^/]+[._-](?:example|sample|dist|template)\.(?:ya?ml|toml|ini|json|conf|cfg|env|properties|php)"
    r"|[^/]+\.(?:ya?ml|toml|ini|json|conf|cfg|env|properties|php)[._-](?:example|sample|dist|template|tmpl))",
    re.IGNORECASE,
)
PAGE = re.compile(
    r"(?:.*/)?(?:[\w-]*(?:configur|konfigur|einstellung)[\w-]*|settings|environment-?variables|"
    r"umgebungsvariablen|env-?vars|options)\.(?:md|mdx|rst|adoc|txt|html)"
    r"|(?:.*/)?(?:configuration|konfiguration|settings)/(?:index|readme|[^/]+)\.(?:md|mdx|rst|adoc)",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"^(?:#{1,6}|={1,6})[ \t]+[^\n]{0,60}(?:configur|konfigur|einstellung|environment variable|"
    r"umgebungsvariable|settings)[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
UNDERLINED = re.compile(
    r"^[^\n]{0,40}(?:configur|konfigur|environment variable|settings)[^\n]{0,40}\n[=~^-]{4,}$",
    re.IGNORECASE | re.MULTILINE,
)
TABLE_ROW = re.compile(
    r"^\|[ \t]*`?[A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]+){1,10}`?[ \t]*\|", re.MULTILINE
)
COMMENTED = 0.3
"""Share of the keys of a values.yaml with a comment from which it counts as explained."""
MOST_FILES = 200
LARGEST = 400_000


def find(look: Look) -> Iterator[Fact]:
    """Files with configuration, examples of it, pages and tables that explain it."""
    files = [path for path in look.paths if is_configuration(path)]
    yield found("configuration.files", map(at, files), {"files": len(files)})
    examples = [path for path in look.paths if EXAMPLE.fullmatch(path) and of_product(path)]
    yield found("configuration.examples", map(at, examples), {"files": len(examples)})
    yield environment(look)
    yield documented(look, bool(files))


def of_product(path: str) -> bool:
    """Folders with a dot in front belong to tools; files with one may well be examples."""
    hidden = path.startswith(".") and "/" in path
    return not hidden and place_of(path) in ("product", "documentation")


def is_configuration(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return place_of(path) == "product" and (
        name in ("values.yaml", "values.yml") or FILES.fullmatch(path) is not None
    )


def environment(look: Look) -> Fact:
    """Yes where settings or compose files take values from the environment."""
    evidence = [
        at(one.path, one.line, one.key)
        for one in settings_of(look)
        if of_product(one.path) and re.search(r"\$\{\w+", one.value)
    ]
    for service in compose_services(look):
        if "environment" in service.settings or "env_file" in service.settings:
            key = "environment" if "environment" in service.settings else "env_file"
            evidence.append(at(service.path, service.settings.line_of(key), service.name))
    if not evidence:
        return unknown("configuration.environment", NOT_SEEN)
    return yes("configuration.environment", *some(evidence), value=len(evidence))


def documented(look: Look, has_files: bool) -> Fact:
    """No where there are files with configuration and nothing explains them."""
    evidence = [*pages(look), *readmes(look), *metadata(look), *values(look)]
    if evidence:
        return yes("configuration.documented", *some(evidence), value=len(evidence))
    if has_files:
        return no("configuration.documented", counted(0, "pages, tables, comments"))
    return unknown("configuration.documented", NOTHING_TO_EXPLAIN)


def pages(look: Look) -> Iterator[Evidence]:
    return (at(path) for path in look.paths if PAGE.fullmatch(path) and of_product(path))


def readmes(look: Look) -> Iterator[Evidence]:
    """Headings and rows of tables with names of variables, in READMEs and documentation."""
    paths = [
        path
        for path in look.ending(".md", ".rst", ".adoc", ".mdx")
        if of_product(path)
        and ("readme" in path.lower() or place_of(path) == "documentation")
        and not PAGE.fullmatch(path)
    ]
    for path in paths[:MOST_FILES]:
        file = text_or_none(look, path, LARGEST)
        yield from in_page(file) if file else ()


def in_page(file: Source) -> Iterator[Evidence]:
    file = Source(file.path, file.cut, file.look)
    for pattern in (HEADING, UNDERLINED):
        for heading in pattern.finditer(file.text):
            yield at(file.path, file.line_at(heading.start()), heading[0].partition("\n")[0])
    rows = list(TABLE_ROW.finditer(file.text))
    if len(rows) > 1:
        yield at(file.path, file.line_at(rows[0].start()), rows[0][0])


def metadata(look: Look) -> Iterator[Evidence]:
    """Files made to explain settings to machines and editors."""
    names = (
        "values.schema.json",
        "additional-spring-configuration-metadata.json",
        "spring-configuration-metadata.json",
        "config.schema.json",
    )
    return (at(path) for path in look.named(*names) if of_product(path))


def values(look: Look) -> Iterator[Evidence]:
    """Helm values of which enough have a comment."""
    for path in list(look.named("values.yaml", "values.yml"))[:MOST_FILES]:
        file = text_or_none(look, path, LARGEST) if of_product(path) else None
        share = commented(file) if file else 0
        if share >= COMMENTED:
            yield at(path, 1, f"{share:.0%} of the keys with a comment")


def commented(file: Source) -> float:
    keys, explained, comment = 0, 0, False
    for _, line in file.lines():
        bare = line.strip()
        if bare.startswith("#"):
            comment = True
        elif re.match(r"[\w.-]+:(?:\s|$)", bare):
            keys += 1
            explained += comment or " #" in line
            comment = False
        elif not bare:
            comment = False
    return explained / keys if keys else 0


NOT_SEEN: Text = {
    "de": "In Einstellungs- und Compose-Dateien nicht zu sehen; der Quelltext wurde nicht gelesen",
    "en": "Not to be seen in settings and compose files; source code was not read",
}
NOTHING_TO_EXPLAIN: Text = {
    "de": "Es sind weder Konfigurationsdateien noch eine Beschreibung zu finden",
    "en": "Neither configuration files nor a description are to be found",
}
