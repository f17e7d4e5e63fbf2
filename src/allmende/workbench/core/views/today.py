# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The start page: each app hands in the panels a person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.workbench.core import panels


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "core/today.html", panels.for_today(request))
