# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from collections.abc import Callable
from html import escape

import pytest
from tests.licences.texts.cases import installed

from allmende.licences.texts import identify
from allmende.licences.texts.rendering import HEAD, rendered


def each_line(before: str, after: str = "") -> Callable[[str], str]:
    return lambda text: "\n".join(f"{before}{line}{after}" for line in text.split("\n"))


RENDERINGS: dict[str, Callable[[str], str]] = {
    "slashes": each_line("// "),
    "hashes": each_line("# "),
    "stars in a box": each_line(" * ", " *"),
    "semicolons": each_line(";; "),
    "dashes": each_line("-- "),
    "m4": each_line("dnl "),
    "batch": each_line("REM "),
    "percent": each_line("% "),
    "fortran": each_line("C "),
    "quoted": each_line("> "),
    "bold": lambda text: "\n".join(f"**{one}**" if one else "" for one in text.split("\n")),
    "code fence": lambda text: f"```\n{text}\n```",
    "xml comment": lambda text: f"<!--\n{text}\n-->",
    "C strings": each_line('  "', '\\n"'),
    "html": lambda text: (
        f"<html><body><p>{escape(text).replace(chr(10) * 2, '</p><p>')}</p></body>"
    ),
    "rtf": lambda text: "{\\rtf1\\ansi\n" + text.replace("\n", "\\par\n") + "}",
    "typographic": lambda text: text.replace('"', "”").replace(" ", "\u00a0"),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "one line": lambda text: " ".join(text.split()),
    "narrow": lambda text: "\n".join(text.split()),
}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_a_licence_stays_itself_in_every_dress(rendering: str) -> None:
    text = RENDERINGS[rendering](installed("packaging", "licenses/LICENSE.BSD"))

    assert identify(text).expression == "BSD-2-Clause"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_bytes_are_read_in_the_usual_encodings(encoding: str) -> None:
    text = "Lizenziert unter der MIT-Lizenz für alle Städte.\n" * 3

    assert identify(text.encode(encoding)).expression == "MIT"


def test_lines_are_neither_lost_nor_added() -> None:
    text = "<html>\n<script>\nlicensed under the MIT License\n</script>\n<p\n class='x'>\nend</p>"

    page = rendered(text)

    assert len(page.lines) == text.count("\n") + 1
    assert "MIT" not in page.plain
    assert page.line_at(page.plain.index("end")) == 7


def test_a_very_long_text_is_read_at_its_ends_and_says_so() -> None:
    text = "x y z\n" * HEAD + "Licensed under the MIT license."

    found = identify(text)

    assert not found.complete
    assert found.expression == "MIT"
    assert found.matches[0].start_line == HEAD + 1
