# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The page of a bill of materials, a tab each for what one may want to know of it."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_htmx.http import HttpResponseClientRefresh

from allmende.workbench.core.access import requires
from allmende.workbench.licensing.bills import differences, judging, picture
from allmende.workbench.licensing.bills import words as bill_words
from allmende.workbench.licensing.models import Bill, Component
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.queries import bills as queries
from allmende.workbench.licensing.views.bills import filters
from allmende.workbench.licensing.views.bills.finding import bill_or_404, checked_bill_or_404

PER_PAGE = 50


@requires("licensing.view_bills")
def components(request: HttpRequest, pk: int) -> HttpResponse:
    """The components with their verdicts; before the first check, how far that is."""
    bill = bill_or_404(request.user, pk)
    if request.htmx:  # type: ignore[attr-defined]
        return _progress(request, bill)
    if bill.state != Bill.State.DONE:
        return render(request, "licensing/bills/open.html", _frame(request, bill, "components"))
    chosen, sort = filters.wanted(request.GET), filters.sort(request.GET)
    found = queries.components(bill, chosen, sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_frame(request, bill, "components"),
        "page": page,
        "rows": [_row(request.user, bill, one) for one in page],
        "facets": filters.facets(bill, chosen),
        "chosen": filters.chosen_tags(request, chosen),
        "wanted": chosen,
        "parts": picture.parts(bill.summary),
        "query": request.GET.urlencode(),
        "keep": [("sort", sort)] if sort != "level" else [],
    }
    return render(request, "licensing/bills/components.html", context)


def _progress(request: HttpRequest, bill: Bill) -> HttpResponse:
    """What the page asks for every two seconds; once the check is over, the page begins anew."""
    if bill.job is None or not bill.job.is_open:
        return HttpResponseClientRefresh()
    return render(request, "licensing/bills/progress.html", _checking(bill))


def _checking(bill: Bill) -> dict[str, Any]:
    job = bill.job
    running = job is not None and job.is_open
    return {
        "bill": bill,
        "running": running,
        "job": job,
        "step": bill_words.step(job.done) if job and job.state == "running" else "",
        "percent": job.percent if job and running else None,
        "failed": job is not None and job.state in {"failed", "cancelled"},
    }


def _frame(request: HttpRequest, bill: Bill, tab: str) -> dict[str, Any]:
    """What every tab of a bill shows: head, tabs, and whether the rules changed since."""
    user = request.user
    return {
        **_checking(bill),
        "product": bill.product,
        "tabs": list(_tabs(bill, tab)) if bill.state == Bill.State.DONE else [],
        "changed": _changed_since(user, bill) if bill.state == Bill.State.DONE else "",
        "may_change": user.has_perm("licensing.change_product", bill.product),
        "may_remove": user.has_perm("licensing.remove_bills"),
    }


def _changed_since(user: Any, bill: Bill) -> str:
    """policy, waivers, or nothing of what the check rested on."""
    now = policy_for(user)
    if bill.policy != judging.name_of(now):
        return "policy"
    return "waivers" if bill.waivers != judging.waivers_of(now) else ""


def _tabs(bill: Bill, current: str) -> Iterator[dict[str, Any]]:
    for key, label, number in (
        ("components", pgettext("bill of materials", "Components"), bill.amount),
        ("difference", _("Difference to the last upload"), bill.changes.get("all")),
        ("not-understood", _("Not understood"), len(bill.not_understood)),
        ("guideline", _("BSI TR-03183-2"), len(bill.guideline)),
        ("validation", _("Strict validation"), len(bill.validation.get("problems", []))),
    ):
        yield {
            "label": label,
            "address": _address(bill, key),
            "count": number,
            "current": key == current,
        }


def _address(bill: Bill, tab: str) -> str:
    match tab:
        case "components":
            return reverse("licensing:bill", args=[bill.pk])
        case "difference":
            return reverse("licensing:bill-difference", args=[bill.pk])
    return reverse("licensing:bill-findings", args=[bill.pk, tab])


def _row(user: Any, bill: Bill, component: Component) -> dict[str, Any]:
    grounds = component.grounds
    decisive = [one for one in grounds.reasons if one["level"] == component.level]
    first = (decisive or grounds.reasons or [None])[0]
    asked = {"licence": component.licence, "context": bill.context, "purl": component.purl}
    asked = {key: value for key, value in asked.items() if value}
    waiver = {
        "purl": component.purl,
        "expression": component.licence if component.expressed else "",
        "contexts": bill.context,
    }
    waiver = {key: value for key, value in waiver.items() if value}
    return {
        "component": component,
        "grounds": grounds,
        "first": first,
        "ask": f"{reverse('licensing:desk')}?{urlencode(asked)}",
        "waive": f"{reverse('licensing:waiver-new')}?{urlencode(waiver)}"
        if user.has_perm("licensing.manage_waivers")
        else "",
    }


@requires("licensing.view_bills")
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed against the product's checked bill before this one."""
    bill = checked_bill_or_404(request.user, pk)
    before = queries.previous_of(bill)
    kind = request.GET.get("kind", "")
    kind = kind if kind in differences.KINDS else ""
    found = differences.changes(queries.lines(before), queries.lines(bill)) if before else []
    shown = [change for change in found if not kind or kind in change.kinds]
    numbers = differences.counted(found)
    context = {
        **_frame(request, bill, "difference"),
        "before": before,
        "number": numbers["all"],
        "kind": kind,
        "kinds": [
            {"key": key, "label": label, "number": numbers[key]}
            for key, label in bill_words.CHANGES.items()
        ],
        "other_rules": before is not None and _rules_of(before) != _rules_of(bill),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "licensing/bills/difference.html", context)


def _rules_of(bill: Bill) -> tuple[str, str, str]:
    """What a verdict rests on beside the component."""
    return bill.policy, bill.waivers, bill.context


@requires("licensing.view_bills")
def findings(request: HttpRequest, pk: int, tab: str) -> HttpResponse:
    """What the reader left aside, what the guideline misses, or where the standard is not kept."""
    bill = checked_bill_or_404(request.user, pk)
    rows = {
        "not-understood": bill.not_understood,
        "guideline": bill.guideline,
        "validation": bill.validation.get("problems", []),
    }[tab]
    context = {
        **_frame(request, bill, tab),
        "tab": tab,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, f"licensing/bills/{tab.replace('-', '_')}.html", context)
