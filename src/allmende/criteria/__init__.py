# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Facts and an office's policy in, answers with evidence out; what is not known stays unknown.

>>> from allmende.criteria import Known, assess, load_criteria
>>> criteria = load_criteria("publication-check", "plain")
>>> assess(criteria, Known(), repository="https://example.org/code.git").summary.must_all_met
False
"""

from allmende.criteria.answering import Answer, State, answer
from allmende.criteria.checks import PREFIXES, Check
from allmende.criteria.given_file import read_given
from allmende.criteria.giving import Given, Rejected, SetAside
from allmende.criteria.known import Known
from allmende.criteria.loading import load_criteria, names
from allmende.criteria.model import Criterion, Group, Level
from allmende.criteria.rendering import as_text
from allmende.criteria.report import Report, assess
from allmende.criteria.results import Evidence
from allmende.criteria.sets import Criteria
from allmende.criteria.summary import Figures, Summary, figures, summarise
from allmende.criteria.words import LEVEL_NAMES, STATE_WORDS

__all__ = [
    "LEVEL_NAMES",
    "PREFIXES",
    "STATE_WORDS",
    "Answer",
    "Check",
    "Criteria",
    "Criterion",
    "Evidence",
    "Figures",
    "Given",
    "Group",
    "Known",
    "Level",
    "Rejected",
    "Report",
    "SetAside",
    "State",
    "Summary",
    "answer",
    "as_text",
    "assess",
    "figures",
    "load_criteria",
    "names",
    "read_given",
    "summarise",
]
