# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every component on one living page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core.access import requires


class ExampleForm(forms.Form):
    """One field of each kind, so that their errors can be seen."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As the project writes it.")
    )
    address = forms.URLField(label=gettext_lazy("Address"), assume_scheme="https")
    about = forms.CharField(label=gettext_lazy("About"), widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("a", gettext_lazy("Application")), ("i", gettext_lazy("Infrastructure"))],
    )
    since = forms.DateField(label=gettext_lazy("Since"), required=False)
    published = forms.BooleanField(label=gettext_lazy("Shown to the public"), required=False)


@requires("core.view_styleguide")
def index(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = ExampleForm(request.POST)
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect("core:styleguide")
    else:
        form = ExampleForm()
    return render(request, "core/styleguide.html", {"form": form})
