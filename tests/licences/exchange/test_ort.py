# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""ORT's licence classifications."""

import pytest

from allmende.licences.exchange import (
    NotAConfiguration,
    as_policy,
    compare_classes,
    read_configuration,
    read_ort,
    write_ort,
)
from allmende.licences.known import LicenceClass
from allmende.licences.policy import load_policy

CLASSIFICATIONS = """
categories:
  - name: copyleft-limited
  - name: include-in-notice-file
categorizations:
  - id: EUPL-1.2
    categories: [copyleft-limited, include-in-notice-file]
  - id: GPL-3.0-only
    categories: [copyleft, strong-copyleft]
  - id: MIT
    categories: [permissive]
  - id: not a licence
    categories: [permissive]
"""


def test_categories_that_mean_a_class_are_understood_and_others_kept():
    found = read_ort(CLASSIFICATIONS)
    assert found.classes == {
        "EUPL-1.2": LicenceClass.WEAK_COPYLEFT,
        "GPL-3.0-only": LicenceClass.STRONG_COPYLEFT,
        "MIT": LicenceClass.PERMISSIVE,
    }
    assert found.other_categories == ("include-in-notice-file",)
    assert [one.line for one in found.oddities] == [12]


def test_the_contested_class_of_eupl_is_told():
    (found,) = compare_classes(read_ort(CLASSIFICATIONS), load_policy("munich")).disagreements
    assert (found.licence, found.theirs.value, found.ours.value) == (
        "EUPL-1.2",
        "weak-copyleft",
        "strong-copyleft",
    )


def test_classes_written_and_read_again_agree_with_the_policy():
    policy = load_policy("munich")
    found = read_ort(write_ort(policy))
    assert found.oddities == ()
    assert compare_classes(found, policy).disagreements == ()


def test_imported_classes_become_overrides():
    assert "  EUPL-1.2: weak-copyleft\n" in as_policy(read_configuration(CLASSIFICATIONS), "use")


def test_a_file_without_categorizations_is_refused():
    with pytest.raises(NotAConfiguration):
        read_ort("categories: []")
