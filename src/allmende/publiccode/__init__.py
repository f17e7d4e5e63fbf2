# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""publiccode.yml, versions 0.2 to 0.7: check, read, write, repair.

>>> from allmende.publiccode import check
>>> report = check('publiccodeYmlVersion: 0.4\\nname: Example\\nlicence: MIT\\n')
>>> report.valid
False
>>> [(one.line, one.key) for one in report.problems][1:3]
[(1, 'publiccodeYmlVersion'), (1, 'url')]
"""

from allmende.publiccode.checking import check
from allmende.publiccode.making import Question, new, questions
from allmende.publiccode.model import Invalid, Level, Problem, Report, Words
from allmende.publiccode.outside import look_outside
from allmende.publiccode.reading import read
from allmende.publiccode.repairing import Repaired, repair
from allmende.publiccode.sarif import sarif
from allmende.publiccode.writing import write

__all__ = [
    "Invalid",
    "Level",
    "Problem",
    "Question",
    "Repaired",
    "Report",
    "Words",
    "check",
    "look_outside",
    "new",
    "questions",
    "read",
    "repair",
    "sarif",
    "write",
]
