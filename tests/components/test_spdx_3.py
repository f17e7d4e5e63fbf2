# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 3 in JSON-LD, as read."""

from typing import Any

import pytest
from tests.components.bills import (
    CONTEXT,
    SHA512,
    as_bytes,
    element,
    iri,
    spdx_3,
    spdx_3_package,
    spdx_3_relation,
)

from allmende.components import Bill, Contact, Dependency, Hash, LicenceText, read

Json = dict[str, Any]


def the_bill(*elements: Json, root: str | None = None) -> Bill:
    return read(as_bytes(spdx_3(*elements, root=root)))


def licence_of(*elements: Json, end: str = "licence") -> str | None:
    declared = spdx_3_relation("left-pad", "hasDeclaredLicense", end)
    [part] = the_bill(spdx_3_package(), declared, *elements).components
    return part.licence


def expression(text: str, name: str = "licence") -> Json:
    words = {"simplelicensing_licenseExpression": text}
    return element("simplelicensing_LicenseExpression", name, **words)


def test_a_package_is_read_with_what_is_known_of_it():
    bill = the_bill(
        spdx_3_package("product"),
        spdx_3_package(
            "left-pad",
            software_packageVersion="1.3.0",
            software_copyrightText="Copyright A",
            software_downloadLocation="https://example.org/pad.tgz",
            software_primaryPurpose="library",
            originatedBy=[iri("maker")],
            verifiedUsing=[{"type": "Hash", "algorithm": "sha512", "hashValue": SHA512}],
            externalIdentifier=[
                {
                    "type": "ExternalIdentifier",
                    "externalIdentifierType": "packageUrl",
                    "identifier": "pkg:npm/left-pad@1.3.0",
                }
            ],
        ),
        spdx_3_relation("product", "dependsOn", "left-pad", completeness="complete"),
        root="product",
    )
    [part] = bill.components
    assert (bill.format, bill.version, bill.name) == ("spdx-3-json", "3.0.1", "bill")
    assert bill.subject and bill.subject.name == "product"
    assert (part.name, part.version, part.purl) == (
        "left-pad",
        "1.3.0",
        "pkg:npm/left-pad@1.3.0",
    )
    assert part.hashes == (Hash("SHA-512", SHA512),)
    assert part.contacts == (Contact("manufacturer", "City of Example"),)
    assert (part.copyrights, part.type) == (("Copyright A",), "library")
    assert bill.dependencies == (Dependency(iri("product"), (iri("left-pad"),)),)
    assert bill.completeness == {iri("product"): "complete"}
    assert (bill.creators, bill.created) == (
        (Contact("author", "City of Example"),),
        "2026-01-02T03:04:05Z",
    )
    assert not bill.not_understood


def test_a_purl_may_be_a_property_of_its_own():
    [part] = the_bill(spdx_3_package(software_packageUrl="pkg:pypi/Foo_Bar@1")).components
    assert part.purl == "pkg:pypi/foo-bar@1"


def test_a_licence_is_an_expression():
    assert licence_of(expression("MIT OR Apache-2.0")) == "MIT OR Apache-2.0"


def test_concluded_goes_before_declared():
    [part] = the_bill(
        spdx_3_package(),
        spdx_3_relation("left-pad", "hasDeclaredLicense", "a"),
        spdx_3_relation("left-pad", "hasConcludedLicense", "b"),
        expression("GPL-2.0-only", "a"),
        expression("MIT", "b"),
    ).components
    assert (part.declared, part.concluded, part.licence) == ("GPL-2.0-only", "MIT", "MIT")


def test_a_listed_licence_is_named_by_its_address():
    assert licence_of(end="https://spdx.org/licenses/MIT") == "MIT"


@pytest.mark.parametrize("name", ["NoAssertionLicense", "NoneLicense"])
def test_what_says_nothing_is_no_licence(name: str):
    end = f"https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/{name}"
    assert licence_of(end=end) is None


