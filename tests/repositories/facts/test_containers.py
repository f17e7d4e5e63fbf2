# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Containers: base images, users, health checks, compose, Helm, Kubernetes."""

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import containers
from allmende.repositories.facts.container_files import Image, build_files

DIGEST = "sha256:" + "ab" * 32


def facts(dockerfile: str, path: str = "Dockerfile"):  # type: ignore[no-untyped-def]
    return facts_of(containers.find, looking_at({path: dockerfile}))


def test_without_a_build_file_nothing_is_judged() -> None:
    found = facts("", "README.md")
    assert found["containers.build"].state == "no"
    for key in ("containers.pinned", "containers.user", "containers.healthcheck"):
        assert found[key].state == "unknown"


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("Dockerfile", True),
        ("app/Containerfile", True),
        ("Dockerfile.dev", True),
        ("web.dockerfile", True),
        ("Dockerfile.md", False),
        ("tests/Dockerfile", False),
        (".devcontainer/Dockerfile", False),
        ("dockerfile_parser.py", False),
    ],
)
def test_build_files_are_known_by_their_names(path: str, is_one: bool) -> None:
    assert bool(build_files(looking_at({path: "FROM a\n"}))) is is_one


def test_base_images_with_tag_digest_and_line() -> None:
    text = f"""# syntax=docker/dockerfile:1
ARG VERSION=3.12
FROM --platform=linux/amd64 python:${{VERSION}}-slim AS build
RUN echo \\
    FROM nowhere
FROM build AS test
FROM registry.example.org:5000/base@{DIGEST}
COPY --from=build /a /a
FROM scratch
"""
    found = facts(text)["containers.base_images"].value
    assert [(one["image"], one["tag"], one["digest"], one["line"]) for one in found] == [
        ("python", "3.12-slim", None, 3),
        ("registry.example.org:5000/base", None, DIGEST, 7),
    ]


def test_pinned_means_every_base_by_digest() -> None:
    assert facts(f"FROM a:1@{DIGEST}\n")["containers.pinned"].state == "yes"
    loose = facts(f"FROM a@{DIGEST} AS x\nFROM b:1\n")["containers.pinned"]
    assert (loose.state, loose.value) == ("no", {"pinned": 1, "total": 2})
    assert [one.line for one in loose.evidence] == [2]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("FROM a\nUSER app\n", "yes"),
        ("FROM a\nUSER app\nUSER root\n", "no"),
        ("FROM a\nUSER 0\n", "no"),
        ("FROM a\n", "unknown"),
        ("FROM a\nUSER app\nFROM b\n", "unknown"),
        ("FROM a AS base\nUSER app\nFROM base\n", "yes"),
        ("FROM gcr.io/distroless/java21:nonroot\n", "yes"),
        ("FROM registry.access.redhat.com/ubi10/openjdk-21-runtime:1\n", "yes"),
        ("FROM registry.access.redhat.com/ubi10/ubi-minimal:1\n", "unknown"),
        ("FROM nginxinc/nginx-unprivileged:1\n", "yes"),
    ],
)
def test_as_whom_it_runs(text: str, state: str) -> None:
    assert facts(text)["containers.user"].state == state


def test_health_check_of_the_last_stage() -> None:
    assert facts("FROM a\nHEALTHCHECK CMD true\n")["containers.healthcheck"].state == "yes"
    assert facts("FROM a\nHEALTHCHECK NONE\n")["containers.healthcheck"].state == "no"
    assert facts("FROM a\nHEALTHCHECK CMD x\nFROM b\n")["containers.healthcheck"].state == "no"


def test_images_built_without_a_build_file_count() -> None:
    pom = """<project><build><plugins><plugin><groupId>com.google.cloud.tools</groupId>
    <artifactId>jib-maven-plugin</artifactId></plugin></plugins></build></project>"""
    found = facts(pom, "pom.xml")["containers.build"]
    assert (found.state, found.value) == ("yes", {"build_files": 0, "plugins": 1})


def test_compose_helm_kubernetes_and_development_containers() -> None:
    files = {
        "docker-compose.yml": "services:\n  db: {image: 'postgres:16'}\n  app: {build: .}\n",
        "composer.yml": "services: {x: {}}",
        "charts/app/Chart.yaml": "name: app\n",
        "k8s/app.yaml": "apiVersion: apps/v1\nkind: Deployment\n",
        "k8s/other.yaml": "kind: Deployment of something\n",
        ".devcontainer/devcontainer.json": "{}",
    }
    found = facts_of(containers.find, looking_at(files))
    assert found["containers.compose"].value == {"files": 1, "services": ["db", "app"]}
    assert found["containers.helm"].value == {"charts": 1}
    assert found["containers.kubernetes"].value == {"files": 1, "kinds": ["Deployment"]}
    assert found["containers.devcontainer"].state == "yes"


@pytest.mark.parametrize(
    ("written", "name", "tag"),
    [
        ("postgres", "postgres", None),
        ("postgres:16", "postgres", "16"),
        ("host:5000/a/b:1@" + DIGEST, "host:5000/a/b", "1"),
        ("host:5000/a", "host:5000/a", None),
    ],
)
def test_names_of_images(written: str, name: str, tag: str | None) -> None:
    image = Image(written, "x", 1)
    assert (image.name, image.tag) == (name, tag)
