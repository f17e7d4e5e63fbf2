# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Notices as text and HTML, whatever a package calls itself."""

import unicodedata
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.licences.notices import Part, notices

SOME = notices(
    [
        Part(
            "left-pad",
            "1.3",
            "pkg:npm/left-pad@1.3",
            "MIT OR GPL-2.0-only",
            ("© 2016 Someone",),
            "Permission …",
            "https://example.org/left-pad",
            "MIT",
        ),
        Part("right-pad", licence="ISC OR Zlib"),
        Part("mystery", licence="NOASSERTION"),
    ],
    "Hinweise zu Drittsoftware",
)


class Page(HTMLParser):
    """Collects what a browser would see: elements, attributes, text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.attributes, self.open, self.text = [], [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_text_begins_with_what_is_unclear():
    text = SOME.as_text("de")
    assert text.index("Ungeklärte Lizenzen") < text.index("mystery") < text.index("left-pad 1.3")
    assert "gewählt aus MIT OR GPL-2.0-only" in text
    assert "© 2016 Someone" in text
    assert "https://spdx.org/licenses/ISC.html" in text


def test_both_languages_say_the_same():
    for word_de, word_en in [
        ("Lizenztexte, die zu ergänzen sind", "Licence texts that must be added"),
        ("zur Wahl", "to choose from"),
    ]:
        assert word_de in SOME.as_text("de")
        assert word_de in SOME.as_html("de")
        assert word_en in SOME.as_text("en")
        assert word_en in SOME.as_html("en")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_document_is_whole_and_says_its_language(language):
    page = Page(SOME.as_html(language))
    assert page.open == []
    assert ("lang", language) in page.attributes
    assert page.elements.count("h1") == page.elements.count("main") == 1
    assert not {"script", "style", "link", "iframe", "img"} & set(page.elements)
    assert not {"style", "onclick"} & {name for name, _ in page.attributes}


def test_headings_go_down_one_step_at_a_time():
    levels = [int(one[1]) for one in Page(SOME.as_html("en")).elements if one in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(next_ <= before + 1 for before, next_ in pairwise(levels))


def test_ids_are_unique_and_every_section_has_its_heading():
    page = Page(SOME.as_html("de"))
    ids = [value for name, value in page.attributes if name == "id"]
    labels = [value for name, value in page.attributes if name == "aria-labelledby"]
    assert len(ids) == len(set(ids))
    assert set(labels) <= set(ids)


def test_a_product_without_parts_says_so():
    empty = notices([], "N")
    assert "keine Teile Dritter" in empty.as_text("de")
    assert "no third-party parts" in empty.as_html("en")


def test_a_language_that_does_not_exist_is_an_error():
    for render in (SOME.as_text, SOME.as_html):
        with pytest.raises(ValueError, match="fr"):
            render("fr")


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</pre></main></body></html>",
            "javascript:alert(1)",
            'https://example.org/" onmouseover="x',
            "https://example.org/<b>",
            "\x1b[31mred\x1b[0m",
            "a\u202egnp.exe",
            "]]><!--",
            "&lt;b&gt;&#60;",
        ]
    ),
)
HOSTILE_PART = st.builds(
    Part,
    name=HOSTILE,
    version=HOSTILE,
    purl=HOSTILE,
    licence=st.one_of(HOSTILE, st.sampled_from(["MIT", "MIT OR ISC"])),
    copyrights=st.tuples(HOSTILE),
    text=st.none() | HOSTILE,
    homepage=HOSTILE,
    chosen=st.none() | HOSTILE,
)


@settings(max_examples=150, deadline=None)
@given(HOSTILE_PART, HOSTILE)
def test_no_part_can_break_the_document(part, title):
    page = Page(notices([part], title).as_html("de"))
    assert page.open == []
    assert set(page.elements) <= {
        *("html", "head", "meta", "title", "body", "main", "h1", "h2", "h3"),
        *("section", "p", "ul", "li", "a", "br", "code", "pre"),
    }
    assert {name for name, _ in page.attributes} <= {
        *("lang", "charset", "name", "content", "id", "aria-labelledby", "href", "rel"),
    }
    links = [value for name, value in page.attributes if name == "href"]
    assert all(link.casefold().startswith(("http://", "https://")) for link in links)


@settings(max_examples=100, deadline=None)
@given(HOSTILE_PART, HOSTILE)
def test_no_part_can_send_signs_that_a_terminal_obeys(part, title):
    text = notices([part], title).as_text("en")
    harmful = {one for one in text if unicodedata.category(one) in ("Cc", "Cs")} - {"\n", "\t"}
    assert not harmful
    assert "\u202e" not in text
    assert text.encode()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20))
def test_a_name_is_read_back_as_it_was_written(name):
    html = notices([Part(name, licence="MIT")], "N").as_html("en")
    assert name in Page(html).text
