# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the catalogue puts on the start page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.workbench.catalogue import picture, queries
from allmende.workbench.catalogue.models import Severity, Stance
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.core import panels


@panels.hand_in
def catalogue(request: HttpRequest) -> Iterator[panels.Figure | panels.Panel]:
    """Figures of the catalogue, what is new in it, and what needs attention."""
    user, catalogue_address = request.user, reverse("catalogue:index")
    counts = queries.counts(user)
    in_use = sum(counts[key] for key in (Stance.IN_USE, Stance.IMPROVING, Stance.PUBLISHING))
    query = "&".join(f"stance={key}" for key in ("in-use", "improving", "publishing"))
    yield panels.Figure(counts["all"], _("software in the catalogue"), catalogue_address)
    yield panels.Figure(in_use, _("in use here"), f"{catalogue_address}?{query}", "good")
    if user.has_perm("catalogue.view_findings"):
        rules, severities = queries.finding_counts()
        high = severities[Severity.HIGH]
        yield panels.Figure(
            sum(rules.values()),
            _("findings on our entries"),
            reverse("catalogue:findings"),
            "warn",
            ngettext("{n} of them severe", "{n} of them severe", high).format(n=high),
        )
    if user.has_perm("catalogue.merge_software"):
        yield panels.Figure(
            queries.proposals().count(),
            _("possible duplicates"),
            reverse("catalogue:duplicates"),
            "warn",
        )
    newest = list(queries.newest(user))
    yield panels.Panel("catalogue/panels/newest.html", {"softwares": newest})
    if user.has_perm("catalogue.view_findings"):
        worst = queries.worst_findings(6)
        yield panels.Panel("catalogue/panels/attention.html", {"findings": worst})
    if user.has_perm("catalogue.view_internal"):
        drawn = picture.draw(quadrant(), queries.points(user), links=picture.to_software)
        yield panels.Panel("catalogue/panels/quadrant.html", {"picture": drawn}, place="side")
