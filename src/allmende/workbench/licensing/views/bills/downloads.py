# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What one takes along of a bill of materials as a file."""

import json
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import translation

from allmende.components import NotABill
from allmende.workbench.core.access import requires
from allmende.workbench.licensing import exporting as lists
from allmende.workbench.licensing.bills import exporting
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.queries import bills as queries
from allmende.workbench.licensing.services.bills import files
from allmende.workbench.licensing.views.bills import filters
from allmende.workbench.licensing.views.bills.finding import bill_or_404, checked_bill_or_404

NOTICES = {
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@requires("licensing.view_bills")
def components(request: HttpRequest, pk: str, form: str) -> HttpResponse:
    """The filtered components, all pages of them, in the language of the page."""
    bill = checked_bill_or_404(request.user, pk)
    chosen, sort = filters.wanted(request.GET), filters.sort(request.GET)
    rows = exporting.rows(queries.components(bill, chosen, sort))
    match form:
        case "csv":
            name = f"{bill.product.slug}-components"
            return lists.answer("csv", name, exporting.FIELDS, exporting.for_csv(rows))
        case "json":
            written = exporting.as_json(bill, rows)
            answer = HttpResponse(written, content_type="application/json")
        case _:
            sarif = json.dumps(exporting.as_sarif(bill, rows), ensure_ascii=False)
            answer = HttpResponse(sarif, content_type="application/sarif+json")
    return _named(answer, f"{bill.product.slug}-components.{form}")


@requires("licensing.view_bills")
def notices(request: HttpRequest, pk: str, form: str) -> HttpResponse:
    """Third-party notices as text, HTML or JSON."""
    bill = checked_bill_or_404(request.user, pk)
    language = translation.get_language() or "de"
    try:
        found = exporting.third_party_notices(bill)
    except NotABill as error:
        raise Http404 from error
    match form:
        case "txt":
            text = found.as_text(language)
        case "html":
            text = found.as_html(language)
        case _:
            text = json.dumps(found.as_json(), ensure_ascii=False)
    answer = HttpResponse(text, content_type=NOTICES[form])
    return _named(answer, f"{bill.product.slug}-notices.{form}")


@requires("licensing.view_bills")
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded; never as a page, whatever it holds."""
    bill = bill_or_404(request.user, pk)
    path = files.path_of(bill.digest)
    if bill.state == Bill.State.REFUSED or not path.is_file():
        raise Http404
    sent = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=bill.file,
        content_type="application/octet-stream",
    )
    # Of another class by Django's types, since it is sent piece by piece.
    return cast(HttpResponse, sent)


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
