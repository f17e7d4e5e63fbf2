# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Markdown from elsewhere can do no harm and keeps its words."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.workbench.core import markdown


class Opened(HTMLParser):
    """The elements a browser would open, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_a_script_in_a_description_becomes_harmless_text():
    html = markdown.html("before <script>alert(1)</script> after")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_event_handler_becomes_harmless_text():
    elements = Opened(markdown.html('<img src=x onerror="alert(1)">')).elements
    assert elements == [("p", {})]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/relative",
        "http://",
    ],
)
def test_a_link_to_anything_but_web_and_mail_vanishes_and_leaves_its_words(address):
    assert markdown.html(f"[words]({address})") == "<p>words</p>\n"


@pytest.mark.parametrize(
    "address", ["https://a.example/b", "http://a.example", "mailto:a@b.example"]
)
def test_a_link_to_web_or_mail_stays_and_passes_nothing_on(address):
    assert Opened(markdown.html(f"[words]({address})")).elements[1] == (
        "a",
        {"href": address, "rel": "nofollow noopener"},
    )


def test_an_image_becomes_a_link_with_its_words():
    html = markdown.html("![a picture](https://a.example/b.png)")
    assert '<a href="https://a.example/b.png" rel="nofollow noopener">a picture</a>' in html


def test_a_badge_inside_a_link_stays_one_link():
    html = markdown.html("[![build](https://a.example/b.svg)](https://c.example)")
    assert html == '<p><a href="https://c.example" rel="nofollow noopener">build</a></p>\n'


def test_headings_begin_below_those_of_the_page_and_leave_no_gap():
    html = markdown.html("# A\n\n### B\n\n## C\n\n# D")
    assert [tag for tag, _ in Opened(html).elements] == ["h3", "h4", "h4", "h3"]


def test_the_outermost_heading_can_be_chosen():
    assert markdown.html("### A", top=2) == "<h2>A</h2>\n"


def test_tables_and_lists_are_shown():
    tags = {tag for tag, _ in Opened(markdown.html("|a|\n|-|\n|1|\n\n- x\n\n3. y")).elements}
    assert {"table", "th", "td", "ul", "ol", "li"} <= tags


def test_an_excerpt_has_the_words_and_no_marks():
    text = "# Name\n\nA **good** [tool](https://a.example) with `code`.\n\n- one\n- two"
    assert markdown.plain(text) == "Name A good tool with code. one two"


def test_an_excerpt_keeps_the_words_of_html_and_drops_its_scripts():
    assert markdown.plain("<p>Fish &amp; chips</p><script>alert(1)</script>") == "Fish & chips"


SNIPPETS = """
<script> </script> <img§src=x§onerror=alert(1)> <svg/onload=x> [a]( ) ![ ]( javascript: data: &#106;
` ``` > <a§href=' " '> §onclick=x§ <!-- --> <![CDATA[ | |-| # https://x.example < > \\
"""
MARKUP = st.lists(
    st.sampled_from(["\n", *(one.replace("§", " ") for one in SNIPPETS.split())])
    | st.text(max_size=6),
    max_size=25,
).map("".join)


@given(MARKUP)
def test_whatever_is_written_nothing_can_run(text):
    for tag, attributes in Opened(markdown.html(text)).elements:
        assert tag in markdown.ELEMENTS
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        address = attributes.get("href")
        assert address is None or address.lower().startswith(("http://", "https://", "mailto:"))


@given(MARKUP)
def test_an_excerpt_of_anything_is_one_line(text):
    assert "\n" not in markdown.plain(text)
