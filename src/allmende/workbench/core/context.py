# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What every page shows around its content: office, navigation, theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from allmende.workbench.core import navigation

THEMES = ("light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor; costs one query at most (the person's roles)."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    office = settings.POLICY.office
    language = translation.get_language()
    theme = request.COOKIES.get("theme", "")
    return {
        "sections": navigation.words_for(request),
        "account_menu": [item for item in navigation.ACCOUNT_MENU if item.visible_to(request)],
        "here": here,
        "here_app": match.app_name if match else "",
        "office": {
            "name": office.name[language],
            "office": office.office[language],
            "contact": office.contact,
            "footer": [
                {"label": link.label[language], "address": link.address[language]}
                for link in office.footer
            ],
        },
        "policy": settings.POLICY,
        "theme": theme if theme in THEMES else "",
        "demo": settings.DEMO,
    }
