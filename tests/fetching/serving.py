# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A server on loopback that answers as it is told, and misbehaves as it is told."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import Any
from urllib.parse import parse_qs, urlsplit

from allmende.fetching import Client, Clock, Limits, Rules

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """One request; `number` counts all of them from 1."""

    number: int
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        words = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {key: values[0] for key, values in words.items()}


@dataclass(frozen=True)
class Reply:
    """What goes back. `length` is what Content-Length says; None = it says nothing."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Iterator[bytes] = b""
    length: int | None = -1
    """-1 = the truth."""
    raw: Iterator[bytes] | None = None
    """Instead of everything above, exactly these bytes."""


Answering = Callable[[Asked], Reply]
Fault = Callable[[Asked, Reply], Reply]


def as_json(data: Any, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(data, ensure_ascii=False).encode()
    return Reply(status, {"Content-Type": "application/json", **named}, body)


class Server:
    """Answers with `answering`; `faults` says for a request which fault it meets."""

    def __init__(self, answering: Answering, certificate: SSLContext | None = None) -> None:
        self.answering = answering
        self.faults: Callable[[Asked], Fault | None] = lambda _asked: None
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port
        if certificate is not None:
            self._server.socket = certificate.wrap_socket(self._server.socket, server_side=True)
        self.address = f"http{'s' if certificate else ''}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        with self._lock:
            lower = {name.lower(): value for name, value in headers.items()}
            asked = Asked(len(self.asked) + 1, method, target, lower, body)
            self.asked.append(asked)
        fault = self.faults(asked)
        reply = self.answering(asked)
        return fault(asked, reply) if fault else reply


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked left in the middle, as a client with bounds does."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            reply = server.reply(self.command, self.path, dict(self.headers), self.rfile.read(size))
            with suppress(OSError):  # whoever asked may leave in the middle
                self._write(reply)
                self.wfile.flush()

        do_POST = do_HEAD = do_GET

        def _write(self, reply: Reply) -> None:
            if reply.raw is not None:
                self.close_connection = True
                for piece in reply.raw:
                    self.wfile.write(piece)
                    self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            whole = isinstance(reply.body, bytes)
            length = len(reply.body) if whole and reply.length == -1 else reply.length
            if length is None or length < 0:
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command == "HEAD":
                return
            for piece in [reply.body] if isinstance(reply.body, bytes) else reply.body:
                self.wfile.write(piece)
                if not whole:
                    self.wfile.flush()
            if not whole or length != len(reply.body):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing: the requests are in `asked`."""

    return Handler


# --- faults -----------------------------------------------------------------------------------


def too_many(seconds: str = "7") -> Fault:
    return lambda _asked, _reply: Reply(429, {"Retry-After": seconds})


def status(number: int, **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _asked, _reply: Reply(number, named, b"out of order")


def truncated(_asked: Asked, reply: Reply) -> Reply:
    assert isinstance(reply.body, bytes)
    return replace(reply, body=reply.body[: len(reply.body) // 2], length=len(reply.body) + 1)


def sign_in_page(_asked: Asked, _reply: Reply) -> Reply:
    return Reply(200, {"Content-Type": "text/html"}, b"<!doctype html><title>Please sign in")


def redirect(target: str) -> Fault:
    return lambda _asked, _reply: Reply(302, {"Location": target})


def to_itself(asked: Asked, _reply: Reply) -> Reply:
    return Reply(302, {"Location": asked.target})


def slow_drip(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=_forever(b" "), length=None)


def slow_head(_asked: Asked, _reply: Reply) -> Reply:
    def pieces() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        yield from _forever(b"a")

    return Reply(raw=pieces())


def endless_head(_asked: Asked, _reply: Reply) -> Reply:
    def pieces() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        yield from _forever(b"X-Line: " + b"a" * 1000 + b"\r\n")

    return Reply(raw=pieces())


def a_hundred_megabytes(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=(b" " * 1_000_000 for _ in range(100)), length=None)


def says_a_hundred_megabytes(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=(b" " * 1_000_000 for _ in range(100)), length=100_000_000)


def gzip_bomb(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, headers={**reply.headers, "Content-Encoding": "gzip"}, body=_bomb())


def not_json(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=b'{"data": [}')


def not_utf8(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=b'{"data": "\xff\xfe"}')


def hangs_up(_asked: Asked, _reply: Reply) -> Reply:
    return Reply(raw=iter(()))


def _forever(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * 40_000_000, 1)


# --- a client that does not wait ----------------------------------------------------------------


class Hours:
    """A clock that stands still until somebody sleeps; `tick` seconds pass with every look."""

    def __init__(self, tick: float = 0.0) -> None:
        self.passed = 0.0
        self.tick = tick
        self.naps: list[float] = []

    def clock(self) -> Clock:
        return Clock(self._look, self._now, self._sleep, lambda: 0.5)

    def _look(self) -> float:
        self.passed += self.tick
        return self.passed

    def _now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def _sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.passed += seconds


def client_of(hours: Hours | None = None, limits: Limits | None = None, **rules: Any) -> Client:
    """A client that may call loopback and never waits for real."""
    found = Rules(
        "https://example.org/office",
        allowed=rules.pop("allowed", ("127.0.0.1",)),
        limits=limits or Limits(pause=0.0),
        **rules,
    )
    # Without any known certificates, which take longer to read than a test takes.
    nobody = SSLContext(PROTOCOL_TLS_CLIENT)
    return Client(found, clock=(hours or Hours()).clock(), certificates=nobody)
