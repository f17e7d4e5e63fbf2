# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Under which names it is published, which steps publish it, and what only the forge can tell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from allmende.repositories.facts.documents import Unreadable, json_of, source, text_or_none, xml_of
from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    address,
    at,
    found,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.reading.texts import lines_of

SHOWN = 20
MOST_FILES = 200

_CI = re.compile(
    r"\.github/workflows/[^/]+\.ya?ml$|\.gitlab-ci\.ya?ml$|\.gitlab/[^/]+\.ya?ml$|(?:.*/)?Jenkinsfile$"
    r"|(?:\.forgejo|\.gitea)/workflows/[^/]+\.ya?ml$|\.circleci/config\.yml$|azure-pipelines\.yml$"
    r"|(?:\.drone|\.woodpecker)\.ya?ml$|\.goreleaser\.ya?ml$|\.releaserc(?:\.[a-z]+)?$"
)
STEPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "maven",
            r"\bmvnw?\b[^#\n]{0,200}\b(?:deploy|release:perform)\b"
            r"|\bgradlew?\b[^#\n]{0,200}\bpublish(?!ToMavenLocal)|ossrh|central-publishing|nexus-staging",
        ),
        (
            "npm",
            r"\b(?:npm|pnpm|yarn|lerna)\b[^#\n]{0,80}\bpublish\b|changesets/action|semantic-release",
        ),
        ("pypi", r"\btwine upload\b|pypi-publish|\b(?:poetry|uv|flit|hatch|pdm)\b publish\b"),
        (
            "container",
            r"\bdocker(?: buildx)? push\b|\bpodman push\b|build-push-action|\bkaniko\b"
            r"|\bjib:build\b|\bskopeo copy\b",
        ),
        ("helm", r"\bhelm push\b|chart-releaser|\bcr upload\b"),
        ("crates", r"\bcargo publish\b"),
        ("nuget", r"\bnuget push\b"),
        ("rubygems", r"\bgem push\b|release-gem"),
        (
            "release",
            r"action-gh-release|\bgh release create\b|release-please|goreleaser|release-cli"
            r"|create-release",
        ),
    )
)
_GRADLE_GROUP = re.compile(
    r"^\s{0,40}(?:group|GROUP|mavenGroup)\s*=?\s*[\"']?([A-Za-z][\w-]{0,50}\.[\w.-]{1,100})[\"']?\s*$"
)

NO_POLICY: Text = {
    "de": "Das Regelwerk nennt keine Namen, unter denen veröffentlicht wird",
    "en": "The policy names no names to publish under",
}
NO_PACKAGE: Text = {
    "de": "Es gibt kein solches Paket",
    "en": "There is no such package",
}
ONLY_FORGE: Text = {
    "de": "Das weiß nur die Plattform; ein Klon zeigt es nicht",
    "en": "Only the forge knows; a clone does not show it",
}
A_HINT: Text = {
    "de": "Schritte, die veröffentlichen; ob sie laufen und was in den Verzeichnissen liegt, zeigt"
    " nur die Plattform",
    "en": "Steps that publish; whether they run and what the registries hold only the forge shows",
}
OF_FORGE = (
    "branch-protection",
    "security-alerts",
    "private-vulnerability-reporting",
    "visibility",
    "issues-answered",
)


def find(look: Look) -> Iterator[Fact]:
    """Keys `publishing.*`.

    The policy may have `maven_groups`, `npm_scopes` and `composer_vendors`, each a list of patterns
    such as "de.muenchen.*" or "@muenchen", as attributes or keys.
    """
    yield from _names(look, "maven-groups", "maven_groups", _maven(look))
    yield from _names(look, "npm-scopes", "npm_scopes", _npm(look))
    yield from _names(look, "composer-vendors", "composer_vendors", _composer(look))
    yield from _steps(look)
    yield _origin(look)
    for key in OF_FORGE:
        yield unknown(f"publishing.{key}", ONLY_FORGE)


Named = tuple[str, Evidence]


