# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reading a licence as a source wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.licences import LicenceClass, read


@pytest.mark.parametrize(
    ("written", "expression", "deprecated", "osi_approved", "licence_class"),
    [
        ("MIT", "MIT", (), True, LicenceClass.PERMISSIVE),
        ("mit", "MIT", (), True, LicenceClass.PERMISSIVE),
        ("GPL-2.0", "GPL-2.0", ("GPL-2.0",), True, LicenceClass.STRONG_COPYLEFT),
        ("gpl-2.0+", "GPL-2.0+", ("GPL-2.0+",), True, LicenceClass.STRONG_COPYLEFT),
        ("GPL-2.0 OR MIT", "GPL-2.0-only OR MIT", ("GPL-2.0",), True, LicenceClass.PERMISSIVE),
        ("wxWindows", "wxWindows", ("wxWindows",), True, LicenceClass.WEAK_COPYLEFT),
        ("AGPL-3.0-only", "AGPL-3.0-only", (), True, LicenceClass.NETWORK_COPYLEFT),
        ("EUPL-1.2", "EUPL-1.2", (), True, LicenceClass.NETWORK_COPYLEFT),
        ("MPL-2.0", "MPL-2.0", (), True, LicenceClass.WEAK_COPYLEFT),
        ("Apache-2.0+", "Apache-2.0+", (), True, LicenceClass.PERMISSIVE),
        ("SSPL-1.0", "SSPL-1.0", (), False, LicenceClass.RESTRICTED),
        ("SSPL-1.0 OR MIT", "SSPL-1.0 OR MIT", (), True, LicenceClass.PERMISSIVE),
        ("SSPL-1.0 AND MIT", "SSPL-1.0 AND MIT", (), False, LicenceClass.RESTRICTED),
        ("LicenseRef-ours", "LicenseRef-ours", (), False, LicenceClass.UNKNOWN),
        ("LicenseRef-ours OR MIT", "LicenseRef-ours OR MIT", (), True, LicenceClass.PERMISSIVE),
    ],
)
def test_an_spdx_expression_is_understood(
    written, expression, deprecated, osi_approved, licence_class
):
    reading = read(written)
    assert reading.expression == expression
    assert reading.deprecated == deprecated
    assert reading.osi_approved is osi_approved
    assert reading.licence_class is licence_class
    assert json.loads(json.dumps(reading.as_json()))["licence_class"] == licence_class.value


@pytest.mark.parametrize(
    "written",
    [
        *["", "GPL", "BSD", "Apache 2", "Apache-Lizenz 2.0 ", "MIT/Apache-2.0", "MIT OR", "(MIT"],
        *["()", "NONE", "NOASSERTION", " OR ".join(["MIT"] * 500)],
    ],
)
def test_what_is_not_spdx_is_not_guessed(written):
    assert read(written).expression is None
    assert read(written).osi_approved is None


@pytest.mark.parametrize(("written", "osi_approved"), [("SSPL", False), ("GPL", None), ("x", None)])
def test_a_name_whose_versions_are_all_closed_is_not_open_source(written, osi_approved):
    assert read(written).expression is None
    assert read(written).osi_approved is osi_approved


def test_the_exception_stays_with_its_licence():
    written = "GPL-2.0-only WITH Classpath-exception-2.0"
    assert read(written).expression == written


@given(st.text() | st.text(alphabet="()MIT ANDORWHGPL-2.0+", max_size=40))
def test_no_text_raises(written):
    assert read(written).written == written


@given(st.sampled_from(["MIT", "GPL-3.0-only", "Apache-2.0 OR MIT", "MPL-2.0 AND ISC"]))
def test_reading_the_expression_again_changes_nothing(written):
    once = read(written)
    assert read(once.expression).expression == once.expression
