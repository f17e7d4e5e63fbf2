# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which format a file has, and files that mean harm."""

import json
from pathlib import Path

import pytest
from tests.components.bills import (
    TAG_VALUE,
    as_bytes,
    component,
    cyclonedx,
    cyclonedx_xml,
    package,
    spdx,
    spdx_3,
    spdx_3_package,
)

from allmende.components import Limits, NotABill, read, validate

PART = "<component type='library'><name>a</name></component>"
FORMATS = {
    "cyclonedx-json": as_bytes(cyclonedx(component())),
    "cyclonedx-xml": cyclonedx_xml(PART),
    "spdx-json": as_bytes(spdx(package())),
    "spdx-tag-value": TAG_VALUE.encode(),
    "spdx-yaml": b"spdxVersion: SPDX-2.3\npackages:\n- name: a\n",
    "spdx-3-json": as_bytes(spdx_3(spdx_3_package())),
}


@pytest.mark.parametrize(("form", "data"), FORMATS.items())
def test_the_content_tells_the_format_whatever_the_file_is_called(form, data, tmp_path: Path):
    file = tmp_path / "something.bin"
    file.write_bytes(data)
    bill = read(file)
    assert (bill.format, bill.file, len(bill.components)) == (form, str(file), 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("form", ["cyclonedx-json", "spdx-json"])
def test_marks_spaces_and_wide_characters_are_no_obstacle(form: str, encoding: str):
    text = FORMATS[form].decode()
    padded = text if encoding == "utf-16-le" else f" \n{text}"
    if encoding == "utf-32":
        padded = text
    assert read(padded.encode(encoding)).format == form


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"hello", "no bill of materials"),
        (b"[1]", "no bill of materials"),
        (b'{"name": "package.json"}', "no bill of materials"),
        (b"<svg/>", "no bill of materials"),
        (b"<!doctype html><html/>", "DOCTYPE"),
        (b"PK\x03\x04" + b"x" * 40, "not text"),
        (b'{"bomFormat":\x00"CycloneDX"}', "not text"),
        (b'{"bomFormat": "CycloneDX", "x": "\xe4"}', "cannot be read as"),
        (b"\xff\xfe{\x00\x00\xd8", "cannot be read as"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"components":' * 50_000, "nested too deeply"),
        (b'{"bomFormat": "CycloneDX", "version": NaN}', "Not valid JSON"),
        (b'{"bomFormat": "CycloneDX", "version": ' + b"1" * 5000 + b"}", "Not valid JSON"),
        (b"<bom>" + b"<a>" * 1000, "Not valid XML"),
    ],
)
def test_what_is_no_bill_is_refused_with_the_reason_in_both_languages(data: bytes, words: str):
    with pytest.raises(NotABill, match=words) as refused:
        read(data)
    assert refused.value.why["de"]
    answer = validate(data)
    assert not answer.valid
    assert words in answer.problems[0].message["en"]


def test_a_file_that_breaks_off_is_refused_with_the_line():
    with pytest.raises(NotABill) as refused:
        read(b'{"bomFormat": "CycloneDX",\n"components": [{"na')
    assert refused.value.line == 2
    assert refused.value.as_json()["line"] == 2


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path):
    file = tmp_path / "large.json"
    with file.open("wb") as opened:
        opened.truncate(200_000_000)  # no blocks on the disk
    with pytest.raises(NotABill, match=r"200\.0 MB"):
        read(file)


def test_what_is_no_file_is_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "missing", Path("/dev/zero"), Path("nul\0")):
        with pytest.raises(NotABill):
            read(path)
        assert not validate(path).valid


def test_bytes_and_entries_are_limited():
    with pytest.raises(NotABill, match="MB"):
        read(b" " * 11, Limits(bytes=10))
    for data in (FORMATS["cyclonedx-json"], FORMATS["cyclonedx-xml"]):
        with pytest.raises(NotABill, match="entries"):
            read(data, Limits(nodes=5))


def test_components_nested_too_deep_are_refused():
    nested = '{"name": "a", "components": [' * 100 + "]}" * 100
    with pytest.raises(NotABill, match="nested deeper"):
        read(f'{{"bomFormat": "CycloneDX", "components": [{nested}]}}'.encode())


def test_numbers_without_end_and_halves_of_characters_do_no_harm():
    data = (
        b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1e999999, "components":'
        b' [{"name": "a\\ud800\\u0000b", "version": 1e999, "\\udfff": 1}]}'
    )
    bill = read(data)
    assert bill.components[0].name == "a\ufffd\ufffdb"
    assert json.dumps(bill.as_json()).encode("utf-8")
    assert "replaced" in bill.not_understood[0].what["en"]


def test_values_of_every_wrong_kind_are_noted_and_left():
    for wrong in (1, "x", [1], {"a": 1}, None, True):
        keys = ("components", "metadata", "dependencies", "services", "compositions")
        bill = read(as_bytes({"bomFormat": "CycloneDX", **dict.fromkeys(keys, wrong)}))
        assert bill.components == ()
