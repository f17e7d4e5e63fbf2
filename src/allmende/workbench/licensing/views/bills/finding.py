# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The record an address names, if this person may see it."""

from typing import Any

from django.http import Http404

from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.queries import bills as queries


def product_or_404(user: Any, slug: str) -> Product:
    """Raises Http404, also for a product this person may not see."""
    if (product := queries.product(user, slug)) is None:
        raise Http404
    return product


def bill_or_404(user: Any, pk: int | str) -> Bill:
    """Raises Http404, also for a bill this person may not see."""
    # A number that no database can hold names no bill.
    if len(str(pk)) > 18 or (bill := queries.bill(user, int(pk))) is None:
        raise Http404
    return bill


def checked_bill_or_404(user: Any, pk: int | str) -> Bill:
    """A bill that was checked at least once."""
    bill = bill_or_404(user, pk)
    if bill.state != Bill.State.DONE:
        raise Http404
    return bill
