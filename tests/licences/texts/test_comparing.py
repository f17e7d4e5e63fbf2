# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from tests.licences.texts.cases import installed

from allmende.licences.texts.comparing import nearly
from allmende.licences.texts.differences import Comparison
from allmende.licences.texts.scanning import words_of


def compared(text: str) -> list[Comparison]:
    return nearly([word for word, _, _ in words_of(text)])


def bsd() -> str:
    return installed("packaging", "licenses/LICENSE.BSD")


def test_a_replaced_word_stands_beside_the_one_it_replaces() -> None:
    (found,) = compared(bsd().replace("disclaimer.", "warning.", 1))

    assert found.reference.expression == "BSD-2-Clause"
    assert [(one.change, one.words, one.expected) for one in found.steps] == [
        ("replaced", "warning", "disclaimer")
    ]


def test_a_removed_word_is_named() -> None:
    (found,) = compared(bsd().replace("list of conditions", "list"))

    assert {(one.change, one.expected) for one in found.steps} == {("removed", "of conditions")}


def test_a_slip_of_one_letter_is_no_change() -> None:
    (found,) = compared(
        bsd().replace("provided with the distribution", "providet with the distribution")
    )

    assert found.steps == ()


def test_two_changed_licences_in_a_text_are_both_found() -> None:
    mit = installed("pytest", "licenses/LICENSE").replace("free of charge", "quite free of charge")
    text = (
        f"{mit}\n{'Some other words stand between them. ' * 9}\n{bsd().replace('above', 'upper')}"
    )

    assert [one.reference.expression for one in compared(text)] == ["MIT", "BSD-2-Clause"]


def test_prose_about_licences_is_none_of_them() -> None:
    prose = (
        "Every licence grants permission to copy and to distribute, with a warranty or without. "
    )

    assert compared(prose * 20) == []
