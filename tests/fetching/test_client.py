# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The client against a real server on loopback."""

import gzip
import ssl
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.fetching import serving
from tests.fetching.serving import Asked, Fault, Hours, Reply, Server, as_json, client_of

from allmende.fetching import (
    Answered,
    Client,
    Limits,
    NotWhatWasExpected,
    Refused,
    Rules,
    TooLarge,
    TooSlow,
    Unreachable,
)
from allmende.fetching.client import next_hop

SMALL = Limits(bytes=2_000_000, pause=0.0, attempts=1)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(lambda asked: as_json({"path": asked.path})) as running:
        yield running


def only_first(fault: Fault) -> Callable[[Asked], Fault | None]:
    return lambda asked: fault if asked.number == 1 else None


def always(fault: Fault) -> Callable[[Asked], Fault | None]:
    return lambda _asked: fault


def test_an_answer_is_what_was_said_and_says_who_asked(server: Server) -> None:
    with client_of() as client:
        answer = client.fetch(f"{server.address}/a?b=c", expect="json")

    assert answer.data == {"path": "/a"}
    assert answer.status == 200
    assert server.asked[0].target == "/a?b=c"
    assert server.asked[0].headers["user-agent"] == "allmende (+https://example.org/office)"
    assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"


def test_one_connection_serves_many_questions(server: Server) -> None:
    with client_of() as client:
        found = [client.json(f"{server.address}/{number}") for number in range(3)]

    assert found == [{"path": f"/{number}"} for number in range(3)]


# --- where a call may go ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org",
        "//example.org",
        "",
        "\0",
    ],
)
def test_only_http_is_called(address: str) -> None:
    with client_of() as client, pytest.raises(Refused):
        client.fetch(address)


def test_credentials_in_an_address_are_refused() -> None:
    with client_of() as client, pytest.raises(Refused) as refused:
        client.fetch("https://me:secret@example.org/")
    assert "secret" not in str(refused.value)


def test_what_is_not_allowed_inside_is_refused(server: Server) -> None:
    with client_of(allowed=()) as client, pytest.raises(Refused, match="internal network"):
        client.fetch(server.address)
    assert server.asked == []


def test_a_name_is_resolved_once_and_called_where_it_was_checked(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rules = Rules("x", allowed=("127.0.0.1",), limits=SMALL)
    with Client(rules, clock=Hours().clock(), resolve=lambda *_: next(answers)) as client:
        assert client.json(f"http://name.example:{server.port}/") == {"path": "/"}

    assert next(answers) == ["10.0.0.1"]
    assert server.asked[0].headers["host"] == f"name.example:{server.port}"


def test_a_name_with_one_address_inside_is_refused(server: Server) -> None:
    rules = Rules("x", limits=SMALL)
    leads = Client(rules, resolve=lambda *_: ["140.82.121.3", "127.0.0.1"])
    with leads as client, pytest.raises(Refused, match="internal network"):
        client.fetch(f"http://name.example:{server.port}/")
    assert server.asked == []


def test_an_unknown_name_is_unreachable() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with Client(Rules("x", limits=SMALL), resolve=nowhere) as client, pytest.raises(Unreachable):
        client.fetch("https://nowhere.example/")


def test_a_closed_port_is_unreachable_after_all_attempts(server: Server) -> None:
    hours = Hours()
    address = server.address
    server.__exit__()
    with client_of(hours) as client, pytest.raises(Unreachable):
        client.fetch(address)
    assert hours.naps == [0.75, 1.5, 3.0]


# --- redirects ----------------------------------------------------------------------------------


def test_a_redirect_is_followed(server: Server) -> None:
    server.faults = only_first(serving.redirect("/there"))
    with client_of() as client:
        answer = client.fetch(f"{server.address}/here", expect="json")
    assert (answer.address, answer.data) == (f"{server.address}/there", {"path": "/there"})


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"])
def test_a_redirect_inside_is_refused(server: Server, target: str) -> None:
    server.faults = always(serving.redirect(target))
    with client_of() as client, pytest.raises(Refused, match="internal network"):
        client.fetch(server.address)


def test_a_redirect_to_another_scheme_is_refused(server: Server) -> None:
    server.faults = always(serving.redirect("file:///etc/passwd"))
    with client_of() as client, pytest.raises(Refused):
        client.fetch(server.address)


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.faults = always(serving.to_itself)
    with client_of() as client, pytest.raises(NotWhatWasExpected, match="circles"):
        client.fetch(server.address)
    assert len(server.asked) == 6


def test_a_redirect_does_not_lead_from_https_to_http() -> None:
    here = httpx.URL("https://example.org/a")

    with pytest.raises(Refused, match="from https"):
        next_hop(here, "http://example.org/b", Rules("x"))
    assert str(next_hop(here, "/b", Rules("x"))) == "https://example.org/b"
    assert next_hop(here, "http://example.org/b", Rules("x", downgrade=True)).scheme == "http"


def test_credentials_stay_with_the_host_they_are_for(server: Server) -> None:
    with Server(lambda asked: as_json(asked.path)) as other:
        server.faults = only_first(serving.redirect(f"{other.address}/there"))
        with client_of() as client:
            client.fetch(server.address, credentials={"PRIVATE-TOKEN": "secret"})

    assert server.asked[0].headers["private-token"] == "secret"
    assert "private-token" not in other.asked[0].headers


def test_credentials_follow_a_redirect_within_the_host(server: Server) -> None:
    server.faults = only_first(serving.redirect("/there"))
    with client_of() as client:
        client.fetch(server.address, credentials={"Authorization": "Bearer secret"})
    assert server.asked[1].headers["authorization"] == "Bearer secret"


# --- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", [serving.a_hundred_megabytes, serving.says_a_hundred_megabytes, serving.gzip_bomb]
)
def test_a_huge_answer_is_not_read(server: Server, fault: Fault) -> None:
    server.faults = always(fault)
    with client_of(limits=SMALL) as client, pytest.raises(TooLarge, match="2000000"):
        client.fetch(server.address)
    assert len(server.asked) == 1


