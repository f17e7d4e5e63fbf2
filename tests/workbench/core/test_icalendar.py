# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Calendar files: whole days, escaped texts, folded lines."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from allmende.workbench.core import icalendar


def entry(**given: Any) -> icalendar.Entry:
    fields: dict[str, Any] = {
        "uid": "lane-1@allmende",
        "day": date(2026, 12, 31),
        "title": "Prüfspur; Recht, Teil\\2\nEnde",
        "changed": datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    }
    return icalendar.Entry(**{**fields, **given})


def test_a_day_is_a_whole_day_and_text_is_escaped() -> None:
    lines = icalendar.written("Meine Fristen", [entry()]).decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20261123T090000Z" in lines
    assert "SUMMARY:Prüfspur\\; Recht\\, Teil\\\\2\\nEnde" in lines
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]


def test_nothing_that_is_typed_adds_a_line() -> None:
    evil = "x\r\nBEGIN:VALARM\rATTACH:\x00y"
    content = icalendar.written(evil, [entry(title=evil, uid=evil, address="https://a b")])
    lines = content.decode().split("\r\n")
    assert not [one for one in lines if one.startswith(("BEGIN:VALARM", "ATTACH", "URL"))]


@given(st.text(max_size=300))
@example("x" * 200)
@example("x" + "ä" * 100)
@example("😀" * 60)
def test_folded_lines_are_short_and_unfold_to_the_same(text: str) -> None:
    line = "SUMMARY:" + icalendar.escaped(text.replace("\ud800", ""))
    try:
        line.encode()
    except UnicodeEncodeError:
        return
    pieces = icalendar.folded(line).split(b"\r\n")
    assert all(len(one) <= 75 for one in pieces)
    assert all(one.startswith(b" ") for one in pieces[1:])
    assert b"".join([pieces[0], *(one[1:] for one in pieces[1:])]).decode() == line
