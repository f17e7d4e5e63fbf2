# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX licence expressions: read, print, simplify, compare, and hold against what is allowed.

>>> from allmende.licences.expressions import equivalent, parse, satisfies, simplify
>>> str(parse("mit or (apache-2.0 and isc)"))
'MIT OR Apache-2.0 AND ISC'
>>> str(simplify("GPL-2.0+ OR (MIT AND GPL-2.0-or-later)"))
'GPL-2.0-or-later'
>>> equivalent("MIT AND (ISC OR Zlib)", "(Zlib AND MIT) OR (ISC AND MIT)")
True
>>> satisfies("MIT AND GPL-2.0-or-later", ["MIT", "GPL-3.0-only"]).satisfied
True
>>> satisfies("GPL-2.0-only OR AGPL-3.0-only", ["GPL-3.0-or-later"]).missing
('GPL-2.0-only', 'AGPL-3.0-only')
"""

from allmende.licences.expressions.choices import branches, licences_of
from allmende.licences.expressions.doubting import Doubt, doubts
from allmende.licences.expressions.modern import modern
from allmende.licences.expressions.parsing import parse
from allmende.licences.expressions.reading import Reading, read
from allmende.licences.expressions.satisfying import Satisfaction, satisfies
from allmende.licences.expressions.simplifying import equivalent, simplify
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

__all__ = [
    "And",
    "Doubt",
    "Expression",
    "Leaf",
    "Licence",
    "NotAnExpression",
    "Or",
    "Reading",
    "Satisfaction",
    "Unstated",
    "With",
    "branches",
    "doubts",
    "equivalent",
    "licences_of",
    "modern",
    "parse",
    "read",
    "satisfies",
    "simplify",
]
