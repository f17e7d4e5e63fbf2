# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which places of the network may be called."""

import pytest

from allmende.fetching import Allowed, addresses_of, is_public


@pytest.mark.parametrize(
    "address",
    ["140.82.121.3", "2a00:1450:4001:830::200e", "::ffff:140.82.121.3", "64:ff9b::8c52:7903"],
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_all_others_are_not(address: str) -> None:
    assert not is_public(address)


def test_a_number_and_localhost_are_resolved_without_asking_anybody() -> None:
    assert addresses_of("10.0.0.1") == ("10.0.0.1",)
    assert addresses_of("[::1]") == ("::1",)
    assert addresses_of("git.localhost.") == ("127.0.0.1",)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1"])
def test_old_ways_to_write_a_number_lead_to_the_number(host: str) -> None:
    assert addresses_of(host) == ("127.0.0.1",)


def test_hosts_numbers_and_networks_can_be_allowed() -> None:
    allowed = Allowed.of(["Git.Intern.Example.org.", "10.1.0.0/16", "::1"])

    assert allowed.name("git.intern.example.org")
    assert allowed.number("10.1.255.3")
    assert allowed.number("::1")
    assert not allowed.name("example.org")
    assert not allowed.number("10.2.0.1")
