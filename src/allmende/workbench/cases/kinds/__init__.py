# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Kinds of cases: read from policy files, checked, versioned, and walked; no database, no screen.

>>> from allmende.workbench.cases.kinds import Registry, check_kinds
>>> kinds, problems = check_kinds("plain", Registry())
>>> problems[0].text["en"]
'There is no set of criteria "publication-check".'
"""

from allmende.workbench.cases.kinds.conditions import described, holds, is_filled
from allmende.workbench.cases.kinds.loading import check_kind, check_kinds, digest_of, load_kinds
from allmende.workbench.cases.kinds.model import (
    LANE_ANSWERS,
    Column,
    Condition,
    CriterionName,
    Document,
    Field,
    Group,
    Guide,
    Item,
    Kind,
    Lane,
    LaneAnswer,
    Notification,
    Option,
    State,
    Tier,
    Transition,
    Visibility,
)
from allmende.workbench.cases.kinds.problems import KindErrors, Problem
from allmende.workbench.cases.kinds.registry import CHECKED_HERE, Registry, criteria_of
from allmende.workbench.cases.kinds.retention import Retention, RetentionClass, load_retention
from allmende.workbench.cases.kinds.roles import GRANTED, RELATIVE, ROLE_WORDS, WORKBENCH
from allmende.workbench.cases.kinds.values import (
    Checked,
    Money,
    ValueProblem,
    money,
    validate_values,
)
from allmende.workbench.cases.kinds.walking import (
    Facts,
    Obstacle,
    PlannedLane,
    Step,
    is_shown,
    lanes_of,
    missing_fields,
    possible,
    workable,
)

__all__ = [
    "CHECKED_HERE",
    "GRANTED",
    "LANE_ANSWERS",
    "RELATIVE",
    "ROLE_WORDS",
    "WORKBENCH",
    "Checked",
    "Column",
    "Condition",
    "CriterionName",
    "Document",
    "Facts",
    "Field",
    "Group",
    "Guide",
    "Item",
    "Kind",
    "KindErrors",
    "Lane",
    "LaneAnswer",
    "Money",
    "Notification",
    "Obstacle",
    "Option",
    "PlannedLane",
    "Problem",
    "Registry",
    "Retention",
    "RetentionClass",
    "State",
    "Step",
    "Tier",
    "Transition",
    "ValueProblem",
    "Visibility",
    "check_kind",
    "check_kinds",
    "criteria_of",
    "described",
    "digest_of",
    "holds",
    "is_filled",
    "is_shown",
    "lanes_of",
    "load_kinds",
    "load_retention",
    "missing_fields",
    "money",
    "possible",
    "validate_values",
    "workable",
]
