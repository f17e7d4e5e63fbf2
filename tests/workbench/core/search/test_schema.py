# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.workbench.core.search import Document, Search


@pytest.mark.parametrize("name", ["Licence", "a.b", "", "1st", "a b"])
def test_a_facets_name_is_plain(name: str) -> None:
    with pytest.raises(ValueError, match="facet"):
        Document("software", 1, "public", "Kolibri", facets={name: ("x",)})


def test_names_sort_as_in_a_german_directory(index_of, software, titles) -> None:
    names = ["zeta", "Ärger", "Apfel", "Azur", "äther", '"Anton"', "Öl", "Oma", "Straße"]
    index = index_of([software(n, name) for n, name in enumerate(names)])
    page = index.search(Search(frozenset({"public"}), sort="name"))
    assert titles(page) == [
        '"Anton"', "Apfel", "Ärger", "äther", "Azur", "Öl", "Oma", "Straße", "zeta",
    ]  # fmt: skip


def test_texts_that_cannot_be_stored_are_stored_without_the_rest(index_of, software) -> None:
    index = index_of([software(1, "Koli\ud800bri\x00", "a\x00b \udfff")])
    assert index.search(Search(frozenset({"public"}), "b")).total == 1
