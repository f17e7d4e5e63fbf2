# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies and who speaks for us in them: taken from the policy, added, changed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.communities import policy
from allmende.workbench.communities.models import Body, Delegation
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

FIELDS = (
    *("name_de", "name_en", "kind", "homepage", "about_de", "about_en"),
    *("ours_de", "ours_en", "source", "read_on"),
)
DELEGATION_FIELDS = ("person", "name", "role", "since", "until", "notes")


@transaction.atomic
def take_in(actor: Any = None) -> dict[str, int]:
    """Bring in what the policy knows of bodies; a second call changes nothing.

    A body that the policy drops stays with its history. Raises NotAllowed, PolicyError.
    """
    require(actor, "communities.edit")
    kept = {one.key: one for one in Body.objects.exclude(key=None)}
    counts = {"added": 0, "changed": 0}
    for one in policy.bodies():
        facts = _facts(one)
        found = kept.get(one.id)
        if found and all(getattr(found, name) == value for name, value in facts.items()):
            continue
        row = found or Body(key=one.id)
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
        what = "changed" if found else "added"
        counts[what] += 1
        events.record(actor, f"communities.body-{what}", row)
    return counts


def _facts(one: policy.KnownBody) -> dict[str, Any]:
    texts = {
        f"{field}_{language}": getattr(one, field).get(language, "")
        for field in ("name", "about", "ours")
        for language in ("de", "en")
    }
    rest = {"kind": one.kind.value, "homepage": one.homepage, "source": one.source}
    return {**texts, **rest, "read_on": one.read_on}


@transaction.atomic
def save(actor: Any, said: Mapping[str, Any], body: Body | None = None) -> Body:
    """Add or change a body of our own; `said` holds FIELDS. Raises NotAllowed, Refused."""
    require(actor, "communities.edit")
    if body is not None and body.key:
        raise Refused(_("The facts of this body come from the policy; change them there."))
    made = body is None
    row = body or Body()
    for name in FIELDS:
        setattr(row, name, said[name])
    if bool(row.source) != bool(row.read_on):
        raise Refused(_("Give the source together with the day on which it was read."))
    row.save()
    events.record(actor, "communities.body-added" if made else "communities.body-changed", row)
    return row


@transaction.atomic
def delegate(
    actor: Any, body: Body, said: Mapping[str, Any], delegation: Delegation | None = None
) -> Delegation:
    """Say who speaks for us in a body; `said` holds DELEGATION_FIELDS. Raises NotAllowed, Refused.

    Somebody who leaves gets an end, so that it stays known who spoke when.
    """
    require(actor, "communities.edit")
    made = delegation is None
    row = delegation or Delegation(body=body)
    for name in DELEGATION_FIELDS:
        setattr(row, name, said[name])
    if (row.person is None) == (not row.name.strip()):
        raise Refused(_("Choose a person, or give the name of somebody without an account."))
    if row.since and row.until and row.until < row.since:
        raise Refused(_("The end lies before the beginning."))
    row.save()
    kind = "communities.delegated" if made else "communities.delegation-changed"
    events.record(actor, kind, body, role=row.role)
    return row
