# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The assessments under the policy of the first office, with folders of their own."""

from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made
from tests.workbench.assessments import making

from allmende import policies


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests, as for all repositories: the automaton is compiled once."""
    return tmp_path_factory.mktemp("scans")


@pytest.fixture(autouse=True)
def _surroundings(settings: Any, tmp_path: Path, scans: Path) -> None:
    settings.POLICY = policies.load("munich")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REPOSITORY_CACHE = tmp_path / "clones"
    settings.REPOSITORY_STORE = scans


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return making.repository(tmp_path / "portal")
