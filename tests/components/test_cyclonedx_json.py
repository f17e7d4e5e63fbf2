# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CycloneDX in JSON, as read."""

import base64

import pytest
from tests.components.bills import SERIAL, as_bytes, component, cyclonedx, licence

from allmende.components import Bill, Contact, Dependency, Hash, LicenceText, Limits, NotABill, read


def the_bill(*components, **more) -> Bill:
    return read(as_bytes(cyclonedx(*components, **more)))


def the_part(**more):
    [part] = the_bill(component(**more)).components
    return part


def said(bill: Bill) -> list[tuple[str, str]]:
    return [(each.place, each.what["en"]) for each in bill.not_understood]


def test_a_component_is_read_with_what_is_known_of_it():
    part = the_part(
        **{"bom-ref": "pad", "mime-type": "text/plain"},
        group="@pads",
        version="1.3.0",
        purl="pkg:PyPI/Left_Pad@1.3.0?b=2&a=1",
        hashes=[{"alg": "SHA-512", "content": "ab"}],
        supplier={"name": "Pads Ltd", "contact": [{"email": "a@example.org"}]},
        copyright="Copyright A",
        externalReferences=[{"type": "website", "url": "https://example.org"}],
        properties=[{"name": "bsi:component:filename", "value": "pad.js"}],
        scope="optional",
        cpe="cpe:2.3:a:pads:pad:1.3.0:*:*:*:*:*:*:*",
    )
    assert (part.name, part.group, part.version, part.ref) == ("left-pad", "@pads", "1.3.0", "pad")
    assert part.purl == "pkg:pypi/left-pad@1.3.0?a=1&b=2"
    assert part.hashes == (Hash("SHA-512", "ab"),)
    assert part.supplier == "Pads Ltd"
    assert part.contacts == (Contact("supplier", "Pads Ltd", "a@example.org"),)
    assert part.copyrights == ("Copyright A",)
    assert part.homepage == "https://example.org"
    assert (part.filename, part.scope, part.type) == ("pad.js", "optional", "library")
    assert part.place == "/components/0"


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([licence(id="MIT")], "MIT"),
        ([licence(name="The MIT License")], "The MIT License"),
        ([{"expression": "MIT OR Apache-2.0"}], "MIT OR Apache-2.0"),
        ([licence(id="MIT"), licence(id="Apache-2.0")], "MIT AND Apache-2.0"),
        ([licence(id="MIT"), licence(id="MIT")], "MIT"),
        (
            [licence(id="MIT"), {"expression": "GPL-2.0-only OR BSD-3-Clause"}],
            "MIT AND (GPL-2.0-only OR BSD-3-Clause)",
        ),
        ([licence(id="MIT"), licence(name="LicenseRef-own")], "MIT AND LicenseRef-own"),
        ([licence(id="MIT"), licence(name="Apache 2")], "MIT; Apache 2"),
        ([licence(url="https://example.org/l")], "https://example.org/l"),
        ([], None),
    ],
)
def test_licences_side_by_side_are_joined_as_far_as_each_is_exact(licences, expected):
    assert the_part(licenses=licences).licence == expected


def test_names_are_kept_one_by_one():
    part = the_part(licenses=[licence(id="MIT"), licence(name="Apache 2")])
    assert part.licences_written == ("MIT", "Apache 2")


def test_what_was_concluded_goes_before_what_was_declared():
    part = the_part(
        licenses=[
            licence(id="GPL-2.0-only", acknowledgement="declared"),
            licence(id="MIT", acknowledgement="concluded"),
        ]
    )
    assert (part.declared, part.concluded, part.licence) == ("GPL-2.0-only", "MIT", "MIT")


def test_evidence_is_kept_beside_and_decides_nothing():
    part = the_part(
        copyright="Copyright A",
        evidence={"licenses": [licence(id="GPL-3.0-only")], "copyright": [{"text": "Copyright B"}]},
    )
    assert part.licence is None
    assert part.licences_found == ("GPL-3.0-only",)
    assert part.copyrights == ("Copyright A", "Copyright B")


@pytest.mark.parametrize("encoded", [True, False])
def test_licence_texts_are_read_plain_and_from_base64(encoded: bool):
    words = "Tu, was du willst."
    content = base64.b64encode(words.encode()).decode() if encoded else words
    body = {"content": content, **({"encoding": "base64"} if encoded else {})}
    part = the_part(licenses=[licence(name="Own", text=body)])
    assert part.licence_texts == (LicenceText("Own", words),)


def test_texts_of_an_expression_belong_to_its_licences():
    details = [{"licenseIdentifier": "MIT", "text": {"content": "words"}}]
    part = the_part(licenses=[{"expression": "MIT OR 0BSD", "expressionDetails": details}])
    assert part.licence_texts == (LicenceText("MIT", "words"),)


