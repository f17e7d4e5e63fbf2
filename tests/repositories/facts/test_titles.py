# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every fact has a title, and every part of its value a word, in German and English."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.repositories.facts.looking import FakeChange, FakeCommit, looking_at

from allmende.criteria import PREFIXES, load_criteria, names
from allmende.repositories import facts, inspect
from allmende.repositories.facts import TITLES, Fact, with_titles
from allmende.repositories.facts.fact import at, counted, value, yes
from allmende.repositories.facts.look import Tag
from allmende.repositories.facts.naming import COUNTED, ONE, PARTS, UNITS, WORDS_OF

SOURCE = Path(facts.__file__).parent
CHECKOUT = Path(__file__).parents[3]
NOW = int(time.time())
RICH = {
    "LICENSE": "MIT License\n\nCopyright (c) 2026 Example\n",
    "README.md": "# Example\n\nExample helps offices to share what they wrote.\n\n## Use\n\nRun.\n",
    "CODEOWNERS": "* @example/team\n",
    "publiccode.yml": "publiccodeYmlVersion: '0.4'\nname: Example\nlegal:\n  license: MIT\n"
    "maintenance:\n  type: internal\n  contacts:\n  - name: Office\n",
    "package.json": '{"name": "@example/a", "license": "MIT", "dependencies": {"vue": "^3"}}',
    "Dockerfile": "FROM python:3.11\nUSER 1000\n",
    "compose.yaml": "services:\n  db:\n    image: postgres:16\n",
    "src/main.py": "print(1)\n" * 9,
    "docs/use.md": "# Use\n\nThis page says how the program is used by those who work with it.\n",
    ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n"
    "    - uses: actions/checkout@v4\n    - run: npm test\n",
    "CHANGELOG.md": "# Changes\n\n## 1.1.0\n\n## 1.0.0\n",
}
FREE = {
    "activity.months", "dependencies.declared", "dependencies.locked", "documentation.folder",
    "languages.all", "languages.programming",
}  # fmt: skip
"""Facts with months, folders, languages and kinds of packages as names of parts."""


def looks() -> Iterator[Any]:
    commits = tuple(
        FakeCommit(f"{number:040}", NOW - number * 86_400, author_mail=f"a@town{number % 2}.de")
        for number in range(1, 40)
    )
    changes = tuple(FakeChange(one.id, path, "A") for one in commits for path in RICH)
    tags = (
        Tag("v1.1.0", commits[1].id, NOW - 2 * 86_400, True, True),
        Tag("v1.0.0", commits[9].id, NOW - 10 * 86_400, True, False),
    )
    yield looking_at()
    yield looking_at(complete=False)
    yield looking_at(RICH, commits=commits, changes=changes, tags=tags)
    yield looking_at(RICH, origin="https://github.com/example/a", complete=False)


@pytest.fixture(scope="module")
def found() -> list[Fact]:
    """The facts of made repositories, and of this project's own checkout where there is one."""
    every = [one for look in looks() for one in facts.find(look)]
    if (CHECKOUT / ".git").exists():
        every += inspect(CHECKOUT, with_scan=False).facts
    return every


