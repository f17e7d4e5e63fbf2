# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whatever comes in, only what is documented comes out."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.components.bills import (
    TAG_VALUE,
    as_bytes,
    component,
    cyclonedx,
    cyclonedx_xml,
    licence,
    package,
    relation,
    spdx,
    spdx_3,
    spdx_3_package,
    spdx_3_relation,
)

from allmende.components import NotABill, check_bsi, difference, parts_of, read, validate

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=12,
)
PART = component(
    version="1",
    purl="pkg:npm/left-pad@1",
    licenses=[licence(id="MIT", text={"content": "VGV4dA==", "encoding": "base64"})],
    hashes=[{"alg": "MD5", "content": "0"}],
    supplier={"name": "a", "url": ["b"], "contact": [{"email": "c"}]},
    evidence={"licenses": [licence(name="a")], "copyright": [{"text": "b"}]},
    externalReferences=[{"type": "website", "url": "a", "hashes": []}],
    components=[component("inner", **{"bom-ref": "i"})],
    **{"bom-ref": "p"},
)
BILLS = {
    "cyclonedx": cyclonedx(
        PART,
        metadata={"component": component("product"), "tools": [{"name": "maker"}]},
        dependencies=[{"ref": "p", "dependsOn": ["i"]}],
        compositions=[{"aggregate": "complete", "dependencies": ["p"]}],
        services=[{"name": "s"}],
    ),
    "spdx": spdx(
        package("product"),
        package("part", checksums=[{"algorithm": "SHA1", "checksumValue": "0" * 40}]),
        relationships=[relation("product", "DEPENDS_ON", "part")],
        hasExtractedLicensingInfos=[{"licenseId": "LicenseRef-a", "extractedText": "b"}],
    ),
    "spdx 3": spdx_3(
        spdx_3_package(verifiedUsing=[{"type": "Hash", "algorithm": "sha1", "hashValue": "0"}]),
        spdx_3_relation("left-pad", "hasDeclaredLicense", "https://spdx.org/licenses/MIT"),
    ),
}
XML = cyclonedx_xml(
    "<component type='library' bom-ref='a'><name>a</name><licenses><license><id>MIT</id>"
    "<text encoding='base64'>VGV4dA==</text></license></licenses></component>"
)


def come_through(data: bytes) -> None:
    """Read and asked everything; what comes out can be sent."""
    validation = validate(data)
    json.dumps(validation.as_json()).encode()
    try:
        bill = read(data)
    except NotABill as refused:
        assert refused.why["de"]
        assert refused.why["en"]
        return
    json.dumps(bill.as_json(), allow_nan=False, ensure_ascii=False).encode()
    json.dumps([each.as_json() for each in check_bsi(bill)])
    parts_of(bill)
    assert not difference(bill, bill)


@quick
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes):
    come_through(data)


@quick
@given(values)
def test_no_json_raises_anything_else(value: Any):
    come_through(json.dumps(value).encode())


@pytest.mark.parametrize("kind", BILLS)
@quick
@given(data=st.data())
def test_a_bill_with_anything_anywhere_raises_nothing_else(kind: str, data):
    bill = copy.deepcopy(BILLS[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        bend(bill, data)
    come_through(as_bytes_of(bill))


def bend(thing: Any, data) -> None:
    """Goes down at random and puts something else there."""
    while True:
        keys = list(thing) if isinstance(thing, dict) else list(range(len(thing)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = thing[key]
        if isinstance(inner, dict | list) and inner and data.draw(st.integers(0, 3)):
            thing = inner
            continue
        thing[key] = data.draw(values)
        return


def as_bytes_of(bill: Any) -> bytes:
    return json.dumps(bill).encode()


@pytest.mark.parametrize("whole", [XML, TAG_VALUE.encode(), as_bytes(BILLS["cyclonedx"])])
@settings(quick, max_examples=30)  # the parser of tag-value is built anew each time
@given(data=st.data())
def test_a_file_with_bytes_cut_or_put_in_raises_nothing_else(whole: bytes, data):
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(len(whole), begin + 40)))
    come_through(whole[:begin] + data.draw(st.binary(max_size=6)) + whole[end:])
