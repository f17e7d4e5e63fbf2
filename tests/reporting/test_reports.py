# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A report as a document and as SARIF."""

import json
from datetime import date

import pytest
from tests.criteria.making import COMPLETE, fact, finding

from allmende.criteria import Given, Known, assess, load_criteria
from allmende.documents import as_html, as_odt, as_pdf
from allmende.reporting import report_document, reports_sarif

TODAY = date(2026, 11, 23)
COVERAGE = COMPLETE | {"refs": 2, "commits": 1234, "blobs": 1, "bytes": 2_500_000}


def report(*facts, coverage=COVERAGE, findings=(), given=()):
    known = Known.of(facts, findings, coverage)
    return assess(
        load_criteria("publication-check", "plain"),
        known,
        repository="https://example.org/code.git",
        commit="1" * 40,
        given=given,
        on=TODAY,
        policy=("plain", "0123456789ab"),
    )


def page(told, language="en"):
    return as_html(report_document(told, language, office="An office"))


def test_an_old_report_is_shown_from_the_json_it_was_kept_as():
    told = report(fact("licence.file"))
    kept = json.loads(json.dumps(told.as_json()))
    assert page(kept) == page(told)


def test_coverage_comes_first_and_in_whole_sentences():
    told = page(report(), "de")
    assert "2 Branches und Tags, 1.234 Commits, 1 Dateifassung (2,5 MB)" in told
    assert told.index("Vollständig") < told.index("Ergebnis")


def test_a_shallow_clone_is_said_in_the_first_words():
    told = report(coverage=COVERAGE | {"complete": False, "shallow": True, "missing": 3})
    note = report_document(told, "en").opening[0].as_json()
    assert note["level"] == "warning"
    assert note["line"][0]["text"].startswith("The clone is shallow")
    assert "3 objects are missing." in page(told)


def test_a_report_without_coverage_says_so():
    assert "It is not stated what was looked at." in page(report(coverage=None))


def test_it_names_policy_commit_and_day():
    told = page(report())
    assert "plain, version 0123456789ab" in told and "1" * 40 in told and "2026-11-23" in told


def test_what_a_person_said_stands_beside_what_was_computed():
    criterion = next(
        one
        for one in load_criteria("publication-check", "plain").criteria
        if one.takes_human_answers
    )
    said = Given(criterion.id, "met", "Looked at it all", "A. Reviewer", TODAY)
    told = page(report(given=(said,)))
    assert "judged by a person" in told and "Looked at it all" in told
    assert "The inspection says" in told


def test_every_criterion_is_answered_and_every_open_one_is_a_task():
    told = report()
    written = page(told)
    assert all(one.criterion.id in written for one in told.answers)
    assert "What is to be done" in written and "For a person to judge" in written


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_rendered_in_every_form(language):
    document = report_document(report(fact("licence.file", path="LICENSE", line=1)), language)
    assert as_pdf(document).startswith(b"%PDF") and as_odt(document).startswith(b"PK")


def test_a_criterion_that_is_not_met_is_a_result_with_its_place_and_remedy():
    log = reports_sarif([report(findings=(finding(),))])
    (run,) = log["runs"]
    result = next(one for one in run["results"] if one["ruleId"] == "no-secrets")
    rule = next(one for one in run["tool"]["driver"]["rules"] if one["id"] == "no-secrets")
    (place,) = result["locations"]
    assert (result["level"], place["physicalLocation"]["region"]["startLine"]) == ("error", 7)
    assert rule["help"]["text"] and result["partialFingerprints"]


def test_what_is_open_is_no_result_and_is_told():
    (run,) = reports_sarif([report()])["runs"]
    states = {one["properties"]["state"] for one in run["results"]}
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert states <= {"not-met", "partly"}
    assert any(one.startswith("For a person to judge: ") for one in told)


def test_the_run_says_which_commit_of_which_repository():
    (run,) = reports_sarif([report()])["runs"]
    assert run["versionControlProvenance"] == [
        {"repositoryUri": "https://example.org/code.git", "revisionId": "1" * 40}
    ]
