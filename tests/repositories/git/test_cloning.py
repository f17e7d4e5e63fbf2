# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses that are opened and refused, and clones that are made once.

The remote is reached by a stand-in for ssh that runs what it is told on this machine.
"""

import os
from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories.git import Head, Limits, NotARepository, head_of, open_repository
from allmende.repositories.git.addresses import read_address, without_credentials

PASSWORD = "not-to-be" + "-seen"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"a": "first"})
    return made


@pytest.fixture
def address(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    programs = tmp_path / "programs"
    programs.mkdir()
    ssh = programs / "ssh"
    ssh.write_text(
        f'#!/bin/sh\necho x >> {tmp_path}/asked\nfor last; do :; done\neval "exec $last"\n'
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return f"ssh://git@forge.example.org{made.folder}"


def test_a_remote_is_cloned_with_all_its_refs_and_updated(made: Made, address: str, tmp_path: Path):
    cache = tmp_path / "cache"
    made.git("branch", "going")
    made.note("a note")
    made.ref("refs/pull/1/head", made.git("rev-parse", "HEAD"))
    with open_repository(address, cache) as repository:
        assert {ref.kind for ref in repository.refs()} == {"branch", "note", "pull-request", "head"}
        assert repository.branch() == "main"
        assert repository.origin == address
    made.git("branch", "--delete", "going")
    made.commit({"a": "second"})
    with open_repository(address, cache) as repository:
        assert repository.tree().text("a") == "second"
        assert "refs/heads/going" not in {ref.name for ref in repository.refs()}
    assert len(list(cache.glob("*.git"))) == 1


def test_a_remote_says_where_it_stands_without_being_cloned(made: Made, address: str):
    here = Head(made.git("rev-parse", "HEAD"), "main")
    assert head_of(address) == here
    assert head_of(str(made.folder)) == here


def test_an_empty_remote_stands_nowhere(address: str, tmp_path: Path):
    empty = make(tmp_path / "empty")
    assert head_of(address.rpartition("/")[0] + "/empty") == Head("", "")
    assert head_of(str(empty.folder)) == Head("", "")


def test_a_remote_that_is_gone_is_said_to_be(address: str):
    with pytest.raises(NotARepository):
        head_of(address.rpartition("/")[0] + "/nowhere")


def test_a_sha256_remote_is_cloned(address: str, tmp_path: Path):
    made = make(tmp_path / "long", "sha256")
    made.commit({"a": "long"})
    place = address.rpartition("/")[0] + "/long"
    with open_repository(place, tmp_path / "cache") as repository:
        assert repository.format == "sha256"
        assert repository.tree().text("a") == "long"


def test_a_clone_that_breaks_off_leaves_nothing(address: str, tmp_path: Path):
    cache = tmp_path / "cache"
    with pytest.raises(NotARepository) as caught:
        open_repository(address + "-gone", cache)
    assert "could not be fetched" in caught.value.why["en"]
    assert [path.suffix for path in cache.iterdir()] == [".lock"]


def test_what_an_earlier_clone_left_half_done_is_removed(address: str, tmp_path: Path):
    cache = tmp_path / "cache"
    open_repository(address, cache).close()
    whole = next(cache.glob("*.git"))
    left = cache / f"{whole.stem}.part-dead"
    whole.rename(left)
    open_repository(address, cache).close()
    assert whole.is_dir() and not left.exists()


def test_a_remote_that_is_not_fetched_in_time_is_said(address: str, tmp_path: Path):
    with pytest.raises(NotARepository) as caught:
        open_repository(address, tmp_path / "cache", limits=Limits(clone_seconds=0.0))
    assert "Sekunden" in caught.value.why["de"]


def test_without_a_cache_nothing_is_fetched(address: str, tmp_path: Path):
    with pytest.raises(NotARepository):
        open_repository(address)
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://forge.example.org/a.git",
        "git://forge.example.org/a.git",
        "ftp://forge.example.org/a.git",
        "ext::sh -c touch% sentinel",
        "fd::17",
        "https::https://forge.example.org/a",
        "--upload-pack=touch sentinel",
        "-oProxyCommand=touch",
        "ssh://-oProxyCommand=touch/a",
        "ssh://git@-oProxyCommand=touch/a",
        "ssh://forge.example.org:99999999/a",
        "https://-x/a",
        "https:///a",
        "https://forge.example.org/a b\n",
        "file://other.example.org/srv/a",
        "git@-forge.example.org:a",
        "git@forge.example.org:-a",
        "a\0b",
    ],
)
def test_any_other_address_is_refused_with_a_sentence(address: str, tmp_path: Path):
    with pytest.raises(NotARepository) as caught:
        open_repository(address, tmp_path)
    assert "https://, ssh://" in caught.value.why["en"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "kind", "url"),
    [
        ("https://forge.example.org/a.git", "https", "https://forge.example.org/a.git"),
        ("https://forge.example.org:8443/a?x=1#y", "https", "https://forge.example.org:8443/a"),
        ("ssh://git@forge.example.org:22/a", "ssh", "ssh://git@forge.example.org:22/a"),
        ("git@forge.example.org:group/a.git", "ssh", "git@forge.example.org:group/a.git"),
        ("https://[::1]/a", "https", "https://[::1]/a"),
    ],
)
def test_addresses_that_are_opened(address: str, kind: str, url: str):
    found = read_address(address)
    assert (found.kind, found.url, found.path) == (kind, url, None)


def test_credentials_are_handed_over_and_never_shown():
    found = read_address(f"https://anna:{PASSWORD}@forge.example.org/a")
    assert found.url == "https://forge.example.org/a"
    assert found.authorization.startswith("Authorization: Basic ")
    assert "Basic" not in repr(found)


@pytest.mark.parametrize("scheme", ["https", "http", "ssh", "git"])
def test_an_error_shows_no_credentials(scheme: str):
    address = f"{scheme}://anna:{PASSWORD}@-forge.example.org/a"
    assert PASSWORD not in without_credentials(address)
    with pytest.raises(NotARepository) as caught:
        open_repository(address)
    assert PASSWORD not in str(caught.value) and PASSWORD not in caught.value.address


def test_the_cache_holds_no_credentials(made: Made, address: str, tmp_path: Path):
    cache = tmp_path / "cache"
    with_password = address.replace("git@", f"git:{PASSWORD}@")
    with open_repository(with_password, cache) as repository:
        assert PASSWORD not in repository.origin
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert files and not any(PASSWORD.encode() in path.read_bytes() for path in files)
