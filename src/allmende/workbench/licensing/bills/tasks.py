# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The long work on bills of materials."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core import jobs
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.bills.judging import STEPS
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.services.bills import checking, uploading


@jobs.declare(
    uploading.JOB,
    gettext_lazy("Check a bill of materials"),
    template="licensing/bills/report.html",
)
def check_bill(running: jobs.Running) -> dict[str, Any]:
    """Check an uploaded bill; the job's result is its key, state and summary."""
    bill = Bill.objects.select_related("product").filter(pk=running.arguments["bill"]).first()
    if bill is None:
        raise Refused(_("This bill of materials was deleted."))
    actor = get_user_model().objects.get(pk=running.arguments["by"])

    def told(step: str) -> None:
        running.progress(STEPS.index(step), len(STEPS), note=running.arguments["name"])

    checked = checking.check(actor, bill, told)
    return {
        "bill": checked.pk,
        "state": checked.state,
        "components": checked.amount,
        "summary": checked.summary,
    }
