# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A feed that any reader reads, whatever stands in it."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from allmende.workbench.core.atom import Entry, written

AT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    entries = [
        Entry("urn:a:1", "One", AT, "https://example.org/1", "Text"),
        Entry("urn:a:2", "Two", AT.replace(day=20), "https://example.org/2"),
    ]
    root = ElementTree.fromstring(written("urn:a", "Feed", "Office", "de", entries))  # noqa: S314
    assert root.findtext(f"{ATOM}updated") == "2026-11-23T12:30:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Office"
    assert [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")] == ["One", "Two"]


def test_an_empty_feed_is_a_feed() -> None:
    root = ElementTree.fromstring(written("urn:a", "Feed", "Office", "de", []))  # noqa: S314
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_a_feed(text: str) -> None:
    entries = [Entry(text, text, AT, text, text)]
    root = ElementTree.fromstring(written("urn:a", text, text, "de", entries))  # noqa: S314
    assert len(root.findall(f"{ATOM}entry")) == 1
