# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A pass goes on where it stopped, ends whatever the source does, and says what failed."""

import json
from datetime import timedelta

import pytest
from tests.fetching import serving as faults
from tests.fetching.serving import START, Asked, Fault, Reply, Server, as_json, client_of
from tests.sources import serving
from tests.sources.harvesting.gathering import Gathered, gather
from tests.sources.serving import many

from allmende.sources import (
    Checkpoint,
    NotHarvestable,
    NotOfThisShape,
    Options,
    State,
    explain,
    harvest,
)


def italy(server: Server, since: State | None = None, **more: object) -> Gathered:
    return gather(server, "developers-italia", path="/v1", since=since, **more)  # type: ignore[arg-type]


def hub(server: Server, since: State | None = None, **more: object) -> Gathered:
    return gather(server, "gitlab", since=since, **more)  # type: ignore[arg-type]


def test_every_page_ends_with_a_checkpoint(server: Server) -> None:
    server.answering = serving.italia(many(25))

    gathered = italy(server)

    assert [state.read for state in gathered.checkpoints] == [10, 20, 25]
    assert [state.position for state in gathered.checkpoints] == ["10", "20", None]
    assert {state.began for state in gathered.checkpoints} == {START}
    assert gathered.end.full


@pytest.mark.parametrize("killed_after", [1, 10, 11, 15, 21, 22, 26, 28])
def test_a_kill_anywhere_loses_nothing_and_brings_nothing_twice(
    server: Server, killed_after: int
) -> None:
    server.answering = serving.italia(many(25))
    whole = italy(server)

    before = italy(server, stop_after=killed_after)
    state = before.checkpoints[-1] if before.checkpoints else None
    kept = before.items[: before.items.index(Checkpoint(state)) + 1] if state else []
    text = json.dumps(state.to_json()) if state else ""
    after = italy(server, State.from_json(json.loads(text)) if text else None)

    brought = Gathered(kept).brought + after.brought
    assert sorted(brought) == sorted(whole.brought)
    assert {**Gathered(kept).digests, **after.digests} == whole.digests
    assert after.end.full
    assert after.end.state.read == 25


def test_a_pass_that_was_resumed_is_followed_by_one_that_knows_everything(server: Server) -> None:
    server.answering = serving.italia(many(25))
    before = italy(server, stop_after=15)
    resumed = italy(server, before.checkpoints[-1])

    after = italy(server, resumed.end.state)

    assert (len(after.unchanged), after.brought, after.end.full) == (25, [], True)


def test_a_state_of_another_place_is_no_state(server: Server) -> None:
    server.answering = serving.gitlab(many(3))
    state = hub(server).end.state

    assert hub(server, state, only=("stadt",)).brought == ["1", "2", "3"]
    assert hub(server, State("github", state.address, START, marks=state.marks)).brought


def test_a_state_goes_to_json_and_back(server: Server) -> None:
    server.answering = serving.italia(many(15))
    for state in italy(server).checkpoints:
        assert State.from_json(json.loads(json.dumps(state.to_json()))) == state
    with pytest.raises(NotOfThisShape):
        State.from_json({"state": 1, "harvester": "gitlab"})
    with pytest.raises(NotOfThisShape):
        State.from_json({**state.to_json(), "marks": {"1": 1}})


# --- faults that heal -----------------------------------------------------------------------------

HEALING: dict[str, Fault] = {
    "429": faults.too_many("7"),
    "500": faults.status(500),
    "truncated": faults.truncated,
    "no answer": faults.hangs_up,
    "sign-in page": faults.sign_in_page,
    "broken JSON": faults.not_json,
    "broken UTF-8": faults.not_utf8,
}


@pytest.mark.parametrize("fault", HEALING)
def test_faults_that_heal_change_nothing(server: Server, fault: str) -> None:
    server.answering = serving.italia(many(45))
    whole = italy(server)

    server.asked.clear()
    server.faults = lambda asked: HEALING[fault] if asked.number % 2 else None
    faulty = italy(server)

    assert faulty.digests == whole.digests
    assert faulty.brought == whole.brought
    assert faulty.end.full
    assert len(server.asked) == 10


@pytest.mark.parametrize("fault", ["429", "500", "truncated", "no answer"])
def test_faults_that_heal_change_nothing_in_single_files(server: Server, fault: str) -> None:
    server.answering = serving.gitlab(many(30))
    whole = hub(server)

    server.asked.clear()
    server.faults = lambda asked: HEALING[fault] if asked.number % 3 == 0 else None

    assert hub(server).digests == whole.digests


# --- faults that stay -----------------------------------------------------------------------------

STAYING: dict[str, tuple[Fault, str]] = {
    "500": (faults.status(500), "Answered.broken"),
    "403": (faults.status(403), "Answered.forbidden"),
    "404": (faults.status(404), "Answered.missing"),
    "truncated": (faults.truncated, "Unreachable.broken off"),
    "sign-in page": (faults.sign_in_page, "NotWhatWasExpected"),
    "broken JSON": (faults.not_json, "NotWhatWasExpected"),
    "circle of redirects": (faults.to_itself, "NotWhatWasExpected.redirects"),
    "redirect inside": (faults.redirect("http://10.0.0.1/"), "Refused.internal"),
    "100 MB": (faults.a_hundred_megabytes, "TooLarge"),
    "gzip bomb": (faults.gzip_bomb, "TooLarge"),
}


