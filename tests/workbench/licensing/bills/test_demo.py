# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The product of the demo office."""

from typing import Any

import pytest

from allmende.workbench.licensing.models import Bill, Component, Product
from allmende.workbench.licensing.services.bills import demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


def test_the_demo_shows_allmende_made_of_the_packages_that_are_installed() -> None:
    demo.seed()
    first, second = Bill.objects.order_by("uploaded_at")
    assert {first.state, second.state} == {Bill.State.DONE}
    assert 10 < first.amount < second.amount and second.changes["added"] > 10
    assert Component.objects.get(bill=second, name__iexact="django").licence == "BSD-3-Clause"
    assert second.validation["valid"]


def test_a_second_call_changes_nothing() -> None:
    demo.seed()
    demo.seed()
    assert Product.objects.count() == 1 and Bill.objects.count() == 2
