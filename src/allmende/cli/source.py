# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende source`: which public catalogues are known, and what they hold now."""

import json as codec
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

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
    reason,
    say,
)

if TYPE_CHECKING:
    from allmende import sources

verbs = typer.Typer(help="Public catalogues: list and harvest.", no_args_is_help=True)

DATABASE = "allmende.sqlite3"
"""In the data folder, where no DATABASE_URL says otherwise."""
NEEDS = {
    "harvester": "this source is not harvested, please name a way to read it with --by",
    "address": "please name its address with --address",
    "organisations": "please name organisations with --only",
    "addresses": "please name the addresses of repositories with --only",
}


@verbs.command("list")
def list_sources(json: Annotated[bool, AsJson] = False) -> None:
    """List the sources that can be harvested, with the licence of their data.

    Those of the workbench on this machine are among them, where there is one.
    """
    found = {one["name"]: one for one in _of_registry()}
    for one in _of_workbench():
        said = {key: value for key, value in one.items() if value}
        found[one["name"]] = {**found.get(one["name"], one), **said, "workbench": True}
    for name in sorted(found):
        one = found[name]
        if json:
            answer(one)
        else:
            mark = "  (in the workbench)" if one["workbench"] else ""
            print(f"{name:<20}  {one['address'] or '(address to be given)'}{mark}")
            print(f"{'':<22}{one['licence'] or 'licence of the data not known'}")


def _of_registry() -> Iterator[dict[str, Any]]:
    from allmende import sources

    for info in sources.known_sources():
        if info.harvester is not None:
            yield {
                "name": info.slug,
                "title": info.name,
                "harvester": info.harvester,
                "address": info.address,
                "needs": sources.HARVESTERS[info.harvester].needs or None,
                "token": info.token,
                "licence": info.licence,
                "attribution": info.attribution,
                "workbench": False,
            }


def _of_workbench() -> list[dict[str, Any]]:
    """The sources with a plan in the database of the workbench; none where there is no database."""
    if not _is_there():
        return []
    try:
        open_workbench()
        from allmende.workbench.catalogue import queries

        planned = [one for one in queries.sources() if getattr(one, "plan", None)]
    except Exception as error:  # the list of the registry is an answer, too
        if (why := reason(error)) is None:
            raise
        say(f"the sources of the workbench are left out: {why}")
        return []
    return [_planned(one) for one in planned]


def _planned(source: Any) -> dict[str, Any]:
    from allmende import sources

    plan = source.plan
    way = sources.HARVESTERS.get(plan.harvester)
    return {
        "name": source.slug,
        "title": source.name,
        "harvester": plan.harvester or None,
        "address": plan.address or None,
        "needs": (way.needs if way else "") or None,
        "token": plan.token_variable or None,
        "licence": source.licence or None,
        "attribution": source.attribution,
    }


def _is_there() -> bool:
    """Whether there is a database of the workbench; a mere list must not make one."""
    data = Path(os.environ.get("ALLMENDE_DATA") or Path(__file__).resolve().parents[3] / "var")
    return bool(os.environ.get("DATABASE_URL")) or (data / DATABASE).is_file()


