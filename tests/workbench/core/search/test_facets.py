# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest


def test_values_are_counted_most_frequent_first(find) -> None:
    assert find(facets=("licence",)).facets == {
        "licence": (
            ("AGPL-3.0", 5),
            ("GPL-3.0", 2),
            ("EUPL-1.2", 1),
            ("LGPL-3.0", 1),
            ("MIT", 1),
        )
    }


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({}, 10),
        ({"licence": ("AGPL-3.0",)}, 5),
        ({"licence": ("AGPL-3.0", "MIT")}, 6),
        ({"licence": ("AGPL-3.0", "MIT"), "tag": ("files",)}, 2),
        ({"licence": ("AGPL-3.0",), "tag": ("files", "support")}, 3),
        ({"licence": ("no such",)}, 0),
        ({"no_such": ("x",)}, 0),
        ({"not a facet'": ("x",)}, 0),
        ({"licence": ()}, 10),
    ],
)
def test_values_of_one_facet_add_and_facets_narrow(find, filters, total: int) -> None:
    assert find(filters=filters).total == total


def test_a_facets_own_choice_does_not_narrow_its_counts(find) -> None:
    page = find(filters={"licence": ("MIT",)}, facets=("licence", "tag"))
    assert dict(page.facets["licence"])["AGPL-3.0"] == 5
    assert page.facets["tag"] == (("network", 1),)


def test_a_count_is_what_choosing_the_value_finds(find) -> None:
    chosen = {"tag": ("files", "video", "civic")}
    for value, count in find("video office", filters=chosen, facets=("licence",)).facets["licence"]:
        narrowed = find("video office", filters=chosen | {"licence": (value,)})
        assert narrowed.total == count


def test_a_chosen_value_is_shown_however_rare(find) -> None:
    page = find(filters={"tag": ("secret", "gone")}, facets=("tag",), facet_limit=1)
    assert page.facets["tag"] == (("civic", 3), ("secret", 1), ("gone", 0))


def test_hidden_documents_do_not_count(find, stranger) -> None:
    page = find(audiences=stranger, facets=("tag", "licence"))
    assert "secret" not in dict(page.facets["tag"])
    assert dict(page.facets["licence"])["AGPL-3.0"] == 4


@pytest.mark.parametrize("name", ["nothing", "Nothing", "a.b", "", "'"])
def test_an_unknown_facet_is_empty(find, name: str) -> None:
    assert find(facets=(name,)).facets == {name: ()}
