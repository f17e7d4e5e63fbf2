# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Check a bill again, or delete it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.forms.bills import RemovalForm
from allmende.workbench.licensing.services.bills import removing, uploading
from allmende.workbench.licensing.views.bills.finding import bill_or_404


@require_POST
@requires("licensing.view_bills")
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    bill = bill_or_404(request.user, pk)
    try:
        uploading.check_again(request.user, bill)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The check has begun."))
    return redirect(bill)


@require_POST
@requires("licensing.remove_bills")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    bill = bill_or_404(request.user, pk)
    form = RemovalForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        removing.remove(request.user, bill, reason)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(bill)
    messages.success(request, _("The bill of materials was deleted."))
    return redirect(bill.product)
