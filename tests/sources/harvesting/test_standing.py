# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How the projects of a group on a GitLab stand: each of them, whatever its publiccode.yml says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.fetching.serving import Asked, Reply, Server, client_of
from tests.sources import serving
from tests.sources.harvesting.gathering import SMALL, Gathered
from tests.sources.serving import Software, many

from allmende.sources import NotHarvestable, Options, State, harvest_standing


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(serving.gitlab(many(2))) as running:
        yield running


def standing(server: Server, since: State | None = None) -> Gathered:
    wanted = Options(address=server.address, only=("stadt",))
    with client_of(None, SMALL) as client:
        return Gathered(list(harvest_standing(client, "opencode", wanted, since)))


def payload(found: Gathered, number: int = 1) -> Any:
    return json.loads(found.entries[str(number)].payload)


def files_asked(server: Server) -> int:
    return sum("publiccode" in one.path for one in server.asked)


@pytest.mark.parametrize("file", ["", "name: [", "licence"], ids=["none", "broken", "no mapping"])
def test_a_project_stands_there_whatever_its_file_is(server: Server, file: str) -> None:
    server.answering = serving.gitlab([Software(1, file=file, stands={"mirror": True})])
    said = payload(standing(server))
    assert said["publiccode"] == (file or None)
    assert said["repository"]["mirror"] is True
    assert said["commit"] == {"id": "a" * 40, "at": "2026-11-01T08:00:00Z"}


def test_an_empty_project_has_no_commit_and_is_asked_for_no_file(server: Server) -> None:
    server.answering = serving.gitlab([Software(1, commit="")])
    said = payload(standing(server))
    assert (said["commit"], said["publiccode"], files_asked(server)) == (None, None, 0)


def test_a_mirror_that_moves_without_activity_is_seen(server: Server) -> None:
    first = standing(server)
    server.answering = serving.gitlab([Software(1, commit="b" * 40), Software(2)])
    server.asked.clear()
    second = standing(server, first.end.state)
    assert payload(second)["commit"]["id"] == "b" * 40
    assert (second.unchanged, files_asked(server)) == ({"2"}, 1)


def test_what_cannot_be_read_just_now_stays_as_it_was(server: Server) -> None:
    first = standing(server)

    def forbidden(_asked: Asked, _reply: Reply) -> Reply:
        return Reply(403)

    server.faults = lambda asked: forbidden if "/projects/1/" in asked.path else None
    second = standing(server, first.end.state)
    assert second.unchanged == {"1", "2"}
    assert [one.code for one in second.problems] == ["Answered.forbidden"]
    assert second.end.full


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (Options(only=("stadt",)), "address"),
        (Options(address="https://git.example.org"), "groups"),
    ],
    ids=["address", "groups"],
)
def test_without_address_or_groups_nothing_is_asked(options: Options, missing: str) -> None:
    with client_of(None, SMALL) as client, pytest.raises(NotHarvestable) as error:
        harvest_standing(client, "opencode", options)
    assert error.value.missing == missing
