# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's last word on one licence flowing into a work: a decision table.

How a part meets the work depends on the context:

- *apart* (use, build-only, distinct-component): it does not become part of the work.
- *beside* (embed): it is passed on with the work and keeps its licence, as a library does. The
  policy judges the part.
- *inside* (publish, contribute): it becomes the work's own code. The policy judges the licence of
  the work, since that is what its rules on publishing and contributing speak of.

"Ours" is the office's own outbound licence, or one that is permissive or public domain: for works
under it the policy's rules were written. P is the policy's level, M what matrix and the licence's
own text say together; the first line that fits speaks. "At best" takes the worse of two levels.

| context | work under | P | M | last word | rule |
|---|---|---|---|---|---|
| apart | any | any | any | P | apart |
| beside | any | blocked | any | blocked | rule |
| beside | ours | preferred, allowed | no | P | kept-apart |
| beside | ours | any | any | P | rule |
| beside | other | avoid, for its copyleft | same, yes | allowed | flows |
| beside | other | avoid, for its copyleft | check | allowed | link-only |
| beside | other | preferred, allowed | check | P | link-only |
| beside | other | preferred, allowed | unknown, not listed (1) | review | not-known |
| beside | other | preferred, allowed | no (2) | review | not-known |
| beside | weak copyleft | preferred, allowed | no | P | kept-apart |
| beside | other | any | no | avoid at best | refused |
| beside | other | any | any | P | rule |
| inside | any | any | same, yes | P | becomes-part |
| inside | any | any | not listed (3) | P | becomes-part |
| inside | any | any | check | review at best | becomes-part-linked |
| inside | any | any | unknown, not listed | review at best | becomes-part-unknown |
| inside | any | any | no | avoid at best | becomes-part-refused |

(1) and the part is not in the public domain. (2) and the matrix was asked without the exception
that the part's licence carries. (3) and the part is in the public domain, or part and work are both
under permissive licences.

"Other" and avoided: an office avoids copyleft in its own works to stay free in the choice of their
licence. A work that is under a copyleft licence already has made that choice, so what may flow
into it is allowed. What the office avoids for another reason than copyleft stays avoided.
"""

from dataclasses import dataclass
from typing import Literal

from allmende.licences.compatibility.matrix import Value
from allmende.licences.known import LicenceClass
from allmende.licences.policy import Level, badness

Meeting = Literal["apart", "beside", "inside"]

FREE = frozenset({LicenceClass.PUBLIC_DOMAIN, LicenceClass.PERMISSIVE})
COPYLEFT = frozenset(
    {LicenceClass.WEAK_COPYLEFT, LicenceClass.STRONG_COPYLEFT, LicenceClass.NETWORK_COPYLEFT}
)
_PERMITTED = frozenset({Level.PREFERRED, Level.ALLOWED})
_OPEN: frozenset[Value] = frozenset({"unknown", "not listed"})
_FLOWS: frozenset[Value] = frozenset({"same", "yes"})


def meeting(context: str) -> Meeting:
    """How a part meets the work in a context of the policy."""
    if context == "embed":
        return "beside"
    return "inside" if context in ("publish", "contribute") else "apart"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the table looks at."""

    level: Level
    flows: Value
    part: LicenceClass
    work: LicenceClass
    ours: bool
    excepted: bool = False
    """Whether an exception of the part's licence was left out to ask the matrix."""


def decide(how: Meeting, case: Case) -> tuple[Level, str]:
    """The last word and the rule of the table that spoke."""
    if how == "apart":
        return case.level, "apart"
    return _inside(case) if how == "inside" else _beside(case)


def _beside(case: Case) -> tuple[Level, str]:
    permitted = case.level in _PERMITTED
    if case.level is Level.BLOCKED:
        return case.level, "rule"
    if case.ours:
        return case.level, "kept-apart" if permitted and case.flows == "no" else "rule"
    if case.level is Level.AVOID and case.part in COPYLEFT:
        if case.flows in _FLOWS:
            return Level.ALLOWED, "flows"
        if case.flows == "check":
            return Level.ALLOWED, "link-only"
    if permitted and case.flows == "check":
        return case.level, "link-only"
    if permitted and case.flows == "no" and case.excepted:
        return Level.REVIEW, "not-known"
    if permitted and case.flows in _OPEN and case.part is not LicenceClass.PUBLIC_DOMAIN:
        return Level.REVIEW, "not-known"
    if permitted and case.flows == "no" and case.work is LicenceClass.WEAK_COPYLEFT:
        return case.level, "kept-apart"
    if case.flows == "no":
        return at_best(case.level, Level.AVOID), "refused"
    return case.level, "rule"


def _inside(case: Case) -> tuple[Level, str]:
    if case.flows in _FLOWS:
        return case.level, "becomes-part"
    both_free = case.part in FREE and case.work in FREE
    if case.flows == "not listed" and (both_free or case.part is LicenceClass.PUBLIC_DOMAIN):
        return case.level, "becomes-part"
    if case.flows == "check":
        return at_best(case.level, Level.REVIEW), "becomes-part-linked"
    if case.flows in _OPEN:
        return at_best(case.level, Level.REVIEW), "becomes-part-unknown"
    return at_best(case.level, Level.AVOID), "becomes-part-refused"


def at_best(level: Level, limit: Level) -> Level:
    """The worse of two levels."""
    return max(level, limit, key=badness)
