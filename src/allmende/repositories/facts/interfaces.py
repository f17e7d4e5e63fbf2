# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Interfaces that are described: OpenAPI, AsyncAPI, GraphQL, gRPC, WSDL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allmende.repositories.facts.documents import text_or_none
from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    found,
    some,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import Dependency
from allmende.repositories.facts.manifests.gathering import gathered
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.settings_files import settings_of

MOST_FILES = 300
LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Description:
    """A kind of description: which names to open, what in the text proves it, with its version."""

    key: str
    names: re.Pattern[str]
    proof: re.Pattern[str]


def description(key: str, names: str, proof: str) -> Description:
    return Description(
        f"interfaces.{key}", re.compile(names, re.IGNORECASE), re.compile(proof, re.MULTILINE)
    )


# Structured descriptions by the fields that their standards require.
DESCRIPTIONS = (
    description(
        "openapi",
        r".*(?:open-?api|swagger|api|oas|spec)[^/]*(?:/.*)?\.(?:json|ya?ml)",
        r"""^[ \t{]*["']?(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?([123]\.\d(?:\.\d)?)""",
    ),
    description(
        "asyncapi",
        r".*(?:async-?api|events?|api|messag)[^/]*(?:/.*)?\.(?:json|ya?ml)",
        r"""^[ \t{]*["']?asyncapi["']?[ \t]*:[ \t]*["']?([123]\.\d(?:\.\d)?)""",
    ),
    description(
        "graphql",
        r".*\.(?:graphqls?|gql)|.*schema[^/]*\.json",
        r"^(?:extend[ \t]+)?(?:type[ \t]+(?:Query|Mutation|Subscription)\b|schema[ \t]*[@{])",
    ),
    description("grpc", r".*\.proto", r"^[ \t]*service[ \t]+\w+[ \t]*\{?"),
    description("wsdl", r".*\.wsdl", r"<(?:\w+:)?(?:definitions|description)\b"),
)

# Libraries that describe an interface from the code, by type and full name.
GENERATORS: tuple[tuple[str, str, str], ...] = (
    ("springdoc", "maven", r"org\.springdoc:.*"),
    ("Springfox", "maven", r"io\.springfox:.*"),
    ("Swagger Core", "maven", r"io\.swagger(?:\.core)?(?:\.v3)?:.*"),
    ("SmallRye OpenAPI", "maven", r"io\.quarkus:quarkus-smallrye-openapi|io\.smallrye:.*openapi.*"),
    ("Micronaut OpenAPI", "maven", r"io\.micronaut\.openapi:.*"),
    ("Spring REST Docs", "maven", r"org\.springframework\.restdocs:.*"),
    ("Spring GraphQL", "maven", r"org\.springframework\.boot:spring-boot-starter-graphql"),
    ("Springwolf", "maven", r"io\.github\.springwolf:.*"),
    ("NestJS Swagger", "npm", r"@nestjs/swagger"),
    ("swagger-jsdoc", "npm", r"swagger-(?:jsdoc|ui-express)|@fastify/swagger|tsoa"),
    ("Apollo Server, GraphQL", "npm", r"@apollo/server|apollo-server.*|graphql-yoga|type-graphql"),
    ("FastAPI", "pypi", r"fastapi"),
    ("drf-spectacular", "pypi", r"drf-spectacular|drf-yasg"),
    ("django-ninja", "pypi", r"django-ninja"),
    ("flask-smorest, apispec", "pypi", r"flask-smorest|apispec|flasgger|flask-restx|connexion"),
    ("Strawberry, Graphene", "pypi", r"strawberry-graphql|graphene.*|ariadne"),
    ("Swashbuckle, NSwag", "nuget", r"(?:Swashbuckle|NSwag)\..*|Microsoft\.AspNetCore\.OpenApi"),
    ("API Platform", "composer", r"api-platform/.*|nelmio/api-doc-bundle|zircote/swagger-php"),
    ("L5-Swagger", "composer", r"darkaonline/l5-swagger|knuckleswtf/scribe"),
    ("rswag", "gem", r"rswag.*|grape-swagger.*"),
    ("utoipa", "cargo", r"utoipa.*|aide|poem-openapi|async-graphql"),
    ("swaggo", "golang", r"github\.com/(?:swaggo/.*|danielgtaylor/huma.*|99designs/gqlgen)"),
)
PATTERNS = tuple((title, type, re.compile(name)) for title, type, name in GENERATORS)
EXPOSED = re.compile(
    r"^management\.(?:endpoints\.web\.exposure\.(?:in|ex)clude|endpoint\.[\w-]+\.(?:enabled|access)"
    r"|server\.port)$"
)


def find(look: Look) -> Iterator[Fact]:
    """Descriptions in the tree, libraries that make some, and management endpoints."""
    evidence: list[Evidence] = []
    for one in DESCRIPTIONS:
        fact = described(look, one)
        evidence += fact.evidence
        yield fact
    generators = [(title, one) for one in gathered(look).declared if (title := generator_of(one))]
    made = [at(one.path, one.line, one.full_name) for _, one in generators]
    titles = list(dict.fromkeys(title for title, _ in generators))
    yield found("interfaces.generated", made, {"tools": titles})
    if evidence or made:
        yield yes("interfaces.described", *some(evidence + made))
    else:
        yield unknown("interfaces.described", NONE)
    yield management(look)


def described(look: Look, kind: Description) -> Fact:
    """Yes with the files of the product; those of tests and examples do not count."""
    files: list[Evidence] = []
    versions: list[str] = []
    paths = [
        path
        for path in look.paths
        if kind.names.fullmatch(path) and place_of(path) in ("product", "documentation")
    ]
    for path in paths[:MOST_FILES]:
        file = text_or_none(look, path, LARGEST)
        proof = kind.proof.search(file.text[:20_000]) if file else None
        if file and proof:
            files.append(at(path, file.line_at(proof.start()), proof[0]))
            versions += [proof[1]] if kind.proof.groups else []
    return found(kind.key, files, {"files": len(files), "versions": sorted(set(versions))})


def generator_of(one: Dependency) -> str | None:
    if one.scope == "test":
        return None
    for title, type, name in PATTERNS:
        if type == one.type and name.fullmatch(one.full_name):
            return title
    return None


def management(look: Look) -> Fact:
    """What Spring Boot's actuator shows to the outside, as its settings say."""
    settings = [
        one
        for one in settings_of(look)
        if place_of(one.path) == "product" and EXPOSED.match(one.key)
    ]
    shown = [
        {"key": one.key, "value": one.value, "path": one.path, "line": one.line} for one in settings
    ]
    evidence = some(at(one.path, one.line, f"{one.key}: {one.value}") for one in settings)
    return value("interfaces.management_endpoints", shown, *evidence)


NONE: Text = {
    "de": "Keine Beschreibung gefunden; ob es eine Schnittstelle gibt, muss ein Mensch beurteilen",
    "en": "No description found; whether there is an interface is for a person to judge",
}
