# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A log as SARIF asks for it (sections of the standard in brackets)."""

import json

from allmende.sarif import Notice, Place, Result, Rule, Run, Suppressed, log

RULE = Rule("a-rule", "What is asked for", "What to do", "https://example.org/")


def only(*results, **more):
    (run,) = log([Run(results, **more)])["runs"]
    return run


def test_a_log_says_its_version_and_schema():
    assert log([])["version"] == "2.1.0" and log([])["$schema"].startswith("https://")


def test_a_rule_stands_there_once_however_many_results_it_has():
    run = only(Result(RULE, "error", "one"), Result(RULE, "note", "two"))
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == ["a-rule"]


def test_a_line_becomes_a_region_and_a_path_a_valid_address():
    result = Result(RULE, "error", "x", (Place("a b/ü#1.txt", 3),))
    (place,) = only(result)["results"][0]["locations"]
    physical = place["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "a%20b/%C3%BC%231.txt"
    assert physical["region"] == {"startLine": 3}


def test_a_path_that_is_no_text_is_kept_byte_by_byte():
    path = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    (place,) = only(Result(RULE, "error", "x", (Place(path),)))["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9.txt"


def test_what_stands_in_no_file_has_a_name():
    result = Result(RULE, "error", "x", (Place(None, None, "commit message", "1a2b"),))
    (place,) = only(result)["results"][0]["locations"]
    assert place == {"logicalLocations": [{"name": "commit message", "fullyQualifiedName": "1a2b"}]}


def test_suppressed_results_keep_their_reason_and_others_say_that_they_are_not():
    run = only(
        Result(RULE, "error", "x", suppressed=(Suppressed("a test"),)),
        Result(RULE, "error", "y", suppressed=()),
    )
    told, open_one = (one["suppressions"] for one in run["results"])
    assert told[0]["justification"] == "a test" and open_one == []


def test_a_notice_is_told_with_the_run():
    run = only(notices=(Notice("Not everything was seen."),))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"][0]["level"] == "warning"


def test_a_log_is_json():
    assert json.loads(json.dumps(log([Run((Result(RULE, "error", "x"),))])))


def test_a_source_that_is_no_address_is_left_out():
    run = only(Result(Rule("a", "x", address="ISO 13616-1; https://example.org/"), "error", "x"))
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]


def test_a_related_place_is_told_once():
    related = (Place("a.txt", 1), Place("a.txt", 1), Place("a.txt", 2))
    (result,) = only(Result(RULE, "error", "x", related=related))["results"]
    assert len(result["relatedLocations"]) == 2
