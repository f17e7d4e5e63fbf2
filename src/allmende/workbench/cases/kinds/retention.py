# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`retention.yaml`: how long records are kept, by class, and on which ground."""

from pydantic import Field

from allmende.policies import Policy, PolicyFile, Texts


class RetentionClass(PolicyFile):
    """How many months after the case was closed it is kept, and why so long."""

    title: Texts
    months: int = Field(ge=1, le=1200)
    ground: Texts


class Retention(PolicyFile):
    """The classes by name; each stands in the profile's `retention.yaml`."""

    classes: dict[str, RetentionClass]


def load_retention(policy: Policy) -> Retention:
    """The profile's classes, or those of `plain`. Raises PolicyError with file and line."""
    return policy.read("retention.yaml", Retention)
