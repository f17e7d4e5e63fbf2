# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from tests.publiccode.files import changed

from allmende.publiccode import check, sarif


def test_a_problem_is_a_result_with_its_line_and_what_to_do():
    log = sarif([("publiccode.yml", check(changed("stable", "ready")))], "de")
    (run,) = log["runs"]
    (result,) = run["results"]
    assert result["ruleId"] == "publiccode/one-of" and result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert "developmentStatus" in result["message"]["text"]
    assert "stable" in run["tool"]["driver"]["rules"][0]["help"]["text"]
