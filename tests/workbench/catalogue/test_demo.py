# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The demo office shows everything the catalogue can show, and is made once."""

from typing import Any

import pytest
from django.db.models import Max

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import (
    Finding,
    Kind,
    Placement,
    Proposal,
    Reference,
    Software,
    SourceRecord,
    Stance,
)
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.services import demo
from allmende.workbench.core import audit
from allmende.workbench.core.models import Event, Unit

pytestmark = pytest.mark.django_db
MODELS = (Software, SourceRecord, Placement, Finding, Proposal, Unit, User, Event)


def test_the_demo_office_is_made_once_and_shows_everything(settings: Any) -> None:
    settings.DEMO = True
    demo.seed()
    made = {model: (model.objects.count(), model.objects.aggregate(Max("pk"))) for model in MODELS}
    demo.seed()
    assert made == {
        model: (model.objects.count(), model.objects.aggregate(Max("pk"))) for model in MODELS
    }
    assert audit.verify().broken_at is None
    assert audit.verify().events == Event.objects.count()

    assert Software.objects.count() >= 60
    assert set(Software.objects.values_list("stance", flat=True)) == set(Stance.values)
    assert set(Software.objects.values_list("kind", flat=True)) == set(Kind.values)
    # Ages of texts come from the history of a site, which the demo does not have; its policy
    # refuses for use only what is not open source, which is a finding of its own.
    found = set(Finding.objects.values_list("rule", flat=True))
    assert found == set(RULES) - {"language-older", "licence-policy"}
    areas = {quadrant().area_of(one.x, one.y).key for one in Placement.objects.all()}
    assert areas == {area.key for area in quadrant().areas}
    assert Reference.objects.filter(source_address__startswith="https://").exists()
    assert Proposal.objects.count() >= 3
    assert searching.find(None).total == Software.objects.count()
    assert 0 < Software.objects.filter(published=False).count() < Software.objects.count()


def test_everybody_one_can_be_is_named_with_a_role() -> None:
    assert len(demo.people().splitlines()) == 5
    assert "Erika Beispielmann" in demo.people()
