# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import json

import pytest
from tests.licences.texts.cases import INSTALLED, NOTHING, NOTICES, installed

from allmende.licences.expressions import equivalent
from allmende.licences.texts import Identified, identify


def mit() -> str:
    return installed("pytest", "licenses/LICENSE")


def apache() -> str:
    return installed("packaging", "licenses/LICENSE.APACHE")


def lgpl() -> str:
    return installed("psycopg", "licenses/LICENSE.txt")


def same(found: Identified, expected: str) -> bool:
    return found.expression is not None and equivalent(found.expression, expected)


@pytest.mark.parametrize(("name", "file", "expected"), INSTALLED)
def test_a_licence_file_of_a_package_is_recognised(name: str, file: str, expected: str) -> None:
    found = identify(installed(name, file))

    assert (found.expression or "") == expected


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_a_notice_grants_what_it_says(text: str, expected: str) -> None:
    found = identify(text)

    assert same(found, expected), found


@pytest.mark.parametrize("text", NOTHING)
def test_without_a_grant_there_is_no_licence(text: str) -> None:
    assert identify(text).expression is None


def test_a_family_without_version_is_named_instead_of_guessed() -> None:
    found = identify("Redistributed under the terms of the BSD license.")

    assert found.expression is None
    assert "BSD" in found.remarks[0]["de"] and "BSD" in found.remarks[0]["en"]


def test_texts_one_after_the_other_hold_together() -> None:
    assert identify(f"{mit()}\n\n-----\n\n{apache()}").expression == "MIT AND Apache-2.0"


def test_a_sentence_that_offers_a_choice_makes_the_texts_below_it_one() -> None:
    text = f"The software is dual licensed; you may choose either.\n\n{mit()}\n---\n\n{apache()}"

    assert same(identify(text), "MIT OR Apache-2.0")


def test_a_notice_of_any_later_version_counts_for_the_text_below_it() -> None:
    notice = "You may distribute it under the GNU Lesser General Public License version 3 or later."

    assert identify(f"{notice}\n\n\n{lgpl()}").expression == "LGPL-3.0-or-later"


def test_a_tag_counts_more_than_a_notice_of_the_same_licence() -> None:
    notice = "# SPDX-License-Identifier: GPL-2.0-only\n# under the GNU General Public License"

    assert identify(notice).expression == "GPL-2.0-only"


def test_lines_are_those_of_the_file() -> None:
    found = identify("\n\n// intro\n\n" + "".join(f"// {one}\n" for one in mit().splitlines()))

    match = next(one for one in found.matches if one.kind == "text")
    first = next(at for at, one in enumerate(mit().splitlines()) if "Permission" in one)
    assert match.start_line == first + 5
    assert match.end_line == len(mit().rstrip().splitlines()) + 4


def test_a_changed_word_makes_a_text_modified_and_is_named() -> None:
    found = identify(mit().replace("without restriction", "without any restriction"))

    match = next(one for one in found.matches if one.kind == "text")
    assert found.expression == "MIT"
    assert match.modified and 0.95 < match.similarity < 1
    difference = match.differences[0]
    assert (difference.change, difference.words) == ("inserted", "any")
    assert (
        "without any"
        in mit().replace("without res", "without any res").splitlines()[difference.line - 1]
    )


@pytest.mark.parametrize(
    "clause",
    [
        "The Software may not be used for commercial purposes.",
        "The Software shall not be used for military purposes.",
    ],
)
def test_a_clause_that_takes_rights_away_makes_another_licence(clause: str) -> None:
    for text in (f"{mit()}\n{clause}\n", mit().replace("The above", f"{clause} The above")):
        found = identify(text)

        assert found.expression == "LicenseRef-modified-MIT"
        assert any("MIT" in one["en"] for one in found.remarks)


def test_the_commons_clause_is_a_licence_beside_the_licence() -> None:
    text = f'"Commons Clause" License Condition v1.0\n\nIt applies to the following.\n\n{mit()}'

    assert same(identify(text), "MIT AND LicenseRef-Commons-Clause")


def test_names_of_holders_are_no_modification() -> None:
    text = installed("django", "licenses/LICENSE").replace("Django", "Stadt Beispielhausen eG")

    found = identify(text)

    assert found.expression == "BSD-3-Clause"
    assert not any(one.modified for one in found.matches)


def test_an_unknown_exception_is_said_and_not_passed_over() -> None:
    text = (
        "You can redistribute it under the terms of the GNU General Public License version 3 only."
        "\n\nAs a special exception, the city may print it on blue paper."
    )

    found = identify(text)

    assert found.expression == "GPL-3.0-only"
    assert found.matches[0].modified
    assert "Ausnahme" in found.remarks[0]["de"]


def test_the_eupl_is_known_in_every_language_by_its_title() -> None:
    title = "LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.2\nEUPL © Union européenne 2007, 2016\n\n"

    assert identify(title + "La présente licence s'applique. " * 400).expression == "EUPL-1.2"


def test_the_answer_can_be_printed_as_json() -> None:
    found = json.loads(json.dumps(identify(mit()).as_json()))

    assert found["expression"] == "MIT"
    assert {"expression", "similarity", "modified", "start_line", "end_line"} <= set(
        found["matches"][0]
    )
