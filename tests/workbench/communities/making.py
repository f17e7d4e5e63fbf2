# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies, delegations and consultations as tests need them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from allmende.workbench.accounts.models import User
from allmende.workbench.communities.models import Body, Consultation, Delegation


def body(**fields: Any) -> Body:
    number = Body.objects.count() + 1
    given = {"kind": "municipal", "name_de": f"Beirat {number}", "name_en": f"Board {number}"}
    return Body.objects.create(**{**given, **fields})


def delegation_path(person: User, **fields: Any) -> str:
    """Body and delegation as an address names them."""
    found = Delegation.objects.create(body=body(), person=person, **fields)
    return f"{found.body_id}/delegates/{found.pk}"


def consultation(delegate: User | None = None, **fields: Any) -> Consultation:
    """Something due in a week, of a body in which `delegate` speaks for us."""
    asks = fields.pop("body", None) or body()
    if delegate is not None:
        Delegation.objects.create(body=asks, person=delegate, role="member")
    given = {
        "body": asks,
        "title_de": "Entwurf der Leitlinie",
        "title_en": "Draft of the guideline",
        "due_on": timezone.localdate() + timedelta(days=7),
    }
    return Consultation.objects.create(**{**given, **fields})
