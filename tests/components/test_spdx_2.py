# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2 in all its spellings, as read."""

import io
from itertools import pairwise
from typing import Any

import pytest
import yaml
from tests.components.bills import TAG_VALUE, as_bytes, package, relation, spdx

from allmende.components import Bill, Contact, Dependency, Hash, LicenceText, Limits, NotABill, read

PAD = package(
    "left-pad",
    versionInfo="1.10",
    supplier="Organization: Pads Ltd (a@example.org)",
    originator="Person: Jane Doe",
    downloadLocation="https://example.org/pad.tgz",
    homepage="https://example.org",
    packageFileName="pad.tgz",
    licenseConcluded="MIT",
    licenseDeclared="GPL-2.0-only",
    copyrightText="Copyright A",
    primaryPackagePurpose="LIBRARY",
    checksums=[{"algorithm": "SHA512", "checksumValue": "ab" * 64}],
    externalRefs=[
        {
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": "pkg:npm/left-pad@1.10",
        }
    ],
)


def the_bill(*packages: dict[str, Any], **more: Any) -> Bill:
    return read(as_bytes(spdx(*packages, **more)))


def test_a_package_is_read_with_what_is_known_of_it():
    bill = the_bill(package("product"), PAD)
    [part] = bill.components
    assert (part.name, part.version, part.purl) == ("left-pad", "1.10", "pkg:npm/left-pad@1.10")
    assert (part.declared, part.concluded, part.licence) == ("GPL-2.0-only", "MIT", "MIT")
    assert part.contacts == (
        Contact("supplier", "Pads Ltd", "a@example.org"),
        Contact("originator", "Jane Doe"),
    )
    assert part.hashes == (Hash("SHA-512", "ab" * 64),)
    assert (part.filename, part.type, part.homepage) == (
        "pad.tgz",
        "library",
        "https://example.org",
    )
    assert (part.copyrights, part.place) == (("Copyright A",), "/packages/1")
    assert not bill.not_understood


def test_the_document_says_who_made_it():
    bill = the_bill(PAD)
    assert (bill.format, bill.version, bill.name) == ("spdx-json", "2.3", "bill")
    assert bill.tools == ("maker-1.0",)
    assert bill.creators == (Contact("author", "City of Example", "ospo@example.org"),)


@pytest.mark.parametrize("word", ["NOASSERTION", "NONE"])
def test_nothing_stated_is_no_licence(word: str):
    [part] = the_bill(package(licenseConcluded=word, licenseDeclared=word)).components
    assert (part.licence, part.copyrights) == (None, ())


def test_what_is_described_is_the_subject_unless_it_is_all_there_is():
    bill = the_bill(package("product"), package("part"))
    assert bill.subject and bill.subject.name == "product"
    assert [part.name for part in bill.components] == ["part"]
    alone = the_bill(package("product"))
    assert [part.name for part in alone.components] == ["product"]


def test_several_described_packages_are_components():
    bill = the_bill(
        package("a"), package("b"), documentDescribes=["SPDXRef-a", "SPDXRef-b"], relationships=[]
    )
    assert bill.subject is None
    assert [part.name for part in bill.components] == ["a", "b"]


def test_relationships_become_dependencies_scopes_and_parents():
    bill = the_bill(
        *(package(name) for name in "abcd"),
        relationships=[
            relation("DOCUMENT", "DESCRIBES", "a"),
            relation("a", "DEPENDS_ON", "b"),
            relation("c", "TEST_DEPENDENCY_OF", "a"),
            relation("b", "CONTAINS", "d"),
        ],
    )
    assert bill.dependencies == (Dependency("SPDXRef-a", ("SPDXRef-b", "SPDXRef-c")),)
    b, c, d = bill.components
    assert (c.scope, d.parent) == ("test", b.ref)


def test_texts_of_own_licences_come_with_the_packages_that_name_them():
    bill = the_bill(
        package("product"),
        package("part", licenseDeclared="(LicenseRef-own OR MIT)"),
        hasExtractedLicensingInfos=[{"licenseId": "LicenseRef-own", "extractedText": "Words"}],
    )
    assert bill.components[0].licence_texts == (LicenceText("LicenseRef-own", "Words"),)


def test_files_are_counted():
    assert the_bill(package(), files=[{"SPDXID": "SPDXRef-f", "fileName": "./f"}]).files == 1


def test_what_is_not_understood_is_listed_with_its_place():
    bill = the_bill(
        package("a", odd=1),
        package("a", versionInfo=None, externalRefs="none"),
        relationships=[relation("a", "DEPENDS_ON", "nobody")],
        novelty=1,
    )
    assert [each.place for each in bill.not_understood] == [
        "/novelty",
        "/packages/0/odd",
        "/packages/1/externalRefs",
        "/packages/1",
        "/relationships/0",
    ]


