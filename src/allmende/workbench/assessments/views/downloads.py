# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A report as a file, for the same people as its page."""

from django.http import HttpRequest, HttpResponse

from allmende.workbench.assessments import exporting
from allmende.workbench.assessments.reports import filtering
from allmende.workbench.assessments.views import filters
from allmende.workbench.assessments.views.finding import finished_or_404
from allmende.workbench.assessments.views.reading import report_for
from allmende.workbench.core.access import requires


@requires("assessments.view")
def report(request: HttpRequest, pk: str, form: str) -> HttpResponse:
    """The whole report as PDF or ODT; as CSV or JSON with the answers that the address asks for."""
    assessment = finished_or_404(request.user, pk)
    shown = report_for(request.user, assessment)
    if form in exporting.DOCUMENTS:
        return exporting.answer_document(form, assessment, shown)
    left = filtering.answers(shown, filters.of_answers(request.GET))
    return exporting.answer_report(form, assessment, shown, left)
