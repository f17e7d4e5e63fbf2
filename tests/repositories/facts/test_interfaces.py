# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Interfaces that are described, by files or by what the code generates."""

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import interfaces


def facts(**files: str):  # type: ignore[no-untyped-def]
    return facts_of(interfaces.find, looking_at(files))


@pytest.mark.parametrize(
    ("key", "path", "text", "line"),
    [
        ("openapi", "api/openapi.yaml", "# ours\nopenapi: 3.1.0\n", 2),
        ("openapi", "docs/api-docs.json", '{\n  "swagger": "2.0"}', 2),
        ("openapi", "swagger.json", '{"openapi":"3.0.1"}', 1),
        ("openapi", "spec/service.yml", "openapi: '3.0.3'\n", 1),
        ("asyncapi", "asyncapi.yml", "asyncapi: 3.0.0\n", 1),
        ("graphql", "src/schema.graphqls", "scalar Date\ntype Query {\n", 2),
        ("grpc", "proto/app.proto", 'syntax = "proto3";\nservice App {\n', 2),
        ("wsdl", "a.wsdl", "<wsdl:definitions>", 1),
    ],
)
def test_descriptions_are_proven_by_their_content(
    key: str, path: str, text: str, line: int
) -> None:
    found = facts(**{path: text})
    assert found[f"interfaces.{key}"].state == "yes"
    assert [(one.path, one.line) for one in found[f"interfaces.{key}"].evidence] == [(path, line)]
    assert found["interfaces.described"].state == "yes"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("api/openapi.yaml", "title: about openapi: 3.1.0"),
        ("openapi-generator-config.json", '{"x": 1}'),
        ("tests/openapi.yaml", "openapi: 3.1.0"),
        ("src/query.graphql", "query Q { a }"),
        ("a.proto", "message A {}"),
    ],
)
def test_what_only_looks_like_one_is_none(path: str, text: str) -> None:
    found = facts(**{path: text})
    assert found["interfaces.openapi"].state == "no"
    assert found["interfaces.described"].state == "unknown"


def test_libraries_that_describe_from_the_code() -> None:
    found = facts(**{"requirements.txt": "fastapi==0.1\n"})
    assert found["interfaces.generated"].value == {"tools": ["FastAPI"]}
    assert found["interfaces.described"].state == "yes"


def test_management_endpoints_are_shown_with_their_lines() -> None:
    text = "management:\n  endpoints.web.exposure.include:\n    - health\n    - sbom\n"
    found = facts(**{"src/main/resources/application.yml": text})
    assert [
        (one["value"], one["line"]) for one in found["interfaces.management_endpoints"].value
    ] == [("health", 3), ("sbom", 4)]
