# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""In which form answers on repositories leave the command, and where to."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Protocol, TextIO, TypeVar

import typer

from allmende.cli.edge import CouldNot, say

if TYPE_CHECKING:
    from allmende.documents import Document

FORMS = ("text", "json", "sarif", "html", "pdf", "odt")
DOCUMENTS = ("html", "pdf", "odt")
NO_TEXT = ("pdf", "odt")


def _known_form(value: str) -> str:
    if value not in FORMS:
        raise typer.BadParameter(f"'{value}' is none of {', '.join(FORMS)}")
    return value


Form = Annotated[
    str,
    typer.Option("--format", callback=_known_form, help="text, json, sarif, html, pdf or odt."),
]
Output = Annotated[
    str,
    typer.Option(
        metavar="FILE",
        help="Write there; a folder gets a document for each repository. Else standard output.",
    ),
]


class Answered(Protocol):
    """What is told of one repository."""

    @property
    def repository(self) -> str: ...
    def as_json(self) -> dict[str, Any]: ...


Told = TypeVar("Told", bound=Answered)
Given = TypeVar("Given", bound=Answered, contravariant=True)


@dataclass(frozen=True, slots=True)
class Telling(Generic[Told]):
    """How one kind of answer is told in each form; JSON it knows itself."""

    text: Callable[[Told], str]
    sarif: Callable[[Iterable[Told]], dict[str, Any]]
    document: Callable[[dict[str, Any]], "Document"]


class Outlet(Protocol[Given]):
    """Takes answers one by one, and reasons why there is none."""

    def take(self, told: Given) -> None: ...
    def failed(self, source: str, why: str) -> None: ...


@contextmanager
def outlet(
    form: str, output: str, telling: Telling[Told], repositories: list[str]
) -> Iterator[Outlet[Told]]:
    """An outlet of this form. Raises CouldNot before any work where it cannot be had."""
    if form in DOCUMENTS:
        yield _papers(form, output, telling, repositories)
        return
    with _stream(output) as stream:
        if form == "sarif":
            log: _Log[Told] = _Log([])
            yield log
            print(json.dumps(telling.sarif(log.told), ensure_ascii=False), file=stream)
        else:
            yield _Lines(telling, stream, form == "json")


@contextmanager
def _stream(output: str) -> Iterator[TextIO]:
    if output in ("", "-"):
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8") as stream:
        yield stream


@dataclass(frozen=True, slots=True)
class _Lines(Generic[Told]):
    """Text, or one JSON object a line, as soon as there is an answer."""

    telling: Telling[Told]
    stream: TextIO
    as_json: bool

    def take(self, told: Told) -> None:
        line = json.dumps(told.as_json(), ensure_ascii=False) if self.as_json else None
        print(self.telling.text(told) if line is None else line, file=self.stream)

    def failed(self, source: str, why: str) -> None:
        if self.as_json:
            line = json.dumps({"repository": source, "error": why}, ensure_ascii=False)
            print(line, file=self.stream)
        else:
            say(f"{source}: {why}")


@dataclass(frozen=True, slots=True)
class _Log(Generic[Told]):
    """All answers in one SARIF log."""

    told: list[Told]

    def take(self, told: Told) -> None:
        self.told.append(told)

    def failed(self, source: str, why: str) -> None:
        say(f"{source}: {why}")


@dataclass(slots=True)
class _Papers(Generic[Told]):
    """A document for each repository: in a folder under its name, else one alone."""

    telling: Telling[Told]
    render: "Callable[[Document], bytes]"
    form: str
    folder: Path | None
    file: Path | None
    names: dict[str, int]

    def take(self, told: Told) -> None:
        name = _shown(told.repository)
        # A paper is handed on; where a folder lies on this machine is nobody's business.
        content = self.render(self.telling.document(told.as_json() | {"repository": name}))
        if self.folder is not None:
            path = self.folder / self._name(name)
            path.write_bytes(content)
            say(f"{told.repository}: {path}")
            return
        if self.names:
            raise _one_alone()
        self.names[name] = 1
        if self.file is not None:
            self.file.write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()

    def failed(self, source: str, why: str) -> None:
        say(f"{source}: {why}")

    def _name(self, repository: str) -> str:
        last = repository.rstrip("/").removesuffix(".git").rpartition("/")[2]
        name = re.sub(r"[^\w.-]+", "-", last).strip("-.") or "repository"
        self.names[name] = number = self.names.get(name, 0) + 1
        return f"{name}-{number}.{self.form}" if number > 1 else f"{name}.{self.form}"


def _papers(
    form: str, output: str, telling: Telling[Told], repositories: list[str]
) -> _Papers[Told]:
    is_folder = output.endswith("/") or (output not in ("", "-") and Path(output).is_dir())
    if len(repositories) > 1 and not is_folder:
        raise _one_alone()
    if form in NO_TEXT and output in ("", "-") and sys.stdout.isatty():
        raise CouldNot(f"{form} is nothing for a terminal, please name a file with --output")
    folder = Path(output) if is_folder else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    file = None if is_folder or output in ("", "-") else Path(output)
    return _Papers(telling, _renderer(form), form, folder, file, {})


def _one_alone() -> CouldNot:
    return CouldNot("several documents need a folder, please name one with --output FOLDER/")


def _renderer(form: str) -> "Callable[[Document], bytes]":
    from allmende import documents

    try:
        documents.require(form)
    except documents.ExtraMissing as error:
        raise CouldNot(str(error)) from error
    if form == "html":
        return lambda document: documents.as_html(document).encode("utf-8")
    return documents.as_pdf if form == "pdf" else documents.as_odt


def _shown(repository: str) -> str:
    """An address as it is, of a folder the name alone."""
    is_address = "://" in repository or re.match(r"[\w.-]+@[\w.-]+:", repository)
    return repository if is_address else Path(repository).resolve().name
