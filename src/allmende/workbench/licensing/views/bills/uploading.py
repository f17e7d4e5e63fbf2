# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bring in a bill of materials, with a new product or for one that is there."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from allmende.workbench.core.access import require, requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.forms.bills import FileForm, FirstUploadForm, UploadForm
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.services.bills import uploading
from allmende.workbench.licensing.views.bills.finding import product_or_404


@requires("licensing.upload_bills")
def begin(request: HttpRequest) -> HttpResponse:
    """A new product with its first bill."""
    form = FirstUploadForm(request.POST or None, request.FILES or None, user=request.user)

    def send() -> Bill:
        return uploading.begin(request.user, form.about(), form.file_name, form.chunks())

    return _sent(request, form, send) or render(
        request, "licensing/bills/upload.html", {"form": form, "product": None}
    )


@requires("licensing.upload_bills")
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """A further bill of a product."""
    product = product_or_404(request.user, slug)
    require(request.user, "licensing.change_product", product)
    form = UploadForm(request.POST or None, request.FILES or None, product=product)

    def send() -> Bill:
        context = form.cleaned_data["context"]
        return uploading.upload(request.user, product, form.file_name, form.chunks(), context)

    return _sent(request, form, send) or render(
        request, "licensing/bills/upload.html", {"form": form, "product": product}
    )


def _sent(request: HttpRequest, form: FileForm, send: Callable[[], Bill]) -> HttpResponse | None:
    """The way to the bill's page, where the form could be sent."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return redirect(send())
    except uploading.AlreadyThere as there:
        messages.info(request, str(there))
        return redirect(there.bill)
    except Refused as refused:
        form.add_error("outbound" if "outbound" in form.fields else None, str(refused))
        return None
