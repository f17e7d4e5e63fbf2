# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import json
from pathlib import Path

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import licences

MIT = (Path(__file__).parents[3] / "LICENSES" / "MIT.txt").read_text()
NOTICE = "Copyright (c) 2024 Landeshauptstadt München\n"


def facts(files, **more):
    return facts_of(licences.find, looking_at(files, **more))


def test_the_licence_file_is_named_with_what_it_is():
    seen = facts({"LICENSE": NOTICE + MIT})
    assert seen["licence.file"].state == "yes"
    assert seen["licence.file"].evidence[0].path == "LICENSE"
    assert seen["licence.expression"].value == "MIT"
    assert seen["licence.osi-approved"].state == "yes"
    assert seen["licence.class"].value == "permissive"


def test_without_a_licence_file_it_is_said_and_nothing_is_guessed():
    seen = facts({"README.md": "MIT"})
    assert seen["licence.file"].state == "no"
    assert seen["licence.expression"].state == "unknown"
    assert seen["licence.osi-approved"].state == "unknown"


def test_a_licence_file_that_is_no_licence_stays_unknown():
    seen = facts({"LICENSE": "All rights are with us, ask the mayor."})
    assert seen["licence.file"].state == "yes"
    assert seen["licence.expression"].state == "unknown"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("package.json", '{\n "name": "x",\n "license": "Apache-2.0"}', 3),
        ("composer.json", '{"license": ["Apache-2.0"]}', 1),
        ("pyproject.toml", '[project]\nlicense = "Apache-2.0"', 2),
        ("pyproject.toml", '[project]\nlicense = {text = "Apache-2.0"}', 2),
        ("setup.py", 'setup(\n  license="Apache-2.0",\n)', 2),
        ("Cargo.toml", '[package]\nlicense = "Apache-2.0"', 2),
        ("pom.xml", "<project><licenses>\n<license><name>Apache License 2.0</name>"
         "</license></licenses></project>", 2),
        ("publiccode.yml", "legal:\n  license: Apache-2.0\n", 2),
        ("CITATION.cff", "license: Apache-2.0\n", 1),
        ("x.gemspec", 's.license = "Apache-2.0"', 1),
    ],
)  # fmt: skip
def test_a_manifest_that_says_otherwise_disagrees(name, content, line):
    disagreeing = facts({"LICENSE": MIT, name: content})["licence.agreement"]
    assert disagreeing.state == "no"
    assert disagreeing.evidence[-1].path == name
    assert disagreeing.evidence[-1].line == line


def test_manifests_that_say_the_same_agree():
    files = {"LICENSE": MIT, "package.json": '{"license": "MIT"}', "pom.xml": "<broken"}
    assert facts(files)["licence.agreement"].state == "yes"


def test_or_later_is_no_disagreement_with_the_text():
    assert licences.same_texts("GPL-3.0-or-later", "GPL-3.0-only")
    assert not licences.same_texts("GPL-2.0-or-later", "GPL-3.0-only")


def test_two_licence_files_with_a_suffix_offer_a_choice():
    apache = (Path(__file__).parents[3] / "LICENSES" / "CC-BY-4.0.txt").read_text()
    seen = facts({"LICENSE-MIT": MIT, "LICENSE-CC": apache})
    assert "OR" in seen["licence.expression"].value


def test_manifests_of_tests_and_foreign_code_are_not_ours():
    files = {"LICENSE": MIT, "tests/package.json": '{"license": "ISC"}'}
    files["node_modules/a/package.json"] = '{"license": "ISC"}'
    assert facts(files)["licence.declared"].value == []


@pytest.mark.parametrize(
    ("notice", "holder"),
    [
        ("Copyright (c) 2024 Landeshauptstadt München", "Landeshauptstadt München"),
        ("© 2019-2024, Example GmbH. All rights reserved.", "Example GmbH"),
        ("Copyright (C) 2020 - present Example Inc.", "Example Inc."),
        ("Copyright (c) [year] [fullname]", None),
        ("copyright notice and this permission notice", None),
        ("Copyright 2021", None),
    ],
)
def test_holders_are_read_from_notices_and_placeholders_are_not(notice, holder):
    assert licences.holder(notice) == holder


def test_the_holders_of_the_licence_file_are_listed():
    assert facts({"LICENSE": NOTICE + MIT})["licence.copyright-holders"].value == [
        "Landeshauptstadt München"
    ]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("LICENSE", True),
        ("licence.txt", True),
        ("COPYING.LESSER", True),
        ("MIT-LICENSE.txt", True),
        ("LIZENZ.md", True),
        ("license.py", False),
        ("LICENSE.license", False),
        ("licensing-guide.md", False),
    ],
)
def test_licence_files_are_told_by_their_names(path, is_one):
    assert licences.is_licence_file(path) is is_one


def test_broken_manifests_do_no_harm():
    broken = {"package.json": "[" * 100_000, "Cargo.toml": "\xff=", "pom.xml": "<!DOCTYPE a><a/>"}
    assert facts(broken)["licence.declared"].value == []
    assert json.dumps(facts({"LICENSE": b"\xff\xfe\x00"})["licence.file"].as_json())
