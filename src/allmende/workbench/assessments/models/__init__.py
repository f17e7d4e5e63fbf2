# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The data of the assessments."""

from allmende.workbench.assessments.models.assessments import Assessment, Inspection, Subject
from allmende.workbench.assessments.models.checks import CaseCheck
from allmende.workbench.assessments.models.judgements import Statement, Suppression

__all__ = ["Assessment", "CaseCheck", "Inspection", "Statement", "Subject", "Suppression"]
