# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Options and words that the verbs of licences and bills of materials share."""

import os
from typing import Annotated

import typer

LEVELS = ("preferred", "allowed", "avoid", "review", "blocked")
"""In the order of `badness` of the policy: what nobody has judged yet may hide a block."""

_GERMAN = {
    "preferred": "bevorzugt",
    "allowed": "erlaubt",
    "review": "zu prüfen",
    "avoid": "zu vermeiden",
    "blocked": "gesperrt",
}


def level(value: str, language: str) -> str:
    """A level as a person reads it."""
    return _GERMAN[value] if language == "de" else value


def at_or_above(value: str, limit: str) -> bool:
    """Whether a level is at least as bad as the limit."""
    return LEVELS.index(value) >= LEVELS.index(limit)


def _known_level(value: str) -> str:
    return _one_of(value, LEVELS)


def _known_form(value: str) -> str:
    return _one_of(value, ("text", "json", "sarif"))


def _known_language(value: str) -> str:
    if value:
        return _one_of(value, ("de", "en"))
    spoken = next((os.environ[key] for key in ("LC_ALL", "LANG") if os.environ.get(key)), "")
    return "de" if spoken.startswith("de") else "en"


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise typer.BadParameter(f"'{value}' is none of {', '.join(known)}")
    return value


Context = Annotated[
    str, typer.Option(help="use, contribute, embed, build-only, publish or distinct-component.")
]
PolicyName = Annotated[
    str,
    typer.Option(
        metavar="DIR",
        help="A shipped profile (plain, munich) or the folder of one; else ALLMENDE_POLICY.",
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        metavar="LEVEL", callback=_known_level, help="From which level on the exit status is 1."
    ),
]
Form = Annotated[str, typer.Option("--format", callback=_known_form, help="text, json or sarif.")]
InLanguage = Annotated[
    str,
    typer.Option(
        "--language", callback=_known_language, help="de or en; the terminal's by default."
    ),
]
