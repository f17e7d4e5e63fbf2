# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The EUPL's own list of licences."""

import pytest

from allmende.licences.compatibility.eupl import appendix_of, lets_out
from allmende.licences.known import facts_of


@pytest.mark.parametrize(
    ("inbound", "outbound", "possible"),
    [
        ("EUPL-1.2", "GPL-3.0-only", True),
        ("EUPL-1.2", "AGPL-3.0-or-later", True),
        ("EUPL-1.2", "CECILL-2.1", True),
        ("EUPL-1.2", "LiLiQ-Rplus-1.1", True),
        ("EUPL-1.2", "MPL-2.0", True),
        ("EUPL-1.2", "EUPL-1.1", True),
        ("EUPL-1.2", "EPL-2.0", False),
        ("EUPL-1.2", "LGPL-2.0-only", False),
        ("EUPL-1.2", "MIT", False),
        ("EUPL-1.2", "CC-BY-SA-3.0", False),
        ("EUPL-1.1", "EUPL-1.2", True),
        ("EUPL-1.1", "CPL-1.0", True),
        ("EUPL-1.1", "GPL-3.0-only", False),
        ("GPL-3.0-only", "EUPL-1.2", False),
    ],
)
def test_the_appendix_works_from_the_eupl_out(inbound, outbound, possible):
    assert lets_out(inbound, outbound) is possible


@pytest.mark.parametrize("licence", ["EUPL-1.1", "EUPL-1.2"])
def test_every_licence_of_the_appendix_is_on_the_spdx_list(licence):
    assert all(facts_of(one) for one in appendix_of(licence))
