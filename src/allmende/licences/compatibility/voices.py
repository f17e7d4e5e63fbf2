# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What matrix and licence text say of one licence flowing into another, before the office"
" speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from allmende.licences.compatibility.eupl import lets_out
from allmende.licences.compatibility.matrix import Matrix, Value
from allmende.licences.expressions import Expression, Unstated, With, branches
from allmende.licences.expressions.tree import Leaf

MOST_BRANCHES = 64

WORST_FIRST: tuple[Value, ...] = ("no", "not listed", "unknown", "check", "yes", "same")


@dataclass(frozen=True, slots=True)
class Pair:
    """One inbound and one outbound licence.

    `value` is the matrix's; `without` names what was left out to look it up (an exception, a "+"),
    None where it lists the licence as it stands; `own_text` whether the inbound licence's own text
    lets it through (the EUPL's appendix); `identical` whether both are one licence.
    """

    inbound: str
    outbound: str
    value: Value
    without: str | None
    own_text: bool
    identical: bool

    @property
    def flows(self) -> Value:
        """What matrix and licence text say together; a licence's own text goes before."""
        if self.identical:
            return "same"
        return "yes" if self.own_text and self.value != "same" else self.value

    def as_json(self) -> dict[str, Any]:
        return {
            "inbound": self.inbound,
            "outbound": self.outbound,
            "value": self.value,
            "without": self.without,
            "eupl_appendix": self.own_text,
        }


def pair(inbound: Leaf, outbound: Leaf, matrix: Matrix) -> Pair:
    """Ask matrix and licence text about two licences."""
    listed_in, left_in = _listed(inbound, matrix)
    listed_out, left_out = _listed(outbound, matrix)
    value = matrix.value(inbound=listed_in, outbound=listed_out)
    left = ", ".join(filter(None, (left_in, left_out))) if value != "not listed" else ""
    stated = not isinstance(inbound, Unstated)
    if value == "same" and left and str(inbound) != str(outbound):
        value = "yes"  # the same licence with and without an exception are two
    return Pair(
        inbound=str(inbound),
        outbound=str(outbound),
        value=value,
        without=left or None,
        own_text=lets_out(str(inbound), str(outbound)),
        identical=stated and str(inbound) == str(outbound),
    )


def pairs(inbound: Leaf, outbound: Expression, matrix: Matrix) -> tuple[Pair, ...]:
    """The pairs that count for an outbound expression.

    Who offers a choice must be able to keep every branch, and who names several licences has parts
    under each: what comes in must fit all of them, unless it is itself one of those named.
    """
    found: dict[Leaf, Pair] = {}
    for branch in branches(outbound, MOST_BRANCHES):
        one_of_them = [leaf for leaf in branch if str(leaf) == str(inbound)]
        for leaf in one_of_them or branch:
            found.setdefault(leaf, pair(inbound, leaf, matrix))
    return tuple(found.values())


def worst(values: Sequence[Value]) -> Value:
    """The value that decides where all must hold."""
    return min(values, key=WORST_FIRST.index)


def _listed(leaf: Leaf, matrix: Matrix) -> tuple[str, str | None]:
    """The spelling to look a licence up by, and what of it that leaves out."""
    written = str(leaf)
    if isinstance(leaf, Unstated) or written in matrix:
        return written, None
    licence = leaf.licence if isinstance(leaf, With) else leaf
    left = [leaf.exception] if isinstance(leaf, With) else []
    left += ["+"] if licence.plus else []
    return licence.id, ", ".join(left) or None
