# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a person wants to be told of cases: by mail or not, and in which language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.workbench.cases.forms.acting import PreferenceForm
from allmende.workbench.cases.queries import telling
from allmende.workbench.cases.services import talking
from allmende.workbench.cases.views.doing import done
from allmende.workbench.core.access import requires


@requires("cases.view")
def preferences(request: HttpRequest) -> HttpResponse:
    """The own choice, and the form to change it."""
    kept = telling.preference(request.user)
    initial = {"mails": "yes" if kept.mails else "no", "language": kept.language}
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        mails, language = said["mails"] == "yes", said["language"]
        if done(
            request,
            lambda: talking.set_preference(request.user, mails=mails, language=language),
            _("Saved."),
        ):
            return redirect("cases:preferences")
    return render(request, "cases/preferences.html", {"form": form})
