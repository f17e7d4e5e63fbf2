# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Keep the number of changes of each bill against the one before it."""

from allmende.workbench.licensing.bills import differences
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.queries import bills as queries


def refresh_around(bill: Bill) -> None:
    """Count anew for a bill whose verdicts changed, and for the one that follows it."""
    refresh(bill)
    if following := queries.next_of(bill):
        refresh(following)


def refresh(bill: Bill) -> None:
    """Count anew what changed against the bill before; nothing where there is none."""
    before = queries.previous_of(bill)
    found = differences.changes(queries.lines(before), queries.lines(bill)) if before else []
    bill.changes = differences.counted(found) if before else {}
    bill.save(update_fields=["changes"])
