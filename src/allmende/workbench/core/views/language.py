# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Language and theme: chosen once, kept in a cookie, working without a script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from allmende.workbench.core.context import THEMES

YEAR = 60 * 60 * 24 * 365


def choose(request: HttpRequest) -> HttpResponse:
    """`/` leads to the start page in the language the browser asks for."""
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponseRedirect(reverse("core:today"), headers={"Vary": "Accept-Language"})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Set light, dark, or what the system says, and come back to the same page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("core:today")
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        answer.delete_cookie("theme")
    return answer
