# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende sbom`: bills of materials checked, validated, and turned into notices."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allmende.cli.edge import COULD_NOT, FOUND, AsJson, CouldNot, answer, leave, say, texts
from allmende.cli.licence import load
from allmende.cli.words import Context, FailOn, Form, InLanguage, PolicyName, at_or_above, level

if TYPE_CHECKING:
    from allmende.components import Bill, CheckedBill

verbs = typer.Typer(help="Bills of materials: CycloneDX and SPDX.", no_args_is_help=True)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Files; - reads JSON lines of paths.")
]


@verbs.command()
def check(
    files: Files,
    context: Context = "embed",
    policy: PolicyName = "",
    fail_on: FailOn = "avoid",
    form: Form = "text",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what the office's policy says of every component, with reasons.

    Exit status 1 where a verdict is at or above --fail-on, 2 where a file cannot be read.
    """
    from allmende import components
    from allmende.licences.policy import UnknownContext

    rules = load(policy)
    form = "json" if json else form
    status = 0
    judged = []
    for bill, error in _bills(files, language):
        if bill is None:
            status = COULD_NOT
            _tell(error, form)
            continue
        try:
            checked = components.check(bill, rules, context)
        except UnknownContext as unknown:
            raise CouldNot(str(unknown)) from unknown
        if any(at_or_above(row.verdict.level.value, fail_on) for row in checked.rows):
            status = max(status, FOUND)
        if form == "sarif":
            rows = [row.as_json() for row in checked.rows]
            name = f"{rules.name} {rules.version}"
            judged.append(components.Judged(bill.file, context, name, rows))
        elif form == "json":
            answer(checked.as_json())
        else:
            _print_checked(checked, fail_on, language)
    if form == "sarif":
        answer(components.sarif(judged, language))
    if status:
        leave(status)


def _bills(files: list[str], language: str) -> Iterator[tuple["Bill | None", dict[str, Any]]]:
    from allmende.components import NotABill, read

    for file in texts(files, "file"):
        try:
            yield read(Path(file)), {}
        except NotABill as error:
            yield None, {"file": file, "line": error.line, "error": error.why[language]}
        except OSError as error:
            yield None, {"file": file, "line": None, "error": error.strerror or str(error)}


def _tell(error: dict[str, Any], form: str) -> None:
    if form == "json":
        answer(error)
    else:
        line = f":{error['line']}" if error["line"] else ""
        say(f"{error['file']}{line}: {error['error']}")


def _print_checked(checked: "CheckedBill", fail_on: str, language: str) -> None:
    bill = checked.bill
    counts = ", ".join(
        f"{count} {level(name, language)}" for name, count in checked.summary.items() if count
    )
    print(f"{bill.file}: {bill.format} {bill.version}, {len(checked.rows):,} components: {counts}")
    for row in checked.rows:
        found = row.verdict.level.value
        if not at_or_above(found, fail_on):
            continue
        part = " ".join(filter(None, (row.component.name, row.component.version)))
        print(f"  {part}: {row.licence or '?'}: {level(found, language)}")
        for reason in row.verdict.reasons:
            print(f"    {reason.rule}: {reason.text[language]}")
    for odd in bill.not_understood:
        say(f"  {odd.place}: {odd.what[language]}")


@verbs.command()
def validate(
    files: Files,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say whether each file keeps strictly to its standard. Exit status 1 where one does not."""
    from allmende.components import NotABill
    from allmende.components import validate as strictly

    status = 0
    for file in texts(files, "file"):
        try:
            found = strictly(Path(file)).as_json()
        except (NotABill, OSError) as error:
            status = COULD_NOT
            _tell({"file": file, "line": None, "error": str(error)}, "json" if json else "text")
            continue
        status = max(status, int(not found["valid"]))
        if json:
            answer(found)
            continue
        verdict = "valid" if found["valid"] else "not valid"
        print(f"{file}: {found['format'] or '?'} {found['version'] or ''}: {verdict}")
        for problem in found["problems"]:
            print(
                f"  {file}:{problem['line'] or 1}: {problem['key']}: {problem['message'][language]}"
            )
    if status:
        leave(status)


@verbs.command()
def notices(
    files: Files,
    form: Annotated[str, typer.Option("--format", help="text, html or json.")] = "text",
    title: Annotated[str, typer.Option(help="The heading; else the name in the bill.")] = "",
    language: InLanguage = "",
) -> None:
    """Write third-party notices from bills of materials."""
    from allmende import components
    from allmende.licences import notices as third_party

    if form not in ("text", "html", "json"):
        raise CouldNot("--format is text, html or json")
    parts: list[Any] = []
    for bill, error in _bills(files, language):
        if bill is None:
            _tell(error, "text")
            leave(COULD_NOT)
        title = title or bill.name or ""
        parts += components.parts_of(bill)
    found = third_party.notices(parts, title)
    if form == "json":
        answer(found.as_json())
    else:
        print(found.as_html(language) if form == "html" else found.as_text(language))


@verbs.command()
def bsi(
    files: Files,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what BSI TR-03183-2 asks for and a bill lacks. Exit status 1 where it lacks a must."""
    from allmende.components import check_bsi

    status = 0
    for bill, error in _bills(files, language):
        if bill is None:
            status = COULD_NOT
            _tell(error, "json" if json else "text")
            continue
        found = [one.as_json() for one in check_bsi(bill)]
        status = max(status, int(any(one["level"] == "must" for one in found)))
        if json:
            answer({"file": bill.file, "findings": found})
            continue
        print(f"{bill.file}: {len(found)}")
        for one in found:
            print(f"  {one['level']}: {one['text'][language]}")
    if status:
        leave(status)
