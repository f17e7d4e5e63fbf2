# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin, rename and end watches; who wants mail of which."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.radar.models import Watch, Wish
from allmende.workbench.radar.targets import Target

MOST = 100
"""Watches of a person, and of the office."""


@transaction.atomic
def add(actor: User, target: Target, name: str, *, rhythm: str = "", shared: bool = False) -> Watch:
    """Watch something, for oneself or `shared` for the whole office; no mail without `rhythm`.

    Raises NotAllowed, Refused.
    """
    require(actor, "radar.share" if shared else "radar.use")
    owner = None if shared else actor
    mine = Watch.objects.filter(owner=owner)
    if mine.filter(query=target.query, software=target.software, body=target.body).exists():
        raise Refused(_("This is watched already."))
    if mine.count() >= MOST:
        raise Refused(_("There are a hundred watches already; end one first."))
    watch = Watch.objects.create(
        owner=owner,
        kind=target.kind,
        name=_named(name),
        query=target.query,
        software=target.software,
        body=target.body,
    )
    set_mail(actor, watch, rhythm)
    if shared:
        events.record(actor, "radar.shared", watch)
    return watch


@transaction.atomic
def rename(actor: User, watch: Watch, name: str) -> None:
    """Raises NotAllowed, Refused."""
    _require_own(actor, watch)
    before, watch.name = watch.name, _named(name)
    if before == watch.name:
        return
    watch.save(update_fields=["name"])
    if watch.is_shared:
        events.record(actor, "radar.renamed", watch, before=before)


@transaction.atomic
def remove(actor: User, watch: Watch) -> None:
    """End a watch, and with it everybody's mail of it. Raises NotAllowed."""
    _require_own(actor, watch)
    if watch.is_shared:
        events.record(actor, "radar.unshared", watch)
    watch.delete()


@transaction.atomic
def set_mail(actor: User, watch: Watch, rhythm: str) -> None:
    """Have mail of a watch one sees, or none with any other word; told is what happens from now on.

    Raises NotAllowed.
    """
    require(actor, "radar.use")
    _require_seen(actor, watch)
    if rhythm not in Wish.Rhythm.values:
        Wish.objects.filter(watch=watch, person=actor).delete()
        return
    wish, created = Wish.objects.get_or_create(
        watch=watch, person=actor, defaults={"rhythm": rhythm}
    )
    if not created and wish.rhythm != rhythm:
        wish.rhythm, wish.since = rhythm, timezone.now()
        wish.save(update_fields=["rhythm", "since"])


def be_quiet(actor: User) -> int:
    """No more mail of any watch; gives of how many there was some."""
    require(actor, "radar.use")
    return Wish.objects.filter(person=actor).delete()[0]


def _named(name: str) -> str:
    name = " ".join(name.split())[:100]
    if not name:
        raise Refused(_("Give the watch a name."))
    return name


def _require_own(actor: Any, watch: Watch) -> None:
    if watch.is_shared:
        require(actor, "radar.share")
    elif actor is not None and watch.owner_id != actor.pk:
        raise NotAllowed("radar.use")


def _require_seen(actor: Any, watch: Watch) -> None:
    """The watches of the office are seen by whoever may share some."""
    _require_own(actor, watch)
