# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The compatibility row of a licence page."""

from allmende.licences.compatibility import row


def test_a_row_groups_where_a_licence_may_go_and_what_it_takes():
    found = row("EUPL-1.2")
    assert found.listed
    assert "GPL-3.0-only" in found.into["yes"]
    assert "MIT" in found.into["no"]
    assert "MIT" in found.takes["yes"]
    assert "Apache-2.0" in found.takes["unknown"]


def test_every_licence_of_the_matrix_stands_once_on_each_side():
    found = row("MIT")
    for groups in (found.into, found.takes):
        assert sum(map(len, groups.values())) == found.matrix["licences"] == 121


def test_a_licence_that_is_not_listed_has_an_empty_row():
    found = row("LicenseRef-house")
    assert (found.listed, found.into, found.takes) == (False, {}, {})
    assert found.as_json()["matrix"]["date"] == "2026-02-12"
