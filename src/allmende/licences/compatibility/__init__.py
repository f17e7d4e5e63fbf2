# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""May a part under one licence go into a work under another: the published matrix and the office.

>>> from allmende.licences.policy import load_policy
>>> answer = compatible("LGPL-2.1-only", "MIT", "embed", load_policy("munich"))
>>> answer.matrix.value, answer.verdict.value
('no', 'allowed')
>>> answer.matrix.date, answer.matrix.licence
('2026-02-12', 'CC-BY-4.0')
"""

from allmende.licences.compatibility.eupl import appendix_of
from allmende.licences.compatibility.judging import Compatibility, MatrixAnswer, compatible
from allmende.licences.compatibility.matrix import Matrix, NotAMatrix
from allmende.licences.compatibility.rows import Row, row
from allmende.licences.compatibility.sentences import VALUE_WORDS
from allmende.licences.compatibility.voices import Pair

__all__ = [
    "VALUE_WORDS",
    "Compatibility",
    "Matrix",
    "MatrixAnswer",
    "NotAMatrix",
    "Pair",
    "Row",
    "appendix_of",
    "compatible",
    "row",
]
