# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import Aliases, normalise_repository
from allmende.identity.aliases import DEFAULT

KEYCLOAK = "github.com/keycloak/keycloak"


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/keycloak/keycloak",
        "http://www.github.com/Keycloak/Keycloak/",
        "https://GITHUB.com:443/keycloak/keycloak.git",
        "  https://github.com/keycloak/keycloak?tab=readme-ov-file#top ",
        "git@github.com:keycloak/keycloak.git",
        "ssh://git@github.com/keycloak/keycloak.git",
        "ssh://git@ssh.github.com:443/keycloak/keycloak.git",
        "git://github.com:9418/keycloak/keycloak.git",
        "git+https://github.com/keycloak/keycloak.git",
        "git+ssh://git@github.com/keycloak/keycloak",
        "scm:git:https://github.com/keycloak/keycloak.git",
        "scm:git:git@github.com:keycloak/keycloak.git",
        "https://user:secret@github.com/keycloak/keycloak",
        "//github.com/keycloak/keycloak",
        "github.com/keycloak/keycloak",
        "https://github.com/keycloak/keycloak/releases",
        "https://github.com/keycloak/keycloak/issues/12",
        "https://github.com/keycloak/keycloak.wiki.git",
        "https://github.com/keycloak/keycloak.git.git",
        "https://github.com/keycloak/%6Beycloak",
        "https://github.com//keycloak//keycloak//",
        "https://api.github.com/repos/keycloak/keycloak",
        "https://raw.githubusercontent.com/keycloak/keycloak/main/README.md",
    ],
)
def test_one_repository_has_one_key_however_it_is_written(written: str) -> None:
    address = normalise_repository(written)
    assert address is not None
    assert address.key == KEYCLOAK


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://gitlab.opencode.de/a/b/c/d", "gitlab.opencode.de/a/b/c/d"),
        ("https://gitlab.com/dlr-ve/esy/amiris/amiris.git", "gitlab.com/dlr-ve/esy/amiris/amiris"),
        ("https://salsa.debian.org/debian/djbdns/-/issues", "salsa.debian.org/debian/djbdns"),
        ("https://gitlab.gnome.org/GNOME/dia/", "gitlab.gnome.org/gnome/dia"),
        ("https://invent.kde.org/teams/eco/feep", "invent.kde.org/teams/eco/feep"),
        ("https://oros-git.regione.puglia.it/a/b/C4S", "oros-git.regione.puglia.it/a/b/c4s"),
        (
            "https://riuso.comune.salerno.it/root/simel_2.git",
            "riuso.comune.salerno.it/root/simel_2",
        ),
        ("https://riuso.comune.salerno.it/root/simel_2", "riuso.comune.salerno.it/root/simel_2"),
        (
            "https://sourceforge.net/projects/sevenzip/files/7-Zip/",
            "sourceforge.net/projects/sevenzip",
        ),
        ("https://sourceforge.net/p/keepass/code/", "sourceforge.net/projects/keepass"),
        ("https://freemind.sourceforge.net", "sourceforge.net/projects/freemind"),
        ("https://git.code.sf.net/p/dvdstyler/DVDStyler", "sourceforge.net/projects/dvdstyler"),
        ("https://git.sr.ht/~rjarry/aerc/tree", "git.sr.ht/~rjarry/aerc"),
        ("https://pagure.io/freeipa", "pagure.io/freeipa"),
        ("https://code.google.com/archive/p/tesseract", "code.google.com/p/tesseract"),
        ("https://git.haproxy.org/?p=haproxy.git;a=tree", "github.com/haproxy/haproxy"),
        ("https://git.ghostscript.com/?p=mupdf.git", "git.ghostscript.com/mupdf"),
        ("https://git.savannah.gnu.org/cgit/nano.git/tree/", "git.savannah.gnu.org/nano"),
        ("https://git.savannah.gnu.org/git/nano.git", "git.savannah.gnu.org/nano"),
        ("https://gitbox.apache.org/repos/asf/maven.git", "github.com/apache/maven"),
        ("https://svn.example.org/repos/Thing/trunk/", "svn.example.org/repos/thing"),
        (
            "https://git.ecmwf.int/projects/CEMSF/repos/geff/browse",
            "git.ecmwf.int/projects/cemsf/repos/geff",
        ),
        ("https://git.ecmwf.int/scm/cemsf/geff.git", "git.ecmwf.int/projects/cemsf/repos/geff"),
        ("http://code.grammalecte.net:8080/x", "code.grammalecte.net:8080/x"),
        ("ssh://git@git.example.org:2222/a/b.git", "git.example.org/a/b"),
        ("https://git.müller.example/a/b", "git.xn--mller-kva.example/a/b"),
    ],
)
def test_hosts_of_every_kind_give_a_key(written: str, key: str) -> None:
    address = normalise_repository(written)
    assert address is not None
    assert address.key == key


