# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Our own harvester reads our own interface over HTTP and finds what we said."""

import json
from typing import Any

import pytest
from tests.fetching.serving import client_of
from tests.workbench.api import making

from allmende.sources import Entry, Finished, Item, Options, State, Unchanged, harvest
from allmende.workbench.catalogue.models import SourceRecord
from allmende.workbench.catalogue.values import values_of

SAME = ("name", "repositories", "descriptions", "texts", "licences", "latest_release")


def harvested(address: str, since: State | None = None) -> list[Item]:
    options = Options(
        harvester="developers-italia", address=f"{address}/api/publiccode/v1", pause=0
    )
    with client_of() as client:
        return list(harvest(client, "ours", options, since))


@pytest.mark.usefixtures("transactional_db")
def test_what_we_serve_is_what_our_harvester_finds(live_server: Any) -> None:
    for number in range(1, 4):
        making.ours(number)
    found = harvested(live_server.url)
    end = found[-1]
    assert isinstance(end, Finished) and end.full
    assert [type(one) for one in found if not isinstance(one, Entry)][-1] is Finished
    entries = {json.loads(one.payload)["url"]: one for one in found if isinstance(one, Entry)}
    records = SourceRecord.objects.filter(source__slug="opencode").select_related("source")
    assert len(entries) == records.count() == 3
    for record in records:
        said, again = values_of(record), entries[record.entry["repositories"][0]].to_json()
        assert {key: said[key] for key in SAME} == {key: again[key] for key in SAME}
        assert (
            json.loads(entries[record.entry["repositories"][0]].payload)["publiccodeYml"]
            == (json.loads(record.payload)["publiccode"])
        )
    changed = making.ours(2, name="Stellplatzbüro")
    again = harvested(live_server.url, end.state)
    assert [one.name for one in again if isinstance(one, Entry)] == [changed.name]
    assert sum(isinstance(one, Unchanged) for one in again) == 2
