# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository`: one pass over the whole history, offline, with what was not seen."""

import os
from collections.abc import Iterator
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
    say,
    texts,
)
from allmende.cli.words import InLanguage, PolicyName

if TYPE_CHECKING:
    from allmende.criteria import Report
    from allmende.repositories import Inspection

verbs = typer.Typer(help="Repositories: inspect, analyse, clear.", no_args_is_help=True)

Repositories = Annotated[
    list[str],
    typer.Argument(metavar="REPO...", help="Folders, bundles, addresses; - reads JSON lines."),
]
Store = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Keep results by blob here, for the next time."),
]
Cache = Annotated[Path | None, typer.Option(metavar="DIR", help="Keep clones of addresses here.")]
Confidence = Annotated[
    float, typer.Option(min=0, max=1, help="From which confidence on a finding counts.")
]


def _known_state(value: str) -> str:
    if value not in ("not-met", "open"):
        raise typer.BadParameter(f"'{value}' is neither not-met nor open")
    return value


FailOn = Annotated[
    str,
    typer.Option(
        metavar="STATE",
        callback=_known_state,
        help="not-met, or open: whatever is not known to be met.",
    ),
]


@verbs.command()
def inspect(
    repositories: Repositories,
    policy: PolicyName = "",
    store: Store = None,
    cache: Cache = None,
    fail_on: Confidence = 0.6,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what a repository tells of itself, and what its whole history holds.

    Exit status 1 where something was found that nobody suppressed, 2 where one cannot be read.
    """
    status = 0
    for source, found, error in _inspections(repositories, policy, store, cache, language):
        if found is None:
            status = COULD_NOT
            _tell(source, error, json)
            continue
        counted = _counted(found, fail_on)
        status = max(status, FOUND if counted else 0)
        if json:
            answer(found.as_json())
        else:
            _print_inspection(found, counted, language)
    if status:
        leave(status)


@verbs.command()
def analyse(
    repositories: Repositories,
    policy: PolicyName = "",
    store: Store = None,
    cache: Cache = None,
    fail_on: FailOn = "not-met",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Usability analysis before a free software is used ("take").

    Exit status 1 where a must-criterion is not met, 2 where a repository cannot be read.
    """
    _assess("usability-analysis", repositories, policy, store, cache, fail_on, language, json)


@verbs.command()
def clear(
    repositories: Repositories,
    policy: PolicyName = "",
    store: Store = None,
    cache: Cache = None,
    fail_on: FailOn = "not-met",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Publication check of an own repository ("give").

    Exit status 1 where a must-criterion is not met, 2 where a repository cannot be read.
    """
    _assess("publication-check", repositories, policy, store, cache, fail_on, language, json)


def _assess(
    criteria: str,
    repositories: list[str],
    policy: str,
    store: Path | None,
    cache: Path | None,
    fail_on: str,
    language: str,
    json: bool,
) -> None:
    from allmende.criteria import as_text

    status = 0
    for source, found, error in _inspections(repositories, policy, store, cache, language):
        if found is None:
            status = COULD_NOT
            _tell(source, error, json)
            continue
        report = _report(criteria, found, _profile(policy))
        status = max(status, FOUND if _fails(report, fail_on) else 0)
        if json:
            answer(report.as_json())
        else:
            print(as_text(report, "de" if language == "de" else "en"))
    if status:
        leave(status)


def _report(criteria: str, found: "Inspection", profile: str) -> "Report":
    from allmende.criteria import Known, assess, load_criteria
    from allmende.licences.policy import load_policy

    known = Known.of(found.facts, found.findings, found.coverage_json, load_policy(profile))
    asked = load_criteria(criteria, profile)
    return assess(asked, known, repository=found.repository, commit=found.commit)


def _fails(report: "Report", fail_on: str) -> bool:
    """`open` counts every must-criterion that is not met, `not-met` those known not to be."""
    if fail_on == "open":
        return not report.summary.must_all_met
    return report.summary.levels["must"].not_met > 0


def _inspections(
    repositories: list[str], policy: str, store: Path | None, cache: Path | None, language: str
) -> Iterator[tuple[str, "Inspection | None", str]]:
    """Each source with its inspection, or with why there is none."""
    from allmende import policies
    from allmende import repositories as library

    try:
        names = library.read_internal_names(policies.load(_profile(policy)))
    except policies.PolicyError as error:
        raise CouldNot(str(error)) from error
    for source in texts(repositories, "repository"):
        with Progress("blobs") as progress:
            told = _Steps(progress)
            try:
                yield (
                    source,
                    library.inspect(source, names=names, store=store, cache=cache, progress=told),
                    "",
                )
            except library.NotARepository as error:
                yield source, None, error.why[language]
            except library.StoreUnusable as error:
                raise CouldNot(f"{store}: {error.why[language]}") from error


class _Steps:
    """The steps of an inspection on one line of the terminal."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def __call__(self, step: str, done: int, _all: int) -> None:
        self.progress(done, step)


def _profile(policy: str) -> str:
    return policy or os.environ.get("ALLMENDE_POLICY") or "plain"


def _counted(found: "Inspection", fail_on: float) -> list[Any]:
    return [
        one for one in found.findings or () if one.suppressed is None and one.confidence >= fail_on
    ]


def _tell(source: str, error: str, json: bool) -> None:
    if json:
        answer({"repository": source, "error": error})
    else:
        say(f"{source}: {error}")


def _print_inspection(found: "Inspection", counted: list[Any], language: str) -> None:
    seen = found.coverage
    gaps = "" if found.coverage_json["complete"] else " (incomplete)"
    shallow = "shallow clone; " if seen.shallow else ""
    print(
        f"{found.repository} at {(found.commit or 'no commit')[:12]}: {shallow}{seen.refs:,} refs, "
        f"{seen.commits or 0:,} commits, {seen.blobs or 0:,} blobs{gaps}"
    )
    for fact in found.facts:
        value = fact.value if fact.state == "value" else fact.state
        print(f"  {fact.key}: {value}")
    for one in counted:
        where = one.path + (f":{one.line}" if one.line else "")
        now = "" if one.in_head else ", in the history only"
        print(
            f"  {one.kind}: {one.title[language]}: {where}: {one.redacted}"
            f" ({one.confidence:.0%}{now})"
        )
