# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one way in which a form of communities is shown, saved and answered."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.workbench.core.errors import Refused

Crumb = tuple[str, str]
"""Label and address of a page above."""


def answer(
    request: HttpRequest,
    form: forms.Form | forms.ModelForm[Any],
    save: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    crumbs: Sequence[Crumb],
    lead: str = "",
) -> HttpResponse:
    """Show the form; once it is right save it, and lead to what `save` gives."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {
        "form": form,
        "heading": title,
        "lead": lead,
        "above": crumbs,
        "back": crumbs[-1][1],
    }
    return render(request, "communities/form.html", context)
