# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The data of the licence desk."""

from allmende.workbench.licensing.models.bills import Bill, Component, Grounds, Product
from allmende.workbench.licensing.models.questions import Answer, Concern, Question
from allmende.workbench.licensing.models.waivers import Waiver

__all__ = [
    "Answer",
    "Bill",
    "Component",
    "Concern",
    "Grounds",
    "Product",
    "Question",
    "Waiver",
]