def test_a_bomb_is_not_unpacked_in_memory(server: Server) -> None:
    server.faults = always(serving.gzip_bomb)
    serving.gzip_bomb(Asked(0, "GET", "/", {}), Reply())  # packed once, before memory is measured
    with client_of(limits=SMALL) as client:
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge):
                client.fetch(server.address)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 10_000_000


def test_a_head_without_end_is_not_read(server: Server) -> None:
    server.faults = always(serving.endless_head)
    with client_of(limits=SMALL) as client, pytest.raises(TooLarge, match="head"):
        client.fetch(server.address)


@pytest.mark.parametrize("fault", [serving.slow_drip, serving.slow_head])
def test_a_drip_ends_with_the_time_of_the_whole(server: Server, fault: Fault) -> None:
    server.faults = always(fault)
    with (
        client_of(Hours(tick=1.0), limits=SMALL) as client,
        pytest.raises(TooSlow, match="60 seconds"),
    ):
        client.fetch(server.address)


def test_packed_answers_are_unpacked(server: Server) -> None:
    text = b'"' + b"Zammad " * 100_000 + b'"'
    packed = gzip.compress(text[:10]) + gzip.compress(text[10:])
    server.answering = lambda _asked: Reply(200, {"Content-Encoding": "gzip"}, packed)
    with client_of() as client:
        assert client.fetch(server.address).content == text


def test_another_packing_is_told(server: Server) -> None:
    server.answering = lambda _asked: Reply(200, {"Content-Encoding": "br"}, b"?")
    with client_of(limits=SMALL) as client, pytest.raises(NotWhatWasExpected, match="br"):
        client.fetch(server.address)


# --- again --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "naps"),
    [
        (serving.too_many("7"), [7.0]),
        (serving.too_many("Mon, 23 Nov 2026 12:00:30 GMT"), [30.0]),
        (serving.status(503, Retry_After="3"), [3.0]),
        (serving.status(403, X_RateLimit_Remaining="0", X_RateLimit_Reset="9"), [9.0]),
        (serving.status(500), [0.75]),
        (serving.truncated, [0.75]),
        (serving.hangs_up, [0.75]),
        (serving.sign_in_page, [0.75]),
        (serving.not_json, [0.75]),
        (serving.not_utf8, [0.75]),
    ],
)
def test_what_heals_is_asked_again(server: Server, fault: Fault, naps: list[float]) -> None:
    hours = Hours()
    server.faults = only_first(fault)
    with client_of(hours) as client:
        assert client.json(server.address) == {"path": "/"}
    assert hours.naps == naps


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (serving.status(500), Answered),
        (serving.truncated, Unreachable),
        (serving.hangs_up, Unreachable),
        (serving.sign_in_page, NotWhatWasExpected),
        (serving.not_json, NotWhatWasExpected),
        (serving.not_utf8, NotWhatWasExpected),
    ],
)
def test_what_does_not_heal_is_said(server: Server, fault: Fault, kind: type[Exception]) -> None:
    server.faults = always(fault)
    with client_of() as client, pytest.raises(kind):
        client.json(server.address)
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_a_clear_no_is_not_asked_again(server: Server, status: int) -> None:
    server.faults = always(serving.status(status))
    with client_of() as client, pytest.raises(Answered) as answered:
        client.json(server.address)
    assert (answered.value.status, answered.value.content) == (status, b"out of order")
    assert len(server.asked) == 1


