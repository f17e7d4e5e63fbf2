# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's policy as a test wants it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from allmende import policies
from allmende.workbench.catalogue import policy


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Tests read what the workbench says in English, unless they ask for another language."""
    with translation.override("en"):
        yield


@pytest.fixture
def policy_of(settings: Any) -> Iterator[Callable[[str | Path], None]]:
    """Work under another profile: `policy_of("munich")`, or that of a folder."""

    def work_under(profile: str | Path) -> None:
        settings.POLICY = policies.load(str(profile))
        policy.catalogue_policy.cache_clear()
        policy.quadrant.cache_clear()

    yield work_under
    policy.catalogue_policy.cache_clear()
    policy.quadrant.cache_clear()


@pytest.fixture
def munich(policy_of: Callable[[str], None]) -> None:
    """The rules of the first office, whose own site is a source."""
    policy_of("munich")
