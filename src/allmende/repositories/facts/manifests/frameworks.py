# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which frameworks the declared dependencies amount to."""

import re

from allmende.repositories.facts.fact import Fact, at, some, value
from allmende.repositories.facts.manifests.dependency import Dependency
from allmende.repositories.facts.manifests.gathering import Gathered

# Framework, type of package URL, pattern of the full name of what declares it.
TABLE: tuple[tuple[str, str, str], ...] = (
    ("Spring Boot", "maven", r"org\.springframework\.boot:.*"),
    ("Spring", "maven", r"org\.springframework:spring-.*"),
    ("Quarkus", "maven", r"io\.quarkus(?:\.platform)?:.*"),
    ("Micronaut", "maven", r"io\.micronaut(?:\..*)?:.*"),
    ("Jakarta EE", "maven", r"(?:jakarta\.platform|javax):(?:jakartaee|javaee)-.*"),
    ("Apache Camel", "maven", r"org\.apache\.camel(?:\..*)?:.*"),
    ("Camunda", "maven", r"(?:org\.camunda|io\.camunda)(?:\..*)?:.*"),
    ("Vaadin", "maven", r"com\.vaadin:.*"),
    ("Ktor", "maven", r"io\.ktor:.*"),
    ("Vue", "npm", r"vue"),
    ("Nuxt", "npm", r"nuxt"),
    ("Angular", "npm", r"@angular/core"),
    ("React", "npm", r"react"),
    ("Next.js", "npm", r"next"),
    ("Svelte", "npm", r"svelte"),
    ("Express", "npm", r"express"),
    ("NestJS", "npm", r"@nestjs/core"),
    ("Electron", "npm", r"electron"),
    ("VitePress", "npm", r"vitepress"),
    ("Django", "pypi", r"django"),
    ("Flask", "pypi", r"flask"),
    ("FastAPI", "pypi", r"fastapi"),
    ("Pyramid", "pypi", r"pyramid"),
    ("Plone", "pypi", r"plone|products\.cmfplone"),
    ("Wagtail", "pypi", r"wagtail"),
    ("PyTorch", "pypi", r"torch"),
    ("LangChain", "pypi", r"langchain(?:-.*)?"),
    ("Laravel", "composer", r"laravel/framework"),
    ("Symfony", "composer", r"symfony/(?:framework-bundle|symfony)"),
    ("TYPO3", "composer", r"typo3/cms-core"),
    ("Drupal", "composer", r"drupal/core(?:-.*)?"),
    ("Ruby on Rails", "gem", r"rails"),
    ("Gin", "golang", r"github\.com/gin-gonic/gin"),
    ("Echo", "golang", r"github\.com/labstack/echo(?:/v\d+)?"),
    ("Axum", "cargo", r"axum"),
    ("Actix Web", "cargo", r"actix-web"),
    ("ASP.NET Core", "nuget", r"Microsoft\.AspNetCore\..*"),
    ("Flutter", "pub", r"flutter(?:_.*)?"),
    ("Phoenix", "hex", r"phoenix"),
    ("Shiny", "cran", r"shiny"),
)
PATTERNS = tuple((title, type, re.compile(pattern)) for title, type, pattern in TABLE)


def frameworks(everything: Gathered) -> Fact:
    """Those that the product asks for itself; version where the manifest fixes it."""
    seen: dict[str, Dependency] = {}
    for one in everything.declared:
        if one.scope == "test" or not one.direct:
            continue
        title = framework_of(one)
        if title and (title not in seen or (one.version and not seen[title].version)):
            seen[title] = one
    return value(
        "dependencies.frameworks",
        [
            {
                "name": title,
                "version": one.version or one.wanted,
                "path": one.path,
                "line": one.line,
            }
            for title, one in seen.items()
        ],
        *some(at(one.path, one.line, one.full_name) for one in seen.values()),
    )


def framework_of(one: Dependency) -> str | None:
    for title, type, pattern in PATTERNS:
        if type == one.type and pattern.fullmatch(one.full_name):
            return title
    return None
