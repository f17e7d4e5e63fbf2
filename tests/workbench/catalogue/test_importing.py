# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Import: what is new comes in, what changed changes that alone, what is broken is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.workbench.catalogue.making import (
    columns,
    entry,
    groups,
    line,
    record_of,
    rows,
    software,
    take_in,
    thrown_away,
    write_lines,
)

from allmende.sources import Entry
from allmende.sources.harvesting import publiccode
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Proposal, Software, Source, SourceRecord
from allmende.workbench.catalogue.services import editing, importing
from allmende.workbench.core.errors import NotAllowed
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
KEYCLOAK = "https://github.com/keycloak/keycloak"


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_a_new_entry_becomes_a_software_that_says_what_the_source_says() -> None:
    report = take_in(
        entry(
            "Keycloak",
            homepage="https://www.keycloak.org",
            repositories=(KEYCLOAK,),
            descriptions={"en": "Central sign-in."},
            licences=("Apache-2.0",),
            tags=("identity",),
        )
    )
    found = Software.objects.get()
    assert (report.read, report.created, report.software) == (1, 1, 1)
    assert (found.name, found.slug, found.homepage) == (
        "Keycloak",
        "keycloak",
        "https://www.keycloak.org",
    )
    assert (found.repository, found.descriptions) == (KEYCLOAK, {"en": "Central sign-in."})
    assert (found.expressions, found.licence_class) == (["Apache-2.0"], "permissive")
    assert (found.stance, found.published, found.tags) == ("observed", False, ["identity"])
    assert found.provenance["homepage"]["record"] == record_of("list-a", "Keycloak").pk
    assert kinds() == ["catalogue.software-created", "catalogue.imported"]


def test_the_record_keeps_what_the_source_said_to_the_letter(tmp_path: Path) -> None:
    text = '{"name":"Zammad",  "source_id": "z", "source":"list-a", "odd": [1, {"a": null}]}'
    importing.import_files(None, [write_lines(tmp_path / "a.jsonl", text)])
    assert SourceRecord.objects.get().payload == text


def test_a_second_import_changes_nothing_and_leaves_no_trace() -> None:
    entries = [entry("Keycloak", repositories=(KEYCLOAK,)), entry("Zammad", "list-b")]
    take_in(*entries)
    before = list(Software.objects.values()), list(SourceRecord.objects.values()), kinds()
    report = take_in(*entries)
    assert (report.read, report.created, report.changed, report.unchanged) == (2, 0, 0, 2)
    assert before == (list(Software.objects.values()), list(SourceRecord.objects.values()), kinds())


def test_a_changed_record_changes_only_what_changed() -> None:
    said = {"repositories": (KEYCLOAK,), "licences": ("Apache-2.0",), "tags": ("identity",)}
    keycloak = software("Keycloak", "sill-2022", homepage="https://old.example.org", **said)
    zammad = software("Zammad", homepage="https://zammad.org")
    other = software("Keycloak", "list-b", repositories=(KEYCLOAK,), developer="Red Hat")
    assert other == keycloak
    before, hanging = columns(keycloak), rows(keycloak)
    untouched = columns(zammad), rows(zammad)
    their_record = SourceRecord.objects.filter(source__slug="list-b").values().get()

    report = take_in(entry("Keycloak", "sill-2022", homepage="https://new.example.org", **said))

    after = columns(keycloak)
    assert (report.changed, report.created) == (1, 0)
    assert after.pop("homepage") == "https://new.example.org"
    assert after.pop("changed_at") > before.pop("changed_at")
    before.pop("homepage")
    assert after == before
    assert rows(keycloak) == hanging
    assert (columns(zammad), rows(zammad)) == untouched
    assert SourceRecord.objects.filter(source__slug="list-b").values().get() == their_record


def test_the_event_of_a_change_names_the_fields() -> None:
    take_in(entry("Keycloak", homepage="https://old.example.org"))
    take_in(entry("Keycloak", homepage="https://new.example.org", developer="Red Hat"))
    event = Event.objects.get(kind="catalogue.software-changed")
    assert event.data == {"fields": "developer, homepage"}
    assert event.subject_label == "Keycloak"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://GitHub.com/Keycloak/keycloak/",
        "git@github.com:keycloak/keycloak.git",
        "https://www.github.com/keycloak/keycloak/tree/main",
    ],
)
def test_two_sources_with_one_repository_are_one_software(spelling: str) -> None:
    take_in(entry("Keycloak", repositories=(KEYCLOAK,)))
    report = take_in(entry("Keycloak SSO", "list-b", repositories=(spelling,)))
    assert (report.created, report.software) == (1, 0)
    found = Software.objects.get()
    assert (found.source_count, found.repositories.count()) == (2, 1)


