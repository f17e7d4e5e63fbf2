# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The desk under the policy of the first office, in English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from allmende import policies


@pytest.fixture(autouse=True)
def _munich(settings: Any) -> Iterator[None]:
    settings.POLICY = policies.load("munich")
    with translation.override("en"):
        yield
