# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The bodies and consultations of the demo office."""

from typing import Any

import pytest

from allmende import policies
from allmende.workbench.communities.models import Body, Consultation, Delegation, Obligation
from allmende.workbench.communities.services import demo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("office", ["plain", "munich"])
def test_the_demo_has_one_of_each_state_and_says_that_it_is_invented(
    settings: Any, office: str
) -> None:
    settings.DEMO, settings.POLICY = True, policies.load(office)
    demo.seed()
    before = Body.objects.count(), Delegation.objects.count()
    demo.seed()
    assert (Body.objects.count(), Delegation.objects.count()) == before
    found = Consultation.objects.all()
    assert {one.state for one in found} == {"noted", "in-work", "ended", "declined"}
    assert all("(Beispiel)" in one.title_de and "(example)" in one.title_en for one in found)
    assert {one.state for one in Obligation.objects.all()} == {"partly", "not-applicable", "open"}
