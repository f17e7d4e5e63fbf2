# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an import changed is kept: dated, by field, before and after, and not for ever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.workbench.catalogue.making import entry, queries_of, record_of, software, take_in

from allmende.sources import Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import news
from allmende.workbench.catalogue.models import Change, SourceRecord
from allmende.workbench.catalogue.services import changing, editing, visits
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def kept() -> list[tuple[str, str, object, object]]:
    return [(one.kind, one.field, one.before, one.after) for one in Change.objects.all()]


def test_the_first_run_of_a_source_is_one_line_with_a_number() -> None:
    take_in(*(entry(f"Tool {n}") for n in range(7)))
    assert kept() == [("filled", "", None, 7)]


def test_a_first_run_in_several_batches_is_still_one_line() -> None:
    take_in(*(entry(f"Tool {n}") for n in range(501)))
    assert kept() == [("filled", "", None, 501)]


def test_what_comes_later_is_new_and_nothing_beyond_that() -> None:
    take_in(entry("Old"))
    take_in(entry("Kimai", licences=("MIT",), descriptions={"en": "Time"}))
    assert kept() == [("filled", "", None, 1), ("new", "", None, None)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"licences": ("MIT",)}, {"licences": ("GPL-3.0",)}, ("licences", ["MIT"], ["GPL-3.0"])),
        ({}, {"latest_release": "2.0"}, ("latest_release", "", "2.0")),
        ({"archived": False}, {"archived": True}, ("archived", False, True)),
        ({"tags": ("a", "b")}, {"tags": ("b", "c")}, ("tags", ["a"], ["c"])),
        (
            {"descriptions": {"de": "Alt", "en": "Same"}},
            {"descriptions": {"de": "Neu", "en": "Same"}},
            ("descriptions", {"de": "Alt"}, {"de": "Neu"}),
        ),
        (
            {"usages": (Usage("Ulm"), Usage("Bonn"))},
            {"usages": (Usage("Bonn"), Usage("Kiel"))},
            ("organisations", ["Ulm"], ["Kiel"]),
        ),
        (
            {},
            {"repositories": ("https://github.com/kimai/kimai",)},
            ("repository", "", "https://github.com/kimai/kimai"),
        ),
    ],
    ids=["licence", "version", "archived", "tags", "description", "users", "repository"],
)
def test_a_changed_field_is_kept_with_before_and_after(
    before: dict, after: dict, told: tuple[str, object, object]
) -> None:
    take_in(entry("Kimai", **before))
    take_in(entry("Kimai", **after))
    assert kept()[1:] == [("changed", *told)]
    assert Change.objects.last().source.slug == "list-a"


def test_a_version_is_not_told_twice_by_its_date() -> None:
    take_in(entry("Kimai", latest_release="1", latest_release_at="2026-01-01"))
    take_in(entry("Kimai", latest_release="2", latest_release_at="2026-02-01"))
    take_in(entry("Kimai", latest_release="2", latest_release_at="2026-02-02"))
    assert [one[1] for one in kept()[1:]] == ["latest_release", "latest_release_at"]


def test_nothing_is_kept_where_nothing_changed_or_the_office_itself_wrote() -> None:
    one = software("Kimai")
    take_in(entry("Kimai"))
    editing.edit(None, one, {"licences": ["MIT"]})
    assert [one[0] for one in kept()] == ["filled"]


def test_a_new_source_tells_nothing_of_what_was_there() -> None:
    same = {"repositories": ("https://github.com/kimai/kimai",)}
    take_in(entry("Kimai", **same))
    take_in(entry("Kimai", "list-b", licences=("MIT",), **same))
    assert [one[0] for one in kept()] == ["filled", "filled"]


def test_a_long_text_is_cut() -> None:
    take_in(entry("Kimai", descriptions={"en": "a"}))
    take_in(entry("Kimai", descriptions={"en": "b" * 5000}))
    assert len(Change.objects.last().after["en"]) == changing.LONGEST


