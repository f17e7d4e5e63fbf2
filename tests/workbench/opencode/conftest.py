# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Readings that wait for nothing, and call nobody but loopback."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.fetching.serving import Server
from tests.sources import serving
from tests.workbench.catalogue.harvests import impatient
from tests.workbench.opencode import making

from allmende import policies
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.opencode.services import reading


@pytest.fixture(autouse=True)
def _surroundings(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.POLICY = making.policy(policies.load("plain"))
    monkeypatch.setattr(harvesting, "calling", impatient)
    monkeypatch.setattr(reading, "_head_of", making.stands)


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """A GitLab whose group is ours; `answering` says what it holds."""
    with Server(serving.gitlab(making.many_there(2))) as running:
        settings.POLICY = making.policy(settings.POLICY, running.address)
        yield running
