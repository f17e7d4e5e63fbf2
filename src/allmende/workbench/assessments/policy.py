# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which criteria, licences and names the office's policy brings along."""

from django.conf import settings


def profile() -> str:
    """The folder of the office's profile."""
    return str(settings.POLICY.directory)


def named() -> tuple[str, str]:
    """Name and version of the profile."""
    return settings.POLICY.name, settings.POLICY.version


def version() -> str:
    """The policy in one word: name and version of the profile."""
    return " ".join(named())
