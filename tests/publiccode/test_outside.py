# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What lies beyond the file is asked of the caller, and of nobody else."""

from tests.publiccode.files import VALID, with_more

from allmende.publiccode import look_outside

TEXT = with_more("logo: img/logo.svg\nlandingURL: https://example.org/gone\nusedBy: [logo.svg]\n")


def test_an_address_that_does_not_answer_is_told_at_its_line():
    (problem,) = look_outside(TEXT, answers=lambda address: not address.endswith("gone"))
    assert (problem.code, problem.key) == ("no-answer", "landingURL")
    assert TEXT.splitlines()[problem.line - 1].startswith("landingURL")


def test_a_file_that_is_not_there_is_told():
    asked: list[str] = []
    found = look_outside(TEXT, exists=lambda path: bool(asked.append(path)))
    assert [one.key for one in found] == ["logo"] and asked == ["img/logo.svg"]


def test_the_description_of_each_language_is_looked_at():
    text = VALID.replace(
        "    features:\n",
        "    documentation: https://example.org/doc\n"
        "    screenshots:\n      - a.png\n    features:\n",
    )
    found = look_outside(text, answers=lambda _: False, exists=lambda _: False)
    assert [one.key for one in found] == [
        "url",
        "description.de.documentation",
        "description.de.screenshots[0]",
    ]


def test_what_is_not_asked_is_not_told():
    assert look_outside(TEXT) == ()
    assert look_outside(b"\xff", lambda _: False, lambda _: False) == ()
