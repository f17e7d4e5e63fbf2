# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The report: what it holds as JSON, and how it reads on a terminal."""

import json
from typing import Any, Literal

import pytest
from tests.criteria.making import COMPLETE, TODAY, Write, fact, given, known

from allmende.criteria import Report, as_text, assess, load_criteria

FILE = """\
title: {de: Kleine Prüfung, en: Small check}
computed: {de: Von uns berechnet., en: Computed by us.}
tier: {de: Reifegrad, en: Maturity level}
groups:
  - {id: files, title: {de: Dateien, en: Files}}
criteria:
  - id: licence
    group: files
    level: must
    tiers: [1, 2]
    question: {de: Gibt es eine Lizenz?, en: Is there a licence?}
    remedy: {de: LICENSE anlegen., en: Add LICENSE.}
    source: a book
    check: {fact: licence.file}
    human_answers: true
  - id: code
    group: files
    level: should
    tiers: [2]
    question: {de: Ist der Code gut?, en: Is the code good?}
    hints: {de: Drei Dateien lesen., en: Read three files.}
    remedy: {de: Besser schreiben., en: Write better.}
    source: a book
    check: human
"""


def made(write: Write, *facts: Any, **more: Any) -> Report:
    what = known(*facts, coverage=more.pop("coverage", COMPLETE))
    return assess(
        load_criteria("small", str(write(small=FILE))),
        what,
        repository="https://example.org/x.git",
        commit="abcdef0123456789",
        on=TODAY,
        **more,
    )


def test_json_is_complete_and_serialisable(write: Write) -> None:
    report = made(write, fact("licence.file", "no"), policy=("ours", "123456789abc"))
    read = json.loads(json.dumps(report.as_json()))
    assert read["policy"] == {"name": "ours", "version": "123456789abc"}
    assert (read["shape"], read["date"], read["commit"]) == (1, "2026-11-23", "abcdef0123456789")
    assert read["coverage"]["complete"] is True
    assert read["criteria"]["computed"]["en"] == "Computed by us."
    assert [one["state"] for one in read["answers"]] == ["not-met", "needs-human"]
    assert read["summary"]["levels"]["must"]["not_met"] == 1
    assert read["summary"]["tiers"]["2"]["applicable"] == 2
    assert read["summary"]["groups"]["files"]["known_share"] == 0.5
    assert read["summary"]["must_all_met"] is False


def test_statements_on_criteria_that_are_gone_are_named(write: Write) -> None:
    report = made(write, given=[given(criterion="gone"), given(criterion="licence")])
    assert [one.given.criterion for one in report.set_aside] == ["gone"]
    assert report.summary.must_all_met
    told = "Answer to another criterion (gone): There is no such criterion here."
    assert told in as_text(report, "en")


def test_it_reads_as_text_in_english(write: Write) -> None:
    report = made(write, fact("licence.file", "no", path="docs/x.md", line=3))
    assert as_text(report, "en", width=80) == (
        "Small check\n"
        "https://example.org/x.git · abcdef012345\n"
        f"As of 2026-11-23 · Policy {report.criteria.profile} {report.criteria.version}\n"
        "Computed by us.\n"
        "Coverage: complete\n"
        "\n"
        "Must: 0 of 1 met, 1 of 1 known\n"
        "    partly 0, not met 1, unknown 0, for a person to judge 0, not applicable 0\n"
        "Should: 0 of 1 met, 0 of 1 known\n"
        "    partly 0, not met 0, unknown 0, for a person to judge 1, not applicable 0\n"
        "Maturity level 1: 0 of 1 met, 1 of 1 known\n"
        "    partly 0, not met 1, unknown 0, for a person to judge 0, not applicable 0\n"
        "Maturity level 2: 0 of 2 met, 1 of 2 known\n"
        "    partly 0, not met 1, unknown 0, for a person to judge 1, not applicable 0\n"
        "\n"
        "Files\n"
        "  ✗ licence · Must · not met\n"
        "      Is there a licence?\n"
        "      licence.file: no.\n"
        "      docs/x.md:3\n"
        "      Remedy: Add LICENSE.\n"
        "  ☞ code · Should · for a person to judge\n"
        "      Is the code good?\n"
        "      Only a person can judge this.\n"
        "      Look at: Read three files.\n"
    )


def test_it_reads_as_text_in_german(write: Write) -> None:
    text = as_text(made(write, fact("licence.file", "no"), given=[given(criterion="licence")]))
    assert "Stand 23.11.2026 · Regelwerk" in text
    assert "Muss: 1 von 1 erfüllt, 1 von 1 bekannt" in text
    assert "✓ licence · Muss · erfüllt" in text
    assert "Widerspruch: nicht erfüllt. licence.file: nein." in text


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (COMPLETE, "complete"),
        ({"complete": False}, "incomplete"),
        ({"shallow": False}, "not stated"),
        (None, "not stated"),
    ],
)
def test_coverage_is_said_first(write: Write, coverage: Any, said: str) -> None:
    assert f"Coverage: {said}\n" in as_text(made(write, coverage=coverage), "en")


def test_answers_can_be_limited_while_the_figures_stay(write: Write) -> None:
    text = as_text(made(write, fact("licence.file", "no")), "en", states=["not-met"])
    assert "licence ·" in text
    assert "code ·" not in text
    assert "Should: 0 of 1 met" in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_repository_cannot_steer_the_terminal(
    write: Write, language: Literal["de", "en"]
) -> None:
    bad = "a\x1b[31m\x07\u202e\nb"
    one = fact("licence.file", "yes", path=bad, note=bad)
    report = assess(
        load_criteria("small", str(write(small=FILE))), known(one), repository=bad, on=TODAY
    )
    text = as_text(report, language)
    assert "a[31m b" in text
    assert not {"\x1b", "\x07", "\u202e"} & {*text}
