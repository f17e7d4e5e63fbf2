# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Two people who decide on the same entry at the same moment: one after the other."""

from allmende.workbench.catalogue.models import Software


def lock(*softwares: Software) -> None:
    """Read these rows anew and hold them until the transaction ends, in one order for everybody."""
    rows = Software.objects.select_for_update()
    for software in sorted(softwares, key=lambda one: one.pk):
        software.refresh_from_db(from_queryset=rows)
