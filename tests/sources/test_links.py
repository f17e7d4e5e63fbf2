# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import pytest

from allmende.sources.links import Links

LINKS = Links("https://example.org/oss/", "https://example.org/oss/de/software/zammad.html")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/publish", "https://example.org/oss/publish"),
        ("./vuejs", "https://example.org/oss/de/software/vuejs"),
        ("../publish#refarch", "https://example.org/oss/de/publish#refarch"),
        ("qgis.md#use", "https://example.org/oss/de/software/qgis.html#use"),
        ("#use", "https://example.org/oss/de/software/zammad.html#use"),
        ("https://zammad.org", "https://zammad.org"),
        ("mailto:opensource@muenchen.de", "mailto:opensource@muenchen.de"),
        ("//zammad.org/x", "//zammad.org/x"),
        ("http://[", "http://["),
    ],
)
def test_a_link_leads_where_it_led_on_the_site(target: str, address: str) -> None:
    assert LINKS.absolute(target) == address


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](/b)", "[a](https://example.org/oss/b)"),
        ('![a](/b.png "t")', '![a](https://example.org/oss/b.png "t")'),
        ("[a](</b>)", "[a](<https://example.org/oss/b>)"),
        ("[a]: /b", "[a]: https://example.org/oss/b"),
        ('<img src="/b.png">', '<img src="https://example.org/oss/b.png">'),
        ("`[a](/b)`", "`[a](/b)`"),
        ("```\n[a](/b)\n```\n[a](/b)", "```\n[a](/b)\n```\n[a](https://example.org/oss/b)"),
        ("```\n[a](/b)", "```\n[a](/b)"),
        ("a ` b [a](/b)", "a ` b [a](https://example.org/oss/b)"),
    ],
)
def test_links_in_the_text_are_rewritten_and_code_is_not(before: str, after: str) -> None:
    assert LINKS.rewrite(before) == after


@pytest.mark.parametrize("text", ["`" * 50_000, "](" * 50_000, "```\n" * 25_000, "[a" * 50_000])
def test_a_hostile_text_is_rewritten_in_no_time(text: str) -> None:
    assert LINKS.rewrite(text)
