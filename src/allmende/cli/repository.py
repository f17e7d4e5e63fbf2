# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository`: one pass over the whole history, offline, with what was not seen."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from allmende.cli.edge import (
    COULD_NOT,
    FOUND,
    AsJson,
    CouldNot,
    Progress,
    leave,
    texts,
)
from allmende.cli.keeping import StoreOption
from allmende.cli.keeping import store as kept_in
from allmende.cli.outlets import Form, Output, Telling, outlet
from allmende.cli.words import InLanguage, PolicyName

if TYPE_CHECKING:
    from allmende.criteria import Given, Report
    from allmende.repositories import Inspection, Screened

verbs = typer.Typer(
    help="Repositories: inspect, analyse, clear, prepare, clean.", no_args_is_help=True
)

Repositories = Annotated[
    list[str],
    typer.Argument(metavar="REPO...", help="Folders, bundles, addresses; - reads JSON lines."),
]
Cache = Annotated[Path | None, typer.Option(metavar="DIR", help="Keep clones of addresses here.")]
Confidence = Annotated[
    float, typer.Option(min=0, max=1, help="From which confidence on a finding counts.")
]

Jobs = Annotated[
    int, typer.Option(metavar="N", min=1, help="How many repositories are inspected side by side.")
]
Answers = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", exists=True, dir_okay=False, help="What people of the office have answered."
    ),
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
    store: StoreOption = None,
    cache: Cache = None,
    jobs: Jobs = 1,
    fail_on: Confidence = 0.6,
    form: Form = "text",
    output: Output = "",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what a repository tells of itself, and what its whole history holds.

    Exit status 1 where something was found that nobody suppressed, 2 where one cannot be read.
    """
    code, office = _language(language), _office(policy, language)
    telling: Telling[Inspection] = Telling(
        text=lambda found: _inspection_text(found, _counted(found, fail_on), language),
        sarif=lambda each: _reporting().inspections_sarif(each, code, confidence=fail_on),
        document=lambda data: _reporting().inspection_document(
            data, code, office=office, confidence=fail_on
        ),
    )
    status = 0
    with outlet("json" if json else form, output, telling, repositories) as out:
        each = _inspections(repositories, policy, store, cache, jobs, language)
        for source, found, error in each:
            if found is None:
                status = COULD_NOT
                out.failed(source, error)
                continue
            status = max(status, FOUND if _counted(found, fail_on) else 0)
            out.take(found)
    if status:
        leave(status)


def _assessing(criteria: str) -> Callable[..., None]:
    """The verb that answers one set of criteria."""

    def assessing(
        repositories: Repositories,
        policy: PolicyName = "",
        store: StoreOption = None,
        cache: Cache = None,
        jobs: Jobs = 1,
        answers: Answers = None,
        fail_on: FailOn = "not-met",
        form: Form = "text",
        output: Output = "",
        language: InLanguage = "",
        json: Annotated[bool, AsJson] = False,
    ) -> None:
        from allmende import reporting
        from allmende.criteria import as_text

        stated = _office_answers(answers, _profile(policy), language) if answers else ()
        code, office = _language(language), _office(policy, language)
        telling: Telling[Report] = Telling(
            text=lambda report: as_text(report, code),
            sarif=lambda reports: reporting.reports_sarif(reports, code),
            document=lambda data: reporting.report_document(data, code, office=office),
        )
        status = 0
        with outlet("json" if json else form, output, telling, repositories) as out:
            each = _inspections(repositories, policy, store, cache, jobs, language)
            for source, found, error in each:
                if found is None:
                    status = COULD_NOT
                    out.failed(source, error)
                    continue
                report = _report(criteria, found, _profile(policy), stated)
                status = max(status, FOUND if _fails(report, fail_on) else 0)
                out.take(report)
        if status:
            leave(status)

    return assessing


_STATUS = (
    "\n\nExit status 1 where a must-criterion is not met, 2 where a repository cannot be read."
)
verbs.command(
    "analyse", help='Usability analysis before a free software is used ("take").' + _STATUS
)(_assessing("usability-analysis"))
verbs.command("clear", help='Publication check of an own repository ("give").' + _STATUS)(
    _assessing("publication-check")
)


def _office_answers(path: Path, profile: str, language: str) -> "tuple[Given, ...]":
    """All of the file; a mistake in it is the office's to mend before anything is judged."""
    from allmende.criteria import names, read_given

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CouldNot(f"{path}: not UTF-8 text ({error.reason})") from error
    given, rejected = read_given(text, source=str(path), sets=names(profile))
    for one in rejected[:1]:
        raise CouldNot(f"{path}:{one.line or 1}: {one.why[language or 'en']}")
    return given


