# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What communities put on the start page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.communities import queries
from allmende.workbench.core import panels


@panels.hand_in
def communities(request: HttpRequest) -> Iterator[panels.Figure]:
    """What is due soon: to the office everything, to others what they speak for."""
    if not request.user.has_perm("communities.view"):
        return
    is_office = request.user.has_perm("communities.edit")
    if due := queries.due_soon(None if is_office else request.user):
        mine = "" if is_office else "&mine=1"
        address = f"{reverse('communities:consultations')}?when=late&when=soon{mine}"
        yield panels.Figure(due, _("consultations due within 14 days"), address, "warn")
    if request.user.has_perm("communities.assess") and (reviews := queries.reviews_due()):
        address = f"{reverse('communities:obligations')}?review=due"
        yield panels.Figure(reviews, _("obligations to review"), address, "warn")
