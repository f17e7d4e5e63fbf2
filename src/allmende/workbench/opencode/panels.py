# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the page of a software of ours says of openCode."""

from collections.abc import Iterator

from django.http import HttpRequest

from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import panels
from allmende.workbench.opencode import queries


@panels.hand_in_beside("catalogue.software")
def presence(request: HttpRequest, software: Software) -> Iterator[panels.Panel]:
    """For those who look after it: whether it is there, and where more is told."""
    if not software.published or not request.user.has_perm("opencode.view"):
        return
    row = queries.whole(request.user).of(software.slug)
    if row is not None:
        yield panels.Panel("opencode/panels/software.html", {"row": row}, place="side")