def sources() -> Iterator[ast.AST]:
    for path in SOURCE.rglob("*.py"):
        if path.name not in ("titles.py", "naming.py"):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def written_keys() -> set[str]:
    """Texts of the source that look like a key of a fact; f-strings show by running them."""
    texts = {
        one.value
        for one in sources()
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
    key = re.compile(rf"(?:{'|'.join(sorted(PREFIXES))})\.[a-z][a-z0-9_-]*")
    of_files = (".yml", ".yaml", ".toml")
    keys = {text for text in texts if key.fullmatch(text) and not text.endswith(of_files)}
    return keys - set(names_of_what_is_kept())


def names_of_what_is_kept() -> Iterator[str]:
    """First arguments of `look.once`, which may look like a key."""
    for one in sources():
        match one:
            case ast.Call(func=ast.Attribute(attr="once"), args=[ast.Constant(value=name), *_]):
                yield str(name)


def asked_keys() -> set[str]:
    sets = [(name, profile) for profile in ("plain", "munich") for name in names(profile)]
    every = (load_criteria(name, profile) for name, profile in sets)
    checks = [
        check
        for criteria in every
        for one in criteria.criteria
        for check in (one.check, one.applies_when)
        if check
    ]
    return {key for check in checks for key in check.facts()}


def test_every_fact_has_a_title(found: list[Fact]) -> None:
    assert written_keys() | {one.key for one in found} <= set(TITLES)


def test_what_criteria_ask_has_a_title() -> None:
    assert asked_keys() <= {key.replace("_", "-") for key in TITLES}


def test_no_title_is_left_over(found: list[Fact]) -> None:
    used = written_keys() | {one.key for one in found}
    canonical = {key.replace("_", "-") for key in used} | asked_keys()
    assert {key for key in TITLES if key.replace("_", "-") not in canonical} == set()


def test_titles_are_short_differ_and_stand_in_both_languages() -> None:
    for code in ("de", "en"):
        titles = [one[code] for one in TITLES.values()]
        assert len(titles) == len(set(titles))
        assert all(0 < len(one) <= 60 and not one.endswith(".") for one in titles)


def test_every_part_of_a_value_has_a_word(found: list[Fact]) -> None:
    told = [one.as_json() for one in found if one.key not in FREE]
    missing = {
        f"{one['key']}: {name}"
        for one in told
        for name in names_in(one["value"])
        if name not in one["words"]
    }
    assert missing == set()


def names_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from names_in(one)


def test_units_and_words_belong_to_facts_there_are() -> None:
    assert {*UNITS, *WORDS_OF} <= set(TITLES)


def test_every_number_of_the_evidence_says_what_it_counts(found: list[Fact]) -> None:
    calls = (one for one in sources() if isinstance(one, ast.Call))
    quotes = {
        str(call.args[1].value)
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "counted"
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    quotes |= {one.quote or "" for fact in found for one in fact.evidence if one.number is not None}
    assert quotes <= set(COUNTED)
    assert set(ONE) <= set(COUNTED)


def test_no_word_is_empty_in_one_language_only() -> None:
    for one in (*TITLES.values(), *PARTS.values(), *COUNTED.values(), *ONE.values()):
        assert bool(one["de"]) == bool(one["en"])


def test_a_fact_tells_its_title_its_words_and_its_units() -> None:
    told = value("activity.trend", {"last-year": 12, "direction": "rising"}).as_json()
    assert told["title"] == {"de": "Verlauf der Änderungen", "en": "Trend of changes"}
    assert told["words"]["last-year"]["de"] == "im letzten Jahr"
    assert told["words"]["rising"]["en"] == "rising"
    assert told["units"]["last-year"] == "commits"


def test_one_is_counted_in_the_singular() -> None:
    told = yes("contributors.authors", counted(1, "people"), counted(2, "people")).as_json()
    assert [one["words"]["de"] for one in told["evidence"]] == ["Person", "Personen"]


def test_what_a_repository_says_is_never_put_into_other_words() -> None:
    told = yes("readme.what", at("README.md", 1, "people")).as_json()
    assert told["evidence"][0]["words"] is None


def test_a_fact_kept_from_before_gets_its_title_later() -> None:
    kept = {"key": "readme.file", "state": "yes", "value": None, "evidence": [], "note": None}
    assert with_titles(kept)["title"]["en"] == "README in the root folder"
    assert with_titles(with_titles(kept)) == with_titles(kept)


def test_a_fact_of_another_maker_is_called_by_its_key() -> None:
    assert with_titles({"key": "x.y", "state": "yes"})["title"] == {"de": "x.y", "en": "x.y"}
