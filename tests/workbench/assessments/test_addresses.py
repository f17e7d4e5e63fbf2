# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which addresses the workbench calls."""

import socket
from typing import Any

import pytest

from allmende.workbench.assessments.services import addresses
from allmende.workbench.core.errors import Refused


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in addresses.PROXIES:
        monkeypatch.delenv(name, raising=False)


def leads_to(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ips]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words, **_more: found)


@pytest.mark.parametrize(
    "address",
    [
        "http://github.com/a/b",
        "ssh://git@github.com/a/b",
        "git@github.com:a/b.git",
        "file:///etc",
        "/etc",
        "ext::sh -c id",
        "--upload-pack=id",
        "",
    ],
)
def test_only_https_is_opened_unless_the_settings_say_more(address: str) -> None:
    with pytest.raises(Refused):
        addresses.read(address)


@pytest.mark.parametrize(
    "address", ["https://me:secret@github.com/a/b", "https://token@github.com/a/b"]
)
def test_credentials_are_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(Refused) as refused:
        addresses.read(address)
    assert "secret" not in str(refused.value) and "token" not in str(refused.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "0.0.0.0",  # noqa: S104
        "localhost",
        "git.localhost",
    ],
)
def test_hosts_of_our_own_network_are_refused(host: str) -> None:
    with pytest.raises(Refused, match="internal network"):
        addresses.read(f"https://{host}/a/b.git")


def test_a_name_that_leads_inside_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "140.82.121.3", "10.0.0.7")
    with pytest.raises(Refused, match="internal network"):
        addresses.read("https://git.example.org/a/b.git")


def test_an_internal_host_may_be_allowed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.REPOSITORY_HOSTS = frozenset({"git.intern.example.org"})
    leads_to(monkeypatch, "10.0.0.7")
    assert addresses.read("https://git.intern.example.org/a/b.git").address


def test_one_repository_has_one_key_however_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "140.82.121.3")
    keys = {
        addresses.read(one).key
        for one in (
            "https://github.com/Zammad/Zammad",
            "https://github.com/zammad/zammad.git",
            " https://www.github.com/zammad/zammad/ ",
        )
    }
    assert keys == {"github.com/zammad/zammad"}


def test_behind_a_proxy_names_are_the_proxys_affair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words: pytest.fail("asked"))
    assert addresses.read("https://git.example.org/a/b.git").key
    with pytest.raises(Refused):
        addresses.read("https://10.0.0.1/a/b.git")
