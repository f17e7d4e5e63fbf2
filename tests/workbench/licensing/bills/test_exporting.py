# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What leaves a checked bill as a file."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.licensing.bills import making

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing.bills import exporting
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.services.bills import files

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
TAG_VALUE = b"""SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: portal
DocumentNamespace: https://example.org/portal
Creator: Tool: by hand
Created: 2026-11-20T08:00:00Z

PackageName: careful
SPDXID: SPDXRef-careful
PackageVersion: 1.0.0
PackageDownloadLocation: NOASSERTION
PackageLicenseDeclared: GPL-3.0-only
PackageLicenseConcluded: GPL-3.0-only

PackageName: good
SPDXID: SPDXRef-good
PackageVersion: 1.0.0
PackageDownloadLocation: NOASSERTION
PackageLicenseDeclared: MIT
PackageLicenseConcluded: MIT
"""


@pytest.fixture
def bill(colleague: User) -> Bill:
    return making.checked(
        colleague,
        making.written(
            making.part("good"),
            making.part("careful", "GPL-3.0-only"),
            making.part("either", "BSD-3-Clause OR GPL-2.0-only", copyright="Copyright 2026 Ada"),
            making.part("=1+1", "see LICENSE"),
        ),
    )


def taken(client: Client, bill: Bill, form: str, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/licences/bills/{bill.pk}/components.{form}{query}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="portal-components.{form}"'
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode()


def test_the_csv_has_a_line_for_each_component_with_reasons_as_sentences(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    text = taken(client_of(colleague), bill, "csv", "?sort=place")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff") and list(rows[0]) == list(exporting.FIELDS)
    assert [row["name"] for row in rows] == ["good", "careful", "either", "'=1+1"]
    assert rows[2]["chosen"] == "BSD-3-Clause" and rows[2]["verdict"] == "preferred"
    assert rows[1]["reasons"] and not rows[1]["reasons"].startswith(("[", "{"))


def test_a_file_holds_what_the_filters_leave(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    client = client_of(colleague)
    found = json.loads(taken(client, bill, "json", "?level=avoid"))
    assert [one["name"] for one in found["components"]] == ["careful"]


def test_the_json_has_the_keys_of_the_command(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    found = json.loads(taken(client_of(colleague), bill, "json"))
    assert {"file", "format", "version", "components", "summary", "not_understood"} <= found.keys()
    assert {"name", "version", "purl", "licence", "verdict", "reasons"} <= found["components"][
        0
    ].keys()
    assert found["policy"] == bill.policy and sum(found["summary"].values()) == 4


def test_the_list_of_products_goes_along_with_the_numbers_of_its_newest_bills(
    client_of: Signed, colleague: User, community: User, bill: Bill
) -> None:
    way = reverse("licensing:bills-export", args=["json"])
    found = json.loads(b"".join(client_of(colleague).get(way)))
    (product,) = found["products"]
    assert (product["name"], product["components"], product["uploads"]) == ("Portal", 4, 1)
    assert (product["avoid"], product["review"], product["preferred"]) == (1, 1, 2)
    assert json.loads(b"".join(client_of(community).get(way)))["products"] == []


def test_sarif_names_only_what_asks_for_something_each_with_its_place(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    found = json.loads(taken(client_of(colleague), bill, "sarif"))
    (run,) = found["runs"]
    assert found["version"] == "2.1.0" and len(run["results"]) == 2
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in run["results"]} == rules
    places = {
        place["fullyQualifiedName"]
        for one in run["results"]
        for location in one["locations"]
        for place in location["logicalLocations"]
    }
    assert places == {"/components/1", "/components/3"}


def test_sarif_speaks_the_language_of_the_page(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    client = client_of(colleague)
    told = {
        language: json.loads(taken(client, bill, "sarif", language=language))["runs"][0]["results"]
        for language in ("de", "en")
    }
    assert told["de"][0]["message"] != told["en"][0]["message"]


def test_sarif_points_to_the_line_where_the_format_has_lines(
    client_of: Signed, colleague: User
) -> None:
    bill = making.checked(colleague, TAG_VALUE, name="a bill of ours.spdx")
    assert bill.format == "spdx-tag-value"
    found = json.loads(taken(client_of(colleague), bill, "sarif"))
    (result,) = found["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["region"]["startLine"] == 9
    assert physical["artifactLocation"]["uri"] == "a%20bill%20of%20ours.spdx"


@pytest.mark.parametrize("form", ["txt", "html", "json"])
def test_notices_name_parts_with_copyright_and_the_branch_that_was_chosen(
    form: str, client_of: Signed, colleague: User, bill: Bill
) -> None:
    answer = client_of(colleague).get(reverse("licensing:bill-notices", args=[bill.pk, form]))
    text = answer.content.decode()
    assert answer.status_code == 200 and "Copyright 2026 Ada" in text
    assert "BSD-3-Clause" in text and "attachment" in answer["Content-Disposition"]


def test_notices_of_a_file_that_is_gone_are_not_there(
    client_of: Signed, colleague: User, bill: Bill
) -> None:
    files.path_of(bill.digest).unlink()
    way = reverse("licensing:bill-notices", args=[bill.pk, "txt"])
    assert client_of(colleague).get(way).status_code == 404


def test_the_file_comes_back_byte_by_byte_and_never_as_a_page(
    client_of: Signed, colleague: User
) -> None:
    content = making.large(5)
    bill = making.checked(colleague, content, name="Stückliste.html")
    answer = client_of(colleague).get(reverse("licensing:bill-file", args=[bill.pk]))
    assert b"".join(answer) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
