# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The search index: written from documents, asked by searches."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from tantivy import Order, Query

from allmende.workbench.core.search import facets, highlights, queries, storage
from allmende.workbench.core.search.documents import Document, Hit, Page, Search
from allmende.workbench.core.search.errors import IndexMissing
from allmende.workbench.core.search.need import Need, understand
from allmende.workbench.core.search.schema import (
    SCHEMA,
    Shown,
    identity,
    kind_code,
    number_found,
    to_tantivy,
)
from allmende.workbench.core.search.terms import TermTable, term_table
from allmende.workbench.core.search.vocabulary import Vocabulary
from allmende.workbench.core.search.words import plain

ENOUGH = 10
"""With fewer hits than this a need of several words is met by fewer of them."""
MOST_HITS = 10_000
"""How deep a page can lie, and how many hits it can have."""
PATIENCE = 3.0

_REBUILD_BYTES, _UPDATE_BYTES = 160_000_000, 30_000_000


@dataclass(frozen=True, slots=True)
class _State:
    """One commit of the index, as readers see it until the next."""

    stamp: storage.Stamp
    searcher: tantivy.Searcher
    table: TermTable
    vocabularies: dict[frozenset[str], Vocabulary] = field(default_factory=dict)

    def vocabulary(self, search: Search) -> Vocabulary:
        audiences = search.audiences
        if audiences not in self.vocabularies:
            anything = queries.visible(Search(audiences))
            self.vocabularies[audiences] = Vocabulary(self.searcher, anything, SCHEMA, self.table)
        return self.vocabularies[audiences]


@dataclass(frozen=True, slots=True)
class _Question:
    """A search, understood and turned into queries."""

    need: Need
    found: Query
    """Without the filters, without a score."""
    filtered: Query
    """With the filters and a score."""


