# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository prepare`: what a repository lacks for its publication, as a patch."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allmende.cli.edge import AsJson, CouldNot, answer, say
from allmende.cli.words import InLanguage, PolicyName

if TYPE_CHECKING:
    from allmende.publishing.preparing import Details, Preparation

WORDS = {
    "de": {
        "head": "{repository} bei {commit}",
        "created": "neu",
        "completed": "ergänzt",
        "kept": "bleibt",
        "open": "offen",
        "nothing": "Es fehlt nichts, was sich vorbereiten lässt.",
        "written": "{file}: anwenden mit git apply {file}",
        "again": "Mit --out DATEI wird der Patch geschrieben.",
    },
    "en": {
        "head": "{repository} at {commit}",
        "created": "new",
        "completed": "completed",
        "kept": "kept",
        "open": "open",
        "nothing": "Nothing is missing that can be prepared.",
        "written": "{file}: apply it with git apply {file}",
        "again": "With --out FILE the patch is written.",
    },
}


def prepare(
    repository: Annotated[
        str, typer.Argument(metavar="[REPO]", help="A folder, bundle or address.")
    ] = ".",
    policy: PolicyName = "",
    details: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="What people say of the software."
        ),
    ] = None,
    out: Annotated[
        str, typer.Option(metavar="PATCH", help="Write the patch there; - is standard output.")
    ] = "",
    author: Annotated[
        str, typer.Option(metavar="NAME <MAIL>", help="Make it a patch for git am, too.")
    ] = "",
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep clones of addresses here.")
    ] = None,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Write what a repository lacks for its publication, as one patch to look through and apply.

    What nobody has said stays open, and is named. Exit status 2 where it cannot be read.
    """
    prepared = _prepare(repository, policy, details, author, cache, language)
    if out and out != "-":
        Path(out).write_bytes(prepared.patch)
    if json:
        answer(prepared.as_json())
    elif out == "-":
        sys.stdout.buffer.write(prepared.patch)
        sys.stdout.flush()
    else:
        _print(prepared, out, language)


def _prepare(
    source: str, policy: str, given: Path | None, author: str, cache: Path | None, language: str
) -> "Preparation":
    from allmende import policies
    from allmende.publishing import preparing
    from allmende.repositories import NotARepository, open_repository

    if author and not preparing.is_author(author):
        raise CouldNot("--author is a name and a mail address: 'Kim Example <kim@example.org>'")
    try:
        profile = policies.load(policy or os.environ.get("ALLMENDE_POLICY") or "plain")
        said = preparing.with_office(_details(given), profile)
        with open_repository(source, cache=cache) as repository:
            return preparing.prepare(
                repository, said, texts=preparing.texts_of(profile), author=author
            )
    except policies.PolicyError as error:
        raise CouldNot(str(error)) from error
    except NotARepository as error:
        raise CouldNot(f"{error.address}: {error.why[language]}") from error


def _details(path: Path | None) -> "Details":
    from allmende.publishing.preparing import Details, read_details

    return read_details(path) if path else Details()


def _print(prepared: "Preparation", out: str, language: str) -> None:
    words = WORDS[language]
    commit = (prepared.commit or "-")[:12]
    print(words["head"].format(repository=prepared.repository, commit=commit))
    for one in prepared.pieces:
        print(f"  {words[one.state]:>9}  {one.path}: {one.kind.why[language]}")
        for need in one.needs_human:
            print(f"             - {need[language]}")
    if not prepared.patch:
        say(words["nothing"])
    else:
        say(words["written"].format(file=out) if out else words["again"])
