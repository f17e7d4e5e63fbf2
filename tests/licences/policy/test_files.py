# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A mistake in a rule sheet is named with file, line and reason."""

import pytest
from tests.licences.policy.sheets import OFFICE, SHEET, Write

from allmende import policies
from allmende.licences.policy import load_policy

WAIVERS = "waivers:\n  - {purl: pkg:npm/x, reason: r, by: ospo}\n"
WAIVED = len(SHEET.splitlines()) + 2
"""The line of the first waiver behind the sheet."""


def changed(old: str, new: str) -> str:
    assert old in SHEET
    return SHEET.replace(old, new, 1)


@pytest.mark.parametrize(
    ("sheet", "line", "why"),
    [
        (changed("  embed:", "  embedd:"), 5, "embedd"),
        (changed("outbound: MIT", "outbound: MITT"), 1, "did you mean MIT"),
        (changed("EUPL-*: weak", "EUPPL-*: weak"), 3, "no SPDX licence id"),
        (changed("weak-copyleft\n", "weak\n"), 3, "weak-copyleft"),
        (changed("[permissive]", "[permissiv]"), 9, "permissive"),
        (changed("[SSPL-1.0]", "[MIT, Apache2.0]"), 12, "did you mean Apache-2.0"),
        (changed("level: avoid", "level: forbid"), 11, "level"),
        (changed("id: never, licences", "id: never, licence"), 12, "licence"),
        (changed("id: weak,", "id: free,"), 10, "'free' is there already, in embed"),
        (changed("id: approved", "id: weak"), 19, "'weak' is there already, in embed"),
        (changed("id: free, classes: [permissive]", "id: free"), 10, "'free' above takes it all"),
        (
            changed("id: weak, classes: [weak-copyleft]", "id: weak, classes: [permissive]"),
            10,
            "nothing reaches the rule 'weak'",
        ),
        (
            changed("id: ours, licences: [LicenseRef-ours]", "id: ours, osi_approved: true"),
            19,
            "nothing reaches the rule 'approved'",
        ),
        (changed("en: Part of our own", "fr: Une partie"), 7, "the language en is missing"),
        (SHEET + WAIVERS.replace("reason: r, ", ""), WAIVED, "reason"),
        (SHEET + WAIVERS.replace("reason: r", "reason: ' '"), WAIVED, "reason"),
        (SHEET + WAIVERS.replace(", by: ospo", ""), WAIVED, "by"),
        (SHEET + WAIVERS.replace("purl: pkg:npm/x, ", ""), WAIVED, "a purl or an expression"),
        (SHEET + WAIVERS.replace("pkg:npm/x", "npm/x"), WAIVED, "no package URL"),
        (SHEET + WAIVERS.replace("by: ospo", "by: ospo, expires: soon"), WAIVED, "no date"),
        (SHEET + WAIVERS.replace("by: ospo", "by: o, expires: 2027-02-30"), WAIVED, "day"),
        (SHEET + WAIVERS.replace("by: ospo", "by: o, contexts: [sell]"), WAIVED, "contexts"),
        (
            SHEET + WAIVERS.replace("by: ospo", "by: o, contexts: [publish]"),
            WAIVED,
            "no context 'publish'",
        ),
        (SHEET + WAIVERS.replace("by: ospo", "by: o, choose: MITT"), WAIVED, "no SPDX expression"),
        (
            SHEET + WAIVERS.replace("purl: pkg:npm/x", "expression: MIT OR ISC, choose: Zlib"),
            WAIVED,
            "'Zlib' is no branch of 'MIT OR ISC'",
        ),
        (
            SHEET + "exceptions:\n  - {licence: GPL-*, exception: Clasp, treat_as: permissive}\n",
            WAIVED,
            "no SPDX exception",
        ),
        (SHEET + "expressions: {or: worst}\n", WAIVED - 1, "best"),
        (SHEET + "waiver: []\n", WAIVED - 1, "waiver"),
        ("contexts: [\n", 2, ""),
        ("", None, ""),
    ],
)
def test_a_mistake_is_named_with_its_line(
    write: Write, sheet: str, line: int | None, why: str
) -> None:
    folder = write(sheet)
    with pytest.raises(policies.PolicyError) as caught:
        load_policy(str(folder))
    assert (caught.value.file, caught.value.line) == (folder / "licences.yaml", line)
    assert why in caught.value.why


def test_a_sheet_without_mistakes_loads_with_its_waivers(write: Write) -> None:
    waived = WAIVERS.replace("by: ospo", "by: o, choose: MIT, expires: 2027-12-31")
    policy = load_policy(str(write(SHEET + waived)))
    assert [(one.choose, str(one.expires)) for one in policy.waivers] == [("MIT", "2027-12-31")]


def test_a_profile_without_a_sheet_has_that_of_plain(write: Write) -> None:
    folder = write(SHEET)
    (folder / "licences.yaml").unlink()
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    policy = load_policy(str(folder))
    assert policy.name == folder.name
    assert policy.contexts == load_policy("plain").contexts


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(policies.PolicyError, match="no such office profile"):
        load_policy("atlantis")
