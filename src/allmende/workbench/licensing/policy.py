# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's licence policy, with the waivers this person may know of."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from allmende.licences.policy import LicencePolicy, load_policy
from allmende.workbench.licensing.queries import waivers


def written_policy() -> LicencePolicy:
    """The office's `licences.yaml`, with the waivers that stand in it."""
    return load_policy(str(settings.POLICY.directory))


def policy_for(user: Any) -> LicencePolicy:
    """The written policy and, for who may know of them, the waivers kept here; one query."""
    stored = [one.as_rule() for one in waivers.in_force(user)]
    return written_policy().with_waivers(stored) if stored else written_policy()


@dataclass(frozen=True, slots=True)
class Context:
    """A context of use in the active language: what it is called, and what is meant."""

    title: str
    help: str


def contexts() -> dict[str, Context]:
    """The policy's contexts of use, in its order."""
    language = translation.get_language() or "de"
    return {
        key: Context(one.title[language], one.help[language])
        for key, one in written_policy().contexts.items()
    }
