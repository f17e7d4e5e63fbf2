# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials that lie in the tree, and those that the build makes."""

import json

import pytest
from tests.components.bills import component, cyclonedx
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import boms

BILL = json.dumps(cyclonedx(component("a"), component("b")))


def facts(files: dict[str, str]):  # type: ignore[no-untyped-def]
    return facts_of(boms.find, looking_at(files))


@pytest.mark.parametrize("path", ["bom.json", "sbom.json", "app.cdx.json", "docs/app-sbom.json"])
def test_a_bill_is_read_and_counted(path: str) -> None:
    fact = facts({path: BILL})["sbom.present"]
    assert fact.state == "yes"
    assert fact.value == [
        {"path": path, "format": "cyclonedx-json", "version": "1.6", "components": 2}
    ]


def test_what_is_only_called_a_bill_leaves_the_question_open() -> None:
    fact = facts({"sbom.json": "{}", "bom.xml": "<a/>"})["sbom.present"]
    assert fact.state == "unknown"
    assert [one.path for one in fact.evidence] == ["bom.xml", "sbom.json"]


def test_bills_for_tests_are_not_the_products() -> None:
    assert facts({"tests/data/bom.json": BILL})["sbom.present"].state == "no"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (
            "pom.xml",
            "<project><build><plugins>\n<plugin><groupId>org.cyclonedx</groupId>"
            "<artifactId>cyclonedx-maven-plugin</artifactId></plugin></plugins></build></project>",
            2,
        ),
        ("build.gradle", "plugins {\n  id 'org.cyclonedx.bom' version '2.3.0'\n}", 2),
        ("package.json", '{"devDependencies": {\n"@cyclonedx/cyclonedx-npm": "1"}}', 2),
        ("Makefile", "bom:\n\tsyft dir:. -o cyclonedx-json\n", 2),
        (
            ".github/workflows/a.yml",
            "jobs:\n  a:\n    steps:\n      - uses: anchore/sbom-action@v0\n",
            4,
        ),
    ],
)
def test_what_makes_one(path: str, text: str, line: int) -> None:
    fact = facts({path: text})["sbom.generated"]
    assert fact.state == "yes"
    assert (fact.evidence[0].path, fact.evidence[0].line) == (path, line)


def test_a_parent_outside_of_the_clone_may_bring_the_plugin() -> None:
    pom = """<project><parent><groupId>de.stadt</groupId><artifactId>parent</artifactId>
    <version>1</version><relativePath/></parent><artifactId>a</artifactId></project>"""
    fact = facts({"pom.xml": pom})["sbom.generated"]
    assert fact.state == "unknown"
    assert fact.evidence[0].quote == "de.stadt:parent"


def test_nothing_is_no() -> None:
    assert {key: one.state for key, one in facts({"a": ""}).items()} == {
        "sbom.present": "no",
        "sbom.generated": "no",
    }
