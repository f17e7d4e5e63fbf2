# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Criteria files: how sets are found and merged, and how a mistake is named with its line."""

from pathlib import Path

import pytest
from tests.criteria.making import Write

from allmende.criteria import load_criteria, names
from allmende.policies import PolicyError

FILE = """\
title: {de: Prüfung, en: Check}
groups:
  - {id: files, title: {de: Dateien, en: Files}}
  - {id: rest, title: {de: Anderes, en: Other}}
criteria:
  - id: judged
    group: rest
    level: info
    question: {de: Gut?, en: Good?}
    hints: {de: Ansehen., en: Look.}
    source: a book
    check: human
  - id: licence
    group: files
    level: must
    question: {de: Lizenz?, en: Licence?}
    remedy: {de: Anlegen., en: Add it.}
    source: a book
    check:
      all:
        - {fact: licence.file}
        - any:
            - {fact: readme.file}
            - {findings: {none_of: secret, confidence: 0.5}}
            - {licence: {fact: licence.expression, context: publish}}
"""


def changed(old: str, new: str) -> str:
    assert FILE.count(old) == 1, old
    return FILE.replace(old, new)


def test_a_set_loads_in_the_order_of_its_groups(write: Write) -> None:
    criteria = load_criteria("ours", str(write(ours=FILE)))
    assert [one.id for one in criteria.criteria] == ["licence", "judged"]
    assert criteria.facts() == ("licence.expression", "licence.file", "readme.file")
    assert len(criteria.version) == 12


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (changed("fact: readme.file", "facts: readme.file"), 23, "facts: Extra inputs"),
        (changed("fact: readme.file", "fact: weather.today"), 23, "no fact begins with 'weather'"),
        (changed("fact: readme.file", "fact: readme"), 23, "'readme' is no fact"),
        (changed("fact: readme.file", "fact: readme.file, matches: '('"), 23, "is no pattern"),
        (changed("fact: readme.file", "fact: readme.file, at_least: many"), 23, "valid number"),
        (changed("fact: readme.file", "fact: readme.file, is: maybe"), 23, "'yes' or 'no'"),
        (
            changed("fact: readme.file", "fact: readme.file, in: [a], is: no"),
            23,
            "in and is do not go together",
        ),
        (
            changed("fact: readme.file", "human: true, at_least: 1"),
            23,
            "at_least belongs to a fact",
        ),
        (
            changed("fact: readme.file", "fact: readme.file, human: true"),
            23,
            "this one has fact and human",
        ),
        (changed("{fact: readme.file}", "{}"), 23, "this one has none"),
        (changed("fact: readme.file", "fact: readme.file, partly: true"), 23, "partly belongs to"),
        (changed("none_of: secret", "none_of: weapon"), 24, "none_of"),
        (changed("confidence: 0.5", "confidence: 5"), 24, "confidence"),
        (changed("confidence: 0.5", "confidence: 0.5, ask_from: 0.6"), 24, "ask_from must lie"),
        (changed("context: publish", "context: sell"), 25, "context"),
        (changed("check: human", "check: humans"), 12, "check"),
        (changed("level: must", "level: shall"), 15, "level"),
        (changed("group: files", "group: filez"), 14, "there is no group 'filez'"),
        (changed("id: licence", "id: judged"), 13, "'judged' is there already"),
        (changed("id: rest", "id: files"), 4, "'files' is there already"),
        (changed("question: {de: Gut?, en: Good?}", "question: {de: Gut?}"), 9, "en is missing"),
        (changed("    hints: {de: Ansehen., en: Look.}\n", ""), 11, "needs hints"),
        (changed("    remedy: {de: Anlegen., en: Add it.}\n", ""), 15, "needs a remedy"),
        (changed("    source: a book\n    check: human", "    check: human"), 6, "source"),
        (changed("check: human", "check: human\n    human_answers: false"), 13, "would not count"),
        (
            changed("check: human", "check: human\n    applies_when: human"),
            13,
            "no person is asked",
        ),
        (changed("check: human", "check: human\n    shows: [weather.x]"), 13, "weather"),
        (changed("check: human", "check: human\n    tiers: [0]"), 13, "tiers"),
        (FILE + "extra: 1\n", 26, "extra"),
        ("groups: []\n", None, "title is missing"),
        ("criteria: [\n", 2, ""),
    ],
)
def test_a_mistake_is_named_with_its_line(
    write: Write, content: str, line: int | None, why: str
) -> None:
    folder = write(ours=content)
    with pytest.raises(PolicyError) as caught:
        load_criteria("ours", str(folder))
    assert (caught.value.file, caught.value.line) == (folder / "criteria/ours.yaml", line)
    assert why in caught.value.why


OTHERWISE = """\
based_on: plain
title: {de: Unsere, en: Ours}
without: [reuse]
criteria:
  - id: readme
    group: documents
    level: should
    question: {de: Unsere README?, en: Our README?}
    remedy: {de: Anlegen., en: Add it.}
    source: our book
    check: {fact: readme.file}
  - id: logo
    group: content
    level: info
    question: {de: Logo?, en: Logo?}
    hints: {de: Ansehen., en: Look.}
    source: our book
    check: human
"""


def test_an_office_says_only_what_it_does_otherwise(write: Write) -> None:
    ours = load_criteria("publication-check", str(write(publication_check=OTHERWISE)))
    plain = load_criteria("publication-check", "plain")
    ids = [one.id for one in ours.criteria]
    assert {*ids} == {one.id for one in plain.criteria} - {"reuse"} | {"logo"}
    by_id = {one.id: one for one in ours.criteria}
    assert (by_id["readme"].level, by_id["readme"].source) == ("should", "our book")
    assert [one.id for one in ours.criteria if one.group == "content"][-1] == "logo"
    assert ids.index("readme") == [one.id for one in plain.criteria].index("readme")
    assert ours.title["en"] == "Ours"
    assert ours.version != plain.version


@pytest.mark.parametrize(
    ("name", "content", "line", "why"),
    [
        ("publication_check", OTHERWISE.replace("[reuse]", "[gone]"), 3, "no criterion 'gone'"),
        ("publication_check", OTHERWISE.replace("group: content", "group: no"), 13, "no group"),
        ("new", OTHERWISE, 1, "no such file to base on"),
    ],
)
def test_a_mistake_in_what_differs_is_named_too(
    write: Write, name: str, content: str, line: int, why: str
) -> None:
    with pytest.raises(PolicyError) as caught:
        load_criteria(name.replace("_", "-"), str(write(**{name: content})))
    assert caught.value.line == line
    assert why in caught.value.why


def test_a_profile_has_its_own_sets_and_those_of_plain(write: Write) -> None:
    folder = str(write(ours=FILE))
    assert {*names(folder)} == {*names("plain"), "ours"}
    assert load_criteria("publication-check", folder).profile == Path(folder).name


@pytest.mark.parametrize("name", ["gone", "", "../office", "../../munich/criteria/house-standard"])
def test_a_name_that_is_none_of_them_is_refused(name: str) -> None:
    with pytest.raises(PolicyError, match="no such set of criteria"):
        load_criteria(name, "plain")
