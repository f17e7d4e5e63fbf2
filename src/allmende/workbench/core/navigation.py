# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one line of navigation: sections, and the lists beneath each."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Item:
    """A list beneath a section; shown to who holds the permission, to everyone if it is empty."""

    label: str | Promise
    view: str
    permission: str = ""

    @property
    def address(self) -> str:
        return reverse(self.view)

    def visible_to(self, request: HttpRequest) -> bool:
        return not self.permission or request.user.has_perm(self.permission)


@dataclass(slots=True)
class Section:
    """A word of the main navigation; it appears once an app has put a list beneath it."""

    key: str
    label: str | Promise
    items: list[Item] = field(default_factory=list)


SECTIONS = {
    section.key: section
    for section in (
        Section("today", _("Today"), [Item(_("Today"), "core:today")]),
        Section("catalogue", _("Catalogue")),
        Section("use", _("Use")),
        Section("give", _("Give")),
        Section("fund", _("Fund")),
        Section("steer", _("Steer")),
        Section("community", _("Community")),
        Section("knowledge", _("Knowledge")),
    )
}
ACCOUNT_MENU: list[Item] = []


def add(section: str, *items: Item) -> None:
    """Put lists beneath a section, never more than seven."""
    SECTIONS[section].items.extend(items)


def add_to_account_menu(*items: Item) -> None:
    """Put pages for running the workbench beneath the person's name."""
    ACCOUNT_MENU.extend(items)
