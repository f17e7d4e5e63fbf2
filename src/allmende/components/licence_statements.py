# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Several licences side by side, as one statement."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

REFERENCE = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """One licence as a bill states it. `exact`: given as an SPDX id or expression."""

    written: str
    exact: bool


def joined(statements: Iterable[Stated]) -> tuple[str | None, tuple[str, ...]]:
    """One text for all of them, and each as written.

    A list of licences means that all apply (CycloneDX, "bom.licenses" is a list of choices made),
    hence AND; names of unknown meaning are set side by side with semicolons.
    """
    unique = tuple(dict.fromkeys(statements))
    if not unique:
        return None, ()
    written = tuple(each.written for each in unique)
    if len(unique) == 1:
        return written[0], written
    if all(each.exact or REFERENCE.fullmatch(each.written) for each in unique):
        return " AND ".join(_grouped(each) for each in written), written
    return "; ".join(written), written


def _grouped(expression: str) -> str:
    return f"({expression})" if " OR " in expression.upper() else expression
