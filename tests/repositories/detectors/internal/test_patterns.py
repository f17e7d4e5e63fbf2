# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hosts, addresses and accounts of an office's own net are found; those of manuals are not."""

import pytest
from tests.repositories.detectors.finding import hits, sure

from allmende.repositories.detectors import internal
from allmende.repositories.detectors.internal import InternalNames
from allmende.repositories.detectors.pattern import Pattern

NAMES = InternalNames(
    domains=("intern.stadtamt.de",),
    mixed_domains=("stadtamt.de",),
    public_hosts=("www.stadtamt.de", "*.oss.stadtamt.de"),
    hosts=("lx[0-9]{5}",),
    words=("Almrausch",),
    user_ids=("u[0-9]{6}",),
    account_domains=("RATHAUS",),
    ticket_keys=("KFZ",),
)
PATTERNS = internal.patterns(NAMES)
HOME = "/ho" + "me/"


def found(text: str, path: str | None = None) -> set[str]:
    return sure(PATTERNS, text, path)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_finds_its_examples(pattern: Pattern):
    assert [text for text in pattern.matches if not hits([pattern], text)] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_leaves_what_only_looks_like_it(pattern: Pattern):
    assert [text for text in pattern.misses if hits([pattern], text)] == []


@pytest.mark.parametrize(
    ("text", "detector"),
    [
        ("https://wiki.intern.stadtamt.de/x", "internal-domain"),
        ("host = git.stadtamt.de", "internal-domain"),
        ("ssh lx01234", "internal-host-shape"),
        ("das Projekt ALMRAUSCH", "internal-word"),
        ("owner: u104711", "directory-user"),
        ("runas RATHAUS\\pwagen", "office-account"),
        ("siehe KFZ-1207", "internal-ticket"),
        ("base=ou=Amt 3,dc=stadtamt,dc=de", "ldap-name"),
    ],
)
def test_what_the_office_lists_is_found(text: str, detector: str):
    assert detector in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.stadtamt.de/",
        "https://refarch.oss.stadtamt.de/",
        "somebody@stadtamt.de",
        "de.stadtamt.kfz.Main",
        "https://stadtamt.de/",
        "menu104711",
        "AKFZ-12",
    ],
)
def test_public_hosts_packages_and_parts_of_words_are_not(text: str):
    assert not found(text)


def test_without_a_list_there_is_no_detector_for_it():
    without = {pattern.id for pattern in internal.patterns()}
    assert not without & {"internal-word", "internal-ticket", "directory-user", "internal-domain"}


def test_another_list_is_another_version():
    other = NAMES.model_copy(update={"words": ("Enzian",)})
    assert other.version != NAMES.version
    assert InternalNames(words=("Enzian",)).version == InternalNames(words=("Enzian",)).version


@pytest.mark.parametrize(
    "text",
    [
        "10.0.19041",
        "Version 10.3.158.77",
        "a.10.158.77.21",
        "10.158.77.21.5",
        "127.0.0.1",
        "0.0.0." + "0",
        "192.0.2.17",
        "198.51.100.4",
        "2001:db8::17",
        "10.0.0.0/8",
        "192.168.1.1",
        "172.17.0.2",
        "10.0.2.2",
        "10.96.0.1",
        "169.254.169.254",
        "10.999.1.1",
        "update V8 to 10.9.194.6",
        "fd:12:34:56:78:9a",
    ],
)
def test_versions_defaults_and_documentation_are_no_internal_addresses(text: str):
    assert not found(text)


@pytest.mark.parametrize(
    "text", ["10.158.77.21", "http://172.27.84.19:8080/", "192.168.207.31", "[fd3a:91c4:77e2::17]"]
)
def test_an_address_that_somebody_gave_to_a_machine_is_found(text: str):
    assert found(text) & {"private-ipv4", "private-ipv6"}


@pytest.mark.parametrize(
    "text",
    [
        "http://host.docker.internal:80/",
        "x.svc.cluster.local:443",
        "import com.sun.internal.X",
        "this.local = 1",
        "name.intern()",
        "@cython.internal",
        "docker-compose.local.yml",
        "threading.local()",
        "https://example.corp/",
    ],
)
def test_attributes_packages_and_names_of_tools_are_no_hosts(text: str):
    assert "internal-top-level" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{HOME}runner/work",
        f"{HOME}user/x",
        "https://x.de" + f"{HOME}oberhuber/x",
        f"~{HOME}oberhuber/x",
        "C:\\Users\\Public\\x",
        f'href="{HOME}oberhuber/"',
        "GET /Users/{id}",
    ],
)
def test_folders_of_robots_and_pages_are_nobodys(text: str):
    assert "home-folder" not in found(text)


@pytest.mark.parametrize(
    "text", [f"File '{HOME}koberhuber/a.py'", 'x("C:\\\\Users\\\\kober\\\\a")']
)
def test_a_folder_called_after_somebody_is_found(text: str):
    assert "home-folder" in found(text)


@pytest.mark.parametrize(
    ("text", "is_share"),
    [
        ("net use \\\\fs-rathaus02\\ablage$", True),
        ('"\\\\\\\\fs-rathaus02\\\\ablage"', True),
        ('"\\\\fs-a02\\\\ablage"', False),
        ("\\\\.\\pipe\\x", False),
        ("a\\\\b-1\\c", False),
        ("\\\\localhost\\c$", False),
    ],
)
def test_a_share_is_told_from_escaped_text(text: str, is_share: bool):
    assert ("network-share" in found(text)) is is_share


@pytest.mark.parametrize(
    "text", ["user: DOMAIN\\user", "login: NT\\SYSTEM", "account ERROR\\nfoo", "user: A\\b"]
)
def test_an_escape_or_a_placeholder_is_no_account(text: str):
    assert "windows-account" not in found(text)


def test_a_directory_of_a_manual_is_doubtful():
    assert not found("cn=admin,dc=example,dc=com")
