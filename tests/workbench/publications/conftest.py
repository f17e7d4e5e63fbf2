# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Publications under the plain profile; repositories lie here and are opened for real."""

from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made
from tests.workbench.publications import making

from allmende import policies


@pytest.fixture(autouse=True)
def _surroundings(settings: Any, tmp_path: Path) -> None:
    settings.POLICY = policies.load("plain")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REPOSITORY_CACHE = tmp_path / "clones"
    settings.REPOSITORY_STORE = tmp_path / "scans"
    settings.REPOSITORY_SCHEMES = ("https", "file")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The repository that was checked."""
    return making.repository(tmp_path / "portal")
