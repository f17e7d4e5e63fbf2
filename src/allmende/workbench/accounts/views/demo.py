# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The demo's sign-in by one click."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from allmende.workbench.accounts import demo, services
from allmende.workbench.accounts.models import Role


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    if not demo.is_offered(request):
        raise Http404
    if request.method == "POST":
        chosen = next((one for one in demo.CAST if one.role == request.POST.get("role")), None)
        if chosen is None:
            raise Http404
        person = services.demo_person(chosen.role, chosen.first_name, chosen.last_name)
        login(request, person, "django.contrib.auth.backends.ModelBackend")
        return redirect("core:today")
    labels = {"": _("employee"), **dict(Role.choices)}
    cast = [(one, labels[one.role]) for one in demo.CAST]
    return render(request, "account/demo.html", {"cast": cast})
