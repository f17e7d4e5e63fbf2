# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""When to ask again: what the other side says of it, and what decency says where it is silent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import SystemRandom
from time import monotonic, sleep
from typing import Final

FIRST: Final = 1.0
"""Seconds before the second attempt, at most; each further one waits up to twice as long."""
_EPOCH: Final = 1_000_000_000  # a reset beyond it is a time of day, below it a number of seconds
_REMAINING: Final = ("x-ratelimit-remaining", "ratelimit-remaining")
_RESET: Final = ("x-ratelimit-reset", "ratelimit-reset")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, rest and chance, handed in so that nothing has to wait for real."""

    monotonic: Callable[[], float] = monotonic
    now: Callable[[], datetime] = _utc_now
    """Time of day, in UTC."""
    sleep: Callable[[float], None] = sleep
    """Seconds. It may raise, where somebody wants to stop the work."""
    chance: Callable[[], float] = field(default_factory=lambda: SystemRandom().random)
    """From 0 to 1."""


def asked_to_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the other side wants to be asked again; None where it does not say.

    Retry-After as seconds or date (RFC 9110, 10.2.3); else the reset of an exhausted rate limit
    (GitHub: X-RateLimit-*, GitLab: RateLimit-*), as a time of day or as seconds.
    """
    if (written := headers.get("retry-after", "").strip()) and (
        seconds := _seconds(written, now)
    ) is not None:
        return seconds
    return until_reset(headers, now)


def until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until an exhausted rate limit is renewed; None where nothing is exhausted."""
    if _first(headers, _REMAINING) != "0":
        return None
    reset = _first(headers, _RESET)
    if not reset.isascii() or not reset.isdigit() or len(reset) > 12:
        return None
    number = float(reset)
    return max(0.0, number - now.timestamp() if number > _EPOCH else number)


def back_off(attempt: int, chance: float) -> float:
    """Seconds to wait after this attempt (from 1): doubling, and spread so that callers part."""
    return FIRST * 2.0 ** (attempt - 1) * (0.5 + chance / 2)


def _seconds(written: str, now: datetime) -> float | None:
    if written.isascii() and written.isdigit():
        return float(written[:12])
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((headers[name].strip() for name in names if name in headers), "")
