# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue: import, second import, index, and search and list page over 100,000 entries.

Input: every file of catalogues/*.jsonl but orgs.jsonl and the site munich-site in the folder
ALLMENDE_SHARED_DATA (../shared/data). The 100,000 are those records again and again under other
names, sites and owners, so that the texts keep their real lengths and words and no copy looks like
a duplicate of another.
"""

import os
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from tests.bench._table import milliseconds, peak_memory, print_table, seconds

DATA = Path(os.environ.get("ALLMENDE_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
WANTED = 100_000
NEEDS = """
Ratsinformationssystem|Terminvereinbarung Bürgerbüro|Formularserver|Videokonferenz|Bürgerbeteiligung
open source ticket system with LDAP|Dokumentenmanagement E-Akte|Lernplattform für Schulen|Geodaten
Passwörter verwalten|password manager|wiki|chat for teams|content management|Datenbank|Netzwerk
Monitoring Server|identity provider|single sign-on|Kalender|project management|Zeiterfassung
library management|Archiv|open data portal|map server|newsletter|Umfrage|E-Mail-Verschlüsselung
backup|virtual machines|kubernetes|CI|code hosting|speech recognition|OCR|translation|invoice
inventory|Haushalt|Personal|Feuerwehr|Umweltdaten|solar energy forecast|Verkehr|Parkraum|Kita
next|keyc|postgr|libre|zamad|nextclud|grafna|moodle|Bildbearbeitung|Büro|Formular|Termin|Akte
"""


def catalogue_files() -> list[Path]:
    """The shared files that hold software."""
    return [f for f in sorted((DATA / "catalogues").glob("*.jsonl")) if f.name != "orgs.jsonl"]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from allmende import sources
    from allmende.workbench.accounts.models import Grant, Role, User
    from allmende.workbench.catalogue import searching
    from allmende.workbench.catalogue.models import Proposal, Software, SourceRecord
    from allmende.workbench.catalogue.services import importing

    call_command("migrate", verbosity=0)
    files = catalogue_files()
    rows: list[tuple[str, str]] = []

    def take_in() -> importing.Report:
        report = importing.import_files(None, files)
        report.add(importing.import_vitepress(None, DATA / "munich-site"))
        return report

    with seconds() as took:
        first = take_in()
    rows.append(
        (
            f"import of {first.read:,} records ({first.software:,} software, "
            f"{Proposal.objects.count()} proposals), index included",
            f"{took[0]:.1f} s",
        )
    )
    with seconds() as took:
        second = take_in()
    rows.append((f"second import: {second.created + second.changed} changes", f"{took[0]:.1f} s"))
    with seconds() as took:
        searching.rebuild()
    rows.append((f"index build, {Software.objects.count():,} software", f"{took[0]:.1f} s"))
    rows.append(("memory so far", peak_memory()))

    real = [item for file in files for item in sources.read_jsonl(file)]
    entries = [item for item in real if isinstance(item, sources.Entry)]
    numbered = (
        replace(
            entry,
            source=f"copy-{number}",
            name=f"{entry.name} {number}",
            homepage=entry.homepage and f"https://site-{number}-{place}.example/",
            repositories=(f"https://gitlab.com/owner-{number}-{place}/code",)
            if entry.repositories
            else (),
            identifiers=((f"copy-{number}", entry.external_id),),
        )
        for number in count(1)
        for place, entry in enumerate(entries)
    )
    missing = WANTED - Software.objects.count()
    with seconds() as took:
        importing.import_entries(None, islice(numbered, missing + missing // 30))
    rows.append((f"import of further {missing:,} entries, index included", f"{took[0]:.0f} s"))
    with seconds() as took:
        searching.rebuild()
    total = Software.objects.count()
    rows.append((f"index build, {total:,} software", f"{took[0]:.1f} s"))
    size = sum(f.stat().st_size for f in Path(searching.settings.SEARCH_INDEX).rglob("*"))
    rows.append(("index on disk", f"{size / 1e6:.0f} MB"))

    needs = [need for line in NEEDS.strip().splitlines() for need in line.split("|")]
    rows.append(
        (
            f"search alone, {len(needs)} needs",
            milliseconds([lambda n=need: searching.find(None, n) for need in needs]),
        )
    )
    rows.append(
        (
            f"search with {len(searching.FACETS)} facets",
            milliseconds(
                [lambda n=need: searching.find(None, n, facets=searching.FACETS) for need in needs]
            ),
        )
    )
    office = User.objects.create_user("office")
    Grant.objects.create(user=office, role=Role.OFFICE)
    client = Client(headers={"host": "localhost"})
    client.force_login(office)
    pages = [f"/de/catalogue/?q={need}" for need in needs]
    pages += ["/de/catalogue/", "/de/catalogue/?sort=changed", "/de/catalogue/?page=400"]
    assert {client.get(page).status_code for page in pages} == {200}
    rows.append(
        (
            "list page, signed in",
            milliseconds([lambda p=page: client.get(p) for page in pages], rounds=3),
        )
    )
    stranger = Client(headers={"host": "localhost"})
    rows.append(
        (
            "list page, public",
            milliseconds([lambda p=page: stranger.get(p) for page in pages], rounds=3),
        )
    )
    rows.append(("peak memory of all of it in one process", peak_memory()))
    rows.append(("records in the database", f"{SourceRecord.objects.count():,}"))
    print_table(f"catalogue ({connection.vendor})", rows)
