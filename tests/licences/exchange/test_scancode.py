# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""ScanCode.io's policies."""

import pytest

from allmende.licences.exchange import Answer, NotAConfiguration, read_scancode, write_scancode
from allmende.licences.policy import load_policy

POLICIES = """
license_policies:
  - license_key: mit
    label: fine
    compliance_alert: ''
  - license_key: mpl-2.0
    compliance_alert: warning
  - license_key: GPL-3.0-only
    compliance_alert: error
  - license_key: nobody-knows-this
    compliance_alert: error
  - license_key: isc
    compliance_alert: fatal
"""


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", Answer.PASSES),
        ("MPL-2.0", Answer.WARNS),
        ("GPL-3.0-only", Answer.REFUSES),
        ("GPL-3.0-only OR MIT", Answer.REFUSES),
        ("MPL-2.0 AND MIT", Answer.WARNS),
        ("Zlib", Answer.PASSES),
        (None, Answer.PASSES),
    ],
)
def test_the_worst_alert_of_an_expression_counts(licence, answer):
    assert read_scancode(POLICIES).answer(licence) is answer


def test_an_unknown_key_and_an_unknown_alert_are_told_with_their_line():
    assert [one.line for one in read_scancode(POLICIES).oddities] == [10, 12]


def test_a_policy_written_and_read_again_has_an_alert_for_each_licence():
    policies = read_scancode(write_scancode(load_policy("munich"), "embed"))
    assert policies.oddities == ()
    assert policies.answer("MIT") is Answer.PASSES
    assert policies.answer("EUPL-1.2") is Answer.WARNS


def test_a_file_without_policies_is_refused():
    with pytest.raises(NotAConfiguration):
        read_scancode("license_key: mit")