def _report(
    criteria: str, found: "Inspection", profile: str, stated: "tuple[Given, ...]" = ()
) -> "Report":
    """Own software is what is cleared: there the word of the repository's own people counts."""
    from allmende import policies
    from allmende.criteria import Known, assess, load_criteria, names, read_given
    from allmende.licences.policy import load_policy
    from allmende.repositories import ANSWERS, TITLES

    own, rejected = (
        ((), ())
        if found.answers is None
        else read_given(found.answers, origin="repository", source=ANSWERS, sets=names(profile))
    )
    licences = load_policy(profile)
    known = Known.of(found.facts, found.findings, found.coverage_json, licences, TITLES)
    asked, rules = load_criteria(criteria, profile), policies.load(profile)
    return assess(
        asked,
        known,
        repository=found.repository,
        commit=found.commit,
        given=(*stated, *own),
        policy=(rules.name, rules.version),
        own=criteria == "publication-check",
        rejected=rejected,
    )


def _fails(report: "Report", fail_on: str) -> bool:
    """`open` counts every must-criterion that is not met, `not-met` those known not to be."""
    if fail_on == "open":
        return not report.summary.must_all_met
    return report.summary.levels["must"].not_met > 0


def _inspections(
    repositories: list[str],
    policy: str,
    store: Path | None,
    cache: Path | None,
    jobs: int,
    language: str,
) -> Iterator[tuple[str, "Inspection | None", str]]:
    """Each source in its order with its inspection, or with why there is none."""
    from allmende import policies
    from allmende import repositories as library

    try:
        profile = policies.load(_profile(policy))
        names = library.read_internal_names(profile)
        published = library.read_published_names(profile)
    except policies.PolicyError as error:
        raise CouldNot(str(error)) from error
    folder = kept_in(store, language)
    told = _Steps(Progress("blobs" if jobs == 1 else "repositories"))
    each = library.inspect_each(
        texts(repositories, "repository"),
        names=names,
        published=published,
        store=folder,
        cache=cache,
        jobs=jobs,
        progress=told,
    )
    with closing(each):
        try:
            for one in told.shown(each):
                yield one.source, one.inspection, one.error[language] if one.error else ""
        except library.StoreUnusable as error:
            raise CouldNot(f"{folder}: {error.why[language]}") from error


class _Steps:
    """The steps of an inspection on one line of the terminal."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def __call__(self, step: str, done: int, _all: int) -> None:
        self.progress(done, step)

    def shown(self, each: "Iterator[Screened]") -> "Iterator[Screened]":
        """The same, and the line of progress gone before each answer is printed."""
        while True:
            with self.progress:
                one = next(each, None)
            if one is None:
                return
            yield one


def _reporting() -> Any:
    """Imported when it is needed: text and JSON do without, and it takes a tenth of a second."""
    from allmende import reporting

    return reporting


def _language(language: str) -> Literal["de", "en"]:
    return "de" if language == "de" else "en"


def _office(policy: str, language: str) -> str:
    """Whose paper it is; `plain` is nobody's."""
    from allmende import policies

    profile = _profile(policy)
    try:
        loaded = policies.load(profile)
    except policies.PolicyError as error:
        raise CouldNot(str(error)) from error
    code = _language(language)
    return (
        "" if profile == "plain" else f"{loaded.office.name[code]} · {loaded.office.office[code]}"
    )


def _profile(policy: str) -> str:
    return policy or os.environ.get("ALLMENDE_POLICY") or "plain"


def _counted(found: "Inspection", fail_on: float) -> list[Any]:
    return [
        one for one in found.findings or () if one.suppressed is None and one.confidence >= fail_on
    ]


def _inspection_text(found: "Inspection", counted: list[Any], language: str) -> str:
    return "\n".join(_inspection_lines(found, counted, language))


def _inspection_lines(found: "Inspection", counted: list[Any], language: str) -> Iterator[str]:
    seen = found.coverage
    gaps = "" if found.coverage_json["complete"] else " (incomplete)"
    shallow = "shallow clone; " if seen.shallow else ""
    yield (
        f"{found.repository} at {(found.commit or 'no commit')[:12]}: {shallow}{seen.refs:,} refs, "
        f"{seen.commits or 0:,} commits, {seen.blobs or 0:,} blobs{gaps}"
    )
    for fact in found.facts:
        value = fact.value if fact.state == "value" else fact.state
        yield f"  {fact.key}: {value}"
    for one in counted:
        where = one.path + (f":{one.line}" if one.line else "")
        now = "" if one.in_head else ", in the history only"
        yield (
            f"  {one.kind}: {one.title[language]}: {where}: {one.redacted}"
            f" ({one.confidence:.0%}{now})"
        )
