# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Containers: how an image is built, on what, as whom it runs, and how it is deployed."""

import re
from collections.abc import Iterator

from allmende.repositories.facts.container_files import (
    BuildFile,
    build_files,
    compose_paths,
    compose_services,
    kubernetes_manifests,
)
from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    found,
    no,
    some,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.gathering import gathered
from allmende.repositories.facts.places import place_of

# Build plugins that make an image without a Dockerfile, by their full names.
BUILDERS = re.compile(
    r"com\.google\.cloud\.tools(?:\.jib)?:(?:jib-maven-plugin|.*jib.*plugin)"
    r"|io\.quarkus:quarkus-container-image-.*|io\.fabric8:docker-maven-plugin"
    r"|org\.eclipse\.jkube:.*"
)
# Images whose makers say that they do not run as root.
WITHOUT_ROOT = re.compile(
    r"nonroot|rootless|unprivileged|/ubi\d+/(?!ubi)|(?:^|/)bitnami/|cgr\.dev/chainguard/"
)
ROOT = frozenset({"root", "0", "0:0", "root:root"})


def find(look: Look) -> Iterator[Fact]:
    """Build files and what they say, compose, Helm, Kubernetes, development containers."""
    built = build_files(look)
    yield build(look, built)
    yield base_images(built)
    yield from judged(built)
    yield compose(look)
    charts = [path for path in look.named("chart.yaml", "chart.yml") if of_product(path)]
    yield found("containers.helm", map(at, charts), {"charts": len(charts)})
    manifests = kubernetes_manifests(look)
    kinds = sorted({kind for _, kind in manifests})
    evidence = (at(file.path, quote=kind) for file, kind in manifests)
    yield found("containers.kubernetes", evidence, {"files": len(manifests), "kinds": kinds})
    yield found("containers.devcontainer", map(at, look.named(*DEVELOPMENT)))


DEVELOPMENT = ("devcontainer.json", ".devcontainer.json", ".gitpod.yml", "devfile.yaml")


def of_product(path: str) -> bool:
    return place_of(path) in ("product", "documentation")


def build(look: Look, built: list[BuildFile]) -> Fact:
    """Yes where there is a build file, or a plugin of the build that makes an image."""
    plugins = [one for one in gathered(look).declared if BUILDERS.fullmatch(one.full_name)]
    evidence = [at(one.path, one.last_line) for one in built]
    evidence += [at(one.path, one.line, one.full_name) for one in plugins]
    numbers = {"build_files": len(built), "plugins": len(plugins)}
    return found("containers.build", evidence, numbers)


def base_images(built: list[BuildFile]) -> Fact:
    images = [image for one in built for image in one.bases]
    return value(
        "containers.base_images",
        [image.as_json() for image in images],
        *some(at(image.path, image.line, image.written) for image in images),
    )


def judged(built: list[BuildFile]) -> Iterator[Fact]:
    """Pinned, user, health check: unknown where there is no build file to be judged."""
    if not built:
        for key in ("containers.pinned", "containers.user", "containers.healthcheck"):
            yield unknown(key, NO_BUILD_FILE)
        return
    yield pinned(built)
    yield user(built)
    checked = [one for one in built if one.healthcheck]
    unchecked = [at(one.path, one.last_line) for one in built if not one.healthcheck]
    numbers = {"with": len(checked), "total": len(built)}
    if unchecked:
        yield no("containers.healthcheck", *some(unchecked), value=numbers, note=ELSEWHERE)
    else:
        evidence = some(at(one.path, one.healthcheck) for one in checked)
        yield yes("containers.healthcheck", *evidence, value=numbers)


def pinned(built: list[BuildFile]) -> Fact:
    images = [image for one in built for image in one.bases]
    loose = [image for image in images if not image.digest]
    numbers = {"pinned": len(images) - len(loose), "total": len(images)}
    evidence = some(at(image.path, image.line, image.written) for image in loose or images)
    if loose:
        return no("containers.pinned", *evidence, value=numbers)
    return yes("containers.pinned", *evidence, value=numbers)


def user(built: list[BuildFile]) -> Fact:
    """No where a last stage says root, unknown where it says nothing and its base may."""
    as_root: list[Evidence] = []
    silent: list[Evidence] = []
    fine: list[Evidence] = []
    for one in built:
        if one.user:
            name, line = one.user
            (as_root if name in ROOT else fine).append(at(one.path, line, f"USER {name}"))
        elif WITHOUT_ROOT.search(one.last_base):
            fine.append(at(one.path, one.last_line, f"FROM {one.last_base}"))
        else:
            silent.append(at(one.path, one.last_line, f"FROM {one.last_base}"))
    numbers = {"without_root": len(fine), "root": len(as_root), "unsaid": len(silent)}
    if as_root:
        return no("containers.user", *some(as_root), value=numbers)
    if silent:
        return unknown("containers.user", USER_UNSAID, *some(silent), value=numbers)
    return yes("containers.user", *some(fine), value=numbers)


def compose(look: Look) -> Fact:
    services = compose_services(look)
    names = {
        "files": len(compose_paths(look)),
        "services": list(dict.fromkeys(one.name for one in services))[:200],
    }
    return found("containers.compose", map(at, compose_paths(look)), names)


NO_BUILD_FILE: Text = {
    "de": "Es gibt kein Dockerfile und kein Containerfile",
    "en": "There is neither a Dockerfile nor a Containerfile",
}
USER_UNSAID: Text = {
    "de": "Das Dockerfile nennt keinen Benutzer (USER); es gilt der des Basis-Images",
    "en": "The Dockerfile names no user (USER); the one of the base image applies",
}
ELSEWHERE: Text = {
    "de": "Unter Kubernetes prüfen stattdessen Probes, ob der Dienst gesund ist",
    "en": "Under Kubernetes probes check whether the service is healthy instead",
}