def _names(look: Look, key: str, of_policy: str, named: Iterable[Named]) -> Iterator[Fact]:
    """The names found, and whether each is one that the policy asks for."""
    some = list(named)
    names = sorted({name for name, _ in some if name})
    yield value(f"publishing.{key}", names, *_once(some))
    fits = f"publishing.{key}-as-policy"
    patterns = said(look.policy, of_policy)
    if not patterns:
        yield unknown(fits, NO_POLICY)
        return
    if not some:
        yield unknown(fits, NO_PACKAGE, value=list(patterns))
        return
    other = [one for one in some if not any(fnmatchcase(one[0], pattern) for pattern in patterns)]
    yield (no if other else yes)(fits, *_once(other or some), value=list(patterns))


def said(policy: Any, name: str) -> tuple[str, ...]:
    """A list of texts of the policy, () where it has none."""
    stated = policy.get(name) if isinstance(policy, Mapping) else getattr(policy, name, None)
    return tuple(one for one in stated or () if isinstance(one, str))


def _once(some: Sequence[Named]) -> list[Evidence]:
    return list(dict(reversed(some)).values())[:SHOWN]


def _own(look: Look, *names: str) -> list[str]:
    return [path for path in look.named(*names) if place_of(path) == "product"][:MOST_FILES]


def _maven(look: Look) -> Iterator[Named]:
    for path in _own(look, "pom.xml"):
        try:
            root = xml_of(source(look, path))
        except Unreadable:
            continue
        group = root.find("{*}groupId")
        group = root.find("{*}parent/{*}groupId") if group is None else group
        if group is not None and group.text:
            yield group.text.strip()[:200], at(path, group.sourceline, group.text)
    for path in _own(look, "build.gradle", "build.gradle.kts", "gradle.properties"):
        for number, line in enumerate(lines_of(look, path) or (), 1):
            if matched := _GRADLE_GROUP.match(line):
                yield matched[1], at(path, number, line)


def _npm(look: Look) -> Iterator[Named]:
    """The scope with its @, "" for a package without one; private packages are not published."""
    for path, data in _json(look, "package.json"):
        name = data.get("name")
        if isinstance(name, str) and data.get("private") is not True:
            scope = name.partition("/")[0] if name.startswith("@") else ""
            yield scope[:200], at(path, _line(look, path, '"name"'), name)


def _composer(look: Look) -> Iterator[Named]:
    for path, data in _json(look, "composer.json"):
        name = data.get("name")
        if isinstance(name, str) and "/" in name:
            yield name.partition("/")[0][:200], at(path, _line(look, path, '"name"'), name)


def _json(look: Look, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in _own(look, name):
        try:
            data = json_of(source(look, path))
        except Unreadable:
            continue
        if isinstance(data, dict):
            yield path, data


def _line(look: Look, path: str, needle: str) -> int | None:
    file = text_or_none(look, path)
    return file.line_of(needle) if file else None


def _steps(look: Look) -> Iterator[Fact]:
    """Lines of CI files that publish to a registry or make a release."""
    shown: dict[str, list[Evidence]] = {}
    for path in [one for one in look.paths if _CI.match(one)][:MOST_FILES]:
        for number, line in enumerate(lines_of(look, path, 300_000) or (), 1):
            if line.lstrip().startswith("#"):
                continue
            for kind, pattern in STEPS:
                if pattern.search(line):
                    shown.setdefault(kind, []).append(at(path, number, line))
    fact = found(
        "publishing.steps", [one for some in shown.values() for one in some[:3]], sorted(shown)
    )
    yield Fact(fact.key, fact.state, fact.value, fact.evidence, A_HINT if shown else None)


def _origin(look: Look) -> Fact:
    """Where it was cloned from; a path says nothing of where it is published."""
    origin = look.origin or ""
    if re.match(r"(?:https?|ssh|git)://|[\w.-]+@[\w.-]+:", origin):
        return value("publishing.origin", origin, address(origin))
    return unknown("publishing.origin", ONLY_FORGE)
