# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every component on one living page: each sample is a template, shown beside its own source."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core import icons
from allmende.workbench.core.access import requires
from allmende.workbench.core.panels import Figure

SAMPLES = {
    "buttons": gettext_lazy("Buttons"),
    "confirm": gettext_lazy("Confirmation"),
    "tags": gettext_lazy("Tags"),
    "figures": gettext_lazy("Figures"),
    "panel": gettext_lazy("Panels and rows"),
    "facts": gettext_lazy("Facts with their source"),
    "tabs": gettext_lazy("Tabs"),
    "table": gettext_lazy("Table and pages"),
    "matrix": gettext_lazy("Matrix"),
    "filters": gettext_lazy("Filters and hits"),
    "form": gettext_lazy("Form"),
    "notes": gettext_lazy("Notes"),
    "messages": gettext_lazy("Messages"),
    "progress": gettext_lazy("Progress"),
    "timeline": gettext_lazy("Timeline"),
    "steps": gettext_lazy("Steps and lanes"),
    "picture": gettext_lazy("Picture"),
    "empty": gettext_lazy("Empty"),
    "prose": gettext_lazy("Written text"),
    "icons": gettext_lazy("Icons"),
}
WRITTEN = """
# What it does

Sign-on for **applications**, with [OpenID Connect](https://openid.net) and `SAML`.

- one account for everything
- directories are connected

> A [refused link](javascript:alert(1)) keeps its words, and so does <script>this</script>.
"""


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
    uses = forms.MultipleChoiceField(
        label=gettext_lazy("Use"),
        choices=[("use", gettext_lazy("use")), ("embed", gettext_lazy("embed"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What you intend to do with it."),
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=[("small", gettext_lazy("small")), ("large", gettext_lazy("large"))],
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(label=gettext_lazy("People"), required=False, min_value=1)
    since = forms.DateField(label=gettext_lazy("Since"), required=False)
    bill = forms.FileField(
        label=gettext_lazy("Bill of materials"),
        required=False,
        help_text=gettext_lazy("CycloneDX or SPDX, 5 MB at most."),
    )
    published = forms.BooleanField(
        label=gettext_lazy("Shown to the public"),
        required=False,
        help_text=gettext_lazy("Everyone can then read name and description."),
    )


@requires("core.view_styleguide")
def index(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = ExampleForm(request.POST, request.FILES)
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect("core:styleguide")
    else:
        form = ExampleForm()
    examples = {"form": form, **_examples()}
    return render(
        request,
        "core/styleguide.html",
        {"samples": [_sample(request, name, examples) for name in SAMPLES]},
    )


def _sample(request: HttpRequest, name: str, examples: dict[str, Any]) -> dict[str, Any]:
    template = get_template(f"core/samples/{name}.html")
    return {
        "name": name,
        "title": SAMPLES[name],
        "html": template.render(examples, request),
        "source": template.template.source.strip(),  # type: ignore[attr-defined]
    }


def _examples() -> dict[str, Any]:
    now = timezone.now()
    return {
        "figures": [
            Figure(7, "wait for me", "#", note="2 of them for more than 5 working days"),
            Figure(2, "overdue", "#", "bad", "third-party rights"),
            Figure(38, "findings in the catalogue", "#", "warn", "−12 since last week"),
            Figure(91, "repositories within the standard", "#", "good"),
        ],
        "facts": [
            {
                "label": "Source code",
                "value": "github.com/keycloak/keycloak",
                "address": "https://github.com/keycloak/keycloak",
                "source": "7 sources agree",
            },
            {"label": "Licence", "value": "Apache-2.0", "source": "LICENSE at 3f2c91e, 23/11/2026"},
            {"label": "Private reporting", "value": None, "source": "a permission is missing"},
        ],
        "tabs": [
            {"label": "Overview", "address": "#", "current": True},
            {"label": "Sources", "address": "#", "count": 7},
            {"label": "Who uses it", "address": "#", "count": 41},
            {"label": "History", "address": "#"},
        ],
        "page": Paginator(range(1, 300), 20).page(4),
        "stances": [
            {"value": "use", "label": "in use", "count": 4, "checked": True},
            {"value": "analysis", "label": "in analysis", "count": 2},
            {"value": "observed", "label": "observed", "count": 31},
        ],
        "sources": [
            {"value": f"s{number}", "label": f"Catalogue {number}", "count": 90 - number}
            for number in range(1, 13)
        ],
        "nothing": [],
        "chosen": [{"label": "in use", "address": "?"}, {"label": "maintained", "address": "?"}],
        "told": [
            Message(messages.SUCCESS, "Saved."),
            Message(messages.WARNING, "Saved, but the address does not answer."),
            Message(messages.ERROR, "Not saved: somebody else changed it in the meantime."),
            Message(messages.INFO, "The import has begun; you can leave this page."),
        ],
        "entries": [
            {"text": "Agreed, with a condition", "at": now, "by": "Leo Legal", "state": "warn"},
            {"text": "2 of 5 findings are mended", "at": now - timedelta(days=1), "address": "#"},
            {"text": "Requested", "at": now - timedelta(days=9), "by": "Carl Colleague"},
        ],
        "steps": [
            {"label": "Requested", "done": True},
            {"label": "Lanes · day 8 of 10", "current": True},
            {"label": "Decision"},
            {"label": "Published"},
        ],
        "written": WRITTEN,
        "icons": list(icons.PATHS),
    }
