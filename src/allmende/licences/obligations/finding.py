# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The duties of an expression for one use."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from allmende.licences.expressions import (
    Expression,
    Licence,
    NotAnExpression,
    Unstated,
    With,
    branches,
    parse,
    simplify,
)
from allmende.licences.expressions.tree import Leaf
from allmende.licences.known import Effect, effect_of
from allmende.licences.obligations.duties import Duty, Kind, Use
from allmende.licences.obligations.permissive import PERMISSIVE, Terms
from allmende.licences.obligations.reciprocal import RECIPROCAL
from allmende.licences.obligations.sources import ALL

MOST_BRANCHES = 64

_ENDINGS = ("-or-later", "-only", "-no-invariants", "-invariants")
_LIFTED_BY_LINKING = frozenset({"same-licence-linked-work"})
_NOT_KNOWN = Duty(
    "information",
    tuple(Use),
    {
        "de": "Zu dieser Lizenz sind keine Pflichten hinterlegt; das heißt nicht, dass es keine"
        " gibt. Lesen Sie den Lizenztext.",
        "en": "No duties are on record for this licence, which does not mean that there are none."
        " Read the licence text.",
    },
)
_NO_LICENCE = Duty(
    "prohibition",
    tuple(Use),
    {
        "de": "Es gibt keine Lizenz und damit keine Erlaubnis zur Nutzung oder Weitergabe. Fragen"
        " Sie die Rechteinhabenden.",
        "en": "There is no licence and hence no permission to use or pass on. Ask the rights"
        " holders.",
    },
)
_NOTHING_ASKED = Duty(
    "information",
    tuple(Use),
    {
        "de": "Für diese Art der Nutzung verlangt die Lizenz nichts.",
        "en": "For this kind of use the licence asks for nothing.",
    },
)
_LATER_VERSION = Duty(
    "information",
    tuple(Use),
    {
        "de": "Statt dieser Fassung dürfen Sie auch eine spätere befolgen; dann gelten deren"
        " Pflichten.",
        "en": "You may follow a later version instead of this one; then its duties apply.",
    },
)
_EXCEPTIONS = {
    Effect.LINKING: Duty(
        "information",
        (Use.PASS_ON, Use.MODIFY),
        {
            "de": "Die Ausnahme erlaubt, eigene Werke mit dem Teil zu verbinden und unter eigener"
            " Lizenz weiterzugeben; für den Teil selbst bleiben die Pflichten bestehen.",
            "en": "The exception lets own works be joined with the part and keep their own licence;"
            " the duties remain for the part itself.",
        },
    ),
    Effect.LINKING_FREE: Duty(
        "information",
        (Use.PASS_ON, Use.MODIFY),
        {
            "de": "Die Ausnahme erlaubt, den Teil mit freier Software unter anderer Lizenz zu"
            " verbinden; für den Teil selbst bleiben die Pflichten bestehen.",
            "en": "The exception lets the part be joined with free software under another licence;"
            " the duties remain for the part itself.",
        },
    ),
    Effect.OUTPUT_ONLY: Duty(
        "information",
        (Use.PASS_ON, Use.MODIFY),
        {
            "de": "Was das Werkzeug in eigene Werke schreibt, ist durch die Ausnahme frei; das"
            " Werkzeug selbst nicht.",
            "en": "What the tool writes into own works is free by the exception; the tool itself is"
            " not.",
        },
    ),
    Effect.DOCUMENTS: Duty(
        "information",
        (Use.PASS_ON, Use.MODIFY),
        {
            "de": "Dokumente, die den Teil enthalten, sind durch die Ausnahme frei; Software ist es"
            " nicht.",
            "en": "Documents that contain the part are free by the exception; software is not.",
        },
    ),
    Effect.UNKNOWN: Duty(
        "information",
        tuple(Use),
        {
            "de": "Was diese Ausnahme ändert, ist nicht hinterlegt. Lesen Sie ihren Text; bis dahin"
            " gelten die Pflichten der Lizenz ohne sie.",
            "en": "What this exception changes is not on record. Read its text; until then the"
            " duties of the licence without it apply.",
        },
    ),
}
_EFFECTS_THAT_LIFT = frozenset({Effect.LINKING, Effect.LINKING_FREE, Effect.OUTPUT_ONLY})


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty, prohibition or piece of information for one licence and one use.

    `section` cites the licence's own text ("Apache-2.0 § 4(d)"), None where no text speaks;
    `branch` is the choice of an OR it belongs to, None where there is no choice.
    """

    id: str
    use: Use
    kind: Kind
    text: dict[str, str]
    section: str | None
    licence: str
    branch: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "use": self.use.value,
            "kind": self.kind,
            "text": self.text,
            "section": self.section,
            "licence": self.licence,
            "branch": self.branch,
        }


def obligations_of(
    expression: str | Expression, use: Use | str, chosen: str | None = None
) -> tuple[Obligation, ...]:
    """What to do for one use under an SPDX expression, never empty and never raising on its text.

    AND joins the duties of its licences. OR lists those of each branch under the branch's name,
    or only those of the `chosen` one. What is not known says so (`not-known`), and where a licence
    asks for nothing that stands there too (`nothing-asked`). Raises ValueError for an unknown use.
    """
    wanted = Use(use)
    written = str(chosen or expression)
    try:
        found = branches(simplify(parse(written)), MOST_BRANCHES)
    except NotAnExpression:
        return (_obligation("not-known", _NOT_KNOWN, wanted, written, None, None),)
    several = len(found) > 1
    return tuple(
        one
        for branch in found
        for one in _of_branch(branch, wanted, " AND ".join(map(str, branch)) if several else None)
    )


def licences_covered() -> tuple[str, ...]:
    """The licences whose duties are on record, by the name their texts carry, sorted."""
    return tuple(sorted({*PERMISSIVE, *RECIPROCAL}, key=str.casefold))


def _of_branch(branch: tuple[Leaf, ...], use: Use, name: str | None) -> list[Obligation]:
    return [one for leaf in branch for one in _of_leaf(leaf, use, name)]


def _of_leaf(leaf: Leaf, use: Use, branch: str | None) -> list[Obligation]:
    if isinstance(leaf, Unstated):
        duty_id, duty = (
            ("no-licence", _NO_LICENCE) if leaf.word == "NONE" else ("not-known", _NOT_KNOWN)
        )
        return [_obligation(duty_id, duty, use, str(leaf), None, branch)]
    licence = leaf.licence if isinstance(leaf, With) else leaf
    cited, terms = _terms_of(licence.id)
    if terms is None:
        return [_obligation("not-known", _NOT_KNOWN, use, str(leaf), None, branch)]
    effect = effect_of(leaf.exception) if isinstance(leaf, With) else Effect.NONE
    lifted = _LIFTED_BY_LINKING if effect in _EFFECTS_THAT_LIFT else frozenset()
    found = [
        _obligation(duty_id, ALL[duty_id], use, str(leaf), _cite(cited, place), branch)
        for duty_id, place in terms.items()
        if use in ALL[duty_id].uses and duty_id not in lifted
    ]
    if not any(one.kind != "information" for one in found):
        found.insert(0, _obligation("nothing-asked", _NOTHING_ASKED, use, str(leaf), None, branch))
    return [*found, *_notes(leaf, licence, effect, use, branch)]


def _notes(
    leaf: Licence | With, licence: Licence, effect: Effect, use: Use, branch: str | None
) -> list[Obligation]:
    found = []
    exception = _EXCEPTIONS.get(effect) if isinstance(leaf, With) else None
    if exception is not None and use in exception.uses:
        section = leaf.exception if isinstance(leaf, With) else None
        found.append(_obligation("exception", exception, use, str(leaf), section, branch))
    if licence.plus or licence.id.endswith("-or-later"):
        found.append(_obligation("later-version", _LATER_VERSION, use, str(leaf), None, branch))
    return found


def _obligation(
    duty_id: str, duty: Duty, use: Use, licence: str, section: str | None, branch: str | None
) -> Obligation:
    return Obligation(duty_id, use, duty.kind, duty.text, section, licence, branch)


def _cite(cited: str, place: str) -> str:
    """LGPL-3.0 builds on GPL-3.0 and some of its duties stand there: the place names it then."""
    return place if place.startswith("GPL") else f"{cited} {place}"


@cache
def _tables() -> dict[str, tuple[str, Terms]]:
    return {name.casefold(): (name, terms) for name, terms in {**PERMISSIVE, **RECIPROCAL}.items()}


def _terms_of(spdx_id: str) -> tuple[str, Terms | None]:
    name = spdx_id
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    for candidate in (spdx_id, name):
        if candidate.casefold() in _tables():
            return _tables()[candidate.casefold()]
    return spdx_id, None
