# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Check a kept file with the policy of today, and store what comes out, all of it or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende import components
from allmende.components.purls import without_version
from allmende.workbench.core import events
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.bills import judging
from allmende.workbench.licensing.bills.judging import Findings, Judged
from allmende.workbench.licensing.models import Bill, Component, Grounds
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.services.bills import comparing, files

BATCH = 500


def check(actor: Any, bill: Bill, told: judging.Told) -> Bill:
    """Check a bill as `actor` asked for; `told` hears the steps of `judging.STEPS`.

    A file that is no bill of materials becomes a refused bill, with the reason, without its file.
    Raises Refused where the file is gone.
    """
    path = files.path_of(bill.digest)
    if not path.is_file():
        raise Refused(_("The uploaded file is gone; please upload it again."))
    try:
        found = judging.judge(path, bill.file, policy_for(actor), bill.context, told)
    except components.NotABill as error:
        return _refuse(actor, bill, error)
    told("saving")
    return _store(actor, bill, found)


def _refuse(actor: Any, bill: Bill, error: components.NotABill) -> Bill:
    if bill.state == Bill.State.DONE:
        raise Refused(_("The file cannot be read any more; what was found before stays."))
    with transaction.atomic():
        bill.state = Bill.State.REFUSED
        bill.problem = {"line": error.line, "why": error.why}
        bill.save(update_fields=["state", "problem"])
        events.record(actor, "licensing.bill-refused", bill)
        transaction.on_commit(lambda: files.forget(bill.digest))
    return bill


@transaction.atomic
def _store(actor: Any, bill: Bill, found: Findings) -> Bill:
    # Whoever deleted the bill meanwhile has the last word.
    if not Bill.objects.select_for_update().filter(pk=bill.pk).exists():
        raise Refused(_("This bill of materials was deleted."))
    _describe(bill, found)
    Component.objects.filter(bill=bill).delete()
    Grounds.objects.filter(bill=bill).delete()
    grounds = _store_grounds(bill, found.rows)
    rows = [_as_row(bill, place, one, grounds[one.key]) for place, one in enumerate(found.rows)]
    Component.objects.bulk_create(rows, batch_size=BATCH)
    comparing.refresh_around(bill)
    events.record(
        actor,
        "licensing.bill-checked",
        bill,
        components=bill.amount,
        policy=bill.policy,
        context=bill.context,
        **bill.summary,
    )
    return bill


def _describe(bill: Bill, found: Findings) -> None:
    read = found.bill
    subject = read.subject
    about = f"{subject.name} {subject.version or ''}" if subject else (read.name or "")
    bill.state, bill.problem = Bill.State.DONE, None
    bill.format, bill.version = read.format, (read.version or "")[:30]
    bill.subject = about.strip()[:400]
    bill.stated_at, bill.tools = (read.created or "")[:60], [one[:200] for one in read.tools[:20]]
    bill.amount, bill.summary = len(found.rows), found.summary
    bill.not_understood = [one.as_json() for one in read.not_understood]
    bill.guideline, bill.validation = found.guideline, found.validation
    bill.policy, bill.waivers = found.policy[:120], found.waivers
    bill.checked_at = timezone.now()
    bill.save()


def _store_grounds(bill: Bill, rows: Sequence[Judged]) -> dict[str, Grounds]:
    """One row for all components that share reasons; ten thousand share a few hundred."""
    by_key: dict[str, Grounds] = {}
    for one in rows:
        verdict = one.verdict
        by_key[one.key] = Grounds(
            bill=bill,
            reasons=[reason.as_json() for reason in verdict.reasons],
            problem=verdict.problem,
            waiver=verdict.waiver.as_json() if verdict.waiver else None,
            chosen=(verdict.chosen or "")[:500],
        )
    Grounds.objects.bulk_create(by_key.values(), batch_size=BATCH)
    return by_key


def _as_row(bill: Bill, place: int, one: Judged, grounds: Grounds) -> Component:
    component = one.component
    identity = without_version(component.purl)
    name = f"{component.group}/{component.name}" if component.group else component.name
    return Component(
        bill=bill,
        position=place,
        name=name[:400],
        version=(component.version or "")[:200],
        purl=(component.purl or "")[:1000],
        purl_type=_type_of(identity),
        identity=(identity or name)[:1000],
        kind=(component.type or "")[:60],
        scope=(component.scope or "")[:60],
        place=component.place[:500],
        homepage=(component.homepage or "")[:1000],
        written=component.licence or "",
        licence=one.licence[:500],
        expressed=one.expressed,
        licence_class=one.licence_class,
        level=str(one.verdict.level),
        waived=one.verdict.waiver is not None,
        grounds=grounds,
    )


def _type_of(purl: str | None) -> str:
    return purl.removeprefix("pkg:").partition("/")[0][:40] if purl else ""
