# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an office says for all its software: who it is, its licence, and texts of licences."""

from pathlib import Path

from allmende.licences.policy import load_policy
from allmende.policies import Policy
from allmende.publishing.preparing.details import Details

NOBODYS = "plain"
"""The profile that stands for no office."""


def with_office(details: Details, policy: Policy) -> Details:
    """Holder and licence as the office has them, where the details leave them open."""
    if policy.name == NOBODYS:
        return details
    said: dict[str, object] = {}
    if not details.holder:
        said["holder"] = policy.office.name["de"]
    if not details.licence:
        said |= {"licence": load_policy(str(policy.directory)).outbound, "licence_proposed": True}
    return details.model_copy(update=said)


def texts_of(policy: Policy) -> Path:
    """The folder of a profile for licence texts that no package brings."""
    return policy.directory / "texts"
