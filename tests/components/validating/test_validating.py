# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Valid or not, with the place of what is wrong."""

import io
from typing import Any

import pytest
import yaml
from tests.components.bills import (
    CONTEXT,
    TAG_VALUE,
    as_bytes,
    component,
    cyclonedx,
    cyclonedx_xml,
    element,
    iri,
    licence,
    package,
    relation,
    spdx,
    spdx_3,
    spdx_3_package,
    spdx_3_relation,
)

from allmende.components import Validation, validate

JSON_VERSIONS = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]
PART = "<component type='library'><name>a</name><version>1</version></component>"


def errors(answer: Validation) -> list[tuple[str, int | None]]:
    return [(each.key, each.line) for each in answer.problems if each.level == "error"]


def of(document: Any) -> Validation:
    return validate(as_bytes(document))


@pytest.mark.parametrize("version", JSON_VERSIONS)
def test_a_good_bill_is_valid_in_every_version(version: str):
    answer = of(cyclonedx(component(version="1", licenses=[licence(id="MIT")]), version=version))
    assert (answer.format, answer.version, answer.valid) == ("cyclonedx-json", version, True)
    assert answer.problems == ()


@pytest.mark.parametrize("version", ["1.0", "1.1", *JSON_VERSIONS])
def test_good_xml_is_valid_in_every_version(version: str):
    part = PART.replace("</version>", "</version><modified>false</modified>")
    if version == "1.0":
        text = cyclonedx_xml(part, version).replace(b"serialNumber", b"data-serial")
        text = text.replace(b' data-serial="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"', b"")
    else:
        text = cyclonedx_xml(part, version)
    answer = validate(text)
    assert (answer.format, answer.version) == ("cyclonedx-xml", version)
    assert answer.valid, answer.problems


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        (component(type="thing"), "/components/0/type"),
        (component(name=1), "/components/0/name"),
        ({"name": "a"}, "/components/0"),
        (component(licenses=[licence(id="Not-A-Licence")]), "/components/0/licenses/0/license/id"),
        (component(hashes=[{"alg": "MD5", "content": "xyz"}]), "/components/0/hashes/0/content"),
        (component(scope="never"), "/components/0/scope"),
        (component(odd=1), "/components/0"),
        (
            component(externalReferences=[{"type": "website", "url": "not a url"}]),
            "/components/0/externalReferences/0/url",
        ),
    ],
)
def test_what_the_schema_forbids_is_an_error_at_its_place(bad, key: str):
    answer = of(cyclonedx(bad))
    assert not answer.valid
    assert any(problem.key.startswith(key) for problem in answer.problems), answer.problems
    assert all(problem.line for problem in answer.problems)
    assert all(problem.message["de"] and problem.message["en"] for problem in answer.problems)


@pytest.mark.parametrize(
    "more",
    [
        {"serialNumber": "urn:uuid:1"},
        {"version": 0},
        {"version": "1"},
        {"bomFormat": "Other"},
        {"metadata": {"timestamp": "yesterday"}},
        {"dependencies": [{"dependsOn": ["a"]}]},
        {"dependencies": [{"ref": "a"}, {"ref": "a"}]},
        {"novelty": 1},
    ],
)
def test_a_bent_bill_is_invalid(more: dict[str, Any]):
    assert not of(cyclonedx(component(), **more)).valid


def test_line_and_column_are_those_of_the_value():
    text = b'{"bomFormat": "CycloneDX",\n "specVersion": "1.6",\n  "version": 0}'
    [problem] = validate(text).problems
    assert (problem.key, problem.line, problem.column) == ("/version", 3, 14)


@pytest.mark.parametrize("version", ["1.1", "2.0", "", None, 1.5])
def test_an_unknown_version_is_the_problem(version: Any):
    answer = of({"bomFormat": "CycloneDX", "specVersion": version})
    assert errors(answer) == [("/specVersion", 3)]


def test_an_unknown_namespace_is_the_problem():
    assert errors(validate(cyclonedx_xml(PART, "9.9"))) == [("/bom", 2)]
    assert not validate(cyclonedx_xml(PART).replace(b' xmlns="', b' data="')).valid


def test_errors_in_xml_have_their_line():
    answer = validate(cyclonedx_xml(f"{PART}\n<component><name>b</name></component>"))
    assert not answer.valid
    assert answer.problems[0].line == 5


def test_references_are_doubted_and_not_forbidden():
    twice = [component(name, **{"bom-ref": "x"}) for name in "ab"]
    answer = of(cyclonedx(*twice, dependencies=[{"ref": "nobody"}]))
    assert answer.valid
    assert [problem.level for problem in answer.problems] == ["warning", "warning"]


def test_equal_entries_are_found_as_the_schema_means_them():
    same = [{"ref": "a", "dependsOn": []}, {"dependsOn": [], "ref": "a"}]
    assert not of(cyclonedx(dependencies=same)).valid
    assert of(cyclonedx(dependencies=[same[0], {"ref": "a"}])).valid


@pytest.mark.parametrize("version", ["2.2", "2.3"])
def test_a_good_spdx_document_is_valid(version: str):
    answer = of(spdx(package(), version=version))
    assert (answer.format, answer.version) == ("spdx-json", version)
    assert answer.valid, answer.problems


