# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""BSI TR-03183-2."""

from typing import Any

import pytest
from tests.components.bills import (
    SHA512,
    as_bytes,
    component,
    cyclonedx,
    package,
    spdx,
    spdx_3,
    spdx_3_package,
)

from allmende.components import BsiFinding, check_bsi, read

PROPERTIES = ["filename", "executable", "archive", "structured"]


def whole(**changed: Any) -> dict[str, Any]:
    hashes = [{"alg": "SHA-512", "content": SHA512}]
    said = {
        "bom-ref": "pad",
        "version": "1.3.0",
        "purl": "pkg:npm/left-pad@1.3.0",
        "manufacturer": {"name": "Pads", "url": ["https://example.org"]},
        "licenses": [{"expression": "MIT OR 0BSD", "acknowledgement": "concluded"}],
        "externalReferences": [
            {"type": "distribution", "url": "https://example.org/a.tgz", "hashes": hashes},
            {"type": "source-distribution", "url": "https://example.org/s.tgz"},
        ],
        "properties": [{"name": f"bsi:component:{each}", "value": "x"} for each in PROPERTIES],
    }
    return {k: v for k, v in {**component(), **said, **changed}.items() if v is not None}


def around(**changed: Any) -> dict[str, Any]:
    return {
        "metadata": {
            "timestamp": "2026-01-02T03:04:05Z",
            "manufacturer": {"name": "City", "url": ["https://example.org"]},
        },
        "dependencies": [{"ref": "pad"}],
        "compositions": [{"aggregate": "complete", "dependencies": ["pad"]}],
        **changed,
    }


def found(bill: dict[str, Any]) -> dict[str, BsiFinding]:
    return {each.rule: each for each in check_bsi(read(as_bytes(bill)))}


def test_a_whole_bill_lacks_at_most_the_original_licence():
    assert list(found(cyclonedx(whole(), **around()))) == ["original-licence"]
    both = [
        {"license": {"id": "MIT", "acknowledgement": "concluded"}},
        {"license": {"id": "0BSD", "acknowledgement": "declared"}},
    ]
    assert not found(cyclonedx(whole(licenses=both), **around()))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"manufacturer": None}, "component-creator"),
        ({"manufacturer": {"name": "Pads"}}, "component-creator"),
        ({"version": None}, "version"),
        ({"licenses": None}, "distribution-licence"),
        ({"licenses": [{"expression": "MIT"}]}, "distribution-licence"),
        (
            {"licenses": [{"license": {"name": "Own words", "acknowledgement": "concluded"}}]},
            "distribution-licence",
        ),
        ({"externalReferences": None}, "deployable-hash"),
        ({"externalReferences": None}, "source-uri"),
        ({"externalReferences": None}, "deployable-uri"),
        ({"purl": None}, "identifiers"),
        ({"properties": None}, "filename"),
        ({"properties": None}, "executable"),
        ({"properties": None}, "archive"),
        ({"properties": None}, "structured"),
        ({"bom-ref": "other"}, "dependencies"),
        ({"bom-ref": "other"}, "completeness"),
    ],
)
def test_what_a_component_lacks_is_a_finding_with_its_place(changed, rule: str):
    finding = found(cyclonedx(whole(**changed), **around()))[rule]
    assert (finding.state, finding.count, finding.places) == ("missing", 1, ("/components/0",))
    assert finding.text["de"]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"metadata": {}}, "timestamp"),
        ({"metadata": {}}, "bill-creator"),
        ({"metadata": {"authors": [{"name": "A"}]}}, "bill-creator"),
        ({"vulnerabilities": [{"id": "CVE-1"}]}, "no-vulnerabilities"),
        ({"serialNumber": None}, "bill-uri"),
    ],
)
def test_what_the_bill_lacks_is_a_finding(changed, rule: str):
    assert found(cyclonedx(whole(), **around(**changed)))[rule].places == ()


def test_musts_come_first_and_cite_their_section():
    findings = check_bsi(read(as_bytes(cyclonedx(component()))))
    levels = [each.level for each in findings]
    assert levels == sorted(levels)
    assert {each.section for each in findings if each.rule in ("version", "timestamp")} == {
        "5.2.2",
        "5.2.1",
    }


def test_the_subject_counts_as_a_component():
    bill = cyclonedx(component(), metadata={"component": component("product")})
    assert found(bill)["version"].places == ("/metadata/component", "/components/0")


@pytest.mark.parametrize(
    ("bill", "meets"),
    [
        (cyclonedx(version="1.6"), True),
        (cyclonedx(version="1.7"), True),
        (cyclonedx(version="1.5"), False),
        (cyclonedx(version="1.10"), True),
        (cyclonedx(version="odd"), False),
        (spdx(package()), False),
        (spdx_3(spdx_3_package()), True),
    ],
)
def test_the_format_must_be_new_enough(bill: dict[str, Any], meets: bool):
    assert ("format" not in found(bill)) is meets


def test_what_an_old_format_cannot_say_is_unknown():
    old = found(cyclonedx(component(licenses=[{"expression": "MIT"}]), version="1.5"))
    assert old["component-creator"].state == old["distribution-licence"].state == "unknown"
    assert found(spdx(package()))["executable"].state == "unknown"
    assert found(spdx_3(spdx_3_package()))["executable"].state == "unknown"


def test_places_are_limited_and_counted():
    finding = found(cyclonedx(*[component(str(n)) for n in range(30)]))["version"]
    assert (finding.count, len(finding.places)) == (30, 20)
    assert finding.as_json()["level"] == "must"
