# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The note that says where a fresh history comes from, without naming any machine."""

from dataclasses import dataclass, replace
from datetime import date

FILE = "PROVENANCE.md"
COMMIT = "@COMMIT@"
"""Stands for the commit where a script fills it in."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a note of provenance may tell; whatever is empty or None is left out.

    `name` of the software, `office` that publishes it. `commits` counts those that stay inside,
    `since` and `until` are the days of the first and the last.
    """

    name: str = ""
    commit: str = COMMIT
    office: str = ""
    on: date | None = None
    commits: int | None = None
    since: date | None = None
    until: date | None = None


def provenance(origin: Origin) -> str:
    """The note as Markdown, German and then English; addresses and people do not stand in it."""
    one = _in_lines(origin)
    return "\n".join((*_german(one), "", *_english(one), ""))


def message(origin: Origin) -> str:
    """The message of the first commit of a fresh history."""
    origin = _in_lines(origin)
    what = f" of {origin.name}" if origin.name else ""
    return f"Begin the public history{what}\n\nContinues the internal commit {origin.commit}.\n"


def _in_lines(origin: Origin) -> Origin:
    """Names in one line: the note stands in a script, which a line of its own could end."""
    name, office = " ".join(origin.name.split()), " ".join(origin.office.split())
    return replace(origin, name=name, office=office)


def _german(origin: Origin) -> list[str]:
    what = f"von {origin.name}" if origin.name else "dieser Software"
    office = f" durch {origin.office}" if origin.office else ""
    on = f" am {origin.on:%d.%m.%Y}" if origin.on else ""
    lines = [
        "# Herkunft",
        "",
        f"Die öffentliche Historie {what} beginnt{on}{office} mit dem Stand des Commits",
        f"`{origin.commit}` des internen Repositorys.",
    ]
    if origin.commits:
        span = f" ({_span(origin)})" if origin.since and origin.until else ""
        lines += [
            "",
            f"Nicht veröffentlicht ist die Historie bis dahin: {origin.commits} Commits{span}.",
        ]
    lines += [
        "",
        "Die interne Historie bleibt erhalten. Sie belegt, von wem welcher Teil stammt und unter",
        "welchen Rechten er entstanden ist.",
    ]
    return lines


def _english(origin: Origin) -> list[str]:
    what = f"of {origin.name}" if origin.name else "of this software"
    office = f" by {origin.office}" if origin.office else ""
    on = f" on {origin.on.isoformat()}" if origin.on else ""
    lines = [
        "# Provenance",
        "",
        f"The public history {what} was begun{on}{office} from the state of commit",
        f"`{origin.commit}` of the internal repository.",
    ]
    if origin.commits:
        span = f" ({_span(origin)})" if origin.since and origin.until else ""
        lines += ["", f"The history up to then is not published: {origin.commits} commits{span}."]
    lines += [
        "",
        "The internal history is kept. It is the evidence of who wrote which part, and under which",
        "rights.",
    ]
    return lines


def _span(origin: Origin) -> str:
    assert origin.since and origin.until  # noqa: S101
    first, last = origin.since.year, origin.until.year
    return str(first) if first == last else f"{first}–{last}"