@verbs.command()
def harvest(
    name: Annotated[str, typer.Argument(help="Name of the source, see `allmende source list`.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write entries here, not to the terminal.")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            metavar="STATE",
            help="Keep here where the harvest stands; it goes on from there the next time.",
        ),
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="URL", help="Another address than the known one.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="HARVESTER", help="How a source of your own is read.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this group, organisation or repository."),
    ] = None,
    bare: Annotated[
        bool, typer.Option("--bare", help="Repositories without publiccode.yml, too.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option("--token-variable", metavar="NAME", help="Environment variable of the token."),
    ] = None,
    pause: Annotated[
        float | None, typer.Option(min=0, help="Seconds between two requests to the source.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for clones, used again next time.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host or network of our own that may be called."),
    ] = None,
    contact: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="ALLMENDE_CONTACT",
            help="How whoever keeps the source finds you.",
        ),
    ] = "",
    into_catalogue: Annotated[
        bool,
        typer.Option(
            "--into-catalogue", help="Into the workbench, as its plan for the source says."
        ),
    ] = False,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Read a public catalogue and write its entries, one JSON object a line.

    `allmende catalogue import` takes what is written. With --since the next harvest brings only
    what has changed, and one that was stopped goes on where it was. With --into-catalogue the
    workbench itself takes everything in, and keeps where the harvest stands.

    Exit status 0: the catalogue was read to its end. 1: some records were not, each is named.
    2: the catalogue could not be read to its end.
    """
    from allmende import sources
    from allmende.fetching import Client, Rules

    if into_catalogue:
        if any((out, since, address, by, only, bare, token, pause is not None, cache, allow)):
            raise CouldNot("--into-catalogue goes by the plan of the source, without other options")
        _into_catalogue(name, json)
        return
    if json and out is None:
        raise CouldNot("--json prints a summary, please name a file for the entries with --out")
    info = sources.describe(name)
    variable = token or info.token
    options = sources.Options(
        harvester=by,
        address=address,
        only=tuple(only or ()),
        token=os.environ.get(variable) or None if variable else None,
        bare=bare,
        pause=pause,
        cache=cache,
        local=True,
    )
    proxy = os.environ.get("https_proxy") or os.environ.get("HTTPS_PROXY") or None
    rules = Rules(contact, allowed=tuple(allow or ()), proxy=proxy)
    kept = _Kept(since)
    try:
        with Client(rules) as client:
            items = sources.harvest(client, name, options, kept.state)
            with _opened(out, kept) as file:
                summary = _write(items, file, kept)
    except sources.NotHarvestable as error:
        raise CouldNot(f"{name}: {NEEDS[error.missing]}") from error
    _tell(name, summary, json)
    if not summary.full:
        leave(COULD_NOT)
    if summary.errors:
        leave(FOUND)


def _into_catalogue(name: str, json: bool) -> None:
    """Run the harvest of the workbench here; a killed one goes on by the worker."""
    open_workbench()
    from allmende import sources
    from allmende.workbench.catalogue import queries
    from allmende.workbench.catalogue.services import harvesting
    from allmende.workbench.core import jobs

    if not sources.describe(name).known and not queries.sources().filter(slug=name).exists():
        raise CouldNot(
            f"{name}: neither the registry nor the workbench knows this source, "
            "see `allmende source list`"
        )
    plan = harvesting.set_plan(None, name, {})
    harvest = harvesting.start(None, plan.source)
    jobs.run(harvest.job_id or 0)
    harvest.refresh_from_db()
    if harvest.state == harvest.State.OPEN:
        raise CouldNot(f"{name}: a worker has taken the harvest over, see the page of the source")
    problem = sources.Problem.from_json(harvest.problem) if harvest.problem else None
    found = _Summary(
        harvest.created + harvest.changed,
        harvest.unchanged,
        harvest.errors,
        harvest.warnings,
        harvest.state == harvest.State.DONE,
        problem,
        problems=harvest.problems,
    )
    _tell(name, found, json)
    if not found.full:
        leave(COULD_NOT)
    if found.errors:
        leave(FOUND)


@dataclass(slots=True)
class _Summary:
    entries: int = 0
    unchanged: int = 0
    errors: int = 0
    warnings: int = 0
    full: bool = False
    problem: "sources.Problem | None" = None
    retry_at: str | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)


class _Kept:
    """The file of --since: the state, and how much of --out belongs to it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.state: sources.State | None = None
        self.written = 0
        if path is not None and path.exists():
            self._read(path)

    def _read(self, path: Path) -> None:
        from allmende import sources

        try:
            found = codec.loads(path.read_text(encoding="utf-8"))
            self.state = sources.State.from_json(found["harvest"])
            self.written = int(found["written"])
        except (ValueError, KeyError, TypeError) as error:
            raise CouldNot(f"{path}: this is no state of a harvest, please remove it") from error

    def keep(self, state: "sources.State", file: BinaryIO) -> None:
        """First what was written, then that it was, so that a kill between both does no harm."""
        if self.path is None:
            return
        file.flush()
        written = 0
        if file is not sys.stdout.buffer:
            os.fsync(file.fileno())
            written = file.tell()
        part = self.path.with_name(f"{self.path.name}.part")
        text = codec.dumps({"harvest": state.to_json(), "written": written}, ensure_ascii=False)
        part.write_text(text, encoding="utf-8")
        part.replace(self.path)


def _opened(out: Path | None, kept: _Kept) -> Any:
    """Where entries go: after those of the pass that goes on, else from the beginning."""
    if out is None:
        return nullcontext(sys.stdout.buffer)
    goes_on = kept.state is not None and kept.state.position is not None and out.exists()
    file = out.open("r+b" if goes_on else "wb")
    if goes_on:
        file.truncate(kept.written)
        file.seek(kept.written)
    return file


def _write(items: Any, file: BinaryIO, kept: _Kept) -> _Summary:
    from allmende import sources

    found = _Summary()
    with Progress("entries") as progress:
        for item in items:
            match item:
                case sources.Entry():
                    line = codec.dumps(sources.common_form(item), ensure_ascii=False)
                    file.write(line.encode() + b"\n")
                    found.entries += 1
                    progress(found.entries + found.unchanged, item.name)
                case sources.Unchanged():
                    found.unchanged += 1
                    progress(found.entries + found.unchanged)
                case sources.Checkpoint(state=state):
                    kept.keep(state, file)
                case sources.Finished():
                    # In the middle of a pass the last checkpoint holds.
                    if item.state.position is None:
                        kept.keep(item.state, file)
                    found.full, found.problem = item.full, item.problem
                    found.retry_at = item.retry_at.isoformat() if item.retry_at else None
                case sources.Problem():
                    found.errors += item.level == "error"
                    found.warnings += item.level == "warning"
                    found.problems.append(item.to_json())
    file.flush()
    return found


def _tell(name: str, summary: _Summary, json: bool) -> None:
    from allmende import sources

    if json:
        answer(
            {
                "source": name,
                "full": summary.full,
                "entries": summary.entries,
                "unchanged": summary.unchanged,
                "errors": summary.errors,
                "warnings": summary.warnings,
                "problem": summary.problem.to_json() if summary.problem else None,
                "retry_at": summary.retry_at,
                "problems": summary.problems,
            }
        )
        return
    for problem in map(sources.Problem.from_json, summary.problems):
        if problem.level == "error":
            say(sources.explain(problem, "en"))
    if summary.problem:
        say(sources.explain(summary.problem, "en"))
    say(
        f"{summary.entries:,} entries, {summary.unchanged:,} unchanged, {summary.errors:,} not read"
    )
