# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The data of cases: the case, what happens inside it, and what is told to whom."""

from allmende.workbench.cases.models.cases import Case, KeptKind, NumberRange
from allmende.workbench.cases.models.inside import (
    Attachment,
    ChecklistAnswer,
    Comment,
    Condition,
    LaneRun,
    Move,
)
from allmende.workbench.cases.models.telling import FeedToken, Notice, Preference, Watch

__all__ = [
    "Attachment",
    "Case",
    "ChecklistAnswer",
    "Comment",
    "Condition",
    "FeedToken",
    "KeptKind",
    "LaneRun",
    "Move",
    "Notice",
    "NumberRange",
    "Preference",
    "Watch",
]
