# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from allmende.sources import Entry, common_form, read_jsonl


def entries(path: Path) -> list[Entry]:
    return [item for item in read_jsonl(path) if isinstance(item, Entry)]


def without_payload(entry: Entry) -> Entry:
    return replace(entry, payload="", digest="")


def test_an_entry_written_in_the_common_form_is_read_as_it_was(
    catalogue: Callable[..., Path], zammad: Callable[..., dict[str, Any]]
) -> None:
    record = zammad(
        url="https://zammad.org",
        repo_url="https://github.com/zammad/zammad",
        other_repos=["https://example.org/zammad"],
        description={"en": "Tickets", "de": "Anfragen"},
        long_description="Many tickets",
        licences=["AGPL-3.0"],
        used_by=[{"name": "Stadt", "country": "DE", "level": "municipal", "since": 2020}],
        contractors=[{"name": "GmbH", "website": "https://example.org", "country": "de"}],
        alternative_to=["OTRS"],
        similar_ids=["12"],
        wikidata_id="Q1",
        comptoir_du_libre_id="2",
        latest_release="6.0",
        release_date="2026-01-02",
        archived=False,
        stars=0,
        stage="dpg",
    )
    (entry,) = entries(catalogue(record))

    (again,) = entries(catalogue(common_form(entry)))

    assert without_payload(again) == without_payload(entry)


@pytest.mark.parametrize(
    "file", ["sill", "developers_italia_api", "dpg", "munich", "behoerden", "canada"]
)
def test_the_real_catalogues_come_through_unchanged(
    shared_data: Path, tmp_path: Path, file: str
) -> None:
    before = entries(shared_data / "catalogues" / f"{file}.jsonl")
    written = tmp_path / "again.jsonl"
    written.write_text("".join(json.dumps(common_form(one)) + "\n" for one in before))

    after = entries(written)

    assert list(map(without_payload, after)) == list(map(without_payload, before))
