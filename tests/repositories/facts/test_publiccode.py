# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from pathlib import Path

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import publiccode

MIT = (Path(__file__).parents[3] / "LICENSES" / "MIT.txt").read_text()
GOOD = """publiccodeYmlVersion: "0.4"
name: Parkausweis
legal:
  license: MIT
maintenance:
  type: contract
  contractors:
    - name: Example GmbH
"""


def facts(files):
    return facts_of(publiccode.find, looking_at(files))


def test_a_good_file_is_present_readable_and_agrees():
    seen = facts({"publiccode.yml": GOOD, "LICENSE": MIT})
    assert seen["publiccode.file"].state == "yes"
    assert seen["publiccode.readable"].state == "yes"
    assert seen["publiccode.version"].value == "0.4"
    assert seen["publiccode.licence-agrees"].state == "yes"
    assert seen["publiccode.licence-agrees"].evidence[0].line == 4
    assert seen["publiccode.maintenance"].value["contractors"] == 1


def test_another_licence_disagrees():
    other = GOOD.replace("MIT", "EUPL-1.2")
    assert (
        facts({"publiccode.yml": other, "LICENSE": MIT})["publiccode.licence-agrees"].state == "no"
    )


def test_without_a_licence_file_there_is_nothing_to_compare_but_itself():
    assert facts({"publiccode.yml": "name: x\n"})["publiccode.licence-agrees"].state == "unknown"


def test_no_file_is_no_and_the_rest_unknown():
    seen = facts({"docs/publiccode.yml": GOOD})
    assert seen["publiccode.file"].state == "no"
    assert seen["publiccode.version"].state == "unknown"


@pytest.mark.parametrize("broken", ["a: [", "- a\n- b", "", "x", "\x00", "[" * 5000, "a: &a [*a]"])
def test_a_broken_file_is_not_readable(broken):
    assert facts({"publiccode.yml": broken})["publiccode.readable"].state == "no"
