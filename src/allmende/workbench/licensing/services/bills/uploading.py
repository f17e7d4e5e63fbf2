# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Take a file in and have it checked; the check itself is a job."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.core import events, jobs
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.services.bills import files, products

JOB = "licensing.check-bill"


class AlreadyThere(Refused):
    """The product's newest bill is this very file, for this context; `bill` is that one."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        super().__init__(_("This file was uploaded before; this is its check."))


def upload(
    actor: Any, product: Product, name: str, chunks: Iterable[bytes], context: str = ""
) -> Bill:
    """Keep a file as the product's newest bill and start its check.

    Without a context, the product's counts. Raises NotAllowed, Refused, AlreadyThere.
    """
    require(actor, "licensing.change_product", product)
    products.refuse_unknown_context(context or product.context)
    return _take_in(actor, product, name, files.keep(chunks), context or product.context)


def begin(actor: Any, about: products.About, name: str, chunks: Iterable[bytes]) -> Bill:
    """A new product with its first bill; both, or neither. Raises NotAllowed, Refused."""
    require(actor, "licensing.upload_bills")
    # The file comes first: while the database waits for a transaction, nobody else can write.
    kept = files.keep(chunks)
    try:
        with transaction.atomic():
            product = products.begin(actor, about)
            return _take_in(actor, product, name, kept, product.context)
    except Refused:
        files.forget(kept.digest)
        raise


@transaction.atomic
def _take_in(actor: Any, product: Product, name: str, kept: files.Kept, context: str) -> Bill:
    # Only the newest: whoever goes back to an older release uploads its file once more.
    newest = product.bills.exclude(state=Bill.State.REFUSED).first()
    if newest and (newest.digest, newest.context) == (kept.digest, context):
        raise AlreadyThere(newest)
    bill = Bill.objects.create(
        product=product,
        file=_bare(name),
        digest=kept.digest,
        size=kept.size,
        context=context,
        uploaded_by=actor,
    )
    events.record(actor, "licensing.bill-uploaded", bill)
    _start(actor, bill)
    return bill


@transaction.atomic
def check_again(actor: Any, bill: Bill) -> None:
    """Have a bill checked with the policy as it is now. Raises NotAllowed, Refused."""
    require(actor, "licensing.change_product", bill.product)
    bill = Bill.objects.select_for_update(of=("self",)).select_related("job").get(pk=bill.pk)
    if bill.state == Bill.State.REFUSED:
        raise Refused(_("This file could not be read; a new check would not change that."))
    if bill.job and bill.job.is_open:
        raise Refused(_("This bill of materials is being checked already."))
    _start(actor, bill)


def _start(actor: Any, bill: Bill) -> None:
    bill.job = jobs.start(actor, JOB, bill=bill.pk, by=actor.pk, name=bill.file)
    bill.save(update_fields=["job"])


def _bare(name: str) -> str:
    """The name of the file alone, without folders and control characters."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in bare if letter.isprintable())[:300] or "bill"
