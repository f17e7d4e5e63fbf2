# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How many documents have which value of a facet.

A facet's own selection does not narrow its counts, all others do: the numbers say what would be
found if one more value were chosen.
"""

from collections.abc import Iterable, Mapping

import tantivy

from allmende.workbench.core.search import queries
from allmende.workbench.core.search.documents import FACET_NAME, Search
from allmende.workbench.core.search.schema import number_found

Counts = tuple[tuple[str, int], ...]


def counted(
    searcher: tantivy.Searcher, search: Search, found: tantivy.Query
) -> Mapping[str, Counts]:
    """The counts of the facets asked for; ``found`` is the search without its filters."""
    wanted = [name for name in dict.fromkeys(search.facets) if FACET_NAME.fullmatch(name)]
    chosen = {name: values for name, values in search.filters.items() if values}
    result: dict[str, Counts] = dict.fromkeys(search.facets, ())
    # One pass for all facets without a selection, one more for each that has one.
    free = [name for name in wanted if name not in chosen]
    for names in [free, *([name] for name in wanted if name in chosen)]:
        if not names:
            continue
        others = [
            queries.chosen(name, values) for name, values in chosen.items() if [name] != names
        ]
        query = queries.must([found, *others]) if others else found
        buckets = _aggregated(searcher, query, names, search.facet_limit)
        for name in names:
            result[name] = _ordered(searcher, query, name, chosen.get(name, ()), buckets[name])
    return result


def _aggregated(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Iterable[str], limit: int
) -> dict[str, dict[str, int]]:
    wanted = {name: {"terms": {"field": f"facets.{name}", "size": max(1, limit)}} for name in names}
    answer = searcher.aggregate(query, wanted)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in names
    }


def _ordered(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    name: str,
    chosen: Iterable[str],
    counts: dict[str, int],
) -> Counts:
    for value in chosen:
        if value not in counts:
            with_value = queries.must([query, queries.chosen(name, [value])])
            counts[value] = number_found(searcher.search(with_value, 1))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
