# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The policy in the formats that other tools read, and theirs beside ours.

Dependency review of GitHub, `policies.yml` of ScanCode.io, `license-classifications.yml` of ORT.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from allmende.licences.exchange.comparing import Comparison, Disagreement, compare
from allmende.licences.exchange.configuration import Answer, Exemption, NotAConfiguration
from allmende.licences.exchange.dependency_review import (
    DependencyReview,
    read_dependency_review,
    write_dependency_review,
)
from allmende.licences.exchange.importing import as_policy, read_configuration
from allmende.licences.exchange.ort import (
    ClassComparison,
    ClassDisagreement,
    Classifications,
    compare_classes,
    read_ort,
    write_ort,
)
from allmende.licences.exchange.scancode import ScanCodePolicies, read_scancode, write_scancode

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy

WRITERS: dict[str, Callable[["LicencePolicy", str], str]] = {
    "dependency-review": write_dependency_review,
    "scancode": write_scancode,
    "ort": lambda policy, _context: write_ort(policy),
}
"""Format to the function that writes a policy, for one context, in it."""

__all__ = [
    "WRITERS",
    "Answer",
    "ClassComparison",
    "ClassDisagreement",
    "Classifications",
    "Comparison",
    "DependencyReview",
    "Disagreement",
    "Exemption",
    "NotAConfiguration",
    "ScanCodePolicies",
    "as_policy",
    "compare",
    "compare_classes",
    "read_configuration",
    "read_dependency_review",
    "read_ort",
    "read_scancode",
    "write_dependency_review",
    "write_ort",
    "write_scancode",
]