def test_what_githubs_dependency_graph_hands_out_is_unwrapped():
    bill = read(as_bytes({"sbom": spdx(PAD)}))
    assert [part.name for part in bill.components] == ["left-pad"]
    assert [each.place for each in bill.not_understood] == ["/sbom"]


def test_yaml_is_read_and_a_version_stays_what_was_written():
    text = yaml.safe_dump(spdx(package("product"), PAD)).replace("'1.10'", "1.10")
    bill = read(text.encode())
    assert (bill.format, bill.components[0].version) == ("spdx-yaml", "1.10")
    assert bill.components[0].licence == "MIT"


def test_yaml_may_refer_to_what_it_said_before():
    text = yaml.safe_dump(spdx(package("product"), PAD)).replace("packages:", "packages: &all")
    assert len(read(f"{text}\nnovelty: *all\n".encode()).components) == 1


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: *a}"])
def test_yaml_that_contains_itself_is_refused(text: str):
    with pytest.raises(NotABill, match="multiplies"):
        read(f"spdxVersion: SPDX-2.3\n{text}\n".encode())


def test_yaml_that_multiplies_itself_is_refused():
    names = "abcdefghijkl"
    rows = [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in pairwise(names)]
    bomb = "\n".join(["spdxVersion: SPDX-2.3", "a: &a [x]", *rows])
    with pytest.raises(NotABill) as refused:
        read(bomb.encode())
    assert refused.value.line


@pytest.mark.parametrize(
    "text", ["spdxVersion: " + "[" * 5000, "spdxVersion: 'x", "spdxVersion: a\n  b: c\n- d"]
)
def test_broken_yaml_is_refused(text: str):
    with pytest.raises(NotABill, match="YAML"):
        read(text.encode())


def test_yaml_beyond_its_limit_is_refused():
    with pytest.raises(NotABill, match="MB"):
        read(yaml.safe_dump(spdx(PAD)).encode(), Limits(yaml=100))


def test_tag_value_is_read():
    bill = read(TAG_VALUE.encode())
    [part] = bill.components
    assert (bill.format, bill.version, bill.name) == ("spdx-tag-value", "2.3", "bill")
    assert bill.subject and bill.subject.name == "product"
    assert (part.name, part.version, part.purl) == (
        "left-pad",
        "1.3.0",
        "pkg:npm/left-pad@1.3.0",
    )
    assert (part.declared, part.concluded) == ("WTFPL", "LicenseRef-own")
    assert part.copyrights == ("Copyright A\nCopyright B",)
    assert part.licence_texts == (LicenceText("LicenseRef-own", "Do as you like.\nReally."),)
    assert part.hashes[0].algorithm == "SHA-1"
    assert part.place == "line 14"
    assert bill.dependencies == (Dependency("SPDXRef-product", ("SPDXRef-left-pad",)),)
    assert not bill.not_understood


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Novelty: 1", "does not know the tag"),
        ("no tag at all", "Not a line of the form"),
        ("PackageChecksum: SHA1", "expects 2 values"),
        ("Relationship: a b", "expects 3 values"),
        ("PackageComment: <text>open", "without </text>"),
    ],
)
def test_a_line_that_says_nothing_is_listed_with_its_number(line: str, words: str):
    [note] = read(f"{TAG_VALUE}{line}\n".encode()).not_understood
    assert note.place == f"line {TAG_VALUE.count(chr(10)) + 1}"
    assert words in note.what["en"]


def test_a_line_without_end_is_refused():
    with pytest.raises(NotABill, match="more than 20 characters") as refused:
        read(b"SPDXVersion: SPDX-2.3\n" + b"x" * 21, Limits(line=20))
    assert refused.value.line == 1 or refused.value.line == 2


def rdf_of(document: dict[str, Any]) -> bytes:
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
    from spdx_tools.spdx.writer.rdf.rdf_writer import write_document_to_stream

    stream = io.BytesIO()
    write_document_to_stream(JsonLikeDictParser().parse(document), stream, validate=False)
    return stream.getvalue()


def test_rdf_is_read():
    bill = read(rdf_of(spdx(package("product"), PAD)))
    [part] = bill.components
    assert (bill.format, bill.version, part.name) == ("spdx-rdf", "2.3", "left-pad")
    assert (part.declared, part.concluded, part.purl) == (
        "GPL-2.0-only",
        "MIT",
        "pkg:npm/left-pad@1.10",
    )


@pytest.mark.parametrize("inside", ["", "<a:b xmlns:a='urn:a'/>"])
def test_rdf_without_a_document_is_refused(inside: str):
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    with pytest.raises(NotABill, match="SpdxDocument"):
        read(f'<r:RDF xmlns:r="{space}">{inside}</r:RDF>'.encode())
