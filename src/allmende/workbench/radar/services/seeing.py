# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person has seen on the radar, so that it shows only what came after."""

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.radar.models import Seen

_SUBJECT = re.compile(r"(software|source|consultation):[1-9][0-9]{0,17}")


@transaction.atomic
def seen(actor: User, subject: str = "", until: datetime | None = None) -> None:
    """Note that one has seen what happened to a subject, or to all with "", until a moment.

    Moves no moment back, and none beyond now. Raises NotAllowed, Refused.
    """
    require(actor, "radar.use")
    if subject and not _SUBJECT.fullmatch(subject):
        raise Refused(_("There is no such entry on the radar."))
    at = min(until or timezone.now(), timezone.now())
    row, created = Seen.objects.get_or_create(person=actor, subject=subject, defaults={"at": at})
    if not created and row.at < at:
        row.at = at
        row.save(update_fields=["at"])
    if not subject:
        Seen.objects.filter(person=actor, at__lte=row.at).exclude(subject="").delete()
