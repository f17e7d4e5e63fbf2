# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One row a decision: which texts a rule takes and which it refuses."""

import pytest

from allmende.publiccode.rules import RULES
from allmende.publiccode.sentences import WARNINGS

TAKEN = {
    "url": [
        "https://example.org/a.git",
        "git://example.org/a",
        "ssh://git@example.org/a",
        "mailto:a@example.org",
        "HTTPS://EXAMPLE.ORG",
        "https://müller.example/ü",
        "http://[::1]:8/",
        "https://example.org/a b",
        "https://user:word@example.org/",
    ],
    "web": ["http://a", "https://example.org:8080/x?y#z", "https://example.org/%C3%BC"],
    "organisation": [
        "https://example.org",
        "urn:x-example:office",
        "ftp://example.org/",
        "urn:x-italian-pa:c_h501",
        "URN:X-ITALIAN-PA:C_H501",
    ],
    "support": ["alias:gdpr", "https://example.org/law", "urn:isbn:123"],
    "date": ["2024-02-29", "1999-12-31"],
    "email": ["kim@example.org", "k.b+c@sub.example.org", '"k b"@example.org', "ä@müller.example"],
    "media": ["text/plain", "application/x.empty", "image/svg+xml"],
    "category": ["appointment-scheduling", "other"],
    "scope": ["local-authorities"],
    "country": ["DE", "XK"],
    "language": [
        "de",
        "de-AT",
        "DE-at",
        "zh-Hant-TW",
        "sl-IT-nedis",
        "zh-yue",
        "x-house",
        "i-klingon",
        "en-GB-oed",
        "de-CH-1901",
        "en-419",
        "qaa",
        "de-x-easy",
        "en-UK",
        "de-AT-u-co-phonebk",
    ],
    "licence": [
        "MIT",
        "mit",
        "EUPL-1.2 OR MIT",
        "(MIT AND ISC) OR Zlib",
        "GPL-2.0+",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "LicenseRef-house",
        "AGPL-3.0",
    ],
    "path": ["img/logo.svg", "https://example.org/logo.svg", "../logo.svg"],
    "logo": ["logo.svg", "LOGO.PNG", "a.svgz", "https://example.org/logo"],
    "screenshot": ["a.png", "a.JPG", "https://example.org/a"],
    "video": ["https://www.youtube.com/watch?v=a", "https://vimeo.com/1"],
    "italian": [],
}
REFUSED = {
    "url": [
        "",
        "here",
        "example.org/a.git",
        "git@example.org:a.git",
        "https://",
        "https://a b/c",
        "https://[::1",
        "https://example.org/%2",
        "https://a:port/",
        "file:///",
        " https://a",
    ],
    "web": ["", "ftp://example.org", "www.example.org", "https:///a", "mailto:a@example.org"],
    "organisation": ["", "Amt", "mailto:a@example.org", "urn:x", "urn:x-italian-pa:nobody00"],
    "support": ["", "gdpr", "alias:dsgvo", "Alias:gdpr", "urn:isbn:"],
    "date": ["", "2024-02-30", "2024-2-9", "09.02.2024", "2024-01-01T00:00:00Z", "2024-13-01"],
    "email": ["", "kim", "kim@example", "Kim <kim@example.org>", "k..b@example.org", "k b@a.org"],
    "media": ["plain", "text/", "text/a/b"],
    "category": ["", "Other", "calendar"],
    "scope": ["", "municipality"],
    "country": ["", "De", "XX", "UK", "DEU"],
    "language": [
        "",
        "deu",
        "english",
        "de_DE",
        "en-yue",
        "en-999",
        "de-",
        "xx",
        "abcd",
        "de-DE-xx",
    ],
    "licence": [
        "",
        "EUPL",
        "MIT or ISC",
        "MIT ISC",
        "NONE",
        "MIT AND",
        "MIT WITH Nothing",
        "GPLv3",
    ],
    "path": ["/img/logo.svg", "file:logo.svg"],
    "logo": ["logo.gif", "logo", "logo.svg?raw=true"],
    "screenshot": ["a.svg", "a.jpeg", ""],
    "video": ["https://example.org/film"],
    "italian": ["nobody00"],
}
ROWS = [(rule, text) for rule, texts in TAKEN.items() for text in texts]
REFUSALS = [(rule, text) for rule, texts in REFUSED.items() for text in texts]


def test_every_rule_has_its_rows():
    assert set(TAKEN) == set(REFUSED) == set(RULES)


@pytest.mark.parametrize(("rule", "text"), ROWS)
def test_a_rule_takes(rule, text):
    assert RULES[rule](text) is None


@pytest.mark.parametrize(("rule", "text"), REFUSALS)
def test_a_rule_refuses(rule, text):
    assert RULES[rule](text) not in (None, *WARNINGS)


@pytest.mark.parametrize(
    ("rule", "text", "code"),
    [
        ("country", "de", "country-lowercase"),
        ("language", "ger", "language-long"),
        ("licence", "EUPL-1.2-or-later", "licence-suffix"),
        ("italian", "c_h501", "deprecated-ipa"),
    ],
)
def test_what_parsers_accept_and_the_standard_does_not_want_is_warned_of(rule, text, code):
    assert RULES[rule](text) == code


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize(
    "text",
    [
        "a@" + "a-" * 20_000,
        "a." * 20_000 + "@",
        "MIT-" * 10_000 + "only!",
        "(" * 20_000,
        "-" * 40_000,
    ],
    ids=["labels", "atoms", "suffixes", "brackets", "hyphens"],
)
def test_a_rule_comes_to_an_end_with_whatever_is_sent(rule, text):
    """An expression that tries every way to split such a text would take years, not be slow."""
    assert RULES[rule](text) is None or isinstance(RULES[rule](text), str)
