# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which files tell which CI system what to run, and the lines in them that are not comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allmende.repositories.facts.documents import Source, text_or_none
from allmende.repositories.facts.fact import Evidence, at
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.places import place_of

# System, pattern of paths. A system may have several files.
SYSTEMS: tuple[tuple[str, str], ...] = (
    ("GitHub Actions", r"\.github/workflows/[^/]+\.ya?ml"),
    ("GitLab CI", r"(?:.*/)?\.gitlab-ci\.ya?ml|\.gitlab/ci/.+\.ya?ml|\.gitlab-ci/.+\.ya?ml"),
    ("Jenkins", r"(?:.*/)?jenkinsfile[^/]*"),
    ("Azure Pipelines", r"(?:.*/)?azure-pipelines[^/]*\.ya?ml|\.azure-pipelines/.+\.ya?ml"),
    ("Travis CI", r"\.travis\.ya?ml"),
    ("CircleCI", r"\.circleci/config\.ya?ml"),
    ("Drone", r"\.drone\.(?:ya?ml|star|jsonnet)"),
    ("Woodpecker", r"\.woodpecker\.ya?ml|\.woodpecker/.+\.ya?ml"),
    ("Forgejo Actions", r"\.(?:forgejo|gitea)/workflows/[^/]+\.ya?ml"),
    ("Bitbucket Pipelines", r"bitbucket-pipelines\.ya?ml"),
    ("Tekton", r"\.tekton/.+\.ya?ml"),
    ("AppVeyor", r"\.?appveyor\.ya?ml"),
    ("Cirrus CI", r"\.cirrus\.ya?ml"),
    ("Semaphore", r"\.semaphore/.+\.ya?ml"),
)
PATTERNS = tuple((system, re.compile(pattern, re.IGNORECASE)) for system, pattern in SYSTEMS)
COMPOSITE_ACTION = re.compile(r"(?:.*/)?action\.ya?ml", re.IGNORECASE)
MOST_FILES = 500
LARGEST = 500_000
MOST_STEPS = 30_000


@dataclass(frozen=True, slots=True)
class Step:
    """One line that a CI system reads."""

    path: str
    line: int
    text: str

    @property
    def evidence(self) -> Evidence:
        return at(self.path, self.line, self.text)


@dataclass(frozen=True, slots=True)
class Pipelines:
    """All CI files of a tree: `files` by system, `steps` their lines without comments.

    `borrowed` are the lines that bring in what is not in this tree (templates, reusable
    workflows, shared libraries), so that nobody can say here what else runs.
    """

    files: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    borrowed: tuple[Step, ...]

    @property
    def systems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(system for system, _ in self.files))

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[Step, re.Match[str]]]:
        for step in self.steps:
            if match := pattern.search(step.text):
                yield step, match


def pipelines(look: Look) -> Pipelines:
    return look.once("pipelines", read)


def read(look: Look) -> Pipelines:
    files = tuple(named(look))
    steps: list[Step] = []
    borrowed: list[Step] = []
    for system, path in files:
        if file := text_or_none(look, path, LARGEST):
            own = list(lines(file))
            steps += own
            borrowed += [step for step in own if is_borrowed(system, step.text)]
            borrowed += list(included(own)) if system == "GitLab CI" else []
    for path in look.paths:
        if COMPOSITE_ACTION.fullmatch(path) and (file := text_or_none(look, path, LARGEST)):
            steps += lines(file)
    return Pipelines(files, tuple(steps[:MOST_STEPS]), tuple(borrowed[:MOST_STEPS]))


def named(look: Look) -> Iterator[tuple[str, str]]:
    number = 0
    for path in look.paths:
        lower = path.lower()
        if path[0] != "." and place_of(path) != "product":
            continue
        if path[0] != "." and not any(word in lower for word in SOMEWHERE):
            continue
        for system, pattern in PATTERNS:
            if pattern.fullmatch(path) and number < MOST_FILES:
                number += 1
                yield system, path


# What a path must contain to be asked for in detail, unless it begins with a dot.
SOMEWHERE = ("jenkinsfile", "pipelines", ".gitlab-ci", "appveyor")
BORROWED: dict[str, re.Pattern[str]] = {
    # Reusable workflows, and actions deep inside a repository of templates.
    "GitHub Actions": re.compile(r"uses:\s{,9}['\"]?(?!\.{1,2}/|docker:)(?:[^\s/@'\"]+/){4,}"),
    "Forgejo Actions": re.compile(r"uses:\s{,9}['\"]?(?!\.{1,2}/)[^\s'\"]+/workflows/"),
    "Jenkins": re.compile(r"@Library\b|^\s*library\b"),
    "Azure Pipelines": re.compile(r"template:\s{,9}\S+@\w+|^\s*extends:"),
    "CircleCI": re.compile(r"^\s{2,4}[\w-]+:\s{,9}[\w-]+/[\w-]+@"),
}
# An action that says what it does by its name is no riddle.
TELLING = re.compile(
    r"/[\w.-]*(?:checkout|setup|cache|label|trivy|codeql|lint|dependency-review|pages|docs|release|"
    r"upload|download|comment|issue|stale|approve|merge)[\w.-]*@",
    re.IGNORECASE,
)


def is_borrowed(system: str, line: str) -> bool:
    pattern = BORROWED.get(system)
    if pattern is None or not pattern.search(line):
        return False
    return "/workflows/" in line or not TELLING.search(line)


INCLUDE = re.compile(r"^include:\s{,9}(.*)$")
FROM_ELSEWHERE = re.compile(r"(?:^\s*-?\s*(?:project|remote|component|template):|https?://)")


def included(steps: list[Step]) -> Iterator[Step]:
    """GitLab's includes of what lies elsewhere."""
    inside = False
    for step in steps:
        if begin := INCLUDE.match(step.text):
            inside = True
            if FROM_ELSEWHERE.search(begin[1]):
                yield step
        elif step.text[:1] not in (" ", "-", ""):
            inside = False
        elif inside and FROM_ELSEWHERE.search(step.text):
            yield step


# Names and descriptions promise what the lines below them do; a bare key is the name of a job.
LABEL = re.compile(
    r"-?\s{,9}(?:name|display_?name|description|title|default\w*)\s{,9}:|(?!include:)[\w-]+:$", re.I
)


def lines(file: Source) -> Iterator[Step]:
    for number, line in file.lines():
        bare = line.strip()
        if bare and not bare.startswith(("#", "//", "*", "/*")) and not LABEL.match(bare):
            yield Step(file.path, number, line.partition(" #")[0])
