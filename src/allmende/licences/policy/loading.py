# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A profile's licence policy, read once."""

from functools import cache

from allmende.licences.policy.files import read_sheet
from allmende.licences.policy.policy import LicencePolicy


@cache
def load_policy(profile_or_folder: str = "plain") -> LicencePolicy:
    """The licence policy of a shipped profile (`munich`, `plain`) or of a folder.

    A profile without `licences.yaml` has that of `plain`. Raises `allmende.policies.PolicyError`
    with file and line.
    """
    return LicencePolicy.of(*read_sheet(profile_or_folder))
