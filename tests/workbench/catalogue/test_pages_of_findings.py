# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Findings: what stands there, how it is narrowed, and what goes along as a file."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.workbench.catalogue.making import software, text_of

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import Finding
from allmende.workbench.catalogue.services import editing

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


@pytest.fixture
def faulty() -> None:
    """One entry of ours under a licence that is not open, one watched entry that lacks most."""
    ours = software("Graylog", licences=("SSPL-1.0",), repositories=("https://github.com/g/g",))
    editing.edit(None, ours, {"stance": "in-use", "descriptions": {"de": "Da.", "en": "There."}})
    software("Watched")


def rules_of(answer: Any) -> set[str]:
    return {row["finding"].rule for row in answer.context["rows"]}


def test_findings_begin_with_what_is_ours(client_of: Signed, colleague: User, faulty: None) -> None:
    answer = client_of(colleague).get("/en/catalogue/findings")
    assert {row["software"].name for row in answer.context["rows"]} == {"Graylog"}
    everything = client_of(colleague).get("/en/catalogue/findings?scope=all")
    assert {row["software"].name for row in everything.context["rows"]} == {"Graylog", "Watched"}


def test_a_finding_says_what_where_and_what_to_do(
    client_of: Signed, office: User, faulty: None
) -> None:
    html = client_of(office).get("/en/catalogue/findings?rule=licence-not-osi").content.decode()
    text = text_of(html)
    assert "We use it, but its licence “SSPL-1.0” is not approved" in text
    assert str(RULES["licence-not-osi"].remedy) in text
    assert "Field: Licence" in text and "severe" in text
    assert "/en/catalogue/software/graylog/edit#id_licences" in html
    assert "/en/catalogue/software/graylog/findings" in html


def test_who_may_not_edit_is_not_offered_it(
    client_of: Signed, colleague: User, faulty: None
) -> None:
    html = client_of(colleague).get("/en/catalogue/findings").content.decode()
    assert "/edit" not in html


def test_every_choice_shows_the_number_it_gives(
    client_of: Signed, office: User, faulty: None
) -> None:
    client = client_of(office)
    chosen = {"scope": "all", "severity": "low"}
    facets = client.get("/en/catalogue/findings", chosen).context["facets"]
    for facet in facets:
        for choice in facet["choices"]:
            query = {**chosen, facet["name"]: choice["value"]}
            found = client.get("/en/catalogue/findings", query).context["page"].paginator.count
            assert found == choice["count"], (facet["name"], choice["value"])


def test_no_findings_is_said_truthfully(client_of: Signed, office: User, faulty: None) -> None:
    client = client_of(office)
    assert "No finding of this kind" in text_of(
        client.get("/en/catalogue/findings?rule=sponsor-disagrees").content.decode()
    )
    Finding.objects.filter(software__slug="graylog").delete()
    told = text_of(client.get("/en/catalogue/findings").content.decode())
    assert "Well done" in told and "What we only watch may still have findings." in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_findings_go_along_as_csv_in_the_language_of_the_page(
    language: str, client_of: Signed, colleague: User, faulty: None
) -> None:
    answer = client_of(colleague).get(f"/{language}/catalogue/findings.csv?rule=licence-not-osi")
    assert "findings.csv" in answer["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    with translation.override(language):
        assert row["sentence"] == RULES["licence-not-osi"].explain({"written": "SSPL-1.0"})
    assert (row["software"], row["severity"]) == ("Graylog", "high")


def test_findings_go_along_as_json_all_pages_of_them(
    client_of: Signed, colleague: User, faulty: None
) -> None:
    answer = client_of(colleague).get("/en/catalogue/findings.json?scope=all")
    told = json.loads(answer.getvalue())
    assert told["version"] == 1 and len(told["findings"]) == Finding.objects.count()


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(
    client_of: Signed, colleague: User
) -> None:
    software("=cmd()")
    answer = client_of(colleague).get("/en/catalogue/findings.csv?scope=all")
    assert b"'=cmd()" in answer.getvalue()


@pytest.mark.parametrize("key", RULES)
def test_every_rule_names_a_field_of_the_form_or_none(key: str) -> None:
    from allmende.workbench.catalogue import words
    from allmende.workbench.catalogue.forms import SoftwareForm

    about = RULES[key].about
    assert not about or about in words.FIELDS
    fields = {"descriptions": "description_de", "texts": "text_de"}
    assert not about or fields.get(about, about) in SoftwareForm.base_fields
