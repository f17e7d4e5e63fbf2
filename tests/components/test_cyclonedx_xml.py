# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CycloneDX in XML, as read."""

import pytest
from tests.components.bills import cyclonedx_xml

from allmende.components import Contact, Hash, LicenceText, NotABill, Reference, read

WHOLE = """<component type="library" bom-ref="pad">
  <supplier><name>Pads</name><url>https://a.example</url><contact><email>a@b.c</email></contact>
  </supplier>
  <group>@pads</group><name>left-pad</name><version>1.3.0</version>
  <hashes><hash alg="SHA-1">d6a770ba38583ed4bb4525bd96e50461655d2758</hash></hashes>
  <licenses>
    <license acknowledgement="declared"><id>MIT</id>
      <text encoding="base64">VGV4dA==</text></license>
    <license acknowledgement="concluded"><name>Own</name></license>
  </licenses>
  <copyright>Copyright A</copyright><purl>pkg:npm/left-pad@1.3.0</purl>
  <externalReferences><reference type="website"><url>https://b.example</url>
    <hashes><hash alg="MD5">0cc175b9c0f1b6a831c399e269772661</hash></hashes></reference>
  </externalReferences>
  <properties><property name="k">v</property></properties>
  <components><component type="library"><name>inner</name>
    <licenses><expression>MIT OR 0BSD</expression></licenses></component></components>
  <evidence><licenses><license><id>ISC</id></license></licenses>
    <copyright><text>Copyright B</text></copyright></evidence>
</component>"""
AROUND = """<metadata><timestamp>2026-01-02T03:04:05Z</timestamp>
<tools><tool><vendor>V</vendor><name>maker</name></tool></tools>
<component type="application" bom-ref="p"><name>product</name></component></metadata>
"""
AFTER = """<dependencies><dependency ref="p"><dependency ref="pad"/></dependency></dependencies>
<compositions><composition><aggregate>complete</aggregate>
<dependencies><dependency ref="p"/></dependencies></composition></compositions>
"""


def test_everything_that_the_json_has_is_read():
    bill = read(cyclonedx_xml(WHOLE, before=AROUND, after=AFTER))
    part, inner = bill.components
    assert (bill.format, bill.version, bill.name) == ("cyclonedx-xml", "1.6", "product")
    assert (bill.created, bill.tools) == ("2026-01-02T03:04:05Z", ("V maker",))
    assert (part.name, part.group, part.ref, part.type) == ("left-pad", "@pads", "pad", "library")
    assert part.contacts == (Contact("supplier", "Pads", "a@b.c", "https://a.example"),)
    assert part.hashes == (Hash("SHA-1", "d6a770ba38583ed4bb4525bd96e50461655d2758"),)
    assert (part.declared, part.concluded) == ("MIT", "Own")
    assert part.licence_texts == (LicenceText("MIT", "Text"),)
    assert part.copyrights == ("Copyright A", "Copyright B")
    assert part.licences_found == ("ISC",)
    md5 = Hash("MD5", "0cc175b9c0f1b6a831c399e269772661")
    assert part.references == (Reference("website", "https://b.example", (md5,)),)
    assert part.properties == (("k", "v"),)
    assert (inner.licence, inner.parent) == ("MIT OR 0BSD", "pad")
    assert [(each.ref, each.depends_on) for each in bill.dependencies] == [("p", ("pad",))]
    assert bill.completeness == {"p": "complete"}
    assert not bill.not_understood


def test_places_are_xpaths():
    bill = read(cyclonedx_xml(WHOLE))
    assert [part.place for part in bill.components] == [
        "/bom/components/component[1]",
        "/bom/components/component[1]/components/component[1]",
    ]


def test_elements_of_others_are_listed_and_the_rest_is_read():
    odd = '<component type="library"><name>a</name><x:y xmlns:x="urn:x">1</x:y></component>'
    bill = read(cyclonedx_xml(odd))
    assert [part.name for part in bill.components] == ["a"]
    assert [each.place for each in bill.not_understood] == ["/bom/components/component[1]/{urn:x}y"]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "9.9"])
def test_every_version_is_read(version: str):
    bill = read(cyclonedx_xml("<component type='library'><name>a</name></component>", version))
    assert (bill.version, len(bill.components)) == (version, 1)


def test_an_expression_with_details_is_read():
    detailed = (
        "<component type='library'><name>a</name><licenses>"
        "<expression-detailed expression='MIT OR 0BSD'><details license-identifier='MIT'>"
        "<text>words</text></details></expression-detailed></licenses></component>"
    )
    [part] = read(cyclonedx_xml(detailed, "1.7")).components
    assert part.licence == "MIT OR 0BSD"
    assert part.licence_texts == (LicenceText("MIT", "words"),)


def test_another_encoding_is_read_as_declared():
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4">'
        "<components><component type='library'><name>Süd</name></component></components></bom>"
    )
    assert read(text.encode("latin-1")).components[0].name == "Süd"
    wide = text.replace("ISO-8859-1", "UTF-16")
    assert read(wide.encode("utf-16")).components[0].name == "Süd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", "<!-- <bom> -->\n", "<?x y?>"])
def test_a_document_type_is_refused_before_anything_is_expanded(encoding: str, before: str):
    bomb = '<!DOCTYPE bom [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><bom>&b;</bom>'
    with pytest.raises(NotABill, match="DOCTYPE"):
        read((before + bomb).encode(encoding))


def test_the_word_doctype_in_a_licence_text_harms_nobody():
    part = "<component type='library'><name>a</name><copyright><![CDATA[<!DOCTYPE]]></copyright>"
    assert read(cyclonedx_xml(part + "</component>")).components[0].copyrights == ("<!DOCTYPE",)


def test_broken_xml_is_refused_with_its_line():
    with pytest.raises(NotABill) as refused:
        read(b"<bom>\n<components>\n</bom>")
    assert refused.value.line == 3
