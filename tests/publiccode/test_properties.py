# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whatever a file holds: an answer and no crash; a repair that never makes it worse."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publiccode.files import VALID

from allmende.publiccode import check, read, repair

LINES = VALID.splitlines()
PIECES = st.sampled_from(
    [
        "",
        "yes",
        "0.4",
        "[",
        "{a: b}",
        "*x",
        "&x y",
        "<<: *x",
        "- ",
        "\t",
        ": ",
        "'",
        '"',
        "|",
        ">-",
        "de:",
        "it:",
        "IT:\n  conforme:\n    gdpr: yes",
        "legal:",
        "monochromeLogo: a.svg",
        "# no",
        "licence: MIT",
        "genericName: x",
        "inputTypes: [a]",
        "releaseDate: 1.2.2026",
        "---",
        "!!int",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The valid file with a few lines replaced, dropped, doubled or indented otherwise."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            del lines[place]
        elif kind == 1:
            lines.insert(place, lines[draw(st.integers(0, len(lines) - 1))])
        elif kind == 2:
            lines[place] = " " * draw(st.integers(0, 6)) + lines[place].strip()
        elif kind == 3:
            lines[place] = lines[place].partition(":")[0] + ": " + draw(PIECES)
        else:
            lines.insert(place, " " * draw(st.integers(0, 4)) + draw(PIECES))
    return "\n".join(lines) + "\n"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_anything_gets_a_report(content):
    report = check(content)
    assert report.valid == all(one.level == "warning" for one in report.problems)
    assert isinstance(read(content), dict)
    repair(content)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_damaged_file_is_read_and_never_repaired_for_the_worse(text):
    before, done = check(text), repair(text)
    after = check(done.text)
    errors = Counter(one.code for one in before.problems if one.level == "error")
    assert Counter(one.code for one in after.problems if one.level == "error") <= errors
    assert after.problems == done.left
    again = repair(done.text)
    assert again.text == done.text and again.applied == ()
    read(text)


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_comments_beside_what_is_repaired_survive(text):
    dropped = {"deprecated-drop", "empty-optional", "deprecated-ipa", "deprecated-logo"}
    done = repair(text)
    if not dropped & {one.code for one in done.applied}:
        assert len(re.findall("# (?:Kept|as)", done.text)) == len(re.findall("# (?:Kept|as)", text))


def test_places_are_lines_of_the_file():
    text = VALID.replace("stable", "x").replace("EUPL-1.2", "x").replace("kim@", "")
    lines = text.splitlines()
    for problem in check(text).problems:
        assert lines[problem.line - 1][problem.column - 1 :].startswith(problem.key.split(".")[-1])
