# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Two people who decide on the same entry at the same moment: one after the other."""

from django.db.models import Model


def lock(*rows: Model) -> None:
    """Read these rows anew and hold them until the transaction ends, in one order for everybody.

    All of one model.
    """
    for one in sorted(rows, key=lambda one: one.pk):
        one.refresh_from_db(from_queryset=type(one)._base_manager.select_for_update())
