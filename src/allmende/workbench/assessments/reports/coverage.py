# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was looked at and what was not, in plain words, the gaps first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence on the coverage; a gap says what cannot be known because of it."""

    text: str
    gap: bool


def lines(coverage: Json) -> list[Line]:
    """First what was not seen, then what was."""
    return [*(Line(text, True) for text in _gaps(coverage)), *_seen(coverage)]


def _gaps(seen: Json) -> Iterator[str]:
    scan = seen.get("scan") or {}
    if seen.get("shallow"):
        yield _(
            "The copy is shallow: the earlier history is missing, and nothing can be said of it."
        )
    if seen.get("partial"):
        yield _("The copy is partial: contents are missing that stayed on the server.")
    if seen.get("scan") is None:
        yield _("Nothing was scanned for secrets, personal data and internal names.")
    yield from _numbered(seen, scan)
    if seen.get("cut_at"):
        yield _("The history breaks off, since commits cannot be read.")
    if seen.get("limits_hit") or scan.get("stopped"):
        yield _("A limit of time or size was reached before everything was read.")
    if not seen.get("commits"):
        yield _("The repository has no commit.")


def _numbered(seen: Json, scan: Json) -> Iterator[str]:
    notes = scan.get("notes") or {}
    for number, text in (
        (
            max(seen.get("too_large") or 0, scan.get("too_large") or 0),
            lambda n: ngettext(
                "{n} file was too large to be read.", "{n} files were too large to be read.", n
            ),
        ),
        (
            max(seen.get("missing") or 0, scan.get("missing") or 0),
            lambda n: ngettext("{n} object is missing.", "{n} objects are missing.", n),
        ),
        (
            seen.get("broken") or 0,
            lambda n: ngettext("{n} object cannot be read.", "{n} objects cannot be read.", n),
        ),
        (
            seen.get("broken_refs") or 0,
            lambda n: ngettext(
                "{n} branch or tag is broken.", "{n} branches or tags are broken.", n
            ),
        ),
        (
            seen.get("refs_left_out") or 0,
            lambda n: ngettext(
                "{n} branch or tag was left out.", "{n} branches or tags were left out.", n
            ),
        ),
        (
            seen.get("paths_left_out") or 0,
            lambda n: ngettext("{n} path was left out.", "{n} paths were left out.", n),
        ),
        (
            scan.get("not_reached") or 0,
            lambda n: ngettext("{n} file was not reached.", "{n} files were not reached.", n),
        ),
        (
            sum(notes.get(one, 0) for one in ARCHIVES),
            lambda n: ngettext(
                "{n} archive or file could not be read to its end.",
                "{n} archives or files could not be read to their end.",
                n,
            ),
        ),
    ):
        if number:
            yield text(number).format(n=_told(number))


ARCHIVES = ("archive-cut", "archive-unreadable", "archive-nested", "overflow")


def _seen(seen: Json) -> Iterator[Line]:
    commits, blobs = seen.get("commits") or 0, seen.get("blobs") or 0
    refs = seen.get("refs") or 0
    if seen.get("complete"):
        yield Line(_("Everything that branches and tags reach was looked at."), False)
    yield Line(
        _("Read: {refs}, {commits}, {blobs}.").format(
            refs=ngettext("{n} branch or tag", "{n} branches and tags", refs).format(n=_told(refs)),
            commits=ngettext("{n} commit", "{n} commits", commits).format(n=_told(commits)),
            blobs=ngettext("{n} version of a file", "{n} versions of files", blobs).format(
                n=_told(blobs)
            ),
        ),
        False,
    )


def _told(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
