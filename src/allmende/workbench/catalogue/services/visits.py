# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""When a person looked at the catalogue; kept so that what is new since can be told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Visit


@transaction.atomic
def begin(person: User, now: datetime | None = None) -> datetime | None:
    """Note that a new session looks at the catalogue; when the one before it did, None = never."""
    at = now or timezone.now()
    visit, created = Visit.objects.select_for_update().get_or_create(
        person=person, defaults={"at": at}
    )
    if created:
        return None
    before, visit.at = visit.at, at
    visit.save(update_fields=["at"])
    return before
