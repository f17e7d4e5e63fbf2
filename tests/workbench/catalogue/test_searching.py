# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue in the search index: who finds what, and that the index follows every change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.workbench.catalogue.making import entry, software, take_in

from allmende.sources import Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import editing, joining, placing
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job
from allmende.workbench.core.search import IndexBusy

pytestmark = pytest.mark.django_db
FACETS = searching.FACETS
Committed = Callable[..., Any]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """What happens when the transaction of this block is through: `with committed(): ...`."""

    @contextmanager
    def through() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return through


def names(user: Any, text: str = "", **options: Any) -> list[str]:
    page = searching.find(user, text, sort="name", **options)
    return ["".join(piece for piece, _marked in hit.title) for hit in page.hits]


@pytest.fixture
def two(committed: Committed) -> tuple[Software, Software]:
    """One software the public may see, and one for the house only."""
    with committed():
        usage = Usage("Lübeck", level="municipal")
        shown = software("Zammad", "sill-2022", tags=("tickets",), usages=(usage,))
        hidden = software(
            "Zamsecret",
            tags=("geheim",),
            descriptions={"de": "Eine verborgene Anwendung."},
            usages=(Usage("Geheimdienst", level="national"),),
        )
        editing.edit(None, shown, {"published": True, "stance": "in-use"})
    return shown, hidden


def test_a_colleague_finds_what_is_internal(
    two: tuple[Software, Software], colleague: User
) -> None:
    assert names(colleague) == ["Zammad", "Zamsecret"]
    assert names(colleague, "verborgene") == ["Zamsecret"]
    assert set(searching.suggest(colleague, "zam")) == {"Zammad", "Zamsecret"}
    assert searching.all_pks(colleague, "geheim") == [two[1].pk]


def test_the_public_does_not_neither_in_hits_counts_facets_nor_suggestions(
    two: tuple[Software, Software], stranger
) -> None:
    for text in ("", "verborgene", "geheim", "Zamsecret", "Geheimdienst"):
        found = searching.find(stranger, text, facets=FACETS)
        assert two[1].pk not in {hit.pk for hit in found.hits}
        values = {value for facet in found.facets.values() for value, _count in facet}
        assert not values & {"geheim", "Geheimdienst", "national", "observed"}
    everything = searching.find(stranger, facets=FACETS)
    assert everything.total == 1
    assert everything.facets["stance"] == (("in-use", 1),)
    assert searching.find(stranger, filters={"tag": ("geheim",)}, facets=("tag",)).total == 0
    assert list(searching.suggest(stranger, "zam")) == ["Zammad"]
    assert list(searching.suggest(stranger, "zamse")) == []
    assert searching.all_pks(stranger) == [two[0].pk]


def test_facets_count_what_choosing_them_finds(
    two: tuple[Software, Software], colleague: User
) -> None:
    page = searching.find(colleague, facets=FACETS)
    for facet, counted in page.facets.items():
        for value, count in counted:
            found = searching.find(colleague, filters={facet: (value,)})
            assert found.total == count, (facet, value)
    assert dict(page.facets["used_by"]) == {"municipal": 1, "national": 1}
    assert dict(page.facets["repository"]) == {"no": 2}


# --- the index follows ---------------------------------------------------------------------------


def test_nothing_is_found_before_the_transaction_is_through(
    two: tuple[Software, Software], committed: Committed, colleague: User
) -> None:
    with committed():
        take_in(entry("Znuny"))
        assert names(colleague, "Znuny") == []
    assert names(colleague, "Znuny") == ["Znuny"]


def test_an_edit_is_found_at_once(
    two: tuple[Software, Software], committed: Committed, stranger, office: User
) -> None:
    with committed():
        editing.edit(office, two[1], {"published": True, "name": "Zamopen"})
    assert names(stranger) == ["Zammad", "Zamopen"]
    with committed():
        editing.edit(office, two[1], {"published": False})
    assert names(stranger) == ["Zammad"]


def test_a_merge_takes_one_out_and_undoing_it_brings_it_back(
    two: tuple[Software, Software], committed: Committed, office: User
) -> None:
    with committed():
        done = joining.merge(office, *two)
    assert names(office) == ["Zammad"]
    assert names(office, "verborgene") == ["Zammad"]
    with committed():
        joining.undo(office, done)
    assert names(office, "verborgene") == ["Zamsecret"]


def test_a_placement_is_a_facet_at_once(
    two: tuple[Software, Software], committed: Committed, office: User
) -> None:
    with committed():
        placing.place(office, two[0], 0.9, 0.9, "Zuerst.")
    with committed():
        placing.place(office, two[0], 0.1, 0.1, "Jetzt.")
    assert names(office, filters={"area": ("it-market",)}) == ["Zammad"]
    assert names(office, filters={"area": ("own-development",)}) == []


def test_a_changed_record_is_found_by_its_new_words(
    two: tuple[Software, Software], committed: Committed, office: User
) -> None:
    with committed():
        take_in(entry("Zamsecret", descriptions={"en": "A telescope."}))
    assert names(office, "telescope") == ["Zamsecret"]
    assert names(office, "verborgene") == []


def test_many_changes_build_the_index_anew(
    committed: Committed, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "REBUILD_FROM", 2)
    with committed():
        take_in(entry("One"), entry("Two"), entry("Three"))
    assert names(office) == ["One", "Three", "Two"]


# --- an index that is missing or busy ------------------------------------------------------------


def test_an_index_that_is_missing_is_built_by_the_first_who_asks(office: User) -> None:
    take_in(entry("Zammad"))
    assert names(office) == ["Zammad"]


def test_what_happens_to_a_missing_index_ends_in_a_whole_one(
    committed: Committed, office: User
) -> None:
    take_in(entry("Zammad"))
    with committed():
        take_in(entry("Znuny"))
    assert names(office) == ["Zammad", "Znuny"]


def refuse(*_: Any) -> None:
    raise IndexBusy(3.0)


def test_a_change_while_somebody_else_writes_is_brought_in_by_a_job(
    two: tuple[Software, Software],
    committed: Committed,
    office: User,
    monkeypatch: pytest.MonkeyPatch,
    work_off_jobs,
) -> None:
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(searching.Index, "update", refuse)
        with committed():
            editing.edit(office, two[0], {"name": "Zammad Server"})
    assert names(office) == ["Zammad", "Zamsecret"]
    assert [job.kind for job in work_off_jobs()] == ["catalogue.index"]
    assert names(office) == ["Zammad Server", "Zamsecret"]


def test_a_missing_index_that_somebody_else_builds_breaks_no_change(
    committed: Committed, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching.Index, "rebuild", refuse)
    with committed():
        take_in(entry("Zammad"))
    assert Software.objects.get().name == "Zammad"
    assert Job.objects.get(kind="catalogue.index").state == Job.State.WAITING
    with pytest.raises(Refused, match="try again"):
        searching.find(office)


def test_the_job_that_builds_the_index_tells_how_far_it_is(office: User) -> None:
    take_in(entry("Zammad"), entry("Znuny"))
    told: list[tuple[int, int]] = []
    assert searching.rebuild(lambda done, total: told.append((done, total))) == 2
    assert told == [(2, 2)]
