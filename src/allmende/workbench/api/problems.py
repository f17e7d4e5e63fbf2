# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What went wrong, as application/problem+json (RFC 9457) in the shape of the interface."""

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """`title` and `detail` in English, since programs read them."""

    status = 400
    title = "Bad Request"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def answer(self) -> JsonResponse:
        said = {"title": self.title, "detail": self.detail, "status": self.status}
        return JsonResponse(said, status=self.status, content_type=CONTENT_TYPE)


class NotFound(Problem):
    status = 404
    title = "Not Found"


class NotReadOnly(Problem):
    status = 405
    title = "Method Not Allowed"


class Unprocessable(Problem):
    status = 422
    title = "Unprocessable Entity"
