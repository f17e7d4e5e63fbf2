# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one client of the house: asks politely, bounds what comes, says plainly what went wrong."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from ssl import SSLCertVerificationError, SSLContext
from typing import Any, Final, Literal, TypeAlias

import httpcore
import httpx

from allmende.fetching.addresses import (
    Allowed,
    Resolve,
    addresses_of,
    comparable,
    fixed_address,
)
from allmende.fetching.bodies import content
from allmende.fetching.errors import (
    Answered,
    FetchError,
    NotWhatWasExpected,
    Refused,
    TooLarge,
    TooSlow,
    Unreachable,
)
from allmende.fetching.limits import Limits, Rules
from allmende.fetching.network import CheckedNetwork, Watch, refuse_internal
from allmende.fetching.pauses import Clock, asked_to_wait, back_off, until_reset

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Version: TypeAlias = Mapping[str, str]
"""Which state of an address an answer shows: ETag and Last-Modified, as far as it says."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_REPEATABLE: Final = frozenset({"GET", "HEAD"})
_CONDITIONS: Final = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_WORDS_OF_AN_ERROR: Final = 65_536  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; with `unchanged` it is what the caller has already."""

    address: str
    """Where the answer came from, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes = field(default=b"", repr=False)
    data: Json = field(default=None, repr=False)
    """The JSON, where it was asked for."""

    @property
    def unchanged(self) -> bool:
        """The version the caller named is still the newest (304)."""
        return self.status == 304

    @property
    def version(self) -> Version:
        """To be handed back as `unless`; empty where the other side names none."""
        return {name: self.headers[name] for name in _CONDITIONS if name in self.headers}

    def link(self, relation: str) -> str | None:
        """The absolute address that the Link header (RFC 8288) gives for a relation.

        Raises NotWhatWasExpected where it gives none that can be read.
        """
        parts = httpx.Response(200, headers={"link": self.headers.get("link", "")}).links
        target = parts.get(relation, {}).get("url")
        try:
            return str(httpx.URL(self.address).join(target)) if target else None
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NotWhatWasExpected(self.address, detail=f"Link: {error}") from None

    def text(self) -> str:
        """The content as UTF-8. Raises NotWhatWasExpected."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            detail = f"not UTF-8, byte {error.start + 1}"
            raise NotWhatWasExpected(self.address, detail=detail) from None


@dataclass(frozen=True, slots=True)
class _Question:
    """One call, as its redirects carry it on."""

    method: str
    headers: Mapping[str, str]
    credentials: Mapping[str, str]
    body: bytes | None
    limits: Limits


