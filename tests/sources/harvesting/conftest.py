# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A server on loopback whose answers a test chooses."""

from collections.abc import Iterator

import pytest
from tests.fetching.serving import Server
from tests.sources import serving


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(lambda _asked: serving.NOT_FOUND) as running:
        yield running
