# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the office changes about a case: the version of its rules, and the day of its review."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.cases import words
from allmende.workbench.cases.forms.acting import MigrationForm, ReviewForm
from allmende.workbench.cases.queries import page as pages
from allmende.workbench.cases.services import migrating, moving
from allmende.workbench.cases.views.doing import done, seen
from allmende.workbench.cases.views.finding import case_or_404
from allmende.workbench.cases.views.showing import frame
from allmende.workbench.core.access import requires


@requires("cases.migrate")
def migrate(request: HttpRequest, number: str) -> HttpResponse:
    """What the present version of the kind would change in the case, and the form to move it."""
    case = case_or_404(request.user, number)
    form = MigrationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        told = _("The case now follows the present version of its rules.")
        if done(
            request, lambda: migrating.migrate(request.user, case, reason, seen(request)), told
        ):
            return redirect(case)
        return redirect("cases:migrate", number)
    changes = migrating.preview(case)
    context = {
        **frame(request, pages.page(request.user, case), ""),
        "form": form,
        "changes": changes,
        "before": changes.before,
        "after": changes.after,
        "parts": [
            {"title": title, "note": note, "labels": [words.said(one) for one in labels]}
            for title, note, labels in (
                (_("New questions"), "", changes.new_fields),
                (
                    _("Answers that are set aside"),
                    _("They are not asked any more or no longer fit; the case keeps them."),
                    changes.set_aside,
                ),
                (
                    _("Answers that are missing then"),
                    _("Without them some steps are not possible."),
                    changes.missing,
                ),
                (_("New lanes"), "", changes.new_lanes),
                (
                    _("Lanes that end"),
                    _("What they said can still be read in the history."),
                    changes.gone_lanes,
                ),
            )
            if labels
        ],
        "impossible": [words.said(one) for one in changes.impossible],
    }
    return render(request, "cases/migrate.html", context)


@require_POST
@requires("cases.set_review")
def review(request: HttpRequest, number: str) -> HttpResponse:
    """Set the day on which the case is looked at again, or take it away."""
    case = case_or_404(request.user, number)
    form = ReviewForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        told = _("The next review is set.") if day else _("No review is planned any more.")
        done(request, lambda: moving.set_review(request.user, case, day), told)
    else:
        messages.warning(request, _("Please write the day as day, month and year."))
    return redirect(case)
