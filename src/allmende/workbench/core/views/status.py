# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""For whoever watches the server: is it up, and does it reach its database."""

from django.db import connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
