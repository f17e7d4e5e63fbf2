# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An inspection as a document and as SARIF."""

import json

import pytest
from tests.repositories.making import Made, make

from allmende.documents import as_html
from allmende.reporting import inspection_document, inspections_sarif
from allmende.repositories import inspect

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"
ALLOWED = """suppressions:
  - path: allowed.env
    reason: an example of the manual
"""


@pytest.fixture
def made(tmp_path) -> Made:
    repository = make(tmp_path / "example")
    repository.commit({"README.md": "# Example\n", "key.env": f"AWS_ACCESS_KEY_ID={TOKEN}\n"})
    return repository


def result_of(told):
    (run,) = inspections_sarif([told])["runs"]
    return next(one for one in run["results"] if "AWS" in one["message"]["text"])


def test_a_finding_is_listed_redacted_with_its_place(made):
    page = as_html(inspection_document(inspect(made.folder), "en"))
    assert "key.env:1" in page and TOKEN not in page


def test_facts_are_named_for_people_and_not_by_their_keys(made):
    page = as_html(inspection_document(inspect(made.folder), "de"))
    assert "README im Hauptverzeichnis" in page and "readme.file" not in page
    assert "Busfaktor im letzten Jahr" in page and "1 Person" in page


def test_what_it_was_kept_as_gives_the_same_document(made):
    told = inspect(made.folder)
    kept = json.loads(json.dumps(told.as_json(), default=list))
    assert inspection_document(kept, "de") == inspection_document(told, "de")


def test_nothing_found_is_only_said_where_all_was_seen(tmp_path):
    repository = make(tmp_path / "clean")
    repository.commit({"a.txt": "words\n"})
    told = inspect(repository.folder).as_json()
    assert "everything was looked at" in as_html(inspection_document(told, "en"))
    gap = told | {"coverage": told["coverage"] | {"complete": False}}
    assert "this does not mean that there is nothing" in as_html(inspection_document(gap, "en"))


def test_a_finding_is_a_result_with_line_level_and_rule(made):
    result = result_of(inspect(made.folder))
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "key.env"},
        "region": {"startLine": 1},
    }
    assert result["level"] in ("error", "warning") and 0 <= result["rank"] <= 100
    assert TOKEN not in json.dumps(result)


def test_its_fingerprint_is_the_same_the_next_time(made):
    first = result_of(inspect(made.folder))
    made.commit({"README.md": "# Example\n\nMore.\n"})
    assert result_of(inspect(made.folder))["partialFingerprints"] == first["partialFingerprints"]


def test_every_rule_says_what_to_do_and_is_there_once(made):
    (run,) = inspections_sarif([inspect(made.folder)], "de")["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(one["help"]["text"] and one["shortDescription"]["text"] for one in rules)
    ids = [one["id"] for one in rules]
    assert len(ids) == len(set(ids)) and {one["ruleId"] for one in run["results"]} == set(ids)


def test_what_was_set_aside_is_a_suppressed_result_with_its_reason(made):
    made.commit({".allmende/suppressions.yaml": ALLOWED.replace("allowed", "key")})
    result = result_of(inspect(made.folder))
    assert result["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "an example of the manual",
        }
    ]


def test_what_was_not_seen_is_told_with_the_run(made):
    told = inspect(made.folder).as_json()
    gap = told | {"coverage": told["coverage"] | {"complete": False, "shallow": True}}
    (run,) = inspections_sarif([gap])["runs"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["level"] == "warning" and "shallow" in notice["message"]["text"]
