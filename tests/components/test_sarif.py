# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Verdicts as SARIF."""

from allmende.components import Judged, sarif

REASON = {
    "rule": "embed-strong-copyleft",
    "level": "avoid",
    "text": {"de": "Starkes Copyleft.", "en": "Strong copyleft."},
    "remedy": {"de": "Etwas anderes suchen.", "en": "Look for something else."},
    "source": "https://example.org/rules",
}


def row(**changed):
    told = {"name": "readline", "version": "8.2", "purl": None, "licence": "GPL-3.0-only"}
    return {**told, "verdict": "avoid", "reasons": [REASON], "place": "line 7", **changed}


def only_run(*rows, file="bom.spdx"):
    (run,) = sarif([Judged(file, "embed", "munich 1", rows)], "de")["runs"]
    return run


def test_only_what_asks_for_something_is_a_finding():
    run = only_run(row(verdict="allowed"), row(verdict="preferred"), row(verdict="blocked"))
    assert [one["level"] for one in run["results"]] == ["error"]


def test_a_finding_names_part_licence_and_reason_in_the_language():
    (result,) = only_run(row())["results"]
    assert result["message"]["text"] == "readline 8.2: GPL-3.0-only. Starkes Copyleft."


def test_a_rule_comes_once_with_its_remedy_and_source():
    (rule,) = only_run(row(), row())["tool"]["driver"]["rules"]
    assert rule["help"]["text"] == "Etwas anderes suchen."
    assert rule["helpUri"] == "https://example.org/rules"


def test_a_line_becomes_a_region_and_a_pointer_a_logical_place():
    for place, region in (("line 7", {"startLine": 7}), ("/components/3", None)):
        (result,) = only_run(row(place=place))["results"]
        (location,) = result["locations"]
        assert location["physicalLocation"].get("region") == region
        assert location["logicalLocations"][0]["fullyQualifiedName"] == place


def test_a_licence_that_came_by_hand_has_no_place():
    (result,) = only_run(row(), file=None)["results"]
    assert "locations" not in result


def test_a_name_with_spaces_is_a_valid_address():
    (result,) = only_run(row(), file="my bom.json")["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "my%20bom.json"