def test_sets_of_licences_are_spelt_out():
    either = element(
        "expandedlicensing_DisjunctiveLicenseSet",
        "licence",
        expandedlicensing_member=[iri("both"), "https://spdx.org/licenses/ISC"],
    )
    both = element(
        "expandedlicensing_ConjunctiveLicenseSet",
        "both",
        expandedlicensing_member=["https://spdx.org/licenses/MIT", iri("later")],
    )
    later = element(
        "expandedlicensing_OrLaterOperator",
        "later",
        expandedlicensing_subjectLicense="https://spdx.org/licenses/EPL-1.0",
    )
    assert licence_of(either, both, later) == "(MIT AND EPL-1.0+) OR ISC"


def test_an_exception_is_spelt_with_its_licence():
    operator = element(
        "expandedlicensing_WithAdditionOperator",
        "licence",
        expandedlicensing_subjectExtendableLicense="https://spdx.org/licenses/GPL-2.0-only",
        expandedlicensing_subjectAddition="https://spdx.org/licenses/Classpath-exception-2.0",
    )
    assert licence_of(operator) == "GPL-2.0-only WITH Classpath-exception-2.0"


def test_sets_within_themselves_end():
    loop = element(
        "expandedlicensing_ConjunctiveLicenseSet",
        "licence",
        expandedlicensing_member=[iri("licence"), "https://spdx.org/licenses/MIT"],
    )
    assert licence_of(loop) == "MIT"


def test_sets_that_spell_out_without_end_are_given_up():
    """Thirty sets of twice the next one: a billion licences in three kilobytes."""
    sets = [
        element(
            "expandedlicensing_ConjunctiveLicenseSet",
            "licence" if n == 0 else f"set-{n}",
            expandedlicensing_member=[iri(f"set-{n + 1}"), iri(f"set-{n + 1}")],
        )
        for n in range(30)
    ]
    assert licence_of(*sets, expression("MIT", "set-30")) is None


def test_texts_of_own_licences_come_with_the_packages_that_name_them():
    own = {
        **element("expandedlicensing_CustomLicense", "LicenseRef-own"),
        "expandedlicensing_licenseText": "Words",
    }
    [part] = the_bill(
        spdx_3_package(),
        spdx_3_relation("left-pad", "hasDeclaredLicense", "LicenseRef-own"),
        own,
    ).components
    assert part.licence == "LicenseRef-own"
    assert part.licence_texts == (LicenceText("LicenseRef-own", "Words"),)


def test_what_is_delivered_gives_file_name_hash_and_properties():
    file = element(
        "software_File",
        "pad.tgz",
        name="pad.tgz",
        verifiedUsing=[{"type": "Hash", "algorithm": "sha512", "hashValue": SHA512}],
        software_additionalPurpose=["archive"],
    )
    [part] = the_bill(
        spdx_3_package(), file, spdx_3_relation("left-pad", "hasDistributionArtifact", "pad.tgz")
    ).components
    assert part.filename == "pad.tgz"
    assert part.references[0].hashes == (Hash("SHA-512", SHA512),)
    assert ("software_additionalPurpose", "archive") in part.properties


def test_elements_may_stand_inside_others_and_full_names_are_understood():
    document = spdx_3(spdx_3_package())
    document["@graph"][-1]["type"] = "https://spdx.org/rdf/3.0.1/terms/Software/Package"
    creation = document["@graph"].pop(0)
    document["@graph"][1]["creationInfo"] = creation
    bill = read(as_bytes(document))
    assert [part.name for part in bill.components] == ["left-pad"]
    assert bill.created == "2026-01-02T03:04:05Z"


def test_prefixes_of_the_context_are_written_out():
    document = spdx_3(
        spdx_3_package(), spdx_3_relation("left-pad", "hasDeclaredLicense", "ex:licence")
    )
    document["@context"] = [CONTEXT, {"ex": "https://example.org/"}]
    document["@graph"].append(expression("MIT"))
    assert read(as_bytes(document)).components[0].licence == "MIT"


def test_a_single_element_is_a_document_too():
    assert read(as_bytes({"@context": CONTEXT, **spdx_3_package()})).components[0].name


def test_files_are_counted_and_ids_given_twice_listed():
    file = element("software_File", "f", name="f")
    bill = the_bill(spdx_3_package(), spdx_3_package(), file)
    assert (len(bill.components), bill.files) == (1, 1)
    assert [each.place for each in bill.not_understood] == ["/@graph/4"]
