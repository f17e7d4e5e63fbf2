# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""The cast: a catalogue of lines, a site of pages, and the real data where it is present."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shared_data() -> Path:
    place = Path(os.environ.get("ALLMENDE_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not (place / "catalogues").is_dir():
        pytest.skip(f"no real data in {place}; set ALLMENDE_SHARED_DATA to where it lies")
    return place


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[..., Path]:
    """Write lines (records, text or bytes) to a file and give its path."""

    def write(*lines: dict[str, Any] | str | bytes, end: bytes = b"\n") -> Path:
        path = tmp_path / "catalogue.jsonl"
        path.write_bytes(b"".join(as_bytes(line) + end for line in lines))
        return path

    return write


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write pages (path -> text or bytes) of a site and give its folder."""

    def write(pages: dict[str, str | bytes]) -> Path:
        root = tmp_path / "site"
        root.mkdir(exist_ok=True)
        for name, text in pages.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return write


@pytest.fixture
def zammad() -> Callable[..., dict[str, Any]]:
    """A record that goes in, with the keys a test is about."""

    def record(**keys: Any) -> dict[str, Any]:
        return {"source": "sill-2022", "source_id": "zammad", "name": "Zammad", **keys}

    return record


@pytest.fixture
def written() -> Callable[..., str]:
    """A page that goes in, with the front matter and the texts a test is about."""

    def write(front_matter: str = "", short: str = "", long: str = "") -> str:
        return f"---\ntitle: Zammad\n{front_matter}\n---\n\n{short}\n\n---\n\n{long}\n"

    return write


def as_bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode()
