# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allmende.workbench.core.search import Document, Index, Page, Search

PUBLIC = frozenset({"public"})

NASTY = [
    '"', '""', "(", ")))((", "AND", "a AND OR NOT b", "+-&|!{}[]^~*?:\\/", "title:x", "*", "a*b?",
    "🎉🎉", "\x00\x01", "\ud800", "x" * 10_000, "wort " * 2_000, "ß", "İ", "ﬁ", "/.*/", "next~2",
    "1 2 3", "C++", "e\u0301", "\u202eabc", "'; DROP TABLE", "<script>", "%00", "[a TO z]",
]  # fmt: skip
typed = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["next", "Videokonferenz", "für", "ticket", "system", *NASTY]), max_size=8
    ).map(" ".join),
)


@given(text=typed)
@settings(max_examples=150, deadline=None)
@example("x" * 10_000)
@example("\ud800")
def test_whatever_is_typed_there_is_a_page(shared_index: Index, text: str) -> None:
    page = shared_index.search(Search(PUBLIC, text, facets=("licence",)))
    assert isinstance(page, Page)
    assert len(page.hits) <= page.total <= 9
    for hit in page.hits:
        assert hit.pk != 10
    assert all(isinstance(title, str) for title in shared_index.suggest(text, PUBLIC))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_give_a_page_in_every_order(shared_index: Index, text: str) -> None:
    for sort in ("relevance", "rank", "name", "changed"):
        shared_index.search(Search(PUBLIC, text, {text: (text,), "tag": (text,)}, text, sort))


@given(text=typed, values=st.lists(st.text(max_size=5), max_size=3))
@settings(max_examples=50, deadline=None)
def test_whatever_is_chosen_there_is_a_page(shared_index: Index, text: str, values) -> None:
    search = Search(PUBLIC, "", {"tag": tuple(values), text: tuple(values)}, kind=text)
    assert shared_index.search(search).hits is not None


@pytest.mark.parametrize(
    ("audiences", "total"),
    [({"public"}, 9), ({"internal"}, 1), ({"public", "internal"}, 10), ({"none"}, 0), (set(), 0)],
)
def test_everybody_finds_what_they_may_see(shared_index: Index, audiences, total: int) -> None:
    search = Search(frozenset(audiences))
    assert shared_index.search(search).total == total
    assert len(list(shared_index.all_pks(search))) == total


@pytest.mark.parametrize("text", ["Geheimakte", "E-Akte", "geheim", "g", "Nextgeheim", "next"])
def test_a_stranger_sees_nothing_internal(shared_index: Index, text: str) -> None:
    page = shared_index.search(Search(PUBLIC, text))
    assert 10 not in [hit.pk for hit in page.hits]
    assert "Geheimakte" not in shared_index.suggest(text, PUBLIC)


def test_a_kind_is_searched_alone(index_of, software, titles) -> None:
    index = index_of([software(1, "Kolibri"), software(1, "Kolibri halten", kind="article")])
    assert titles(index.search(Search(PUBLIC, "kolibri", kind="article"))) == ["Kolibri halten"]
    assert index.search(Search(PUBLIC, "kolibri")).total == 2


def test_a_list_by_rank_has_the_first_rank_first_and_each_by_name(
    index_of, software, titles
) -> None:
    ranks = {"Zebra": 0, "Ameise": 1, "Bär": 0}
    index = index_of(
        [software(pk, name, rank=rank) for pk, (name, rank) in enumerate(ranks.items())]
    )
    assert titles(index.search(Search(PUBLIC, sort="rank"))) == ["Bär", "Zebra", "Ameise"]


def test_what_changed_last_comes_first(find) -> None:
    assert [hit.pk for hit in find(sort="changed").hits] == list(range(10, 0, -1))