def test_an_import_that_fails_keeps_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(entry("Kimai"))

    def broken(*_arguments: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("allmende.workbench.core.events.record_all", broken)
    with pytest.raises(ConnectionError):
        take_in(entry("Kimai", licences=("MIT",)))
    assert [one[0] for one in kept()] == ["filled"]


def test_keeping_costs_the_same_for_many() -> None:
    take_in(*(entry(f"Tool {n}", licences=("MIT",)) for n in range(20)))

    def change(number: int, licence: str) -> int:
        some = [entry(f"Tool {n}", licences=(licence,)) for n in range(number)]
        return queries_of(lambda: take_in(*some))

    # More than these are one more batch for SQLite, whatever is kept.
    assert change(20, "GPL-3.0-only") == change(3, "Apache-2.0")


def test_what_is_old_is_forgotten_and_so_is_what_is_too_much(
    monkeypatch: pytest.MonkeyPatch, work_off_jobs: Callable[..., list[Job]]
) -> None:
    one = software("Kimai")
    Change.objects.all().delete()
    old = timezone.now() - changing.KEPT - timedelta(days=1)
    Change.objects.create(kind="new", software=one, at=old)
    rows = [Change.objects.create(kind="new", software=one) for _each in range(5)]
    monkeypatch.setattr(changing, "MOST", 3)
    jobs.start(None, "catalogue.forget-changes")
    assert work_off_jobs()[0].result == {"forgotten": 3}
    assert list(Change.objects.values_list("pk", flat=True)) == [row.pk for row in rows[2:]]
    assert jobs.KINDS["catalogue.forget-changes"].every


# --- the list -------------------------------------------------------------------------------------


def test_a_visit_tells_when_the_one_before_was(office: User) -> None:
    first, second = LONG_AGO, LONG_AGO + timedelta(days=3)
    assert visits.begin(office, first) is None
    assert visits.begin(office, second) == first
    assert visits.begin(office, timezone.now()) == second


def test_a_click_is_no_visit(office: User, client_of: Callable) -> None:
    visits.begin(office, LONG_AGO)
    client = client_of(office)
    for _click in range(3):
        client.get("/en/catalogue/")
        assert client.session[news.SESSION] == LONG_AGO.isoformat()
    later = client_of(office)
    later.get("/en/catalogue/")
    assert later.session[news.SESSION] > LONG_AGO.isoformat()


def listed(client: object, address: str) -> list[str]:
    page = client.get(address)  # type: ignore[attr-defined]
    return sorted(software.name for _hit, software, _mark in page.context["hits"])


def test_the_list_marks_and_filters_what_happened_since_the_last_visit(
    office: User, client_of: Callable
) -> None:
    take_in(entry("Kimai"), entry("Wekan"), entry("Zulip"))
    visits.begin(office, timezone.now())
    take_in(entry("Wekan", licences=("MIT",)), entry("Etherpad"))
    SourceRecord.objects.filter(external_id="Zulip").update(vanished_at=LONG_AGO)
    client = client_of(office)
    assert listed(client, "/en/catalogue/?news=new") == ["Etherpad"]
    assert listed(client, "/en/catalogue/?news=changed") == ["Wekan"]
    assert listed(client, "/en/catalogue/?news=gone") == ["Zulip"]
    assert listed(client, "/en/catalogue/?news=new&news=gone") == ["Etherpad", "Zulip"]
    page = client.get("/en/catalogue/")
    assert [(one.value, one.count) for one in page.context["news"].values] == [
        ("new", 1),
        ("changed", 1),
        ("gone", 1),
    ]
    text = page.content.decode()
    assert "changed: Licence" in text and "not seen since 01/01/2026 in: list-a" in text
    file = b"".join(client.get("/en/catalogue/export.json?news=new").streaming_content).decode()
    assert '"slug": "etherpad"' in file and "wekan" not in file


def test_a_first_visit_takes_nothing_for_new(office: User, client_of: Callable) -> None:
    take_in(entry("Kimai"))
    client = client_of(office)
    assert client.get("/en/catalogue/").context["news"] is None
    assert listed(client, "/en/catalogue/?news=new") == []


def test_the_public_has_neither_marks_nor_visits(
    stranger: object, client_of: Callable, office: User
) -> None:
    one = software("Kimai")
    editing.edit(office, one, {"published": True})
    record_of("list-a", "Kimai")
    SourceRecord.objects.update(vanished_at=LONG_AGO)
    page = client_of(stranger).get("/en/catalogue/?news=gone")
    assert page.context["news"] is None and "not seen since" not in page.content.decode()
    assert len(page.context["hits"]) == 1
