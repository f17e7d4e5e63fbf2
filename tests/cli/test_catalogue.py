# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende catalogue`: import, search, export."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allmende.cli import app
from allmende.cli.edge import CouldNot
from allmende.workbench.catalogue.models import Software
from allmende.workbench.radar.models import Watch

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["catalogue", *map(str, arguments)], input=stdin)


def entry(name: str, **fields: object) -> str:
    return json.dumps({"source": "a-list", "source_id": name, "name": name, **fields})


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    file = tmp_path / "list.jsonl"
    file.write_text(
        entry("Zammad", description={"en": "Tickets of a help desk"})
        + "\n"
        + entry("LibreOffice", description={"de": "Textverarbeitung"})
        + "\n"
    )
    return file


def test_an_import_says_what_is_new(catalogue: Path):
    answer = run("import", catalogue)
    assert answer.exit_code == 0
    assert "2 read: 2 new, 0 changed, 0 unchanged" in answer.stdout


def test_a_second_import_changes_nothing(catalogue: Path):
    run("import", catalogue)
    assert json.loads(run("import", catalogue, "--json").stdout)["unchanged"] == 2


def test_a_broken_line_is_named_and_the_rest_goes_in(catalogue: Path):
    with catalogue.open("a") as file:
        file.write('{"broken\n' + entry("Nextcloud") + "\n")
    answer = run("import", catalogue)
    assert answer.exit_code == 1
    assert f"{catalogue}, line 3:" in answer.stderr
    assert Software.objects.filter(name="Nextcloud").exists()


def test_a_file_that_is_no_catalogue_ends_with_2(tmp_path: Path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert run("import", picture).exit_code == 2


def test_an_import_of_nothing_says_what_is_missing():
    assert "nothing to import" in str(run("import").exception)


def test_a_site_comes_in_with_both_languages(tmp_path: Path):
    for folder in ("software", "de/software"):
        (tmp_path / folder).mkdir(parents=True)
        page = "---\ntitle: Zammad\nlicense: AGPL-3.0-only\n---\n\nTickets.\n"
        (tmp_path / folder / "zammad.md").write_text(page)
    answer = run("import", "--vitepress", tmp_path, "--source", "a-site", "--json")
    assert json.loads(answer.stdout)["created"] == 1
    assert set(Software.objects.get().descriptions) == {"de", "en"}


def test_search_finds_and_names_the_sources(catalogue: Path):
    run("import", catalogue)
    answer = json.loads(run("search", "zammad", "--json").stdout)
    assert (answer["query"], answer["total"]) == ("zammad", 1)
    hit = answer["hits"][0]
    assert (hit["name"], hit["slug"], hit["sources"]) == ("Zammad", "zammad", ["a-list"])


def test_search_answers_many_questions_in_their_order(catalogue: Path):
    run("import", catalogue)
    questions = '"zammad"\n{"query": "libreoffice"}\n'
    answer = run("search", "-", "--json", stdin=questions)
    asked = [json.loads(line)["query"] for line in answer.stdout.splitlines()]
    assert asked == ["zammad", "libreoffice"]


def test_search_without_a_hit_ends_with_1(catalogue: Path):
    run("import", catalogue)
    assert run("search", "qqqqqqqqqq").exit_code == 1


def test_an_export_holds_every_entry(catalogue: Path):
    run("import", catalogue)
    exported = json.loads(run("export").stdout)["software"]
    assert [row["name"] for row in exported] == ["LibreOffice", "Zammad"]


def test_the_public_export_leaves_out_what_is_not_published(catalogue: Path):
    run("import", catalogue)
    assert json.loads(run("export", "--public").stdout)["software"] == []


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path):
    file = tmp_path / "list.jsonl"
    file.write_text(entry("=1+1") + "\n")
    run("import", file)
    assert "'=1+1" in run("export", "--format", "csv").stdout


def test_another_format_is_refused_with_those_there_are():
    answer = run("export", "--format", "xml")
    assert isinstance(answer.exception, CouldNot)
    assert "csv, json" in str(answer.exception)


def test_the_radar_tells_what_changed_and_what_of_the_office_it_fits(catalogue: Path):
    run("import", catalogue)
    Watch.objects.create(kind="search", name="Help desk", query="q=tickets")
    catalogue.write_text(
        entry("Zammad", description={"en": "Tickets"}, licences=["AGPL-3.0-only"])
        + "\n"
        + entry("Wekan")
        + "\n"
    )
    run("import", catalogue)
    lines = [json.loads(line) for line in run("radar", "--json").stdout.splitlines()]
    zammad = next(line for line in lines if line["slug"] == "zammad")
    assert zammad["kinds"] == ["changed"] and zammad["watches"] == ["Help desk"]
    assert "Licence: – → AGPL-3.0-only" in zammad["changes"]
    told = run("radar", "--since", "2w").stdout
    assert "new source a-list: 2 entries" in told
    assert "Wekan: new in the catalogue" in told and "[Help desk]" in told


def test_a_radar_with_nothing_on_it_ends_with_one():
    assert run("radar").exit_code == 1


@pytest.mark.parametrize("since", ["", "d", "0d", "30", "1y", "-3d", "99999d"])
def test_a_period_nobody_can_read_is_refused_with_an_example(since: str):
    answer = run("radar", "--since", since)
    assert isinstance(answer.exception, CouldNot) and "30d" in str(answer.exception)
