# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import is_web_address, normalise_homepage


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://www.zammad.org/", "zammad.org"),
        ("http://zammad.org", "zammad.org"),
        ("zammad.org", "zammad.org"),
        ("https://nginx.org/en/", "nginx.org"),
        ("https://www.alfresco.com/de", "alfresco.com"),
        ("https://www.mozilla.org/de/firefox/new/", "mozilla.org/firefox/new"),
        ("https://www.mediawiki.org/wiki/MediaWiki/de", "mediawiki.org/wiki/MediaWiki"),
        ("https://yacy.net/en/index.html", "yacy.net"),
        ("https://www.videolan.org/vlc/index.de.html", "videolan.org/vlc"),
        ("https://example.org/a/?utm_source=x#y", "example.org/a"),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("https://play.google.com/store/apps/details?id=a.b&hl=en", None),
        ("https://deno.land/x", "deno.land/x"),
        ("https://müller.example/", "xn--mller-kva.example"),
    ],
)
def test_a_homepage_has_one_key(written: str, key: str | None) -> None:
    assert normalise_homepage(written) == (key or "play.google.com/store/apps/details?id=a.b")


@pytest.mark.parametrize(
    "written", ["", "n/a", "mailto:a@b.example", "ftp://a.example", "a b.example"]
)
def test_what_is_no_homepage_has_no_key(written: str) -> None:
    assert normalise_homepage(written) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://EXAMPLE.org/ü",
        "https://intranet/x",
    ],
)
def test_plain_web_addresses_may_be_linked(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/relative",
        "//example.org/x",
        "example.org",
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "git+https://example.org/x",
        "ssh://example.org/x",
        "https://",
        "https:///x",
        "https:example.org",
        "https://bank.example@evil.example/",
        "https://user:pw@example.org/",
        "https://example.org/\x00",
        "https://exam\tple.org/",
        "https://example.org\\@evil.example",
        'https://example.org/"onclick=',
        "https://example.org/<script>",
        "https://exa_mple..org/",
        "https://example.org/\u202egpj.exe",
    ],
)
def test_everything_else_may_not(address: str) -> None:
    assert not is_web_address(address)


@settings(deadline=None)
@given(st.text() | st.text().map("https://example.org/{}".format))
def test_no_text_breaks_them_and_keys_are_stable(text: str) -> None:
    is_web_address(text)
    key = normalise_homepage(text)
    assert key is None or " " not in key
