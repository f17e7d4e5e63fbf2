# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The OSS Review Toolkit's `license-classifications.yml`: read, compared, and written.

Source: ORT documentation, "License Classifications". Categories are free words; those that ORT's
own example and ScanCode use for classes are understood as ours, others are kept by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allmende.licences.exchange.configuration import (
    Entry,
    NotAConfiguration,
    Oddity,
    line_at,
    line_of,
    listed,
    opened,
)
from allmende.licences.expressions import NotAnExpression, parse
from allmende.licences.known import LicenceClass

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy

CATEGORIES: Mapping[str, LicenceClass] = {
    "public-domain": LicenceClass.PUBLIC_DOMAIN,
    "permissive": LicenceClass.PERMISSIVE,
    "copyleft-limited": LicenceClass.WEAK_COPYLEFT,
    "weak-copyleft": LicenceClass.WEAK_COPYLEFT,
    "copyleft": LicenceClass.STRONG_COPYLEFT,
    "strong-copyleft": LicenceClass.STRONG_COPYLEFT,
    "network-copyleft": LicenceClass.NETWORK_COPYLEFT,
    "restricted": LicenceClass.RESTRICTED,
    "free-restricted": LicenceClass.RESTRICTED,
    "proprietary-free": LicenceClass.RESTRICTED,
    "commercial": LicenceClass.RESTRICTED,
}


@dataclass(frozen=True, slots=True)
class Classifications:
    """Which class the file gives a licence (`level` of an entry), and the other categories."""

    file: str
    entries: tuple[Entry, ...]
    other_categories: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = ()

    kind = "ort-classifications"

    @property
    def classes(self) -> dict[str, LicenceClass]:
        return {one.licence: LicenceClass(one.level) for one in self.entries}


@dataclass(frozen=True, slots=True)
class ClassDisagreement:
    """A licence that the file and the policy put into different classes."""

    licence: str
    line: int
    theirs: LicenceClass
    ours: LicenceClass

    def as_json(self) -> dict[str, object]:
        return {
            "licence": self.licence,
            "line": self.line,
            "classifications": self.theirs.value,
            "policy": self.ours.value,
        }


def read_ort(source: Path | bytes | str, file: str = "") -> Classifications:
    """Read a `license-classifications.yml`. Raises NotAConfiguration."""
    file, data, _ = opened(source, file)
    rows: Any = data.get("categorizations")
    if not isinstance(rows, list):
        raise NotAConfiguration(
            file, None, {"de": "categorizations fehlt", "en": "categorizations is missing"}
        )
    entries: list[Entry] = []
    oddities: list[Oddity] = []
    others: set[str] = set()
    for index, row in enumerate(rows):
        line = line_at(rows, index)
        licence = _spdx_of(row)
        if licence is None:
            oddities.append(_no_id(line))
            continue
        words = [w for w, _ in listed(row, "categories")] if "categories" in row else []
        classes = sorted({CATEGORIES[word] for word in words if word in CATEGORIES})
        others.update(word for word in words if word not in CATEGORIES)
        # Of "copyleft" beside "strong-copyleft" or "copyleft-limited" the narrower word decides.
        if len(classes) > 1:
            classes = [one for one in classes if one is not CATEGORIES["copyleft"]][:1]
        entries += [Entry(licence, line_of(row, "id"), one.value) for one in classes]
    return Classifications(file, tuple(entries), tuple(sorted(others)), tuple(oddities))


def _spdx_of(row: object) -> str | None:
    try:
        return str(parse(str(row["id"]))) if isinstance(row, dict) and "id" in row else None
    except NotAnExpression:
        return None


def _no_id(line: int) -> Oddity:
    return Oddity(
        line,
        {"de": "ohne gültige SPDX-Kennung", "en": "without a valid SPDX id"},
    )


@dataclass(frozen=True, slots=True)
class ClassComparison:
    """Where the classes of a file and of a policy differ; `compared` counts the licences."""

    file: str
    policy: str
    compared: int
    disagreements: tuple[ClassDisagreement, ...]
    oddities: tuple[Oddity, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": Classifications.kind,
            "policy": self.policy,
            "compared": self.compared,
            "disagreements": [one.as_json() for one in self.disagreements],
            "oddities": [one.as_json() for one in self.oddities],
        }


def compare_classes(classifications: Classifications, policy: "LicencePolicy") -> ClassComparison:
    """The licences whose class differs between the file and the policy, in the file's order."""
    differing = tuple(
        ClassDisagreement(one.licence, one.line, LicenceClass(one.level), ours)
        for one in classifications.entries
        if (ours := policy.class_of(one.licence)) is not LicenceClass(one.level)
    )
    return ClassComparison(
        classifications.file,
        f"{policy.name} {policy.version}",
        len(classifications.entries),
        differing,
        classifications.oddities,
    )


def write_ort(policy: "LicencePolicy") -> str:
    """The policy's classes of all SPDX licences as `license-classifications.yml`."""
    from allmende.licences.known import all_ids

    lines = [f"# {policy.name} {policy.version}; made by Allmende.", "categories:"]
    lines += [f'  - name: "{one.value}"' for one in LicenceClass]
    lines.append("categorizations:")
    for licence in all_ids():
        lines += [
            f'  - id: "{licence}"',
            f'    categories: ["{policy.class_of(licence).value}"]',
        ]
    return "\n".join(lines) + "\n"
