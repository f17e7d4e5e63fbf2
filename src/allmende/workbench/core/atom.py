# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A feed as RFC 4287 wants it: pure values in, bytes out, the same for the same entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: an id that stays its own for ever, a title, since when, where to read."""

    uid: str
    title: str
    updated: datetime
    address: str
    text: str = ""


def written(uid: str, title: str, author: str, language: str, entries: Iterable[Entry]) -> bytes:
    """The feed as `application/atom+xml; charset=utf-8`; as new as its newest entry."""
    rows = list(entries)
    newest = max((one.updated for one in rows), default=_EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<feed xmlns={quoteattr(NAMESPACE)} xml:lang={quoteattr(language)}>",
        f"<id>{_text(uid)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_moment(newest)}</updated>",
        f"<author><name>{_text(author)}</name></author>",
    ]
    for one in rows:
        lines += _entry(one)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(one: Entry) -> list[str]:
    return [
        "<entry>",
        f"<id>{_text(one.uid)}</id>",
        f"<title>{_text(one.title)}</title>",
        f"<updated>{_moment(one.updated)}</updated>",
        f'<link rel="alternate" href={quoteattr(_plain(one.address))}/>',
        f'<content type="text">{_text(one.text)}</content>',
        "</entry>",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Without the characters that XML 1.0 (2.2) allows nowhere."""
    return "".join(
        one
        for one in text
        if one in "\n\t"
        or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    )
