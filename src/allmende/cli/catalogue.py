# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende catalogue`: take records in, search, and give entries out."""

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
