# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How much one answer may be, and how long it may take."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one call."""

    bytes: int = 20_000_000
    """Of the body, unpacked."""
    head: int = 65_536
    """Bytes of all header lines."""
    seconds: float = 60.0
    """From connecting to the last byte, redirects included."""
    silence: float = 20.0
    """Seconds without any byte."""
    redirects: int = 5
    attempts: int = 4
    """Calls for one answer, where asking again may help."""
    wait: float = 120.0
    """Seconds the other side may make us wait before the next attempt; beyond it we give up."""
    pause: float = 0.5
    """Seconds between two requests to the same host."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who calls, what may be called, and by which way."""

    contact: str
    """Address of a page or mailbox for whoever keeps the other side; part of the User-Agent."""
    allowed: tuple[str, ...] = ()
    """Hosts, IP addresses and networks that may be called although they are not public."""
    downgrade: bool = False
    """Whether a redirect may lead from https to http."""
    proxy: str | None = field(default=None, repr=False)
    """Address of an HTTP proxy. What is allowed above is called directly all the same; names are
    then resolved by the proxy, numbers are still checked here."""
    limits: Limits = Limits()
