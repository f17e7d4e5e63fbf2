# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The secret address of a person's calendar: made, replaced, ended."""

import secrets
from hashlib import sha256
from typing import Any

from django.db import transaction

from allmende.workbench.cases.models import FeedToken
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed


@transaction.atomic
def make_address(person: Any) -> str:
    """A new secret, shown this once; one made before ends. Raises NotAllowed."""
    if person is None:
        raise NotAllowed("cases.use_feed")
    require(person, "cases.use_feed")
    secret = secrets.token_urlsafe(32)
    FeedToken.objects.update_or_create(person=person, defaults={"digest": digest_of(secret)})
    events.record(person, "cases.feed-made", person)
    return secret


@transaction.atomic
def end_address(person: Any) -> None:
    """The secret opens nothing any more. Raises NotAllowed."""
    require(person, "cases.use_feed")
    if FeedToken.objects.filter(person=person).delete()[0]:
        events.record(person, "cases.feed-ended", person)


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
