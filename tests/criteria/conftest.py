# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An office with criteria of its own."""

from pathlib import Path

import pytest
from tests.criteria.making import OFFICE, Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes criteria files into a profile of its own; `load_criteria` keeps what it read."""

    def write_files(**files: str) -> Path:
        (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
        (tmp_path / "criteria").mkdir(exist_ok=True)
        for name, content in files.items():
            path = tmp_path / "criteria" / f"{name.replace('_', '-')}.yaml"
            path.write_text(content, encoding="utf-8")
        return tmp_path

    return write_files
