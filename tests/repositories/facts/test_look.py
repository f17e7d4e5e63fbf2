# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What facts are given to look at, and the words they answer in."""

from tests.repositories.facts.looking import looking_at

from allmende.repositories.facts import FACTS, finder_of
from allmende.repositories.facts.fact import (
    LONGEST_QUOTE,
    MOST_EVIDENCE,
    at,
    counted,
    found,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.places import place_of


def test_symbolic_links_are_no_files() -> None:
    look = looking_at({"a": "1", "b": "2"}, links=("b",))
    assert look.paths == ("a",)


def test_files_are_named_in_any_folder_and_case_outermost_first() -> None:
    look = looking_at({"deep/er/POM.xml": "", "pom.xml": "", "deep/pom.xml": "", "x.pom.xml": ""})
    assert list(look.named("pom.xml")) == ["pom.xml", "deep/pom.xml", "deep/er/POM.xml"]
    assert list(look.ending(".pom.xml")) == ["x.pom.xml"]
    assert list(look.under("deep/er/")) == ["deep/er/POM.xml"]


def test_what_one_fact_made_the_next_one_gets() -> None:
    look, made = looking_at(), []
    assert look.once("it", lambda _: made.append(1) or "made") == "made"
    assert look.once("it", lambda _: made.append(1) or "again") == "made"
    assert made == [1]


def test_a_fact_says_where_it_is_to_be_seen() -> None:
    fact = yes("a.key", at("file", 3, "  words \n of it "), value=2)
    assert fact.as_json() == {
        "key": "a.key",
        "state": "yes",
        "value": 2,
        "evidence": [
            {
                "kind": "path",
                "path": "file",
                "line": 3,
                "commit": None,
                "quote": "words of it",
                "number": None,
                "date": None,
                "words": None,
            }
        ],
        "note": None,
        "title": {"de": "a.key", "en": "a.key"},
        "words": {},
        "units": {},
    }


def test_states_are_four() -> None:
    note = {"de": "Das weiß nur die Plattform", "en": "Only the forge knows"}
    facts = [yes("k"), no("k", counted(0, "files")), unknown("k", note), value("k", [1])]
    assert [one.state for one in facts] == ["yes", "no", "unknown", "value"]
    assert facts[2].note == note


def test_an_inspected_file_does_not_decide_how_much_is_shown() -> None:
    many = found("k", (at(f"file-{n}", 1, "x" * 9_999) for n in range(9_999)))
    assert len(many.evidence) == MOST_EVIDENCE
    assert len(many.evidence[0].quote or "") == LONGEST_QUOTE


def test_nothing_found_is_no() -> None:
    assert found("k", []).state == "no"


def test_folders_tell_the_product_from_tests_and_examples() -> None:
    paths = {
        "src/main/pom.xml": "product",
        "latest/pom.xml": "product",
        "src/funTest/assets/pom.xml": "test",
        "tests/package.json": "test",
        "examples/app/package.json": "example",
        "{{cookiecutter.name}}/setup.py": "example",
        "docs/package.json": "documentation",
        "web/node_modules/x/package.json": "vendored",
    }
    assert {path: place_of(path) for path in paths} == paths


def test_every_subject_of_the_table_can_be_looked_for() -> None:
    own = (
        "manifests", "boms", "containers", "services", "configuration", "logging", "interfaces",
        "ci", "workflows",
    )  # fmt: skip
    assert set(own) <= set(FACTS)
    for subject in own:
        assert callable(finder_of(subject))
        assert set(FACTS[subject]) == {"de", "en"}