@pytest.mark.parametrize("fault", STAYING)
def test_a_source_that_fails_says_so_and_goes_on_when_it_is_well(
    server: Server, fault: str
) -> None:
    broken, code = STAYING[fault]
    server.answering = serving.italia(many(25))
    server.faults = lambda asked: broken if asked.query.get("page[after]") == "20" else None

    first = italy(server)
    server.faults = lambda _asked: None
    second = italy(server, first.end.state)

    assert not first.end.full
    assert first.end.problem is not None
    assert first.end.problem.code == code
    assert "lease" in explain(first.end.problem, "en")
    assert first.end.state == first.checkpoints[-1]
    assert (len(first.brought), len(second.brought), second.end.full) == (20, 5, True)


def test_a_drip_ends_the_pass_not_the_patience(server: Server) -> None:
    server.answering = serving.italia(many(10))
    server.faults = lambda _asked: faults.slow_drip

    gathered = italy(server, hours=faults.Hours(tick=2.0))

    assert gathered.end.problem is not None
    assert gathered.end.problem.code == "TooSlow"


def test_a_single_file_that_cannot_be_had_leaves_what_was_read_of_it(server: Server) -> None:
    server.answering = serving.gitlab(many(3))
    first = hub(server)

    server.answering = serving.gitlab(serving.changed(many(3), 2))
    server.faults = lambda asked: faults.status(500) if "/2/repository" in asked.path else None
    second = hub(server, first.end.state)
    server.faults = lambda _asked: None
    third = hub(server, second.end.state)

    assert second.unchanged == {"1", "2", "3"}
    assert [problem.code for problem in second.problems] == ["Answered.broken"]
    assert second.end.full
    assert third.brought == ["2"]


def test_a_limit_ends_the_pass_and_says_when_to_come_back(server: Server) -> None:
    server.answering = serving.gitlab(many(3))
    server.faults = lambda asked: faults.too_many("3600") if "/2/repository" in asked.path else None

    gathered = hub(server)

    assert not gathered.end.full
    assert gathered.end.retry_at is not None
    assert gathered.end.retry_at - START >= timedelta(hours=1)
    assert len(server.asked) == 3


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_that_leads_to_itself_ends_the_pass(server: Server) -> None:
    def circle(asked: Asked) -> Reply:
        page = serving.italia(many(30))(asked)
        if asked.query.get("page[after]") == "10":
            return Reply(200, page.headers, page.body.replace(b"D=20", b"D=10"))  # type: ignore[union-attr]
        return page

    server.answering = circle
    gathered = italy(server)

    assert len(gathered.entries) == 20
    assert gathered.end.problem is not None
    assert gathered.end.problem.code == "NotWhatWasExpected"
    assert len(server.asked) == 2


@pytest.mark.parametrize("data", [[], [{"id": "1", "publiccodeYml": "name: A", "active": True}]])
def test_pages_without_end_end_the_pass(server: Server, data: list[object]) -> None:
    def endless(asked: Asked) -> Reply:
        return as_json({"data": data, "links": {"next": f"?page[after]={asked.number}"}})

    server.answering = endless
    gathered = italy(server)

    assert not gathered.end.full
    assert len(server.asked) <= 4


def test_what_moves_to_the_next_page_meanwhile_comes_once(server: Server) -> None:
    def moving(asked: Asked) -> Reply:
        start = int(asked.query.get("page[after]", "0"))
        return serving.italia(many(25))(
            asked
            if start < 10
            else Asked(
                0, "GET", f"/v1/software?page[size]=100&page[after]={start - 3}", asked.headers
            )
        )

    server.answering = moving
    gathered = italy(server)

    assert len(gathered.brought) == len(gathered.entries) == 25
    assert gathered.end.full


def test_a_catalogue_that_is_suddenly_empty_is_not_believed(server: Server) -> None:
    server.answering = serving.italia(many(20))
    first = italy(server)

    server.answering = serving.italia([])
    second = italy(server, first.end.state)
    server.answering = serving.italia(many(20))
    third = italy(server, second.end.state)

    assert not second.end.full
    assert second.end.problem is not None
    assert (second.end.problem.code, second.end.problem.detail) == ("TooFewEntries", "0 / 20")
    assert (third.end.full, len(third.unchanged)) == (True, 20)


# --- what is needed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "options", "missing"),
    [
        ("munich-site", Options(), "harvester"),
        ("somebody", Options(harvester="magic"), "harvester"),
        ("swiss-oss-catalogue", Options(), "address"),
        ("github", Options(), "organisations"),
        ("publiccode", Options(), "addresses"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_asked(
    source: str, options: Options, missing: str
) -> None:
    with client_of() as client, pytest.raises(NotHarvestable) as error:
        harvest(client, source, options)
    assert error.value.missing == missing