def test_a_wait_too_long_is_left_to_the_caller(server: Server) -> None:
    hours = Hours()
    server.faults = always(serving.too_many("3600"))
    with client_of(hours) as client, pytest.raises(Answered) as answered:
        client.json(server.address)
    assert answered.value.limited
    assert answered.value.retry_at is not None
    assert (answered.value.retry_at - serving.START).total_seconds() == 3600
    assert hours.naps == []


def test_what_changes_something_is_neither_repeated_nor_redirected(server: Server) -> None:
    server.faults = only_first(serving.status(500))
    with client_of() as client:
        with pytest.raises(Answered):
            client.fetch(server.address, method="POST", body=b"{}")
        server.faults = always(serving.redirect("/there"))
        with pytest.raises(Answered):
            client.fetch(server.address, method="POST", body=b"{}")
    assert [asked.body for asked in server.asked] == [b"{}", b"{}"]


# --- politeness ---------------------------------------------------------------------------------


def test_a_host_gets_a_pause_between_two_questions(server: Server) -> None:
    hours = Hours()
    with client_of(hours, limits=Limits(pause=0.5)) as client:
        for _ in range(3):
            client.json(server.address)
    assert hours.naps == [0.5, 0.5]


def test_an_exhausted_limit_is_waited_for_before_it_is_broken(server: Server) -> None:
    hours = Hours()
    used_up = {"RateLimit-Remaining": "0", "RateLimit-Reset": "40"}
    server.answering = lambda _asked: Reply(200, used_up)
    with client_of(hours) as client:
        client.fetch(server.address)
        client.fetch(server.address)
    assert hours.naps == [40.0]


def test_what_is_unchanged_is_not_sent_again(server: Server) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"one"':
            return Reply(304)
        return as_json([1], ETag='"one"', Last_Modified="Mon, 23 Nov 2026 11:00:00 GMT")

    server.answering = answer
    with client_of() as client:
        first = client.fetch(server.address, expect="json")
        second = client.fetch(server.address, expect="json", unless=first.version)

    assert not first.unchanged
    assert second.unchanged
    assert server.asked[1].headers["if-modified-since"] == "Mon, 23 Nov 2026 11:00:00 GMT"


def test_a_link_is_told_by_its_relation(server: Server) -> None:
    server.answering = lambda _asked: as_json([], Link='</a?page=2>; rel="next", </a>; rel="first"')
    with client_of() as client:
        answer = client.fetch(f"{server.address}/a")
    assert answer.link("next") == f"{server.address}/a?page=2"
    assert answer.link("last") is None


def test_a_link_that_is_none_is_told(server: Server) -> None:
    server.answering = lambda _asked: as_json([], Link='<http://a:x/>; rel="next"')
    with client_of() as client, pytest.raises(NotWhatWasExpected):
        client.fetch(server.address).link("next")


@pytest.mark.parametrize("link", ["", "<", ",,,", "rel=next", "<>; rel", '<a>; rel="prev'])
def test_a_link_without_a_relation_is_no_next_page(server: Server, link: str) -> None:
    server.answering = lambda _asked: as_json([], Link=link)
    with client_of() as client:
        assert client.fetch(server.address).link("next") is None


# --- ways ---------------------------------------------------------------------------------------


def test_behind_a_proxy_the_proxy_is_asked() -> None:
    with Server(lambda asked: as_json(asked.target)) as proxy:
        with client_of(allowed=(), proxy=proxy.address) as client:
            assert client.json("http://example.org/a") == "http://example.org/a"
        assert proxy.asked[0].headers["host"] == "example.org"


@pytest.mark.parametrize("host", ["10.0.0.1", "[::1]", "localhost"])
def test_a_proxy_is_no_way_inside(host: str) -> None:
    with Server(lambda _asked: as_json(1)) as proxy:
        with client_of(allowed=(), proxy=proxy.address) as client, pytest.raises(Refused):
            client.fetch(f"http://{host}/")
        assert proxy.asked == []


def test_an_unknown_certificate_is_told_and_not_asked_again(secure: tuple[Server, Path]) -> None:
    hours = Hours()
    with client_of(hours) as client, pytest.raises(Unreachable, match="certificate"):
        client.fetch(secure[0].address)
    assert hours.naps == []


def test_a_certificate_is_checked_for_the_name_not_the_number(secure: tuple[Server, Path]) -> None:
    running, certificate = secure
    trusted = ssl.create_default_context(cafile=certificate)
    rules = Rules("x", allowed=("127.0.0.1",), limits=SMALL)
    with Client(rules, resolve=lambda *_: ["127.0.0.1"], certificates=trusted) as client:
        assert client.json(f"https://name.example:{running.port}/") == {"path": "/"}
        with pytest.raises(Unreachable, match="certificate"):
            client.fetch(f"https://other.example:{running.port}/")
