# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende publiccode`: publiccode.yml files checked, repaired, begun."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allmende.cli.edge import COULD_NOT, FOUND, AsJson, CouldNot, answer, inputs, leave, say
from allmende.cli.words import Form, InLanguage

if TYPE_CHECKING:
    from allmende.publiccode import Problem, Question, Repaired, Report

verbs = typer.Typer(help="publiccode.yml: check, repair, new.", no_args_is_help=True)

NAMES = ("publiccode.yml", "publiccode.yaml")

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Files; a folder stands for its publiccode.yml, else for all .yml and .yaml in it; "
        "- reads JSON lines of paths, or of objects with file and text.",
    ),
]


def _known_level(value: str) -> str:
    if value not in ("error", "warning"):
        raise typer.BadParameter(f"'{value}' is neither error nor warning")
    return value


FailOn = Annotated[
    str,
    typer.Option(
        metavar="LEVEL",
        callback=_known_level,
        help="error, or warning: from which level on the exit status is 1.",
    ),
]


@dataclass(frozen=True, slots=True)
class _Given:
    """A file's content, or why there is none."""

    file: str
    content: bytes
    error: str = ""


@verbs.command()
def check(
    files: Files,
    fail_on: FailOn = "error",
    form: Form = "text",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say in what files do not keep to the standard, line by line, and how to mend it.

    Exit status 1 where something at or above --fail-on is found, 2 where a file cannot be read.
    """
    from allmende import publiccode

    form = "json" if json else form
    status = 0
    checked = []
    for given in _contents(files):
        report = publiccode.check(given.content)
        if given.error:
            status = COULD_NOT
            _tell(given, form)
        elif not report.valid or (fail_on == "warning" and report.problems):
            status = max(status, FOUND)
        if given.error:
            continue
        if form == "sarif":
            checked.append((given.file, report))
        elif form == "json":
            answer({"file": given.file, **report.as_json()})
        else:
            _print_report(given.file, report, language)
    if form == "sarif":
        answer(publiccode.sarif(checked, language))
    if status:
        leave(status)


def _contents(files: list[str]) -> Iterator[_Given]:
    for given in inputs(files, ("file", "text")):
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            text = given["text"].encode("utf-8", "replace")
            yield _Given(str(given.get("file") or "publiccode.yml"), text)
            continue
        for path in _files_of(Path(given["file"] if isinstance(given, dict) else given)):
            try:
                yield _Given(str(path), path.read_bytes())
            except (OSError, ValueError) as error:
                yield _Given(str(path), b"", getattr(error, "strerror", None) or str(error))


def _files_of(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
    except ValueError:  # a name that no file can have
        return [path]
    own = [path / name for name in NAMES if (path / name).is_file()]
    below = (found for found in path.rglob("*.y*ml") if found.suffix in (".yml", ".yaml"))
    return own or sorted(found for found in below if found.is_file())


def _tell(given: _Given, form: str) -> None:
    if form == "json":
        answer({"file": given.file, "valid": False, "error": given.error, "problems": []})
    else:
        say(f"{given.file}: {given.error}")


_COUNTS = {
    "de": {
        True: "gültig",
        False: "nicht gültig",
        "error": ("Fehler", "Fehler"),
        "warning": ("Warnung", "Warnungen"),
    },
    "en": {
        True: "valid",
        False: "not valid",
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
    },
}


def _counted(problems: tuple["Problem", ...], language: str) -> str:
    told = []
    for level in ("error", "warning"):
        count = sum(problem.level == level for problem in problems)
        one, many = _COUNTS[language][level]
        if count:
            told.append(f"{count:,} {one if count == 1 else many}")
    return ", ".join(told)


def _print_report(file: str, report: "Report", language: str) -> None:
    counts = _counted(report.problems, language)
    verdict = _COUNTS[language][report.valid]
    print(f"{file}: {verdict}{f' ({counts})' if counts else ''}")
    for problem in report.problems:
        print(_line(file, problem, language))
        print(f"    {problem.repair[language]}")


def _line(file: str, problem: "Problem", language: str) -> str:
    place = f"{file}:{problem.line}:{problem.column}" if problem.line else file
    key = f"{problem.key}: " if problem.key else ""
    word = _COUNTS[language][problem.level][0]
    return f"  {place}: {word}: {key}{problem.message[language]}"


@verbs.command()
def repair(
    files: Files,
    write: Annotated[bool, typer.Option("--write", help="Write the files anew.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what changes.")] = False,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Apply the repairs that need no knowledge of the software; comments and order stay.

    Prints the repaired file; with --diff the changes, with --write it writes them. Exit status 1
    where errors are left, 2 where a file cannot be read.
    """
    from allmende import publiccode

    given = list(_contents(files))
    if len(given) > 1 and not (write or diff or json):
        raise CouldNot("several files need --write, --diff or --json")
    status = 0
    for one in given:
        if one.error:
            status = COULD_NOT
            _tell(one, "json" if json else "text")
            continue
        done = publiccode.repair(one.content)
        if any(problem.level == "error" for problem in done.left):
            status = max(status, FOUND)
        if write:
            _write(one, done)
        _print_repaired(one, done, diff, write, json, language)
    if status:
        leave(status)


def _write(given: _Given, done: "Repaired") -> None:
    if done.applied and Path(given.file).is_file():
        Path(given.file).write_bytes(done.text.encode("utf-8"))


def _print_repaired(
    given: _Given, done: "Repaired", diff: bool, write: bool, json: bool, language: str
) -> None:
    if json:
        answer({"file": given.file, **done.as_json()})
        return
    if diff:
        before = given.content.decode("utf-8", "replace").splitlines(keepends=True)
        after = done.text.splitlines(keepends=True)
        for line in unified_diff(before, after, given.file, given.file):
            print(line.rstrip("\r\n"))
    elif not write:
        sys.stdout.write(done.text)
    mended = {"de": "behoben", "en": "repaired"}[language]
    for problem in done.applied:
        say(f"{_line(given.file, problem, language).strip()} ({mended})")
    for problem in done.left:
        say(_line(given.file, problem, language).strip())


@verbs.command()
def new(
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATA", help="JSON or YAML with what is known; - reads it; else it asks."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there; else standard output.")
    ] = None,
    about: Annotated[
        str, typer.Option(metavar="TAG", help="The language of the description.")
    ] = "de",
    language: InLanguage = "",
) -> None:
    """Begin a publiccode.yml: asks on a terminal, or takes data.

    Exit status 1 where the data do not make a valid file; standard error says why.
    """
    from allmende.publiccode import Invalid
    from allmende.publiccode import new as begun

    if output is not None and output.exists():
        raise CouldNot(f"{output} is there already, please remove it first")
    answers = _ask(about, language) if data is None else _known(data)
    try:
        text = begun(answers)
    except Invalid as error:
        for problem in error.problems:
            say(_line("publiccode.yml", problem, language).strip())
        leave(FOUND)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def _known(path: Path) -> dict[str, Any]:
    from allmende.publiccode import read

    content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    found = read(content)
    if not found:
        raise CouldNot(f"{path} holds no keys and values")
    return found


def _ask(about: str, language: str) -> dict[str, Any]:
    from allmende.publiccode import questions

    if not _is_terminal():
        raise CouldNot("there is no terminal to ask on, please name a file with data")
    answers: dict[str, Any] = {}
    for question in questions(about):
        if question.only_if is None or answers.get(question.only_if[0]) in question.only_if[1]:
            answers[question.key] = _answer_to(question, language)
    return answers


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _answer_to(question: "Question", language: str) -> object:
    text = question.text[language]
    if question.flag:
        return typer.confirm(text, err=True)
    if question.choices:
        text += f" ({', '.join(question.choices)})"
    if question.many:
        text += {"de": ", mit Komma getrennt", "en": ", separated by commas"}[language]
    while True:
        said = typer.prompt(text, err=True).strip()
        given = (
            [part.strip() for part in said.split(",") if part.strip()] if question.many else said
        )
        problems = question.problems(given)
        if not problems:
            return given
        for problem in problems:
            say(f"  {problem.message[language]}. {problem.repair[language]}")
