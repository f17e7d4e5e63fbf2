# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The radar of a person as a feed, under a secret address."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.queries import feeds
from allmende.workbench.core import atom
from allmende.workbench.radar import showing, words

DAYS, MOST = 30, 100
"""How far back the feed reaches, and how many entries it has at most."""


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What fits the watches of the person whose secret this is; seen on the radar or not."""
    person = feeds.person_of(secret)
    if person is None or not person.has_perm("radar.use"):
        raise Http404
    language = get_language() or "de"
    author = settings.POLICY.office.name[language]
    written = atom.written(
        "urn:allmende:radar", _("Allmende: radar"), author, language, entries_for(person)
    )
    sent = HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
    sent["Cache-Control"] = "private, no-store"
    sent["Referrer-Policy"] = "no-referrer"
    return sent


def entries_for(person: User) -> list[atom.Entry]:
    """One entry a software, and anew each time something more happens to it."""
    found = showing.radar(person, timezone.now() - timedelta(days=DAYS))
    rows = [_software(one) for one in found.entries(found.pks()[:MOST])]
    asked = {one.pk: one for group in found.groups for one in group.consultations}
    rows += [
        atom.Entry(
            f"urn:allmende:radar:consultation:{one.pk}:{one.changed_at:%Y%m%dT%H%M%S%f}",
            f"{one.title}: {one.get_state_display()}",
            one.changed_at,
            settings.SITE_ADDRESS + one.get_absolute_url(),
            one.body.name,
        )
        for one in asked.values()
    ]
    rows += [
        atom.Entry(
            f"urn:allmende:radar:source:{one.source.pk}",
            _("New source: {name}").format(name=one.source.name),
            one.at,
            f"{settings.SITE_ADDRESS}{reverse('catalogue:index')}?source={one.source.slug}",
        )
        for one in found.filled
    ]
    return sorted(rows, key=lambda one: one.updated, reverse=True)[:MOST]


def _software(one: showing.Entry) -> atom.Entry:
    said = [told.sentence for told in one.told]
    fits = _("Fits: {watches}").format(watches=words.joined(watch.name for watch in one.fits))
    kinds = ", ".join(str(words.KINDS[kind]) for kind in one.kinds)
    return atom.Entry(
        f"urn:allmende:radar:software:{one.software.pk}:{one.at:%Y%m%dT%H%M%S%f}",
        f"{one.software.name}: {said[0] if len(said) == 1 else kinds}",
        one.at,
        settings.SITE_ADDRESS + one.software.get_absolute_url(),
        "\n".join([*said, fits]),
    )
