# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which places of the network may be called: public ones, and those the office allows."""

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final, TypeAlias

Resolve: TypeAlias = Callable[[str, int], Iterable[str]]
"""Host and port -> its IP addresses; raises OSError where there are none."""

# Addresses of IPv6 that carry one of IPv4, which is where the call ends: RFC 6052, 3056, 4291.
_NAT64: Final = IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = IPv6Network("::/96")
_MOST: Final = 0xFFFFFFFF
# Not global by the registry of IANA, which older Pythons do not know yet: RFC 8215, 9637, 9602.
_RESERVED: Final = tuple(map(IPv6Network, ("64:ff9b:1::/48", "3fff::/20", "5f00::/16")))
# Public by number, yet answered by the cloud's own machinery.
_METADATA: Final = frozenset({"168.63.129.16"})


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network.

    Not public: private, loopback, link-local, site-local, multicast, reserved and metadata
    addresses, also where an IPv6 address carries one of them. Raises ValueError for no address.
    """
    ip = _carried(ip_address(address.partition("%")[0]))
    if isinstance(ip, IPv6Address) and (ip.is_site_local or any(ip in net for net in _RESERVED)):
        return False
    return ip.is_global and not ip.is_multicast and str(ip) not in _METADATA


def addresses_of(host: str, port: int = 443) -> tuple[str, ...]:
    """The IP addresses of a host, itself where it is one. Raises OSError where it has none."""
    if fixed := fixed_address(host):
        return (fixed,)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def fixed_address(host: str) -> str | None:
    """The IP address of a host that nobody need be asked for: a number, or localhost."""
    host = comparable(host)
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, 6.3
        return "127.0.0.1"
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Places that may be called although they are not public, as the office lists them."""

    names: frozenset[str] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Allowed":
        """From host names, IP addresses and networks ("10.1.0.0/16")."""
        names: set[str] = set()
        networks: list[IPv4Network | IPv6Network] = []
        for entry in entries:
            try:
                networks.append(ip_network(entry.strip().strip("[]"), strict=False))
            except ValueError:
                names.add(comparable(entry))
        return cls(frozenset(names), tuple(networks))

    def name(self, host: str) -> bool:
        """Whether this very host is allowed by its name."""
        return comparable(host) in self.names

    def number(self, address: str) -> bool:
        """Whether an IP address lies in a network that is allowed."""
        ip = ip_address(address.partition("%")[0])
        return any(ip in network for network in self.networks)


def comparable(host: str) -> str:
    """A host name as it is compared: lower case, without space and closing dot."""
    return host.strip().rstrip(".").lower()


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if inner := ip.ipv4_mapped or ip.sixtofour:
        return inner
    number = int(ip)
    if ip in _NAT64 or (ip in _COMPATIBLE and number > 1):
        return IPv4Address(number & _MOST)
    return ip
