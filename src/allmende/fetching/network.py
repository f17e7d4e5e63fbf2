# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Connections that go exactly to the address that was checked, and no longer than they may."""

from collections.abc import Iterable
from ssl import SSLContext
from typing import Any

import httpcore

from allmende.fetching.addresses import Allowed, Resolve, comparable, is_public
from allmende.fetching.errors import Refused, TooLarge, TooSlow
from allmende.fetching.limits import Limits
from allmende.fetching.pauses import Clock


class Watch:
    """What one answer may still take. Each look at the wire asks it, so that a drip ends, too."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.begin("", Limits())

    def begin(self, address: str, limits: Limits) -> None:
        """A request begins; all its redirects count."""
        self.address = address
        self.limits = limits
        self._end = self._clock.monotonic() + limits.seconds
        self.head()

    def head(self) -> None:
        """What comes now is the head of an answer, until `body`."""
        self._head: int | None = 0

    def body(self) -> None:
        """The head is through."""
        self._head = None

    def left(self) -> float:
        """Seconds that the next look may last. Raises TooSlow."""
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise TooSlow(self.address, detail=f"{self.limits.seconds:g}")
        return min(left, self.limits.silence)

    def count(self, size: int) -> None:
        """So many bytes came. Raises TooLarge for a head that does not end."""
        if self._head is not None:
            self._head += size
            # What is read at once may hold the beginning of the body.
            if self._head > self.limits.head + 65_536:
                raise TooLarge(self.address, "head", self.limits.head)


class CheckedNetwork(httpcore.NetworkBackend):
    """Resolves a name once, refuses what is not public, and connects to what was checked.

    A name that leads to several addresses must be public with all of them.
    """

    def __init__(
        self, allowed: Allowed, resolve: Resolve, watch: Watch, trusted: str | None = None
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._watch = watch
        self._trusted = trusted
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the watch knows better
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._watch.left(), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Watched(stream, self._watch)
        raise failed

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Refused(self._watch.address, detail="unix socket")

    def sleep(self, seconds: float) -> None:
        """Never called: attempts are the client's affair."""

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = tuple(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise httpcore.ConnectError(reason) from None
        if host != self._trusted:
            for address in addresses:
                refuse_internal(self._watch.address, host, address, self._allowed)
        return addresses


def refuse_internal(url: str, host: str, address: str, allowed: Allowed) -> None:
    """Raise Refused for an IP address that is neither public nor allowed."""
    if is_public(address) or allowed.name(host) or allowed.number(address):
        return
    name = comparable(host).strip("[]")
    raise Refused(url, "internal", address if name == address else f"{name} = {address}")


class _Watched(httpcore.NetworkStream):
    """A connection on which every read and write asks the watch."""

    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self._stream.read(max_bytes, self._watch.left())
        self._watch.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._watch.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._watch.left())
        return _Watched(stream, self._watch)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
