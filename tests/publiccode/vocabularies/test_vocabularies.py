# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from allmende.publiccode import vocabularies


def test_the_lists_hold_what_the_standard_counts():
    assert len(vocabularies.categories()) == 106
    assert len(vocabularies.scopes()) == 24
    assert len(vocabularies.aliases()) == 9


def test_each_list_is_in_order_and_holds_nothing_twice():
    for words in (vocabularies.categories(), vocabularies.scopes()):
        assert list(words) == sorted(set(words))


def test_a_star_in_an_address_stands_for_anything():
    assert vocabularies.is_video("https://vimeo.com/1")
    assert not vocabularies.is_video("https://vimeo.example/1")