def test_two_sources_with_one_identifier_are_one_software_however_the_scheme_is_spelt() -> None:
    take_in(entry("Keycloak", identifiers=(("Wikidata", " Q42 "),)))
    take_in(entry("Schlüsselmantel", "list-b", identifiers=(("wikidata", "Q42"),)))
    assert Software.objects.get().source_count == 2


def test_two_names_of_one_source_in_one_repository_stay_apart_and_nobody_is_asked() -> None:
    brave = ("https://github.com/brave/brave",)
    take_in(entry("Brave Browser", repositories=brave), entry("Brave Search", repositories=brave))
    assert Software.objects.count() == 2
    assert not Proposal.objects.exists()


def test_another_source_with_a_third_name_there_is_proposed_for_both() -> None:
    brave = ("https://github.com/brave/brave",)
    take_in(entry("Brave Browser", repositories=brave), entry("Brave Search", repositories=brave))
    take_in(entry("Brave", "list-b", repositories=brave))
    pairs = {frozenset((one.left.name, one.right.name)) for one in Proposal.objects.all()}
    assert pairs == {frozenset({"Brave", "Brave Browser"}), frozenset({"Brave", "Brave Search"})}
    reason = Proposal.objects.all()[0].reasons[0]
    assert reason["code"] == "listed-apart"


def test_a_name_alone_joins_nothing_but_is_proposed() -> None:
    take_in(entry("Zammad"), entry("Zammad", "list-b"))
    assert set(Software.objects.values_list("slug", flat=True)) == {"zammad", "zammad-2"}
    assert Proposal.objects.count() == 1


def test_a_name_that_looks_like_json_comes_in_like_any_other() -> None:
    take_in(entry("2048"), entry("true"), entry("[]"))
    assert set(Software.objects.values_list("name", flat=True)) == {"2048", "true", "[]"}