def test_nested_components_stand_in_one_list_each_with_its_parent():
    bill = the_bill(
        component(
            "a", **{"bom-ref": "A"}, components=[component("b", components=[component("c")])]
        ),
        component("d"),
    )
    assert [(part.name, part.parent) for part in bill.components] == [
        ("a", None),
        ("b", "A"),
        ("c", "/components/0/components/0"),
        ("d", None),
    ]


def test_the_subject_is_not_among_the_components_and_its_parts_are():
    subject = component("product", **{"bom-ref": "p"}, components=[component("part")])
    bill = the_bill(component("left-pad"), metadata={"component": subject})
    assert bill.subject and bill.subject.name == bill.name == "product"
    assert [(part.name, part.parent) for part in bill.components] == [
        ("left-pad", None),
        ("part", "p"),
    ]


def test_the_bill_says_who_made_it_when_and_with_what():
    bill = the_bill(
        metadata={
            "timestamp": "2026-01-02T03:04:05Z",
            "tools": {"components": [component("maker", version="2")]},
            "manufacturer": {"name": "City", "url": ["https://example.org"]},
            "authors": [{"name": "A", "email": "a@example.org"}],
        }
    )
    assert (bill.created, bill.tools, bill.serial) == ("2026-01-02T03:04:05Z", ("maker 2",), SERIAL)
    assert bill.creators == (
        Contact("manufacturer", "City", None, "https://example.org"),
        Contact("author", "A", "a@example.org"),
    )


def test_old_tools_are_read_too():
    bill = the_bill(metadata={"tools": [{"vendor": "V", "name": "maker", "version": "1"}]})
    assert bill.tools == ("V maker 1",)


def test_services_and_vulnerabilities_are_counted():
    services = [{"name": "s", "services": [{"name": "t"}]}]
    bill = the_bill(services=services, vulnerabilities=[{"id": "CVE-1"}])
    assert (bill.services, bill.vulnerabilities) == (2, 1)


def test_dependencies_and_their_completeness_are_read():
    bill = the_bill(
        component("a", **{"bom-ref": "a"}),
        component("b", **{"bom-ref": "b"}),
        dependencies=[{"ref": "a", "dependsOn": ["b", "b"]}],
        compositions=[{"aggregate": "complete", "dependencies": ["a"]}],
    )
    assert bill.dependencies == (Dependency("a", ("b",)),)
    assert bill.completeness == {"a": "complete"}
    assert not bill.not_understood


def test_what_is_not_understood_is_listed_with_its_place():
    bill = the_bill(
        component("a", odd=1, purl="not-a-purl", **{"bom-ref": "x"}),
        component("b", version=2, licenses=[{"license": {}}], **{"bom-ref": "x"}),
        {"type": "library"},
        "c",
        dependencies=[{"ref": "nobody"}],
        novelty=[],
    )
    places = [place for place, _ in said(bill)]
    assert places == [
        "/novelty",
        "/components/0/odd",
        "/components/0/purl",
        "/components/1/licenses/0",
        "/components/1/version",
        "/components/2",
        "/components/3",
        "/components/1",
        "/dependencies",
    ]
    assert bill.components[0].purl == "not-a-purl"
    assert bill.components[1].version == "2"
    assert all(each.what["de"] for each in bill.not_understood)


def test_what_is_known_and_not_read_is_no_note():
    assert not the_bill(component(pedigree={"notes": "n"}, modified=True)).not_understood


def test_dependencies_in_a_circle_are_named():
    refs = [component(name, **{"bom-ref": name}) for name in "abc"]
    arrows = [{"ref": a, "dependsOn": [b]} for a, b in ("ab", "bc", "ca")]
    [(_, words)] = said(the_bill(*refs, dependencies=arrows))
    assert words == "Dependencies in a circle: a → b → c → a"


def test_a_link_into_another_bill_is_not_dangling():
    assert not the_bill(dependencies=[{"ref": "urn:cdx:x/1#y"}]).not_understood


def test_notes_are_limited_and_say_how_many_more_there_are():
    bill = read(as_bytes(cyclonedx(*[component(str(n), odd=1) for n in range(5)])), Limits(notes=2))
    assert len(bill.not_understood) == 3
    assert bill.not_understood[-1].what["en"] == "and 3 more places"


@pytest.mark.parametrize("limits", [Limits(components=2), Limits(depth=2)])
def test_more_components_than_allowed_are_refused(limits: Limits):
    nested = component("a", components=[component("b", components=[component("c")])])
    with pytest.raises(NotABill, match="More than"):
        read(as_bytes(cyclonedx(nested)), limits)


def test_a_bill_is_json():
    bill = the_bill(component(hashes=[{"alg": "MD5", "content": "0"}]), odd=1).as_json()
    assert bill["components"][0]["hashes"] == [{"algorithm": "MD5", "value": "0"}]
    assert bill["not_understood"][0]["place"] == "/odd"
    assert as_bytes(bill)
