# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""ScanCode.io's `policies.yml`: read, answered with, and written.

Source: ScanCode.io documentation, "License Policies". A `license_key` is a ScanCode key or an SPDX
id; `compliance_alert` is '' (fine), warning or error. Of several licences the worst counts, for
OR as well as for AND; a licence that is not listed raises no alert.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allmende.licences.exchange.configuration import (
    Answer,
    Entry,
    Exemption,
    NotAConfiguration,
    Oddity,
    line_at,
    line_of,
    opened,
)
from allmende.licences.expressions import NotAnExpression, licences_of, parse

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy

ALERTS = {"": Answer.PASSES, "warning": Answer.WARNS, "error": Answer.REFUSES}
_SEVERITY = [Answer.PASSES, Answer.WARNS, Answer.REFUSES]
_ALERT_OF_LEVEL = {"preferred": "", "allowed": "", "review": "warning", "avoid": "warning"}


@dataclass(frozen=True, slots=True)
class ScanCodePolicies:
    """`license_policies` of one file; `level` of an entry is its alert, its licence an SPDX id."""

    file: str
    entries: tuple[Entry, ...]
    oddities: tuple[Oddity, ...] = ()

    kind = "scancode-policies"
    mode = "alerts"
    exemptions: tuple[Exemption, ...] = ()

    def answer(self, written: str | None) -> Answer:
        """The alert ScanCode.io raises for this licence."""
        try:
            leaves = licences_of(parse(written or ""))
        except NotAnExpression:
            return Answer.PASSES
        alerts = {one.licence.casefold(): ALERTS[one.level] for one in self.entries}
        found = [alerts.get(str(leaf).casefold(), Answer.PASSES) for leaf in leaves]
        return max(found, key=_SEVERITY.index, default=Answer.PASSES)


def read_scancode(source: Path | bytes | str, file: str = "") -> ScanCodePolicies:
    """Read a `policies.yml`; a key nobody knows is an oddity. Raises NotAConfiguration."""
    file, data, _ = opened(source, file)
    rows: Any = data.get("license_policies")
    if not isinstance(rows, list):
        raise NotAConfiguration(
            file,
            None,
            {"de": "license_policies fehlt", "en": "license_policies is missing"},
        )
    entries: list[Entry] = []
    oddities: list[Oddity] = []
    for index, row in enumerate(rows):
        line = line_at(rows, index)
        key = row.get("license_key") if isinstance(row, dict) else None
        alert = (row.get("compliance_alert") or "") if isinstance(row, dict) else None
        licence = _spdx_of(str(key)) if key else None
        if licence is None or alert not in ALERTS:
            oddities.append(_not_understood(line, key, alert))
            continue
        entries.append(Entry(licence, line_of(row, "license_key"), str(alert)))
    return ScanCodePolicies(file, tuple(entries), tuple(oddities))


def _not_understood(line: int, key: object, alert: object) -> Oddity:
    return Oddity(
        line,
        {
            "de": f"nicht verstanden: license_key „{key}“, compliance_alert „{alert}“",
            "en": f'not understood: license_key "{key}", compliance_alert "{alert}"',
        },
    )


def write_scancode(policy: "LicencePolicy", context: str) -> str:
    """The policy in this context as `policies.yml`: every SPDX licence with its alert.

    Avoid and review become warnings, blocked an error. ScanCode.io takes the worst of an OR.
    """
    from allmende.licences.exchange.probes import known_expressions

    lines = [f"# {policy.name} {policy.version}, {context}; made by Allmende.", "license_policies:"]
    for licence in known_expressions():
        if " WITH " in licence:
            continue
        level = policy.verdict(licence, context).level.value
        lines += [
            f"  - license_key: {licence}",
            f"    label: {level}",
            f"    compliance_alert: '{_ALERT_OF_LEVEL.get(level, 'error')}'",
        ]
    return "\n".join(lines) + "\n"


def _spdx_of(key: str) -> str | None:
    try:
        return str(parse(key))
    except NotAnExpression:
        return _keys().get(key.casefold())


@cache
def _keys() -> dict[str, str]:
    from license_expression import get_license_index

    return {
        entry["license_key"]: entry["spdx_license_key"]
        for entry in get_license_index()
        if entry.get("spdx_license_key")
    }
