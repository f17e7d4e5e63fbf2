# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An office with a rule sheet of its own, small enough to read in a test."""

from pathlib import Path

import pytest
from tests.licences.policy.sheets import OFFICE, SHEET, Write

from allmende.licences.policy import LicencePolicy, load_policy


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a sheet into a profile of its own and gives the folder."""

    def write_sheet(sheet: str) -> Path:
        (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
        (tmp_path / "licences.yaml").write_text(sheet, encoding="utf-8")
        return tmp_path

    return write_sheet


@pytest.fixture
def policy(write: Write) -> LicencePolicy:
    return load_policy(str(write(SHEET)))