@pytest.mark.parametrize(
    "more",
    [
        {"dataLicense": "MIT"},
        {"SPDXID": "DOCUMENT"},
        {"documentNamespace": "no uri"},
        {"name": None},
        {"creationInfo": {"creators": ["Tool: a"]}},
        {"creationInfo": {"created": "yesterday", "creators": ["Tool: a"]}},
        {"creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["somebody"]}},
        {"relationships": [relation("left-pad", "DEPENDS_ON", "nobody")]},
        {"relationships": [relation("left-pad", "LOVES", "DOCUMENT")]},
        {"packages": [package(licenseDeclared="MIT AND")]},
        {"packages": [package(licenseDeclared="LicenseRef-unknown")]},
        {"packages": [package(downloadLocation=None)]},
        {"packages": [package(versionInfo=1)]},
        {"packages": [package(filesAnalyzed="false")]},
        {"packages": [package(SPDXID="left-pad")]},
        {"packages": [package(checksums=[{"algorithm": "SHA1", "checksumValue": "x"}])]},
        {"packages": [package(), package()]},
        {"packages": [package(novelty=1)]},
        {"packages": {}},
        {"novelty": 1},
    ],
)
def test_a_bent_spdx_document_is_invalid(more: dict[str, Any]):
    answer = of(spdx(package(), **more))
    assert not answer.valid
    assert answer.problems[0].message["de"]


def test_what_came_with_2_3_is_an_error_in_2_2():
    newer = package(primaryPackagePurpose="LIBRARY")
    assert of(spdx(newer)).valid
    assert ("/packages/0/primaryPackagePurpose", 23) in errors(of(spdx(newer, version="2.2")))


@pytest.mark.parametrize("version", ["SPDX-2.1", "SPDX-9", "2.3", None, 2.3])
def test_another_version_of_spdx_is_the_problem(version: Any):
    assert [key for key, _ in errors(of({**spdx(package()), "spdxVersion": version}))] == [
        "/spdxVersion"
    ]


def test_yaml_is_valid_and_invalid_as_json_is():
    assert validate(yaml.safe_dump(spdx(package())).encode()).valid
    assert not validate(yaml.safe_dump(spdx(package(novelty=1))).encode()).valid


def test_tag_value_is_valid_and_says_its_line_where_not(capfd):
    assert validate(TAG_VALUE.encode()).valid
    answer = validate(TAG_VALUE.replace("Created:", "Novelty: 1\nCreated:").encode())
    assert not answer.valid
    assert answer.problems[-1].line == 7
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("good", [True, False])
def test_a_licence_in_tag_value_is_looked_at(good: bool):
    text = TAG_VALUE.replace("WTFPL", "MIT OR ISC" if good else "MIT OR")
    assert validate(text.encode()).valid is good


@pytest.mark.parametrize("end", ["part", "nobody"])
def test_a_large_document_is_judged_like_a_small_one(end: str, monkeypatch):
    from allmende.components.validating import spdx_tools_quickly

    document = spdx(package("product"), package("part"))
    document["relationships"].append(relation("product", "DEPENDS_ON", end))
    small = of(document)
    monkeypatch.setattr(spdx_tools_quickly, "MOST_PAIRS", 0)
    assert of(document).valid is small.valid is (end == "part")


def test_rdf_is_valid():
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
    from spdx_tools.spdx.writer.rdf.rdf_writer import write_document_to_stream

    stream = io.BytesIO()
    write_document_to_stream(JsonLikeDictParser().parse(spdx(package())), stream, validate=False)
    answer = validate(stream.getvalue())
    assert (answer.format, answer.valid) == ("spdx-rdf", True)


def test_a_good_spdx_3_document_is_valid():
    declared = spdx_3_relation("left-pad", "hasDeclaredLicense", "https://spdx.org/licenses/MIT")
    answer = of(spdx_3(spdx_3_package(), declared, root="left-pad"))
    assert (answer.format, answer.version, answer.valid) == ("spdx-3-json", "3.0.1", True)


@pytest.mark.parametrize(
    "bad",
    [
        spdx_3_package(novelty=1),
        spdx_3_package(name=1),
        spdx_3_package(verifiedUsing=[{"type": "Hash", "algorithm": "sha513", "hashValue": "a"}]),
        {"type": "software_Package", "creationInfo": "_:creation", "name": "a"},
        {"type": "software_Package", "spdxId": iri("a"), "name": "a"},
        element("Novelty", "a"),
        {"spdxId": iri("a")},
        {**spdx_3_relation("a", "dependsOn", "b"), "relationshipType": "loves"},
        element("Relationship", "r", relationshipType="dependsOn", to=[iri("b")]),
        element("SpdxDocument", "second"),
        element("Organization", "maker", name="again"),
        "text",
    ],
)
def test_a_bent_spdx_3_document_is_invalid_at_its_place(bad: Any):
    answer = of(spdx_3(bad))
    assert not answer.valid
    assert "/@graph/3" in [problem.key for problem in answer.problems]
    assert all(problem.line for problem in answer.problems)


@pytest.mark.parametrize("version", ["2.0", "3.1", "4.0.0"])
def test_another_version_of_spdx_3_is_the_problem(version: str):
    document = {**spdx_3(), "@context": CONTEXT.replace("3.0.1", version)}
    assert [key for key, _ in errors(of(document))] == ["/@context"]


def test_a_validation_is_json():
    answer = of(cyclonedx(component(odd=1))).as_json()
    assert set(answer) == {"file", "format", "version", "valid", "problems"}
    assert set(answer["problems"][0]) == {"level", "key", "line", "column", "message"}
    assert as_bytes(answer)


def test_problems_are_limited():
    assert len(of(cyclonedx(*[component(str(n), odd=1) for n in range(150)])).problems) == 100
