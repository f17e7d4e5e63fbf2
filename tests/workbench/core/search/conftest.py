# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A small catalogue to search in, and the people who search: a stranger and a colleague."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from allmende.workbench.core.search import Document, Highlighted, Index, Page, Search

STRANGER = frozenset({"public"})
COLLEAGUE = frozenset({"public", "internal"})

Make = Callable[..., Document]
Found = Callable[..., list[str]]


def make(pk: int, title: str, text: str = "", language: str = "en", **more: Any) -> Document:
    texts = more.pop("texts", {language: text} if text else {})
    settings: dict[str, Any] = {
        "kind": "software",
        "audience": "public",
        "changed": datetime(2026, 1, 1 + pk % 28, tzinfo=UTC),
    }
    return Document(pk=pk, title=title, texts=texts, **(settings | more))


def catalogue() -> list[Document]:
    return [
        make(1, "Nextcloud", "File share and collaboration.", weight=4.0,
             facets={"licence": ("AGPL-3.0",), "tag": ("files", "office")}),
        make(2, "Nextcloud Talk", "Video conferencing and chat for Nextcloud.",
             facets={"licence": ("AGPL-3.0",), "tag": ("video",)}),
        make(3, "NextDNS", "A resolver that blocks advertising.",
             facets={"licence": ("MIT",), "tag": ("network",)}),
        make(4, "BigBlueButton", "Web conferencing for teaching.", names=("BBB",),
             facets={"licence": ("LGPL-3.0",), "tag": ("video",)}),
        make(5, "Zammad", "Freies Ticketsystem mit LDAP-Anbindung.", "de",
             facets={"licence": ("AGPL-3.0",), "tag": ("support",)}),
        make(6, "Consul", "Plattform für Beteiligung der Menschen vor Ort.", "de",
             facets={"licence": ("AGPL-3.0",), "tag": ("civic",)}),
        make(7, "Easy!Appointments", "Lets customers book appointments online.",
             facets={"licence": ("GPL-3.0",), "tag": ("civic",)}),
        make(8, "Ämterweg", "Wegweiser durch das Bürgerbüro.", "de",
             facets={"licence": ("EUPL-1.2",), "tag": ("civic",)}),
        make(9, "OpenProject", "Project management, next to your tickets.",
             keywords=("project-management", "Jira"),
             facets={"licence": ("GPL-3.0",), "tag": ("office",)}),
        make(10, "Geheimakte", "Nextgeheim: elektronische Akte, noch nicht beschafft.", "de",
             audience="internal", facets={"licence": ("AGPL-3.0",), "tag": ("files", "secret")}),
    ]  # fmt: skip


@pytest.fixture
def software() -> Make:
    """Makes a document from key, title and text."""
    return make


@pytest.fixture(scope="session")
def shared_index() -> Index:
    """The catalogue; for tests that only read."""
    index = Index.open(None)
    index.rebuild(catalogue())
    return index


@pytest.fixture
def index_of() -> Callable[[Iterable[Document]], Index]:
    """A new index in memory with these documents."""

    def build(documents: Iterable[Document]) -> Index:
        index = Index.open(None)
        index.rebuild(documents)
        return index

    return build


@pytest.fixture
def find(shared_index: Index) -> Callable[..., Page]:
    """Search the catalogue as the colleague, or as whoever is named."""

    def ask(text: str = "", audiences: frozenset[str] = COLLEAGUE, **more: Any) -> Page:
        return shared_index.search(Search(audiences, text, **more))

    return ask


def titles(page: Page) -> list[str]:
    return [joined(hit.title) for hit in page.hits]


def joined(highlighted: Highlighted) -> str:
    return "".join(text for text, _ in highlighted)


def marked(highlighted: Highlighted) -> list[str]:
    return [text for text, is_match in highlighted if is_match]


@pytest.fixture(name="titles")
def titles_of() -> Callable[[Page], list[str]]:
    """The titles of a page, in order."""
    return titles


@pytest.fixture(name="marked")
def marked_of() -> Callable[[Highlighted], list[str]]:
    """The marked pieces of a text."""
    return marked


@pytest.fixture(name="catalogue")
def catalogue_documents() -> list[Document]:
    return catalogue()


@pytest.fixture
def stranger() -> frozenset[str]:
    return STRANGER


@pytest.fixture
def colleague() -> frozenset[str]:
    return COLLEAGUE
