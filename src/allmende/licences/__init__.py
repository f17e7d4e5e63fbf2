# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences: what they are, what an office says of them, and what they ask.

A library of rooms, each with a face of its own, so that whoever wants one does not load the others:

- `expressions`: `parse`, `simplify`, `equivalent`, `satisfies` for SPDX expressions
- `names`: `normalise` reads what people and packages write
- `texts`: `identify` reads licence files and the notices of source files
- `known`: `facts_of`, `class_of` an SPDX id
- `policy`: `load_policy`, whose `verdict` knows the context of use, waivers, and its reasons
- `compatibility`: `compatible`, the published matrix beside the office's rule
- `obligations`: `obligations_of` a licence, by use
- `notices`: third-party notices
- `exchange`: formats of other tools, and where a check in CI disagrees with the policy

>>> from allmende.licences import read
>>> read("Apache-2.0").licence_class.value
'permissive'
>>> read("GPL-2.0").deprecated
('GPL-2.0',)
>>> read("GPL").expression is None
True
"""

from allmende.licences.expressions import (
    Expression,
    NotAnExpression,
    Reading,
    equivalent,
    parse,
    read,
    satisfies,
    simplify,
)
from allmende.licences.known import LicenceClass, LicenceFacts, class_of, facts_of

__all__ = [
    "Expression",
    "LicenceClass",
    "LicenceFacts",
    "NotAnExpression",
    "Reading",
    "class_of",
    "equivalent",
    "facts_of",
    "parse",
    "read",
    "satisfies",
    "simplify",
]
