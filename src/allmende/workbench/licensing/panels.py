# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the licence desk puts on the start page and beside a software of the catalogue."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.licences.known import facts_of
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import panels
from allmende.workbench.licensing import desk, words
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.queries import licences, questions, waivers

SHOWN = 5


@panels.hand_in
def licensing(request: HttpRequest) -> Iterator[panels.Figure | panels.Panel]:
    """For whoever answers: open questions. For whoever grants: waivers that end or have ended."""
    user = request.user
    if user.has_perm("licensing.answer_questions"):
        address = reverse("licensing:questions") + "?state=open&sort=asked"
        yield panels.Figure(questions.open_count(), _("open licence questions"), address, "warn")
        waiting = list(questions.oldest_open(SHOWN))
        if waiting:
            yield panels.Panel(
                "licensing/panels/questions.html", {"questions": waiting, "address": address}
            )
    if user.has_perm("licensing.manage_waivers"):
        ending = [
            *waivers.in_state(user, "expired"),
            *waivers.in_state(user, "expiring"),
        ]
        if ending:
            context = {
                "waivers": [
                    (one, words.WAIVER_STATES[one.state], words.WAIVER_MARKS[one.state])
                    for one in ending[:SHOWN]
                ],
                "address": reverse("licensing:waivers"),
            }
            yield panels.Panel("licensing/panels/waivers.html", context)


@panels.hand_in_beside("catalogue.software")
def of_software(request: HttpRequest, software: Software) -> Iterator[panels.Panel]:
    """What our policy says to a software's licence, with a link to each licence's page."""
    enquiry = desk.Enquiry(software=software)
    if not enquiry.stated:
        return
    policy = policy_for(request.user)
    titles = words.context_titles()
    ids = sorted(licences.ids_of(software))
    yield panels.Panel(
        "licensing/panels/software.html",
        {
            "licences": [(one, facts_of(one), str(policy.class_of(one))) for one in ids],
            "levels": [(key, titles[key], level) for key, level in desk.overview(enquiry, policy)],
            "address": reverse("licensing:desk") + f"?software={software.slug}",
        },
        place="side",
    )
