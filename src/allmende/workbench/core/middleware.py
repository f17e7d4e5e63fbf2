# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Errors of the domain become answers here, at one place."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from allmende.workbench.core.errors import NotAllowed


class errors_of_the_domain:
    """NotAllowed, raised in a view or in a service below it, is answered with 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if isinstance(error, NotAllowed):
            raise PermissionDenied(str(error)) from error