def test_a_broken_line_is_told_with_file_and_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "list.jsonl", line("Zammad"), '{"source": "list-a", ', line("Znuny"), "[1]"
    )
    report = importing.import_files(None, [path])
    assert set(Software.objects.values_list("name", flat=True)) == {"Zammad", "Znuny"}
    assert [(one.file, one.line, one.code) for one in report.errors] == [
        (str(path), 2, "NotJson"),
        (str(path), 4, "NotAnObject"),
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        ("{}".encode("utf-16"), "utf-16"),
        (b"", "empty"),
        (b"Name;Licence\nZammad;AGPL\n", "text"),
        (b"[1, 2]", "array-of-others"),
    ],
)
def test_a_file_of_another_type_is_told_and_nothing_goes_in(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    wrong, right = tmp_path / "wrong.jsonl", write_lines(tmp_path / "right.jsonl", line("Zammad"))
    wrong.write_bytes(content)
    report = importing.import_files(None, [wrong, right])
    assert [(one.code, one.detail) for one in report.problems] == [("NotACatalogue", kind)]
    assert Software.objects.get().name == "Zammad"


def test_a_file_that_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    report = importing.import_files(None, [tmp_path / "missing.jsonl", tmp_path])
    assert [one.code for one in report.problems] == ["NotReadable", "NotACatalogue"]
    assert not Event.objects.exists()


def test_an_address_that_runs_script_is_left_out_and_told(tmp_path: Path) -> None:
    bad = line("Zammad", repo_url="javascript:alert(1)", url="data:text/html,x")
    report = importing.import_files(None, [write_lines(tmp_path / "a.jsonl", bad)])
    found = Software.objects.get()
    assert (found.repository, found.homepage) == ("", "")
    assert {(one.code, one.level) for one in report.problems} == {("NotAnAddress", "warning")}


def test_more_entries_than_a_batch_holds_come_in_as_if_they_were_one(tmp_path: Path) -> None:
    number = importing.BATCH + 20
    lines = [
        # The last ten lie in repositories of the first ten, which are in already.
        line(
            f"Tool {place % 510}", source_id=str(place), repo_url=f"https://x.org/{place % 510}.git"
        )
        for place in range(number)
    ]
    told: list[int] = []
    report = importing.import_files(
        None, [write_lines(tmp_path / "many.jsonl", *lines)], lambda read, name: told.append(read)
    )
    assert told == [importing.BATCH, number]
    assert (report.created, SourceRecord.objects.count()) == (number, number)
    assert Software.objects.count() == 510


def test_the_same_record_in_two_files_counts_once_and_the_later_one_wins(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "1.jsonl", line("Zammad", url="https://old.example.org"))
    second = write_lines(tmp_path / "2.jsonl", line("Zammad", url="https://new.example.org"))
    report = importing.import_files(None, [first, first, second])
    assert (report.read, report.created, report.changed, report.unchanged) == (3, 1, 1, 1)
    assert Software.objects.get().homepage == "https://new.example.org"


def test_a_file_cannot_speak_for_the_office() -> None:
    found = software("Zammad", homepage="https://zammad.org")
    editing.edit(None, found, {"homepage": "https://ours.example.org"})
    take_in(entry("Zammad", Source.OWN, str(found.pk), homepage="https://evil.example.org"))
    found.refresh_from_db()
    assert found.homepage == "https://ours.example.org"
    assert Source.objects.get(name=Source.OWN).slug == "own-2"


def test_a_source_of_any_name_has_an_address_and_is_known_again() -> None:
    entries = [entry("Zammad", "Übersicht der Städte / 2026")]
    take_in(*entries)
    report = take_in(*entries)
    source = Source.objects.get()
    assert (source.slug, source.name) == ("uebersicht-der-staedte-2026", entries[0].source)
    assert (report.unchanged, report.created) == (1, 0)


def test_a_stopped_import_leaves_what_is_in_and_can_be_found(
    tmp_path: Path, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = write_lines(tmp_path / "two.jsonl", line("Zammad"), line("Znuny"))

    def stop(read: int, name: str) -> None:
        raise KeyboardInterrupt

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(KeyboardInterrupt):
        importing.import_files(None, [path], stop)
    assert searching.find(None, "Zammad").total == 1
    assert searching.find(None, "Znuny").total == 0
    assert Event.objects.get(kind="catalogue.imported").data["read"] == 1


def test_only_the_office_imports(office: User, colleague: User) -> None:
    with pytest.raises(NotAllowed):
        importing.import_entries(colleague, [entry()])
    assert not Software.objects.exists()
    importing.import_entries(office, [entry()])
    assert Event.objects.filter(actor=office).count() == 2


def test_a_source_joins_the_entry_that_the_office_made_by_hand(office: User) -> None:
    ours = editing.create(office, {"name": "Our Keycloak", "repositories": [KEYCLOAK]})
    take_in(entry("Keycloak", repositories=("git@github.com:Keycloak/Keycloak.git",)))
    assert list(Software.objects.values_list("pk", flat=True)) == [ours.pk]
    assert Software.objects.get().name == "Our Keycloak"


# --- our own site --------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, munich: None) -> Callable[..., Path]:
    """Write a page in both languages of a site that is the office's own."""
    root = tmp_path / "munich-site"

    def write(name: str, tags: str) -> Path:
        for language in ("", "de"):
            folder = root / language / "software"
            folder.mkdir(parents=True, exist_ok=True)
            text = f"---\ntitle: {name}\ntags: [{tags}]\n---\n\n{name} in {language or 'en'}.\n"
            (folder / f"{name.lower()}.md").write_text(text, encoding="utf-8")
        return root

    return write


@pytest.mark.parametrize(
    ("tags", "stance", "kind", "since"),
    [
        ("", "in-use", "", None),
        ("application", "in-use", "application", None),
        ("infrastruktur, start2021", "in-use", "infrastructure", 2021),
        ("desktop, contribute", "improving", "desktop", None),
        ("sponsor, application", "improving", "application", None),
        ("eigenentwicklung, contribute", "publishing", "", None),
        ("archive, eigenentwicklung", "retired", "", None),
        ("a tag that means nothing", "in-use", "", None),
    ],
)
def test_tags_of_our_own_site_say_what_we_do_with_it(
    site: Callable[..., Path], tags: str, stance: str, kind: str, since: int | None
) -> None:
    importing.import_vitepress(None, site("Zammad", tags))
    found = Software.objects.get()
    assert (found.stance, found.kind, found.since) == (stance, kind, since)
    assert found.published


def test_both_languages_of_a_page_are_one_entry(site: Callable[..., Path]) -> None:
    importing.import_vitepress(None, site("Zammad", ""))
    assert Software.objects.get().descriptions == {"en": "Zammad in en.", "de": "Zammad in de."}


def test_the_same_tags_of_a_foreign_source_say_nothing(munich: None) -> None:
    found = software("Zammad", "list-a", tags=("desktop", "archive"))
    assert (found.stance, found.kind, found.published) == ("observed", "", False)


def test_a_page_that_changed_its_tag_changes_the_stance(site: Callable[..., Path]) -> None:
    importing.import_vitepress(None, site("Zammad", "application"))
    report = importing.import_vitepress(None, site("Zammad", "application, archive"))
    assert report.changed == 1
    assert Software.objects.get().stance == "retired"
    event = Event.objects.get(kind="catalogue.software-changed")
    assert event.data == {"fields": "stance, tags"}


# --- what holds for any entries ------------------------------------------------------------------

REPOSITORIES = tuple(f"https://github.com/owner/{name}" for name in "abc")
WIKIDATA = tuple(("wikidata", f"Q{number}") for number in range(3))


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    """A few entries that share names, repositories and identifiers in any way at all."""
    number = draw(st.integers(2, 6))
    return [
        entry(
            draw(st.sampled_from(["One", "Two"])),
            draw(st.sampled_from(["list-a", "list-b"])),
            f"id-{place}",
            repositories=tuple(draw(st.sets(st.sampled_from(REPOSITORIES), max_size=2))),
            identifiers=(
                ("list", f"id-{place}"),
                *draw(st.sets(st.sampled_from(WIKIDATA), max_size=1)),
            ),
        )
        for place in range(number)
    ]


PROPERTY = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@PROPERTY
@given(some_entries(), st.data())
def test_how_entries_are_cut_into_batches_does_not_matter(
    entries: list[Entry], data: st.DataObject
) -> None:
    with thrown_away():
        take_in(*entries)
        at_once = groups()
    with thrown_away():
        cut = data.draw(st.integers(1, len(entries) - 1))
        take_in(*entries[:cut])
        take_in(*entries[cut:])
        assert groups() == at_once


@PROPERTY
@given(some_entries())
def test_any_entries_come_in_and_a_second_time_change_nothing(entries: list[Entry]) -> None:
    with thrown_away():
        take_in(*entries)
        before = groups(), list(Software.objects.order_by("pk").values()), kinds()
        report = take_in(*entries)
        after = groups(), list(Software.objects.order_by("pk").values()), kinds()
        assert after == before
        assert report.unchanged == len(entries)


@PROPERTY
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), min_size=1, unique=True),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter_where_no_source_contradicts_another(pairs, random) -> None:
    """One repository each, one name for each repository.

    More is not true: an entry that bridges two software joins one of them and is proposed for the
    other, whichever was there first.
    """
    entries = [
        entry(
            f"Tool {repository}",
            f"list-{source}",
            repositories=(f"https://x.org/{repository}.git",),
        )
        for repository, source in pairs
    ]
    random.shuffle(entries)
    with thrown_away():
        take_in(*entries)
        assert groups() == {
            frozenset(f"list-{source}:Tool {name}" for name, source in pairs if name == repository)
            for repository, _source in pairs
        }


def test_a_fork_that_claims_its_original_gets_an_entry_of_its_own() -> None:
    original, fork = "https://git.example.org/stadt/antrag", "https://git.example.org/andere/antrag"
    text = f"name: Antrag\nurl: {original}\nlegal: {{license: MIT}}\n"
    take_in(entry("Antrag", "list-a", repositories=(original,), licences=("EUPL-1.2",)))
    found = publiccode.entry_of("forge", "2", text, {"repo_url": fork}, {}, fork, home=fork)
    take_in(*(one for one in found if isinstance(one, Entry)))
    ours, theirs = record_of("list-a", "Antrag"), record_of("forge", "2")
    assert ours.software != theirs.software
    assert ours.software.licences == ["EUPL-1.2"]
    assert theirs.entry["extra"]["claims"] == original
    assert Proposal.objects.count() == 1
