# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the interfaces put on a software's page: the files to take along."""

from collections.abc import Iterator

from django.http import HttpRequest

from allmende.workbench.api import dcat, queries
from allmende.workbench.api.told import tell_all
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import panels


@panels.hand_in_beside("catalogue.software")
def files(request: HttpRequest, software: Software) -> Iterator[panels.Panel]:
    """The files of a software that is ours and public; for the office, what is missing for them."""
    if not software.published:
        return
    for told in tell_all(queries.ours(software.pk)):
        yield panels.Panel(
            "api/panels/software.html",
            {
                "software": software,
                "has_publiccode": told.text is not None,
                "has_dcat": bool(dcat.entry(told)),
                "missing": len(told.problems),
                "may_see": request.user.has_perm("api.view_listing"),
            },
            place="side",
        )
