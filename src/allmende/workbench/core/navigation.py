# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one line of navigation: sections, and the lists beneath each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Item:
    """A list beneath a section; shown to who holds the permission, to everyone if it is empty.

    `after` is the view of another app's list that it stands right behind.
    """

    label: str | Promise
    view: str
    permission: str = ""
    after: str = ""

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
        Section("today", _("Today"), [Item(_("Today"), "core:today", "core.view_today")]),
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


def in_order(items: Iterable[Item]) -> list[Item]:
    """As the apps put them in, but each that names another one right behind it."""
    every = list(items)
    placed = [one for one in every if not one.after]
    for one in (item for item in every if item.after):
        views = [each.view for each in placed]
        place = views.index(one.after) + 1 if one.after in views else len(views)
        placed.insert(place, one)
    return placed


def add_to_account_menu(*items: Item) -> None:
    """Put pages for running the workbench beneath the person's name."""
    ACCOUNT_MENU.extend(items)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the navigation as one page shows it, with the lists beneath it.

    `current` is what aria-current says: "page" for the very page, "true" for what it lies under.
    """

    label: str | Promise
    address: str
    current: str
    key: str = ""
    items: tuple["Word", ...] = ()


def belongs_to(request: HttpRequest, address: str) -> None:
    """Say beneath which list a page stands, where its own address does not tell."""
    request.listed_at = address  # type: ignore[attr-defined]


def words_for(request: HttpRequest) -> list[Word]:
    """The sections this person can use, and which of them the page belongs to."""
    visible = [
        (section, [item for item in in_order(section.items) if item.visible_to(request)])
        for section in SECTIONS.values()
    ]
    nearest = _nearest(
        getattr(request, "listed_at", request.path),
        [item.address for _section, items in visible for item in items],
    )
    here = "page" if nearest == request.path else "true"
    words = []
    for section, items in visible:
        lists = tuple(
            Word(item.label, item.address, here if item.address == nearest else "")
            for item in items
        )
        if any(one.current for one in lists):
            # A list that stands beneath two words is shown beneath the first.
            words.append(Word(section.label, lists[0].address, here, section.key, lists))
            nearest = ""
        elif lists:
            words.append(Word(section.label, lists[0].address, "", section.key, lists))
    return words


def _nearest(path: str, addresses: list[str]) -> str:
    """The longest address the path lies under; the start page has nothing under it."""
    under = [
        one
        for one in addresses
        if path == one or (path.startswith(one) and one != reverse("core:today"))
    ]
    return max(under, key=len, default="")
