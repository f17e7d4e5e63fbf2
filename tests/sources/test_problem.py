# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allmende.sources import NotOfThisShape, Problem, explain
from allmende.sources import problem as problem_module
from allmende.sources.problem import SENTENCES, SHOWN, shown

SOURCES = Path(problem_module.__file__).parent


@pytest.mark.parametrize(("code", "detail"), SENTENCES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_problem_is_explained_with_what_to_do(code: str, detail: str, language: str) -> None:
    problem = Problem("a.jsonl", 12, code, detail or "the {value}", key="url")

    sentence = explain(problem, language)

    assert sentence.startswith("a.jsonl, Zeile 12: " if language == "de" else "a.jsonl, line 12: ")
    assert re.search(r"\bbitte\b" if language == "de" else r"\bplease\b", sentence.lower())
    assert sentence.endswith(".")
    assert not re.search(r"\{(key|detail|code)\}", sentence)


def test_every_code_the_readers_use_has_a_sentence() -> None:
    text = "".join(path.read_text() for path in SOURCES.rglob("*.py"))
    used = set(
        re.findall(r'(?:None|line|number), "([A-Z]\w+)"|(?:_Broken|BrokenPage|warn)\("(\w+)"', text)
    )
    codes = {first or second for first, second in used}

    assert len(codes) > 20
    assert codes <= {code for code, _ in SENTENCES}


def test_a_regional_language_is_understood() -> None:
    assert "Zeile" in explain(Problem("a", 1, "NotJson", "x"), "de-AT")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert "line 1" in explain(Problem("a", 1, "NotJson", "x"), "fr")


def test_a_code_of_a_later_version_still_gives_a_sentence() -> None:
    assert explain(Problem("a", None, "Later", "x"), "en") == "a: Not read: Later x"


def test_a_foreign_value_is_shown_short_and_printable() -> None:
    text = shown("\x1b[31m\n" + "x" * 1000)

    assert text.isprintable()
    assert len(text) == SHOWN


def test_a_problem_survives_the_way_to_json_and_back() -> None:
    problem = Problem("a", 3, "WrongType", "x", level="warning", key="stars")

    assert Problem.from_json(problem.to_json()) == problem


@pytest.mark.parametrize(("key", "value"), [("shape", 2), ("level", "fatal"), ("line", "3")])
def test_json_of_another_shape_is_no_problem_of_ours(key: str, value: object) -> None:
    with pytest.raises(NotOfThisShape):
        Problem.from_json({**Problem("a", 3, "NotJson").to_json(), key: value})
