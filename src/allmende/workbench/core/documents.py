# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document that the workbench makes, as the answer to a request."""

from django.http import HttpResponse

# A document brings its own style along, and nothing that runs.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def as_page(html: str) -> HttpResponse:
    """To be read in the browser, under a policy of its own."""
    sent = HttpResponse(html)
    sent["Content-Security-Policy"] = POLICY
    return sent


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """To be shown by what the browser has for it, else saved under this name."""
    sent = HttpResponse(content, content_type=media_type)
    sent["Content-Disposition"] = f'inline; filename="{name}"'
    return sent