class Client:
    """Calls addresses by the rules; one client for one thread, closed when it is done.

    `clock` and `resolve` are handed in where time and names shall be others.
    """

    def __init__(
        self,
        rules: Rules,
        *,
        clock: Clock | None = None,
        resolve: Resolve = addresses_of,
        certificates: SSLContext | None = None,
    ) -> None:
        self.rules = rules
        self.clock = clock or Clock()
        self._allowed = Allowed.of(rules.allowed)
        self._resolve = resolve
        self._watch = Watch(self.clock)
        self._ready: dict[str, float] = {}
        trusted = certificates or httpx.create_ssl_context()
        self._direct = httpcore.ConnectionPool(
            ssl_context=trusted,
            network_backend=CheckedNetwork(self._allowed, resolve, self._watch),
        )
        self._proxied: httpcore.ConnectionPool | None = None
        if rules.proxy:
            proxy = httpx.Proxy(rules.proxy)
            host = proxy.url.host
            self._proxied = httpcore.HTTPProxy(
                str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=trusted,
                network_backend=CheckedNetwork(self._allowed, resolve, self._watch, host),
            )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._direct.close()
        if self._proxied is not None:
            self._proxied.close()

    def fetch(
        self,
        address: str,
        *,
        expect: Literal["json"] | None = None,
        accept: str | None = None,
        unless: Version | None = None,
        credentials: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Answer:
        """Ask an address, again where that may help; raises FetchError.

        `unless` is the version at hand: where it is still the newest, the answer is `unchanged`.
        `credentials` are header lines that no other host (nor port, nor scheme) gets to see.
        Only GET and HEAD are repeated and redirected. With `expect="json"` whatever is not JSON
        raises NotWhatWasExpected. `limits` replaces those of the rules for this call.
        """
        within = limits or self.rules.limits
        question = _Question(
            method,
            self._headers(expect, accept, unless, headers),
            credentials or {},
            body,
            within,
        )
        for attempt in count(1):
            try:
                return self._answer(address, question, expect)
            except FetchError as error:
                repeat = method in _REPEATABLE and error.may_heal and attempt < within.attempts
                if not repeat or not self._waited(error, attempt, within):
                    raise
        raise AssertionError  # count() has no end

    def check(self, address: str) -> None:
        """Raise Refused for what `fetch` would not call, for those who call by other means.

        A name may lead elsewhere by the time they do.
        """
        url = read_address(address)
        host = comparable(url.host)
        if self._pool(url) is self._proxied or self._allowed.name(host):
            return
        try:
            found = tuple(self._resolve(host, origin(url)[2]))
        except (OSError, UnicodeError) as error:
            raise Unreachable(address, detail=error) from None
        for number in found:
            refuse_internal(address, host, number, self._allowed)

    def json(self, address: str, **options: Any) -> Json:
        """The JSON at an address; as `fetch`."""
        return self.fetch(address, expect="json", **options).data

    def _headers(
        self,
        expect: str | None,
        accept: str | None,
        unless: Version | None,
        headers: Mapping[str, str] | None,
    ) -> dict[str, str]:
        contact = "".join(c for c in self.rules.contact if c.isprintable() and c.isascii())
        found = {
            "User-Agent": f"allmende (+{contact})" if contact else "allmende",
            "Accept": accept or ("application/json" if expect == "json" else "*/*"),
            "Accept-Encoding": "gzip",
            **(headers or {}),
        }
        for name, condition in _CONDITIONS.items():
            if unless and name in unless:
                found[condition] = unless[name]
        return found

    def _waited(self, error: FetchError, attempt: int, limits: Limits) -> bool:
        """Wait before the next attempt; False where the other side wants more than we wait."""
        now = self.clock.now()
        if error.retry_at is None:
            seconds = back_off(attempt, self.clock.chance())
        else:
            seconds = (error.retry_at - now).total_seconds()
        if seconds > limits.wait:
            return False
        self.clock.sleep(max(0.0, seconds))
        return True

    def _answer(self, address: str, question: _Question, expect: str | None) -> Answer:
        answer = self._follow(address, question)
        if answer.status == 304 and any(c in question.headers for c in _CONDITIONS.values()):
            return answer
        if not 200 <= answer.status < 300:
            raise self._refusal(answer)
        if expect == "json":
            return replace(answer, data=_as_json(answer))
        return answer

    def _refusal(self, answer: Answer) -> Answered:
        now = self.clock.now()
        seconds = asked_to_wait(answer.headers, now)
        # GitHub says 403 where a rate limit is exhausted.
        limited = answer.status == 429 or (answer.status == 403 and seconds is not None)
        wanted = limited or answer.status in Answered.HEALING
        return Answered(
            answer.address,
            answer.status,
            limited=limited,
            retry_at=now + timedelta(seconds=seconds) if wanted and seconds is not None else None,
            content=answer.content,
        )

    def _follow(self, address: str, question: _Question) -> Answer:
        here = read_address(address)
        for _ in range(question.limits.redirects + 1):
            answer = self._politely(here, question)
            target = answer.headers.get("location")
            if (
                answer.status not in _REDIRECTS
                or target is None
                or question.method not in _REPEATABLE
            ):
                return answer
            there = next_hop(here, target, self.rules)
            if origin(there) != origin(here):
                question = replace(question, credentials={})
            here = there
        raise NotWhatWasExpected(address, "redirects", f"{question.limits.redirects}")

    def _politely(self, url: httpx.URL, question: _Question) -> Answer:
        """One request, after the pause its host may expect."""
        if (pause := self._ready.get(url.host, 0.0) - self.clock.monotonic()) > 0:
            self.clock.sleep(pause)
        self._watch.begin(str(url), question.limits)
        wait = question.limits.pause
        try:
            answer = self._call(url, question)
            reset = until_reset(answer.headers, self.clock.now())
            if reset is not None and reset <= question.limits.wait:
                wait = max(wait, reset)
            return answer
        finally:
            self._ready[url.host] = self.clock.monotonic() + wait

    def _call(self, url: httpx.URL, question: _Question) -> Answer:
        pool = self._pool(url)
        headers = {**question.headers, **question.credentials, "Host": url.netloc.decode("ascii")}
        request = httpcore.Request(
            question.method,
            str(url).encode("ascii"),
            headers=list(httpx.Headers(headers).raw),
            content=question.body,
        )
        if question.body is not None:
            request.headers.append((b"Content-Length", str(len(question.body)).encode()))
        try:
            response = pool.handle_request(request)
            try:
                self._watch.body()
                return self._read(url, response, question)
            finally:
                response.close()
        except (httpcore.ReadTimeout, httpcore.WriteTimeout):
            raise TooSlow(str(url), detail=f"{question.limits.silence:g}") from None
        except (httpcore.NetworkError, httpcore.ConnectTimeout) as error:
            raise _unreachable(url, error) from None
        except (httpcore.ProtocolError, httpcore.ProxyError, zlib.error) as error:
            if "buffer too long" in str(error):  # h11 says so of a head without end
                raise TooLarge(str(url), "head", question.limits.head) from None
            raise Unreachable(str(url), "broken off", error) from None

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        host = comparable(url.host)
        number = fixed_address(host)
        if self._proxied is None or self._allowed.name(host):
            return self._direct
        if number is not None:
            if self._allowed.number(number):
                return self._direct
            refuse_internal(str(url), host, number, self._allowed)
        return self._proxied

    def _read(self, url: httpx.URL, response: httpcore.Response, question: _Question) -> Answer:
        limits = question.limits
        if sum(len(name) + len(value) for name, value in response.headers) > limits.head:
            raise TooLarge(str(url), "head", limits.head)
        headers = dict(httpx.Headers(response.headers).items())
        answer = Answer(str(url), response.status, headers)
        if question.method == "HEAD" or response.status in (204, 304):
            return answer
        if response.status >= 300:
            most = min(limits.bytes, _WORDS_OF_AN_ERROR)
            try:
                return replace(
                    answer, content=content(str(url), response.iter_stream(), headers, most)
                )
            except (TooLarge, NotWhatWasExpected):
                return answer
        return replace(
            answer, content=content(str(url), response.iter_stream(), headers, limits.bytes)
        )


def read_address(address: str) -> httpx.URL:
    """An http or https address. Raises Refused, for credentials in it as well."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused(address, detail=error) from None
    if url.scheme not in ("http", "https") or not url.host:
        raise Refused(address, detail=url.scheme or "no scheme")
    if url.userinfo:
        raise Refused(address, "credentials")
    return url


def next_hop(here: httpx.URL, target: str, rules: Rules) -> httpx.URL:
    """Where a redirect leads. Raises Refused for what would not be called directly either."""
    try:
        there = read_address(str(here.join(target)))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused(str(here), detail=error) from None
    if here.scheme == "https" and there.scheme == "http" and not rules.downgrade:
        raise Refused(str(here), "downgrade")
    return there


def origin(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port: who may see the same credentials."""
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _unreachable(url: httpx.URL, error: Exception) -> Unreachable:
    if isinstance(error, httpcore.ReadError | httpcore.WriteError):
        return Unreachable(str(url), "broken off", str(error) or type(error).__name__)
    cause = error.__cause__ or error.__context__
    if isinstance(cause, SSLCertVerificationError):
        return Unreachable(str(url), "certificate", cause.verify_message)
    return Unreachable(str(url), detail=str(error) or type(error).__name__)


def _as_json(answer: Answer) -> Json:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml") or kind.startswith(("image/", "video/")):
        raise NotWhatWasExpected(answer.address, detail=kind)
    try:
        data: Json = json.loads(answer.text(), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        detail = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise NotWhatWasExpected(answer.address, detail=detail) from None
    except (ValueError, RecursionError) as error:
        raise NotWhatWasExpected(answer.address, detail=error) from None
    return data


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
