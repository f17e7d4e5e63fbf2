# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Continuous integration: which system, and what it runs, as its files in the tree tell."""

from collections.abc import Iterator

from allmende.repositories.facts.ci_files import Pipelines, pipelines
from allmende.repositories.facts.ci_tools import REGISTRIES, SUBJECTS, Tool
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

# Files outside of CI that switch a service on which then works by itself.
BY_ITSELF: dict[str, tuple[str, ...]] = {
    "ci.dependency_updates": (
        ".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", "renovate.json5",
        ".renovaterc", ".renovaterc.json", ".github/renovate.json", ".github/renovate.json5",
        ".gitlab/renovate.json", ".gitlab/renovate.json5",
    ),
    "ci.static_analysis": (
        ".lgtm.yml", "sonar-project.properties", ".semgrep.yml", ".codacy.yml", ".codeclimate.yml",
        ".github/codeql/codeql-config.yml",
    ),
    "ci.linters": (".pre-commit-ci.yaml",),
}  # fmt: skip


def find(look: Look) -> Iterator[Fact]:
    """Whether there is CI, and for each subject of `ci_tools` whether it runs."""
    everything = pipelines(look)
    yield found(
        "ci.present",
        (at(path, quote=system) for system, path in everything.files),
        {"systems": list(everything.systems), "files": len(everything.files)},
    )
    yield found("ci.borrowed", (step.evidence for step in everything.borrowed))
    for key, tools in SUBJECTS.items():
        yield subject(look, everything, key, tools)
    yield publishing(everything)
    yield unknown("ci.runs", NEEDS_FORGE)


def subject(look: Look, everything: Pipelines, key: str, tools: tuple[Tool, ...]) -> Fact:
    """Yes with the lines that run one of the tools.

    A "no" is only said where all that runs is in this tree; else it is unknown.
    """
    names: list[str] = []
    evidence: list[Evidence] = []
    for tool in tools:
        lines = [step.evidence for step, _ in everything.matching(tool.pattern)]
        if lines:
            names.append(tool.name)
            evidence += lines
    for path in BY_ITSELF.get(key, ()):
        if path in look.tree.entries:
            names.append(name_of(path))
            evidence.append(at(path))
    return answer(key, everything, names, evidence)


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


def answer(key: str, everything: Pipelines, names: list[str], evidence: list[Evidence]) -> Fact:
    what = {"tools": list(dict.fromkeys(names)), "lines": len(evidence)}
    if evidence:
        return yes(key, *some(evidence), value=what)
    if everything.borrowed:
        return unknown(
            key, ELSEWHERE, *some(step.evidence for step in everything.borrowed), value=what
        )
    if key in WITHOUT_FILES and not everything.files:
        return unknown(key, SWITCHED_ON, value=what)
    note = SWITCHED_ON if key in WITHOUT_FILES else None
    return no(key, counted(len(everything.files), "CI"), value=what, note=note)


def publishing(everything: Pipelines) -> Fact:
    """Registries to which a pipeline publishes."""
    names: list[str] = []
    evidence: list[Evidence] = []
    for registry in REGISTRIES:
        lines = [step.evidence for step, _ in everything.matching(registry.pattern)]
        if lines:
            names.append(registry.name)
            evidence += lines
    return answer("ci.publishing", everything, names, evidence)


# What a forge can do without any file in the repository.
WITHOUT_FILES = frozenset({"ci.static_analysis", "ci.dependency_updates", "ci.secret_scan"})
SWITCHED_ON: Text = {
    "de": "In den Dateien nicht zu sehen; auf der Plattform kann es ohne Datei eingeschaltet sein",
    "en": "Not to be seen in the files; on the forge it can be switched on without one",
}
ELSEWHERE: Text = {
    "de": "Nicht in diesen Dateien; die CI ruft aber Vorlagen auf, die anderswo liegen",
    "en": "Not in these files, but the CI calls templates that lie elsewhere",
}
NEEDS_FORGE: Text = {
    "de": "Ob die CI läuft und gelingt, weiß nur die Plattform",
    "en": "Only the forge knows whether the CI runs and succeeds",
}
