# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials: those that lie in the tree, and those that the build or CI makes."""

import re
from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.ci_files import pipelines
from allmende.repositories.facts.ci_tools import SUBJECTS
from allmende.repositories.facts.documents import Source, text_or_none
from allmende.repositories.facts.fact import Evidence, Fact, Text, at, found, some, unknown, yes
from allmende.repositories.facts.fact import no as no_fact
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.gathering import gathered
from allmende.repositories.facts.manifests.maven import outside_parents
from allmende.repositories.facts.places import place_of

# As the makers of the formats recommend to name the files, and what people do besides.
NAMES = re.compile(
    r"(?:.*/)?(?:[^/]*\.cdx\.(?:json|xml)|bom\.(?:json|xml)|[^/]*(?:sbom|cyclonedx|spdx)[^/]*\."
    r"(?:json|xml|ya?ml|spdx|rdf|tag)|[^/]*\.spdx(?:\.(?:json|ya?ml|rdf|xml))?|"
    r"[^/]*\.spdx3?\.json)",
    re.IGNORECASE,
)
LARGEST = 20_000_000
"""Bytes; a larger file is not read."""
MOST_COMPONENTS = 100_000
MOST_FILES = 20

# Plugins and packages that make one, by type and full name.
GENERATORS: tuple[tuple[str, str, str], ...] = (
    ("CycloneDX Maven plugin", "maven", r"org\.cyclonedx:cyclonedx-maven-plugin"),
    ("CycloneDX Gradle plugin", "maven", r"org\.cyclonedx\.bom:.*|org\.cyclonedx:.*gradle.*"),
    ("SPDX Maven plugin", "maven", r"org\.spdx:spdx-maven-plugin"),
    ("SPDX Gradle plugin", "maven", r"org\.spdx\.sbom:.*"),
    ("CycloneDX for npm", "npm", r"@cyclonedx/.*|cyclonedx-.*"),
    ("CycloneDX for Python", "pypi", r"cyclonedx-bom|sbom4python"),
    ("CycloneDX for PHP", "composer", r"cyclonedx/cyclonedx-php-composer"),
    ("CycloneDX for Ruby", "gem", r"cyclonedx-ruby|bundler-sbom"),
    ("CycloneDX for .NET", "nuget", r"CycloneDX(?:\..*)?|Microsoft\.Sbom\..*"),
    ("CycloneDX for Rust", "cargo", r"cargo-cyclonedx|cargo-sbom"),
)
PATTERNS = tuple((title, type, re.compile(name)) for title, type, name in GENERATORS)
SCRIPTS = re.compile(
    r"\b(?:syft|cdxgen|cyclonedx-(?:npm|py|gomod|bom)|trivy[^\n#]{0,80}(?:cyclonedx|spdx)|npm sbom|"
    r"makeBom|makeAggregateBom|cyclonedxBom)\b"
)
SCRIPT_FILES = (
    "package.json", "makefile", "justfile", "taskfile.yml", "taskfile.yaml", "tox.ini",
    "noxfile.py", "build.sh", "release.sh", ".goreleaser.yml", ".goreleaser.yaml",
)  # fmt: skip


def find(look: Look) -> Iterator[Fact]:
    """Bills in the tree, read; and what in the build makes one."""
    yield present(look)
    yield generated(look)


def present(look: Look) -> Fact:
    paths = candidates(look)
    return _read(look, paths) if paths else found("sbom.present", (), [])


def _read(look: Look, paths: list[str]) -> Fact:
    # All formats together take a twentieth of a second, and few repositories have such a file.
    from allmende.components import Limits, NotABill
    from allmende.components import read as read_bill

    limits = Limits(bytes=LARGEST, components=MOST_COMPONENTS)
    bills: list[dict[str, Any]] = []
    evidence: list[Evidence] = []
    unread: list[Evidence] = []
    for path in paths:
        data = look.tree.read(path, LARGEST)
        if data is None:
            unread.append(at(path, quote=TOO_LARGE["en"]))
            continue
        try:
            bill = read_bill(data, limits)
        except NotABill as problem:
            unread.append(at(path, problem.line, problem.why["en"]))
            continue
        bills.append(
            {
                "path": path,
                "format": bill.format,
                "version": bill.version,
                "components": len(bill.components),
            }
        )
        evidence.append(at(path, quote=f"{bill.format} {bill.version}"))
    if not bills and unread:
        return unknown("sbom.present", UNREAD, *some(unread), value=[])
    return found("sbom.present", evidence, bills)


def candidates(look: Look) -> list[str]:
    paths = [path for path in look.paths if NAMES.fullmatch(path)]
    return [path for path in paths if place_of(path) in ("product", "documentation")][:MOST_FILES]


def generated(look: Look) -> Fact:
    """Yes with the lines that make one; unknown where templates from elsewhere may."""
    titles: list[str] = []
    evidence: list[Evidence] = []
    for one in gathered(look).declared:
        for title, type, name in PATTERNS:
            if type == one.type and name.fullmatch(one.full_name):
                titles.append(title)
                evidence.append(at(one.path, one.line, one.full_name))
    for tool in SUBJECTS["ci.sbom"]:
        for step, _ in pipelines(look).matching(tool.pattern):
            titles.append(tool.name)
            evidence.append(step.evidence)
    for path in look.named(*SCRIPT_FILES):
        file = text_or_none(look, path, 500_000) if place_of(path) == "product" else None
        for place in in_script(file) if file else ():
            titles.append(place.quote or "")
            evidence.append(place)
    what = {"tools": list(dict.fromkeys(titles))}
    if evidence:
        return yes("sbom.generated", *some(evidence), value=what)
    outside = [step.evidence for step in pipelines(look).borrowed]
    outside += [at(path, line, name) for path, line, name in outside_parents(look)]
    if outside:
        return unknown("sbom.generated", OUTSIDE, *some(outside), value=what)
    return no_fact("sbom.generated", value=what)


def in_script(file: Source) -> Iterator[Evidence]:
    for number, line in file.lines():
        if found_in := SCRIPTS.search(line):
            yield at(file.path, number, found_in[0])


TOO_LARGE: Text = {"de": "Die Datei ist zu groß", "en": "The file is too large"}
UNREAD: Text = {
    "de": "Dateien, die so heißen, ließen sich nicht als Stückliste lesen",
    "en": "Files of that name could not be read as a bill of materials",
}
OUTSIDE: Text = {
    "de": "Nicht zu sehen; Eltern-POM oder CI-Vorlagen außerhalb des Klons könnten eine erzeugen",
    "en": "Not to be seen; a parent POM or CI templates outside the clone may make one",
}
