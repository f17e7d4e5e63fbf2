# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.workbench.core.search import Document, Search


@pytest.mark.parametrize(
    ("text", "title", "excerpt"),
    [
        ("nextcloud talk", ["Nextcloud", "Talk"], ["Nextcloud"]),
        ("Videokonferenz nextcloud talk", ["Nextcloud", "Talk"],
         ["Video conferencing", "chat", "Nextcloud"]),
        ("nextclod talk", ["Nextcloud", "Talk"], ["Nextcloud"]),
    ],
)  # fmt: skip
def test_matches_are_marked(find, marked, text: str, title: list[str], excerpt: list[str]) -> None:
    hit = next(hit for hit in find(text).hits if hit.pk == 2)
    assert marked(hit.title) == title
    assert [piece for piece in marked(hit.excerpt) if piece != "chat"] == [
        piece for piece in excerpt if piece != "chat"
    ]


def test_nothing_is_marked_without_a_text(find, marked) -> None:
    for hit in find("").hits:
        assert marked(hit.title) == marked(hit.excerpt) == []


def test_a_compound_is_marked_for_its_part(find, marked) -> None:
    assert marked(find("Büro").hits[0].excerpt) == ["Bürgerbüro"]


@pytest.fixture
def excerpt(index_of):
    def read(texts: dict[str, str], text: str, language: str = "de"):
        document = Document("software", 1, "public", "Kolibri", texts=texts)
        search = Search(frozenset({"public"}), text, language=language)
        return index_of([document]).search(search).hits[0].excerpt

    return read


def test_the_excerpt_is_of_the_readers_language(excerpt) -> None:
    texts = {"de": "Ein Vogel.", "en": "A bird."}
    assert excerpt(texts, "", "en") == (("A bird.", False),)
    assert excerpt(texts, "", "de") == (("Ein Vogel.", False),)
    assert excerpt(texts, "", "fr") == (("A bird.", False),)


def test_the_excerpt_is_of_the_language_that_matches(excerpt) -> None:
    texts = {"de": "Ein Vogel.", "en": "A pelican."}
    assert excerpt(texts, "pelicans", "de") == (("A ", False), ("pelican", True), (".", False))


def test_a_long_text_is_shown_around_its_match(excerpt, marked) -> None:
    pieces = excerpt({"en": "word " * 200 + "pelican " + "more " * 200}, "pelican")
    assert marked(pieces) == ["pelican"]
    assert pieces[0][0] == "… "
    assert pieces[-1][0] == " …"
    assert 150 < sum(len(text) for text, _ in pieces) < 260


def test_markup_is_text_like_any_other(excerpt) -> None:
    assert ("<b>", False) in excerpt({"en": "<b>pelican</b>"}, "pelican")


def test_without_text_there_is_no_excerpt(excerpt) -> None:
    assert excerpt({}, "kolibri") == ()
