# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Container images as build files, compose files and Kubernetes manifests name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allmende.repositories.facts.documents import Source, Unreadable, source, text_or_none
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.yaml_lines import Mapping, yaml_of

BUILD_FILE = re.compile(
    r"(?:.*/)?(?:(?:dockerfile|containerfile)(?:[._-][^/]*)?|[^/]+\.(?:dockerfile|containerfile))",
    re.IGNORECASE,
)
NOT_A_BUILD_FILE = (
    ".dockerignore", ".containerignore", ".md", ".py", ".sh", ".json", ".yml", ".yaml",
)  # fmt: skip
COMPOSE = re.compile(r"(?:.*/)?(?:docker-|podman-)?compose(?:[._-][^/]*)?\.ya?ml", re.IGNORECASE)
MOST_FILES = 300
LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Image:
    """One image as named in a file; parts that are variables are left as written."""

    written: str
    path: str
    line: int

    @property
    def name(self) -> str:
        """Registry and repository without tag and digest."""
        bare = self.written.partition("@")[0]
        head, slash, tail = bare.rpartition("/")
        return f"{head}{slash}{tail.partition(':')[0]}"

    @property
    def tag(self) -> str | None:
        tail = self.written.partition("@")[0].rpartition("/")[2]
        return tail.partition(":")[2] or None

    @property
    def digest(self) -> str | None:
        digest = self.written.partition("@")[2]
        return digest if re.fullmatch(r"sha256:[0-9a-f]{64}", digest) else None

    @property
    def is_variable(self) -> bool:
        return "$" in self.name or "{{" in self.written

    def as_json(self) -> dict[str, Any]:
        return {
            "image": self.name,
            "tag": self.tag,
            "digest": self.digest,
            "path": self.path,
            "line": self.line,
        }


@dataclass(slots=True)
class BuildFile:
    """A Dockerfile: images it builds upon (not its own stages), and what the last stage says."""

    path: str
    bases: list[Image] = field(default_factory=list)
    stages: int = 0
    last_base: str = ""
    last_line: int = 1
    user: tuple[str, int] | None = None
    healthcheck: int | None = None


INSTRUCTION = re.compile(r"^[ \t]*([A-Za-z]+)[ \t]+(.*)$")
FROM = re.compile(r"^(?:--platform=\S+[ \t]+)?(\S+)(?:[ \t]+as[ \t]+(\S+))?[ \t]*$", re.IGNORECASE)
ARGUMENT = re.compile(r"^(\w+)(?:=[\"']?([^\"'\s]*))?")
VARIABLE = re.compile(r"\$\{?(\w{1,80})(?::-([^{}]{0,200}))?\}?")


def build_files(look: Look) -> list[BuildFile]:
    return look.once("containers.build_files", read_build_files)


def read_build_files(look: Look) -> list[BuildFile]:
    paths = [
        path
        for path in look.paths
        if BUILD_FILE.fullmatch(path)
        and not path.lower().endswith(NOT_A_BUILD_FILE)
        and place_of(path) in ("product", "documentation")
        and not path.startswith(".devcontainer/")
    ]
    files = (text_or_none(look, path, LARGEST) for path in paths[:MOST_FILES])
    read = (build_file(file) for file in files if file)
    return [one for one in read if one.stages]


def build_file(file: Source) -> BuildFile:
    made = BuildFile(file.path)
    arguments: dict[str, str] = {}
    names: dict[str, tuple[str, tuple[str, int] | None]] = {}
    name = ""
    for line, word, rest in instructions(file):
        if word == "ARG" and not made.stages and (found := ARGUMENT.match(rest)):
            arguments[found[1]] = found[2] or ""
        elif word == "FROM" and (stage := FROM.match(rest)):
            names[name] = (made.last_base, made.user)
            base = filled(stage[1], arguments)
            # A stage built on another one inherits its user.
            before = names.get(base.lower())
            made.user = before[1] if before else None
            made.last_base, made.last_line = before[0] if before else base, line
            made.healthcheck = None
            made.stages += 1
            name = (stage[2] or "").lower()
            if not before and base.lower() != "scratch":
                made.bases.append(Image(base[:300], file.path, line))
        elif word == "USER" and made.stages:
            made.user = (filled(rest.strip(), arguments), line)
        elif word == "HEALTHCHECK" and made.stages and not rest.upper().startswith("NONE"):
            made.healthcheck = line
    return made


