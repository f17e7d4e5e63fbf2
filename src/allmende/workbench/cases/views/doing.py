# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Do what a person asked, and tell the reason where a rule speaks against it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from allmende.workbench.core.errors import Refused


def done(request: HttpRequest, act: Callable[[], object], said: object = "") -> bool:
    """Whether it was done; else the reason is told."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    if said:
        messages.success(request, str(said))
    return True


def seen(request: HttpRequest) -> int | None:
    """The version of the case that the page showed."""
    written = request.POST.get("seen", "")
    return int(written) if written.isdecimal() and len(written) < 9 else None