class Index:
    """One index over all that can be found; in memory, or in a directory many processes share.

    Safe to use from several threads. An index on disk that does not exist, is of another version or
    is damaged can be opened; using it raises ``IndexMissing`` until somebody rebuilds it.
    """

    def __init__(self, path: Path | None, *, patience: float, table: TermTable) -> None:
        self._directory = storage.Directory(path) if path else None
        self._patience = patience
        self._table = table
        self._memory = None if path else storage.new_generation(None)
        self._commits = 0
        self._state: _State | None = None
        self._guard = threading.RLock()

    @classmethod
    def open(
        cls,
        path: Path | str | None,
        *,
        patience: float = PATIENCE,
        table: TermTable | None = None,
    ) -> "Index":
        """The index in a directory, or a new one in memory.

        ``patience`` is how many seconds a writer waits for another before ``IndexBusy``.
        """
        return cls(Path(path) if path else None, patience=patience, table=table or term_table())

    # Writing

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything, and say how many documents there are.

        Readers see the old index until the new one is complete; if ``documents`` fails, they keep
        it. Writers wait meanwhile and may get ``IndexBusy``: they should try again afterwards,
        since the documents may have been read before their change.
        """
        with self._writing():
            generation = self._directory.fresh() if self._directory else None
            index = storage.new_generation(generation)
            count = 0
            with _committing(index, _REBUILD_BYTES) as writer:
                for document in documents:
                    writer.add_document(to_tantivy(document))
                    count += 1
            if self._directory and generation:
                self._directory.switch(generation)
            else:
                self._memory = index
            self._commits += 1
            return count

    def update(self, documents: Iterable[Document]) -> None:
        """Add documents, in the place of those with the same kind and key."""
        with self._changing() as writer:
            for document in documents:
                writer.delete_documents_by_term("id", identity(document.kind, document.pk))
                writer.add_document(to_tantivy(document))

    def delete(self, kind: str, pks: Iterable[int]) -> None:
        """Remove documents; those that are not there do not matter."""
        with self._changing() as writer:
            for pk in pks:
                writer.delete_documents_by_term("id", identity(kind, pk))

    # Reading

    def count(self) -> int:
        """How many documents there are, whoever may see them."""
        with self._reading() as state:
            return state.searcher.num_docs

    def search(self, search: Search) -> Page:
        """One page of what is found. Raises ``IndexMissing``, and nothing whatever is asked."""
        with self._reading() as state:
            question = self._question(state, search)
            total, addresses = _sorted(state.searcher, question.filtered, search)
            highlighter = highlights.Highlighter.of(question.need)
            return Page(
                total=total,
                hits=tuple(
                    _hit(Shown.of(state.searcher.doc(address)), score, highlighter, search.language)
                    for score, address in addresses
                ),
                facets=facets.counted(state.searcher, search, question.found),
                also_searched=question.need.also_searched,
                corrected=question.need.corrected,
            )

    def all_pks(self, search: Search) -> Iterator[tuple[str, int]]:
        """Kind and key of everything found, in the order of the search; for exports.

        Offset and limit play no part.
        """
        with self._reading() as state:
            question = self._question(state, search)
            everything = max(1, state.searcher.num_docs)
            hits = _hits(state.searcher, question.filtered, search, 0, everything).hits
            addresses = [address for _, address in hits]
            kinds = {kind_code(k): k for k, _ in state.searcher.terms_with_prefix("kind", "")}
            codes = state.searcher.fast_field_values("kind_code", addresses)
            pks = state.searcher.fast_field_values("pk", addresses)
            return iter(
                [(kinds[int(code or 0)], int(pk or 0)) for code, pk in zip(codes, pks, strict=True)]
            )

    def suggest(
        self, prefix: str, audiences: frozenset[str], *, kind: str | None = None, limit: int = 8
    ) -> tuple[str, ...]:
        """Titles to offer while somebody types: those that begin so first."""
        seen = queries.visible(Search(audiences, kind=kind))
        query = Query.boolean_query(
            [(tantivy.Occur.Must, queries.suggesting(prefix)), (tantivy.Occur.Must, seen)]
        )
        with self._reading() as state:
            hits = state.searcher.search(
                query, max(1, limit) * 3, count=False, weight_by_field="weight"
            ).hits
            titles = [Shown.of(state.searcher.doc(address)).title for _, address in hits]
        different: dict[str, str] = {}
        for title in titles:
            different.setdefault(plain(title), title)
        return tuple(different.values())[: max(0, limit)]

    # Within

    def _question(self, state: _State, search: Search) -> _Question:
        need = understand(search.text, self._table, state.vocabulary(search))
        asked = queries.NeedQueries(need, state.vocabulary(search))
        seen = queries.visible(search)
        # What was chosen in facets must not decide how much of the need is to be met: a count in a
        # facet would then not be what choosing it finds.
        for level in queries.levels(need):
            found = queries.must([seen, asked.matching(level)])
            if _at_least(state.searcher, found, ENOUGH):
                break
        chosen = [queries.chosen(name, values) for name, values in search.filters.items() if values]
        if search.keys is not None:
            among = queries.among(search.kind or "", search.keys)
            found, chosen = queries.must([found, among]), [*chosen, among]
        filtered = Query.boolean_query(
            [(tantivy.Occur.Must, query) for query in (asked.ranked(level), seen, *chosen)]
        )
        return _Question(need, found, filtered)

    @contextmanager
    def _reading(self) -> Iterator[_State]:
        state = self._current()
        # In memory nothing can be damaged, and what goes wrong shall be seen as it is.
        with storage.reading("the index") if self._directory else nullcontext():
            yield state

    def _current(self) -> _State:
        """The newest commit; looks at two files, and opens only what has changed."""
        with self._guard:
            if self._directory is None:
                stamp: storage.Stamp = (self._commits,)
            else:
                stamp = self._directory.stamp()
            if self._state is None or self._state.stamp != stamp:
                self._state = _State(stamp, self._searcher(), self._table)
            return self._state

    def _searcher(self) -> tantivy.Searcher:
        if self._memory is not None:
            self._memory.reload()
            return self._memory.searcher()
        assert self._directory is not None  # noqa: S101 - an index is in memory or on disk
        index = storage.open_generation(self._directory.current())
        with storage.reading("the index"):
            index.config_reader("manual")
            index.reload()
            return index.searcher()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._directory is None:
            with self._guard:
                yield
        else:
            with self._directory.lock(self._patience):
                yield

    @contextmanager
    def _changing(self) -> Iterator[tantivy.IndexWriter]:
        with self._writing():
            index = self._memory
            if self._directory is not None:
                index = storage.open_generation(self._directory.current())
            assert index is not None  # noqa: S101 - an index is in memory or on disk
            with _committing(index, _UPDATE_BYTES) as writer:
                yield writer
            self._commits += 1


@contextmanager
def _committing(index: tantivy.Index, heap: int) -> Iterator[tantivy.IndexWriter]:
    """A writer whose changes are all kept, or none if anything fails."""
    try:
        writer = index.writer(heap, 1)
    except ValueError as error:
        raise IndexMissing(f"it cannot be written ({error})") from error
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _at_least(searcher: tantivy.Searcher, query: Query, enough: int) -> bool:
    return len(searcher.search(query, enough, count=False).hits) >= enough


def _sorted(
    searcher: tantivy.Searcher, query: Query, search: Search
) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
    offset = min(max(0, search.offset), MOST_HITS)
    limit = min(max(0, search.limit), MOST_HITS)
    result = _hits(searcher, query, search, offset, max(1, limit))
    relevance = search.sort == "relevance"
    hits = [(float(key) if relevance else 0.0, address) for key, address in result.hits]
    return number_found(result), hits[:limit]


def _hits(
    searcher: tantivy.Searcher, query: Query, search: Search, offset: int, limit: int
) -> tantivy.SearchResult:
    match search.sort:
        case "name" | "rank":
            return searcher.search(
                query,
                limit,
                offset=offset,
                order_by_field=f"{search.sort}_order",
                order=Order.Asc,
            )
        case "changed":
            return searcher.search(query, limit, offset=offset, order_by_field="changed_order")
        case _:
            return searcher.search(query, limit, offset=offset, weight_by_field="weight")


def _hit(shown: Shown, score: float, highlighter: highlights.Highlighter, language: str) -> Hit:
    return Hit(
        pk=shown.pk,
        kind=shown.kind,
        score=score,
        title=highlighter.title(shown.title),
        excerpt=highlighter.excerpt(shown.texts, language),
    )
