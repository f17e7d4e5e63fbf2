# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende catalogue`: take records in, search, and give entries out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allmende.cli.edge import (
    COULD_NOT,
    FOUND,
    AsJson,
    CouldNot,
    Progress,
    answer,
    leave,
    open_workbench,
    say,
    texts,
)

if TYPE_CHECKING:
    from allmende.workbench.catalogue.services.importing import Report

verbs = typer.Typer(help="The catalogue of software.", no_args_is_help=True)
MOST_DAYS = 3650


@verbs.command("import")
def import_records(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Files of one JSON object a line."),
    ] = None,
    vitepress: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A VitePress site with software pages.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Name of the site as a source.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Address under which the site is published.")
    ] = None,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="List single values that were left out, too.")
    ] = False,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Import records; a second import of the same changes nothing.

    Exit status 0: all went in. 1: some records did not, each is named with file and line.
    2: nothing could be read.
    """
    if not files and vitepress is None:
        raise CouldNot("nothing to import, please name files or --vitepress DIR")
    if vitepress is None and (source or base_url):
        raise CouldNot("--source and --base-url belong to --vitepress DIR")
    open_workbench()
    from allmende.workbench.catalogue.services import importing

    report = importing.Report()
    with Progress("records") as progress:
        if files:
            report.add(importing.import_files(None, files, progress))
        if vitepress is not None:
            report.add(
                importing.import_vitepress(None, vitepress, source, base_url, progress=progress)
            )
    _print(report, warnings, json)
    if report.errors:
        leave(FOUND if report.read else COULD_NOT)


def _print(report: "Report", warnings: bool, json: bool) -> None:
    if json:
        answer(report.as_json())
        return
    from allmende import sources

    shown = report.problems if warnings else report.errors
    for problem in shown:
        say(sources.explain(problem, "en"))
    print(
        f"{report.read:,} read: {report.created:,} new, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged; {report.software:,} new software"
    )
    if report.errors:
        print(f"{len(report.errors):,} not read, see above")
    if left_out := len(report.problems) - len(shown):
        print(f"{left_out:,} single values left out, --warnings lists them")


@verbs.command()
def organisations(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Lists of accounts on forges, an object a line."),
    ],
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Take lists of organisations and their accounts on forges into the directory.

    Exit status 0: all went in. 1: some lines did not. 2: nothing could be read.
    """
    open_workbench()
    from allmende import sources
    from allmende.workbench.catalogue.services import forge_lists

    reports = []
    for path in files:
        try:
            reports.append(forge_lists.import_file(None, path))
        except OSError as error:
            raise CouldNot(f"{path}: {error.strerror}") from None
    read, created, software = (
        sum(getattr(one, name) for one in reports) for name in ("read", "created", "software")
    )
    problems = [problem for one in reports for problem in one.problems]
    if json:
        said = {"read": read, "created": created, "software": software}
        answer({**said, "problems": [one.to_json() for one in problems]})
    else:
        for problem in problems:
            say(sources.explain(problem, "en"))
        print(f"{read:,} accounts: {created:,} new organisations; {software:,} software lie there")
    if problems:
        leave(FOUND if read else COULD_NOT)


@verbs.command()
def search(
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY...", help="A need or a name; - reads JSON lines.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits to show.")] = 10,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Search the catalogue, in German or English. Exit status 1 where nothing was found."""
    open_workbench()
    from allmende.workbench.catalogue import searching

    empty = False
    for text in texts(query, "query"):
        page = searching.find(None, text, limit=limit)
        hits = _hits(page)
        empty = empty or not hits
        if json:
            answer({"query": text, "total": page.total, "hits": hits})
            continue
        print(f"{text}: {page.total:,} found")
        for hit in hits:
            print(f"  {hit['name'][:40]:<40}  {hit['slug'][:40]:<40}  {', '.join(hit['sources'])}")
    if empty:
        leave(FOUND)


def _hits(page: Any) -> list[dict[str, Any]]:
    from allmende.workbench.catalogue.models import Software

    rows = Software.objects.prefetch_related("records__source").in_bulk([h.pk for h in page.hits])
    return [
        {
            "name": rows[hit.pk].name,
            "slug": rows[hit.pk].slug,
            "score": round(hit.score, 4),
            "sources": sorted({record.source.slug for record in rows[hit.pk].records.all()}),
        }
        for hit in page.hits
        if hit.pk in rows
    ]


@verbs.command()
def export(
    query: Annotated[str, typer.Option(help="Only what a search for this finds.")] = "",
    form: Annotated[str, typer.Option("--format", help="csv or json.")] = "json",
    public: Annotated[
        bool, typer.Option("--public", help="Only what the public sees on the page.")
    ] = False,
) -> None:
    """Write entries to standard output, in the shape of the export on the page."""
    open_workbench()
    from django.contrib.auth.models import AnonymousUser

    from allmende.workbench.catalogue import exporting, searching

    if form not in exporting.FORMS:
        raise CouldNot(f"no format {form}; there are {', '.join(exporting.FORMS)}")
    user = AnonymousUser() if public else None
    pks = searching.all_pks(user, query, sort="relevance" if query else "name")
    for part in exporting.FORMS[form](exporting.rows(user, pks)):
        print(part, end="")


@verbs.command()
def radar(
    since: Annotated[
        str, typer.Option(metavar="DAYS", help="How far back: 30d, or 2w for weeks.")
    ] = "30d",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """What came in or changed, and which watches of the office it fits. Exit status 1: nothing."""
    moment = _moment(since)
    open_workbench()
    from allmende.workbench.radar import showing

    found = showing.radar(None, moment)
    entries = found.entries(list(found.news))
    for source in found.filled:
        if not json:
            print(f"new source {source.source.name}: {source.number:,} entries")
    for one in entries:
        watches = [watch.name for watch in one.fits]
        told = [each.sentence for each in one.told]
        if json:
            answer(
                {
                    "software": one.software.name,
                    "slug": one.software.slug,
                    "kinds": list(one.kinds),
                    "at": one.at.isoformat(),
                    "watches": watches,
                    "changes": told,
                }
            )
            continue
        fits = f"  [{', '.join(watches)}]" if watches else ""
        print(f"{one.at:%Y-%m-%d}  {one.software.name}: {'; '.join(told)}{fits}")
    if not entries and not found.filled:
        leave(FOUND)


def _moment(since: str) -> datetime:
    """The moment so many days or weeks ago. Raises CouldNot."""
    number, unit = since[:-1], since[-1:].lower()
    days = {"d": 1, "w": 7}.get(unit, 0)
    if not days or not number.isdecimal() or not 0 < int(number) * days <= MOST_DAYS:
        raise CouldNot(f"--since takes days or weeks, such as 30d or 2w, not {since!r}")
    return datetime.now(UTC) - timedelta(days=int(number) * days)
