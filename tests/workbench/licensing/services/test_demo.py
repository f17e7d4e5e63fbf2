# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The demo office has something to look at, once."""

from typing import Any

import pytest

from allmende.workbench.licensing.models import Question, Waiver
from allmende.workbench.licensing.services import demo

pytestmark = pytest.mark.django_db


def test_the_desk_of_the_demo_is_filled_once(settings: Any) -> None:
    settings.DEMO = True
    demo.seed()
    demo.seed()
    assert {one.state for one in Question.objects.all()} == {"open", "answered"}
    assert {one.state for one in Waiver.objects.all()} == {"active", "expiring"}
    assert Question.objects.count() == 3
