# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Products and their uploads."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.workbench.core.access import require, requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing import exporting
from allmende.workbench.licensing.bills import picture
from allmende.workbench.licensing.bills.differences import KINDS
from allmende.workbench.licensing.forms.bills import ProductForm
from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.queries import bills as queries
from allmende.workbench.licensing.services.bills import products
from allmende.workbench.licensing.views.bills.finding import product_or_404

PER_PAGE = 40
LEVELS = queries.WORST_FIRST
EXPORTED = (
    "name",
    "slug",
    "context",
    "unit",
    "uploads",
    "last_upload",
    "components",
    *LEVELS,
    "policy",
)


@requires("licensing.view_bills")
def index(request: HttpRequest) -> HttpResponse:
    """The products this person may see, each with what its newest bill holds."""
    text, found = _asked_for(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    latest = queries.latest_of(list(page))
    context = {
        "page": page,
        "rows": [_row(product, latest.get(product.pk)) for product in page],
        "text": text,
        "levels": LEVELS,
        "query": request.GET.urlencode(),
    }
    return render(request, "licensing/bills/products.html", context)


@requires("licensing.view_bills")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as a file, all pages of it."""
    _text, found = _asked_for(request)
    return exporting.answer(form, "products", EXPORTED, _exported(list(found)))


def _asked_for(request: HttpRequest) -> tuple[str, QuerySet[Product]]:
    """The text an address looks for, and the products it leaves, in its order."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    sort = request.GET.get("sort", "")
    sort = sort if sort in queries.PRODUCT_SORTS else "-uploaded"
    return text, queries.products(request.user, text, sort)


def _exported(found: list[Any]) -> Iterator[dict[str, Any]]:
    latest = queries.latest_of(found)
    for product in found:
        bill = latest.get(product.pk)
        yield {
            "name": product.name,
            "slug": product.slug,
            "context": product.context,
            "unit": product.unit.name if product.unit else None,
            "uploads": product.uploads,
            "last_upload": product.newest_at.isoformat() if product.newest_at else None,
            "components": bill.amount if bill else None,
            **{level: bill.summary.get(level, 0) if bill else None for level in LEVELS},
            "policy": bill.policy if bill else None,
        }


def _row(product: Any, bill: Bill | None) -> dict[str, Any]:
    changes = bill.changes if bill else {}
    return {
        "product": product,
        "bill": bill,
        "parts": picture.parts(bill.summary) if bill else (),
        "changes": [(kind, changes[kind]) for kind in KINDS if changes.get(kind)],
    }


@requires("licensing.view_bills")
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A product with the history of its uploads."""
    product = product_or_404(request.user, slug)
    page = Paginator(queries.bills_of(product), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "product": product,
        "page": page,
        "rows": [_row(product, bill) for bill in page],
        "levels": LEVELS,
        "may_change": request.user.has_perm("licensing.change_product", product),
    }
    return render(request, "licensing/bills/product.html", context)


@requires("licensing.view_bills")
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Say otherwise what a product is."""
    product = product_or_404(request.user, slug)
    require(request.user, "licensing.change_product", product)
    form = ProductForm(request.POST or None, user=request.user, product=product)
    if request.method == "POST" and form.is_valid():
        try:
            changed = products.change(request.user, product, form.about())
        except Refused as refused:
            form.add_error("outbound", str(refused))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect(product)
    return render(request, "licensing/bills/edit.html", {"form": form, "product": product})