@pytest.mark.parametrize(
    ("written", "subpath"),
    [
        ("https://github.com/E3SM-Project/E3SM/tree/master/components/eamxx", "components/eamxx"),
        ("https://github.com/a/b/blob/main/docs/README.md", "docs/README.md"),
        ("https://github.com/a/b/tree/main", ""),
        ("https://github.com/a/b", ""),
        ("https://gitlab.com/a/b/c/-/tree/main/Docs/x?ref=1", "Docs/x"),
        ("https://0xacab.org/schleuder/schleuder/tree/master/lib", "lib"),
        ("https://codeberg.org/a/b/src/branch/main/web", "web"),
        ("https://bitbucket.org/a/b/src/master/web", "web"),
        ("https://git.ecmwf.int/projects/A/repos/b/browse/web", "web"),
    ],
)
def test_the_folder_that_was_linked_is_kept_apart_from_the_key(written: str, subpath: str) -> None:
    address = normalise_repository(written)
    assert address is not None
    assert address.subpath == subpath
    assert "web" not in address.key


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "none",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a/b.git",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "https://",
        "https://github.com",
        "https://github.com/keycloak",
        "https://github.com/keycloak/",
        "https://github.com/orgs/it-at-m/repositories?q=dave",
        "https://github.com/topics/wiki",
        "https://github.com/keycloak/.git",
        "https://gitlab.com/passit",
        "https://git.cloudron.io/groups/cloudron",
        "https://code.videolan.org/explore/projects/starred",
        "https://bitbucket.org/nuclos/workspace/repositories/",
        "https://git.freepbx.org/projects/FREEPBX",
        "https://git.proxmox.com/",
        "https://sourceforge.net/u/somebody",
        "https://play.google.com/store/apps/details?id=x",
        "https://somebody.github.io/project",
        "https://www.atlassian.com/software/jira",
        "https://www.3cx.com/pbx/",
        "https://github.com/a b/c",
        "https://github.com/a/b\nc",
        "https://github.com/a/b\u202ec",
        "https://github.com/a/..%2f..",
        "https://github.com/a/../b/c",
        "https://github.com/a/%2e%2e/c",
        "https://github.com\\@evil.example/a/b",
        "https://github.com/a/b%00",
        "https://gith[ub.com/a/b",
        "https://github.com:port/a/b",
        "https://-github-.com/a/b.git",
        "https://999.1.1.1/a/b.git",
        "https://github.com/a/" + "b" * 3000,
        "backend：https://github.com/xiaoyudi-China/yuudee",
    ],
)
def test_what_names_no_single_repository_is_none(written: str) -> None:
    assert normalise_repository(written) is None


def test_the_address_for_people_keeps_its_case_and_loses_the_rest() -> None:
    address = normalise_repository("http://me:pw@www.github.com/LimeSurvey/LimeSurvey.git?x=1#y")
    assert address is not None
    assert address.url == "https://github.com/LimeSurvey/LimeSurvey"
    assert address.host == "github.com"
    assert address.path == "LimeSurvey/LimeSurvey"


def test_user_information_cannot_pose_as_the_host() -> None:
    address = normalise_repository("https://github.com@git.evil.example/a/b")
    assert address is not None
    assert address.host == "git.evil.example"


def test_an_office_may_know_aliases_of_its_own() -> None:
    own = DEFAULT.extended_by(Aliases({"git.old.example": "gitlab.opencode.de/town"}))
    address = normalise_repository("https://git.old.example/x/y/tree/main/z", own)
    assert address is not None
    assert (address.key, address.subpath) == ("gitlab.opencode.de/town/x/y", "z")


def test_every_packaged_alias_leads_to_an_address_that_stays() -> None:
    for target in DEFAULT.moved.values():
        whole = target if target.count("/") >= 2 or "veracrypt" in target else f"{target}/x/y"
        address = normalise_repository(f"https://{whole}.git")
        assert address is not None, target
        again = normalise_repository(address.url)
        assert again is not None
        assert again.key == address.key


HOSTS = st.sampled_from(
    [
        "github.com",
        "gitlab.com",
        "git.example.org",
        "sourceforge.net",
        "git.sr.ht",
        "www.a.example",
        "code.google.com",
        "x.sourceforge.net",
        "svn.apache.org",
        "git.zabbix.com",
        "a.example:8080",
    ]
)
WORDS = st.sampled_from(
    [
        "a",
        "B",
        "~u",
        "-",
        "tree",
        "blob",
        "src",
        "branch",
        "main",
        "x.git",
        ".git",
        "x.git.git",
        "y.wiki.git",
        "projects",
        "repos",
        "p",
        "cgit",
        "%2e%2e",
        "%252f",
        "ß",
        "%C3%9F",
        "é",
        "trunk",
        "+",
        "scm",
        "git",
        "browse",
        "İ",
        "a%20b",
        "?p=q.git",
        "#f",
        "wiki",
        "vector-im",
        "apache",
    ]
)
ADDRESSES = st.builds(
    lambda scheme, host, parts: f"{scheme}{host}/{'/'.join(parts)}",
    st.sampled_from(["https://", "http://", "ssh://git@", "git+https://", "scm:git:https://"]),
    HOSTS,
    st.lists(WORDS | st.text(max_size=6), max_size=7),
)


@settings(deadline=None)
@given(ADDRESSES)
def test_normalising_twice_changes_nothing(written: str) -> None:
    address = normalise_repository(written)
    if address is not None:
        again = normalise_repository(address.url)
        assert again is not None
        assert (again.key, again.url) == (address.key, address.url)


@settings(deadline=None)
@given(st.text() | ADDRESSES)
def test_no_text_breaks_it(text: str) -> None:
    address = normalise_repository(text)
    assert address is None or address.key.isascii()