def instructions(file: Source) -> Iterator[tuple[int, str, str]]:
    """Lines that begin an instruction; those continued from the line above do not."""
    continued = False
    for number, line in file.lines():
        bare = line.strip()
        if bare.startswith("#"):
            continue
        found = None if continued else INSTRUCTION.match(line)
        if found:
            yield number, found[1].upper(), found[2][:2_000]
        continued = bare.endswith("\\")


def filled(written: str, arguments: dict[str, str]) -> str:
    def value(name: re.Match[str]) -> str:
        return arguments.get(name[1]) or name[2] or name[0]

    return VARIABLE.sub(value, written)[:300]


@dataclass(frozen=True, slots=True)
class Service:
    """One service of a compose file; `settings` is what stands under its name."""

    name: str
    path: str
    line: int
    settings: Mapping
    image: Image | None


def compose_services(look: Look) -> list[Service]:
    return look.once("containers.compose", read_compose)


def compose_paths(look: Look) -> list[str]:
    return list(dict.fromkeys(one.path for one in compose_services(look)))


def read_compose(look: Look) -> list[Service]:
    services: list[Service] = []
    for path in [path for path in look.paths if COMPOSE.fullmatch(path)][:MOST_FILES]:
        try:
            document = yaml_of(source(look, path, LARGEST))
        except Unreadable:
            continue
        named = document.get("services") if isinstance(document, Mapping) else None
        for name, one in named.items() if isinstance(named, Mapping) else ():
            if isinstance(one, Mapping):
                written = one.get("image")
                image = (
                    Image(filled(written, {}), path, one.line_of("image"))
                    if isinstance(written, str)
                    else None
                )
                line = named.line_of(name) if isinstance(named, Mapping) else one.line
                services.append(Service(name, path, line, one, image))
    return services


KIND = re.compile(r"^kind:\s{1,9}(\w+)\s*$", re.MULTILINE)
API = re.compile(r"^apiVersion:\s{1,9}\S", re.MULTILINE)
WORKLOADS = frozenset(
    {"Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "Service", "Ingress",
     "ConfigMap", "Route", "DeploymentConfig", "Kustomization", "PersistentVolumeClaim"}
)  # fmt: skip
PROBABLE = re.compile(
    r"(?:^|/)(?:k8s|kube|kubernetes|openshift|okd|manifests?|deploy(?:ment)?s?|kustomize|base|"
    r"overlays?|infra(?:structure)?|helm|charts?|argocd|gitops|ops)/",
    re.IGNORECASE,
)


def kubernetes_manifests(look: Look) -> list[tuple[Source, str]]:
    return look.once("containers.kubernetes", read_kubernetes)


def read_kubernetes(look: Look) -> list[tuple[Source, str]]:
    """Files with a kind of Kubernetes, looked for where people put them."""
    made: list[tuple[Source, str]] = []
    paths = [path for path in look.ending(".yml", ".yaml") if PROBABLE.search(f"/{path}")]
    for path in paths[:MOST_FILES]:
        if place_of(path) not in ("product", "documentation"):
            continue
        file = text_or_none(look, path, LARGEST)
        kind = KIND.search(file.text) if file else None
        if file and kind and kind[1] in WORKLOADS and API.search(file.text):
            made.append((file, kind[1]))
    return made


IMAGE_LINE = re.compile(r"^\s*-?\s*image:\s{1,9}[\"']?([^\s\"'{}#]+)[\"']?\s*(?:#.*)?$")


def kubernetes_images(look: Look) -> Iterator[Image]:
    for file, _ in kubernetes_manifests(look):
        for number, line in file.lines():
            if found := IMAGE_LINE.match(line[:500]):
                yield Image(found[1], file.path, number)
