# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Organisational units."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allmende.workbench.core import queries, services
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.forms import UnitForm
from allmende.workbench.core.models import Unit


@requires("core.manage_units")
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "core/units/index.html", {"units": queries.units()})


@requires("core.manage_units")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=pk) if pk else Unit()
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_unit(request.user, form.save(commit=False))
        except Refused as refused:
            form.add_error("parent", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("core:units")
    return render(request, "core/units/edit.html", {"form": form, "unit": unit})
