# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The two gates: `require` before every write in a service, `requires` before every view."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from allmende.workbench.core.errors import NotAllowed

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def require(actor: Any, permission: str, subject: Any = None) -> None:
    """Raise NotAllowed unless the actor holds the permission; None is the office's own machine."""
    if actor is not None and not actor.has_perm(permission, subject):
        raise NotAllowed(permission)


def requires(permission: str) -> Callable[[View], View]:
    """A view for those who hold the permission; a stranger is asked to sign in first."""

    def gate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.has_perm(permission):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise NotAllowed(permission)

        return guarded

    return gate
