# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A file of JSON lines on a server."""

import json

from tests.fetching.serving import Reply, Server
from tests.sources.harvesting.gathering import gather


def test_lines_are_read_and_broken_ones_told(server: Server) -> None:
    lines = b'{"source": "example", "source_id": "1", "name": "Zammad"}\n{"broken\n'
    server.answering = lambda _asked: Reply(200, {}, lines)

    gathered = gather(server, "jsonl", path="/list.jsonl")

    assert [(entry.source, entry.external_id) for entry in gathered.entries.values()] == [
        ("example", "1")
    ]
    assert [(one.code, one.line) for one in gathered.problems] == [("NotJson", 2)]
    assert gathered.end.full


def test_a_file_from_elsewhere_does_not_speak_for_another_source(server: Server) -> None:
    line = {
        "source": "munich-site",
        "source_id": "zammad",
        "name": "Zammad",
        "wikidata_id": "Q1",
        "used_by": ["Stadt"],
    }
    server.answering = lambda _asked: Reply(200, {}, json.dumps(line).encode())

    (entry,) = gather(server, "jsonl", path="/list.jsonl").entries.values()

    assert (entry.source, entry.external_id) == ("example", "munich-site:zammad")
    assert entry.identifiers == (("example", "munich-site:zammad"),)
    assert [usage.source for usage in entry.usages] == ["example"]
