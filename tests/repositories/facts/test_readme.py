# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import readme

GOOD = """# Parkausweis

[![build](https://ci.example/badge.svg)](https://ci.example)

This software lets residents of a city apply for a parking permit online.

## Why it is useful

It saves a walk to the office and it is made for everybody.

## Getting started

    ./run

## Contributing

See [how](CONTRIBUTING.md) and the [guide](docs/guide.md#first).

## Support

Write to help@example.org.
"""


def facts(files, **more):
    return facts_of(readme.find, looking_at(files, **more))


def test_a_readme_that_answers_all_four_questions_is_quoted_with_lines():
    seen = facts({"README.md": GOOD, "CONTRIBUTING.md": "x", "docs/guide.md": "x"})
    for key in ("what", "why", "use", "contribute", "use-or-contribute", "support"):
        assert seen[f"readme.{key}"].state == "yes", key
    assert seen["readme.what"].evidence[0].line == 5
    assert seen["readme.support"].evidence[0].quote == "Support"
    assert seen["readme.languages"].value == ["en"]
    assert seen["readme.badges"].value == 1
    assert seen["readme.links"].state == "yes"


def test_a_german_readme_answers_as_well():
    text = """Parkausweis
===========
Mit dieser Software können Bürgerinnen und Bürger einen Ausweis für das Parken beantragen.

Warum
-----
Der Weg ins Amt ist nicht mehr nötig, und die Bearbeitung wird schneller.

Erste Schritte
--------------
Einfach starten.

Mitwirken
---------
Beiträge sind willkommen.

Ansprechpersonen
----------------
Das Referat für Informationstechnik.
"""
    seen = facts({"LIESMICH.md": text})
    for key in ("what", "why", "use", "contribute", "support"):
        assert seen[f"readme.{key}"].state == "yes", key
    assert seen["readme.languages"].value == ["de"]


def test_without_a_readme_every_question_is_unanswered():
    seen = facts({"src/README.md": "x"})
    assert seen["readme.file"].state == "no"
    assert seen["readme.what"].state == "no"


def test_what_no_heading_says_only_a_person_can_say():
    seen = facts(
        {"README.md": "# X\n\nA collection of small things that we once needed ourselves.\n"}
    )
    assert seen["readme.what"].state == "yes"
    assert seen["readme.why"].state == "unknown"
    assert seen["readme.use"].state == "unknown"
    assert seen["readme.support"].state == "unknown"


def test_a_heading_with_nothing_below_answers_nothing():
    assert facts({"README.md": "# X\n\n## Support\n## Usage\n"})["readme.use"].state == "unknown"


def test_links_that_lead_nowhere_are_quoted():
    text = "[a](docs/gone.md) [b](docs/) [c](../../issues) [d](https://x.example) [e](#f)\n"
    text += "![p](/pictures/gone.png) <img src='pictures/there.png'> [s](sub/module/file)\n"
    files = {"README.md": text, "docs/a.md": "x", "pictures/there.png": "x", "sub/module": "x"}
    seen = facts(files, links=("sub/module",))["readme.links"]
    assert seen.state == "no"
    assert [(one.line, one.quote) for one in seen.evidence] == [
        (1, "docs/gone.md"),
        (2, "/pictures/gone.png"),
    ]


def test_what_stands_in_code_and_comments_is_no_heading():
    text = "# X\n```\n# Support\ntext\n```\n<!--\n# Usage\ntext\n-->\n"
    seen = facts({"README.md": text})
    assert seen["readme.support"].state == "unknown"
    assert seen["readme.use"].state == "unknown"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.rst", "Name\n====\n\nUsage\n-----\n\nRun it.\n"),
        ("README.adoc", "= Name\n\n== Usage\n\nRun it.\n"),
        ("README", "Name\n====\n\n2. Usage\n--------\n\nRun it.\n"),
        ("README.md", "# Name\n\n## 🚀 Usage\n\nRun it.\n"),
        ("README.md", "<h2 align='center'>Usage</h2>\n\nRun it.\n"),
    ],
)
def test_headings_are_found_in_every_markup(name, text):
    assert facts({name: text})["readme.use"].state == "yes"


def test_the_readme_of_the_root_comes_before_others():
    files = {"docs/README.md": "x", "README.de.md": "x", "README.md": "x", ".github/README.md": "x"}
    assert facts(files)["readme.file"].value == [
        "README.md", "README.de.md", ".github/README.md", "docs/README.md",
    ]  # fmt: skip


def test_a_readme_in_two_languages_says_so():
    files = {
        "README.md": "This is the text for you, and it is in English for all of us.",
        "README.de.md": "Das ist der Text, und er ist für alle auf Deutsch geschrieben.",
    }
    assert facts(files)["readme.languages"].value == ["de", "en"]


@pytest.mark.parametrize(
    "content", [b"\0\1\2", b"\xff" * 500, "[" * 50_000, "#" * 50_000, "<a " * 9000]
)
def test_a_strange_readme_is_survived(content):
    assert facts({"README.md": content})["readme.file"].state == "yes"
