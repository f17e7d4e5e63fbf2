# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Services beside the software, with versions and places, and never with a password."""

import json

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import services
from allmende.repositories.facts.service_names import IMAGES, SERVICES, by_image


def used(files: dict[str, str]) -> list[tuple[str, str | None, str, int | None]]:
    value = facts_of(services.find, looking_at(files))["services.used"].value
    return [(one["service"], one["version"], one["path"], one["line"]) for one in value["places"]]


def test_images_of_compose_files() -> None:
    text = """x-db: &db
  image: postgres:16.4-alpine
services:
  db:
    <<: *db
  sso:
    image: quay.io/keycloak/keycloak:26.1
  cache:
    image: ${CACHE_IMAGE:-redis:7}
  own:
    build: .
  other:
    image: ${UNKNOWN}
"""
    assert used({"compose.yaml": text}) == [
        ("postgresql", "16.4-alpine", "compose.yaml", 2),
        ("keycloak", "26.1", "compose.yaml", 7),
        ("redis", "7", "compose.yaml", 9),
    ]


def test_charts_settings_and_documentation() -> None:
    files = {
        "chart/Chart.yaml": "name: a\ndependencies:\n  - {name: rabbitmq, version: 15.x}\n",
        "src/main/resources/application.yml": (
            "spring:\n  datasource:\n    url: jdbc:oracle:thin:@db\n  rabbitmq:\n    host: x\n"
        ),
        "src/main/resources/application.properties": "spring.ldap.urls=ldap://directory\n",
        ".env.example": "DATABASE_URL=postgres://user@db/app\n",
        "README.md": "Start it:\n\n    docker run -d -p 9000:9000 minio/minio:RELEASE.2025\n",
        "k8s/es.yml": "apiVersion: v1\nkind: Pod\nspec:\n  - image: elasticsearch:8.15.0\n",
    }
    assert set(used(files)) == {
        ("rabbitmq", "15.x", "chart/Chart.yaml", 3),
        ("oracle", None, "src/main/resources/application.yml", 3),
        ("rabbitmq", None, "src/main/resources/application.yml", 5),
        ("ldap", None, "src/main/resources/application.properties", 1),
        ("postgresql", None, ".env.example", 1),
        ("minio", "RELEASE.2025", "README.md", 3),
        ("elasticsearch", "8.15.0", "k8s/es.yml", 4),
    }


def test_latest_is_no_version() -> None:
    for tag in ("", ":latest", ":alpine"):
        facts = facts_of(
            services.find, looking_at({"compose.yml": f"services: {{a: {{image: 'redis{tag}'}}}}"})
        )
        assert facts["services.versions"].state == "no"
        assert facts["services.versions"].value == {"without": ["redis"]}


def test_a_version_in_one_place_is_enough() -> None:
    files = {"compose.yml": "services: {a: {image: 'redis:7'}}", ".env": "REDIS_URL=redis://a"}
    assert facts_of(services.find, looking_at(files))["services.versions"].state == "yes"


def test_no_service_named_is_unknown_not_none() -> None:
    assert facts_of(services.find, looking_at({}))["services.versions"].state == "unknown"


def test_a_password_in_a_connection_is_never_shown() -> None:
    password = "hunter" + "2" * 5
    files = {
        ".env": f"DATABASE_URL=postgresql://app:{password}@db/app\nREDIS_URL=redis://:{password}@r\n"
    }
    facts = facts_of(services.find, looking_at(files))
    assert len(facts["services.used"].value["places"]) == 2
    assert password not in json.dumps([one.as_json() for one in facts.values()])


@pytest.mark.parametrize(
    ("image", "service"),
    [
        ("postgis/postgis", "postgresql"),
        ("bitnami/postgresql", "postgresql"),
        ("gvenzl/oracle-free", "oracle"),
        ("container-registry.oracle.com/database/free", None),
        ("confluentinc/cp-kafka", "kafka"),
        ("apache/kafka", "kafka"),
        ("my/server", None),
        ("osixia/openldap", "ldap"),
        ("mcr.microsoft.com/mssql/server", None),
        ("stadt/app", None),
    ],
)
def test_services_are_known_by_their_images(image: str, service: str | None) -> None:
    assert by_image(image) == service


def test_every_service_has_a_title() -> None:
    assert {service for service, _ in IMAGES} <= set(SERVICES)
