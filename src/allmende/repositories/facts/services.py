# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Services that the software needs beside itself, with the versions its files name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from allmende.repositories.facts.container_files import (
    Image,
    compose_services,
    kubernetes_images,
)
from allmende.repositories.facts.documents import Source, text_or_none
from allmende.repositories.facts.fact import Fact, Text, at, some, unknown, value, yes
from allmende.repositories.facts.fact import no as no_fact
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.gathering import gathered
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.service_names import SERVICES, by_image, by_settings
from allmende.repositories.facts.settings_files import settings_of

RUN = re.compile(r"\b(?:docker|podman)\s{1,3}(?:container\s{1,3})?run\b([^\n`]{1,600})")
MOST_FILES = 300
MOST_RUNS = 50
LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Needed:
    """One place where a service is named; `version` as the tag or range there."""

    service: str
    version: str | None
    source: str
    written: str
    path: str
    line: int | None

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "title": SERVICES[self.service],
            "version": self.version,
            "source": self.source,
            "written": self.written,
            "path": self.path,
            "line": self.line,
        }


def find(look: Look) -> Iterator[Fact]:
    """Which services there are, and whether a version is named for each."""
    places = list(dict.fromkeys(needed(look)))
    names = list(dict.fromkeys(one.service for one in places))
    evidence = some(at(one.path, one.line, one.written) for one in places)
    listed = [one.as_json() for one in places[:500]]
    yield value("services.used", {"names": names, "places": listed}, *evidence)
    with_version = {one.service for one in places if one.version}
    without = [one for one in places if one.service not in with_version]
    if not places:
        yield unknown("services.versions", NO_SERVICE)
    elif without:
        shown = some(at(one.path, one.line, one.written) for one in without)
        missing = list(dict.fromkeys(one.service for one in without))
        yield no_fact("services.versions", *shown, value={"without": missing})
    else:
        yield yes("services.versions", *evidence, value={"without": []})


def needed(look: Look) -> Iterator[Needed]:
    for image in images(look):
        if image.is_variable:
            continue
        if service := by_image(image.name):
            version = version_of(image)
            yield Needed(service, version, "image", image.written, image.path, image.line)
    yield from charts(look)
    yield from settings(look)
    yield from documented(look)


def images(look: Look) -> Iterator[Image]:
    for one in compose_services(look):
        if one.image and place_of(one.path) != "vendored":
            yield one.image
    yield from kubernetes_images(look)


def version_of(image: Image) -> str | None:
    """The tag; "latest", "alpine" and variables are none."""
    tag = image.tag
    return tag if tag and "$" not in tag and re.search(r"\d", tag) else image.digest


def charts(look: Look) -> Iterator[Needed]:
    for one in gathered(look).declared:
        if one.type == "helm" and (service := by_image(one.name)):
            yield Needed(service, one.wanted, "helm", one.name, one.path, one.line)


def settings(look: Look) -> Iterator[Needed]:
    """Connections in settings of Spring and Quarkus and in .env files; they name no version."""
    for one in settings_of(look):
        if place_of(one.path) == "product":
            for service, word in by_settings(f"{one.key}: {one.value}"):
                yield Needed(service, None, "settings", word, one.path, one.line)


def documented(look: Look) -> Iterator[Needed]:
    """What a README or a page of documentation tells one to start."""
    paths = [
        path
        for path in look.ending(".md", ".rst", ".adoc", ".txt")
        if "readme" in path.lower() or path.lower().startswith(("doc", "install", "contributing"))
    ]
    for path in paths[:MOST_FILES]:
        file = text_or_none(look, path, LARGEST)
        if not file or " run" not in file.text:
            continue
        short = Source(path, file.cut, look)
        for found in islice(RUN.finditer(short.text), MOST_RUNS):
            line = short.line_at(found.start())
            named = [Image(word, path, line) for word in found[1].split() if word[0] != "-"]
            known = [image for image in named if by_image(image.name)]
            # What comes before with the same word is the name given to the container.
            image = next((one for one in known if one.tag), known[-1] if known else None)
            if image and (service := by_image(image.name)):
                version = version_of(image)
                yield Needed(service, version, "documentation", image.written, path, line)


NO_SERVICE: Text = {
    "de": "In den gelesenen Dateien ist kein Dienst genannt",
    "en": "The files that were read name no service",
}
