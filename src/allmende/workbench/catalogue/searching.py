# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue in the search index: what goes in, how it is kept in step, how it is asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allmende.workbench.catalogue.models import (
    Alternative,
    Placement,
    Reference,
    Repository,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.core import jobs
from allmende.workbench.core.batches import batches
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.markdown import plain
from allmende.workbench.core.search import (
    Document,
    Index,
    IndexBusy,
    IndexMissing,
    Page,
    Search,
)

KIND = "software"
PUBLIC, INTERNAL = "public", "internal"
FACETS = (
    "stance",
    "kind",
    "area",
    "licence",
    "used_by",
    "organisation",
    "source",
    "tag",
    "repository",
    "language",
)
REBUILD_FROM = 3000
"""Changed documents from which building anew is quicker than replacing one by one."""


def audiences_of(user: Any) -> frozenset[str]:
    """Which documents this person may see."""
    if user is None or user.has_perm("catalogue.view_internal"):
        return frozenset({PUBLIC, INTERNAL})
    return frozenset({PUBLIC})


def find(user: Any, text: str = "", **options: Any) -> Page:
    """Search as this person; the options are those of `Search`."""
    search = Search(
        audiences=audiences_of(user),
        text=text,
        kind=KIND,
        language=translation.get_language() or "de",
        **options,
    )
    return _asked(lambda index: index.search(search))


def all_pks(user: Any, text: str = "", **options: Any) -> list[int]:
    """The primary keys of everything found, in order; for exports."""
    search = Search(audiences=audiences_of(user), text=text, kind=KIND, **options)
    return _asked(lambda index: [pk for _kind, pk in index.all_pks(search)])


def suggest(user: Any, prefix: str) -> Sequence[str]:
    """Names that begin so, as one types."""
    return _asked(lambda index: index.suggest(prefix, audiences_of(user)))


def _asked(ask: Any) -> Any:
    try:
        return ask(index())
    except IndexMissing:
        try:
            rebuild()
        except IndexBusy as error:
            raise Refused(_("The search is being set up; please try again in a moment.")) from error
        return ask(index())


def index() -> Index:
    """The index of this installation."""
    return _open(Path(settings.SEARCH_INDEX))


@cache
def _open(path: Path) -> Index:
    return Index.open(path)


def rebuild(progress: Any = None) -> int:
    """Build the whole index from the database; gives the number of documents."""
    pks = list(_alive().order_by("pk").values_list("pk", flat=True))
    counted = 0

    def each() -> Iterator[Document]:
        nonlocal counted
        for some in batches(pks, 1000):
            yield from documents(some)
            counted += len(some)
            if progress:
                progress(counted, len(pks))

    index().rebuild(each())
    return counted


def refresh(pks: Iterable[int]) -> None:
    """Bring these software's documents up to date once the transaction is through."""
    changed = sorted(set(pks))
    if changed:
        transaction.on_commit(lambda: _refresh(changed))


def _refresh(pks: list[int]) -> None:
    try:
        try:
            if len(pks) < REBUILD_FROM:
                _replace(pks)
            else:
                rebuild()
        except IndexMissing:
            rebuild()
    except IndexBusy:
        # Somebody else writes for longer than we wait; the worker brings the index up to date.
        jobs.start(None, "catalogue.index", pks=pks)


def _replace(pks: list[int]) -> None:
    found = list(documents(pks))
    index().update(found)
    if gone := set(pks) - {document.pk for document in found}:
        index().delete(KIND, sorted(gone))


def _alive() -> Any:
    return Software.objects.filter(merged_into__isnull=True)


def documents(pks: Sequence[int]) -> Iterator[Document]:
    """The documents of these software; constant queries for any number of them."""
    placed = {
        row.software_id: quadrant().area_of(row.x, row.y).key
        for row in Placement.objects.filter(software__in=pks).order_by("id")
    }
    references = _by_software(Reference, pks, "organisation", "level")
    replaced = _by_software(Alternative, pks, "product")
    repositories = _by_software(Repository, pks, "key")
    said_by: dict[int, set[str]] = defaultdict(set)
    rows = SourceRecord.objects.filter(software__in=pks).exclude(source__slug=Source.OWN)
    for pk, slug in rows.order_by().values_list("software_id", "source__slug").distinct():
        said_by[pk].add(slug)
    for one in _alive().filter(pk__in=pks):
        levels = {level or "unknown" for _organisation, level in references[one.pk]}
        organisations = sorted({name for name, _level in references[one.pk]})
        products = [product for (product,) in replaced[one.pk]]
        yield Document(
            kind=KIND,
            pk=one.pk,
            audience=PUBLIC if one.published else INTERNAL,
            title=one.name,
            names=tuple(one.names),
            texts=_texts(one),
            keywords=(*one.tags, *organisations, *products, one.developer),
            facets={
                "stance": (one.stance,),
                "kind": (one.kind,) if one.kind else (),
                "area": (placed[one.pk],) if one.pk in placed else (),
                "licence": (one.licence_class,) if one.licence_class else (),
                "used_by": tuple(sorted(levels)),
                "organisation": tuple(organisations),
                "source": tuple(sorted(said_by[one.pk])),
                "tag": tuple(one.tags),
                "repository": ("yes" if repositories[one.pk] else "no",),
                "language": tuple(sorted({*one.descriptions, *one.texts})),
            },
            changed=one.changed_at,
            rank=0 if one.is_ours else 1,
            weight=2.0 * one.is_ours + one.source_count - 1,
        )


def _by_software(model: Any, pks: Sequence[int], *fields: str) -> Mapping[int, list[tuple]]:
    found: dict[int, list[tuple]] = defaultdict(list)
    rows = model.objects.filter(software__in=pks).order_by("pk")
    for pk, *values in rows.values_list("software_id", *fields):
        found[pk].append(tuple(values))
    return found


def _texts(software: Software) -> dict[str, str]:
    """Description and text of each language, as plain words."""
    return {
        language: plain(
            "\n\n".join(
                part
                for part in (software.descriptions.get(language), software.texts.get(language))
                if part
            )
        )
        for language in {*software.descriptions, *software.texts}
    }
