# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials in, components out: CycloneDX and SPDX, read tolerantly, judged strictly.

>>> from allmende.components import read
>>> bill = read(b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "a"}]}')
>>> [part.name for part in bill.components]
['a']
"""

from allmende.components.bill import (
    Bill,
    Component,
    Contact,
    Dependency,
    Hash,
    LicenceText,
    NotABill,
    NotUnderstood,
    Reference,
)
from allmende.components.bsi import BsiFinding, check_bsi
from allmende.components.checking import CheckedBill, CheckedComponent, check
from allmende.components.differing import BillDifference, Change, difference
from allmende.components.limits import Limits
from allmende.components.parts import parts_of
from allmende.components.reading import read
from allmende.components.sarif import Judged, sarif
from allmende.components.validating import Problem, Validation, validate

__all__ = [
    "Bill",
    "BillDifference",
    "BsiFinding",
    "Change",
    "CheckedBill",
    "CheckedComponent",
    "Component",
    "Contact",
    "Dependency",
    "Hash",
    "Judged",
    "LicenceText",
    "Limits",
    "NotABill",
    "NotUnderstood",
    "Problem",
    "Reference",
    "Validation",
    "check",
    "check_bsi",
    "difference",
    "parts_of",
    "read",
    "sarif",
    "validate",
]