@pytest.mark.parametrize("sort", ["relevance", "rank", "name", "changed"])
@pytest.mark.parametrize("text", ["", "next", "plattform für alles"])
def test_pages_follow_each_other_without_gap(find, sort: str, text: str) -> None:
    whole = [hit.pk for hit in find(text, sort=sort, limit=100).hits]
    pages = [
        hit.pk
        for offset in range(0, 12, 3)
        for hit in find(text, sort=sort, offset=offset, limit=3).hits
    ]
    assert pages == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("offset", "limit", "hits"), [(0, 0, 0), (-5, 3, 3), (100, 3, 0), (10**12, 10**12, 0)]
)
def test_a_page_out_of_range_is_empty(find, offset: int, limit: int, hits: int) -> None:
    page = find(offset=offset, limit=limit)
    assert (page.total, len(page.hits)) == (10, hits)


def test_an_export_has_everything_in_the_order_of_the_search(shared_index: Index, find) -> None:
    search = Search(frozenset({"public", "internal"}), sort="name", limit=2, offset=3)
    assert list(shared_index.all_pks(search)) == [
        (hit.kind, hit.pk) for hit in find(sort="name", limit=100).hits
    ]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("ne", ("Nextcloud", "NextDNS", "Nextcloud Talk")),
        ("nextcloud t", ("Nextcloud Talk",)),
        ("Talk", ("Nextcloud Talk",)),
        ("blue", ("BigBlueButton",)),
        ("ämt", ("Ämterweg",)),
        ("amt", ("Ämterweg",)),
        ("x y", ()),
        ("", ()),
        ("!", ()),
    ],
)
def test_titles_are_suggested(shared_index: Index, prefix: str, expected: tuple[str, ...]) -> None:
    assert sorted(shared_index.suggest(prefix, PUBLIC)) == sorted(expected)


def test_the_weightiest_title_is_suggested_first(shared_index: Index) -> None:
    assert shared_index.suggest("next", PUBLIC)[0] == "Nextcloud"


def test_equal_titles_are_suggested_once(index_of, software) -> None:
    index = index_of([software(1, "Kolibri"), software(2, "kolibri"), software(3, "Kolibris")])
    assert index.suggest("koli", PUBLIC) == ("Kolibri", "Kolibris")


def test_what_was_added_is_told(find) -> None:
    also = find("Videokonferenz").also_searched
    assert "video conferencing" in also
    assert "visioconférence" in also
    assert find("Blumenkohl").also_searched == ()


def test_an_update_replaces_and_a_deletion_removes(
    index_of: Callable[..., Index], software: Callable[..., Document]
) -> None:
    index = index_of([software(1, "Kolibri"), software(2, "Pelikan")])
    index.update([software(1, "Amsel"), software(3, "Drossel")])
    index.delete("software", [2, 99])
    assert index.count() == 2
    assert index.suggest("a", PUBLIC) == ("Amsel",)
    assert index.suggest("kolibri", PUBLIC) == ()
    assert index.search(Search(PUBLIC, "pelikan")).total == 0


def test_deleting_a_software_leaves_the_article_of_the_same_key(index_of, software) -> None:
    index = index_of([software(1, "Kolibri"), software(1, "Kolibri halten", kind="article")])
    index.delete("software", [1])
    assert index.suggest("k", PUBLIC) == ("Kolibri halten",)


def test_a_rebuild_says_how_many_documents_there_are(catalogue) -> None:
    index = Index.open(None)
    assert index.rebuild(iter(catalogue)) == index.count() == 10


def test_an_empty_index_finds_nothing() -> None:
    page = Index.open(None).search(Search(PUBLIC, "kolibri", facets=("licence",)))
    assert (page.total, page.hits, page.facets) == (0, (), {"licence": ()})


def test_an_index_needs_no_django() -> None:
    import subprocess
    import sys

    code = "import sys, allmende.workbench.core.search; sys.exit('django' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )


def test_an_export_tells_kinds_apart(index_of, software) -> None:
    index = index_of([software(1, "Kolibri"), software(1, "Kolibri halten", kind="article")])
    exported = index.all_pks(Search(PUBLIC, sort="name"))
    assert list(exported) == [("software", 1), ("article", 1)]
