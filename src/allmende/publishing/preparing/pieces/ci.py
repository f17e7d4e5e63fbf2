# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A check of each change: the publication check, and the tests that are recognised."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text

GITHUB, GITLAB = ".github/workflows/publication-check.yml", ".gitlab-ci.yml"
# As of November 2026; the same as in docs/guide/examples/github-actions.yml.
CHECKOUT = "actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0"
ALLMENDE = "git+https://github.com/allmende/allmende@v0.1.0"

PINS: Text = {
    "de": "CI: prüfen, ob der festgeschriebene Commit der Action und die Version von Allmende noch"
    " die aktuellen sind.",
    "en": "CI: check whether the pinned commit of the action and the version of Allmende are still"
    " the current ones.",
}
NO_TESTS: Text = {
    "de": "CI: Kein üblicher Aufruf von Tests wurde erkannt; bitte ergänzen.",
    "en": "CI: no usual call of tests was recognised; please add it.",
}
TRY: Text = {
    "de": "CI: Der Aufruf der Tests ist aus den Dateien geschlossen und noch nicht gelaufen.",
    "en": "CI: the call of the tests was concluded from the files and has not run yet.",
}
NO_FORGE: Text = {
    "de": "CI: Ohne Plattform ist offen, in welcher Form; GitHub und GitLab werden vorbereitet.",
    "en": "CI: without a forge the form is open; GitHub and GitLab are prepared.",
}


class Tests(NamedTuple):
    """How tests are usually run where a file of this name in the main folder holds this."""

    file: str
    holds: str
    image: str
    commands: tuple[str, ...]


TESTS = (
    Tests("gradlew", "", "eclipse-temurin:21", ("./gradlew check",)),
    Tests("mvnw", "", "eclipse-temurin:21", ("./mvnw --batch-mode verify",)),
    Tests("pom.xml", "", "maven:3-eclipse-temurin-21", ("mvn --batch-mode verify",)),
    Tests("package-lock.json", "", "node:22", ("npm ci", "npm test --if-present")),
    Tests("go.mod", "", "golang:1", ("go test ./...",)),
    Tests("Cargo.toml", "", "rust:1", ("cargo test --locked",)),
    Tests("tox.ini", "", "python:3.13", ("pip install --quiet tox", "tox")),
    Tests(
        "pyproject.toml",
        r"pytest",
        "python:3.13",
        ("pip install --quiet . pytest", "python -m pytest"),
    ),
    Tests("Makefile", r"(?m)^test:", "debian:stable", ("make test",)),
)


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """A workflow or a pipeline, where there is no CI yet."""
    if ground.is_yes("ci.present"):
        yield ground.kept(kind, ground.place("ci.present"))
        return
    details = ground.details
    found = tests_of(ground)
    needs = (TRY if found else NO_TESTS,)
    if details.forge == "github":
        yield ground.created(kind, GITHUB, github(found, ground.branch), PINS, *needs)
    elif details.is_gitlab:
        yield ground.created(kind, GITLAB, gitlab(found), PINS, *needs)
    else:
        yield Piece(
            kind, GITHUB, "open", github(found, ground.branch).encode(), None, (NO_FORGE, *needs)
        )


def tests_of(ground: Ground) -> Tests | None:
    """The first of the table whose file lies in the main folder."""
    for one in TESTS:
        if one.file not in ground.look.tree.entries:
            continue
        if not one.holds or re.search(one.holds, ground.text(one.file) or ""):
            return one
    return None


def github(tests: Tests | None, branch: str) -> str:
    """A workflow that needs no secret and may only read."""
    lines = [
        "name: Publication check",
        "on:",
        "  push:",
        f"    branches: [{json.dumps(branch)}]",
        "  pull_request:",
        "",
        "permissions: {}",
        "",
        "concurrency:",
        "  group: publication-check-${{ github.ref }}",
        "  cancel-in-progress: true",
        "",
        "env:",
        f"  ALLMENDE: {ALLMENDE}",
        "",
        "jobs:",
        "  publication-check:",
        "    name: Publication check",
        "    runs-on: ubuntu-24.04",
        "    timeout-minutes: 15",
        "    permissions:",
        "      contents: read # of this repository",
        "    steps:",
        f"      - uses: {CHECKOUT}",
        "        with:",
        "          fetch-depth: 0 # the whole history is checked",
        "          persist-credentials: false",
        "      - name: Install",
        "        run: |",
        '          python3 -m venv "$RUNNER_TEMP/allmende"',
        '          "$RUNNER_TEMP/allmende/bin/pip" install --quiet "$ALLMENDE"',
        "      - name: Check",
        "        run: '\"$RUNNER_TEMP/allmende/bin/allmende\" repository clear .'",
    ]
    if tests:
        lines += [
            "  tests:",
            "    name: Tests",
            "    runs-on: ubuntu-24.04",
            "    timeout-minutes: 30",
            "    permissions:",
            "      contents: read # of this repository",
            "    steps:",
            f"      - uses: {CHECKOUT}",
            "        with:",
            "          persist-credentials: false",
            "      - name: Run",
            "        run: |",
            *(f"          {one}" for one in tests.commands),
        ]
    return "\n".join(lines) + "\n"


def gitlab(tests: Tests | None) -> str:
    """A pipeline for merge requests and the default branch."""
    lines = [
        "workflow:",
        "  rules:",
        '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
        "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        "",
        "publication-check:",
        "  image: python:3.13",
        "  variables:",
        '    GIT_DEPTH: "0" # the whole history is checked',
        f"    ALLMENDE: {ALLMENDE}",
        "  script:",
        '    - pip install --quiet "$ALLMENDE"',
        "    - allmende repository clear .",
    ]
    if tests:
        lines += ["", "tests:", f"  image: {tests.image}", "  script:"]
        lines += [f"    - {one}" for one in tests.commands]
    return "\n".join(lines) + "\n"
