# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository staged`: what is about to be committed, for hooks and for people."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allmende.cli.edge import FOUND, AsJson, CouldNot, answer, leave, say
from allmende.cli.keeping import StoreOption
from allmende.cli.keeping import store as kept_in
from allmende.cli.words import InLanguage, PolicyName

if TYPE_CHECKING:
    from allmende.repositories import StagedFinding, StagedInspection

WORDS = {
    "de": {
        "head": "{files} vorgemerkte Dateien durchgesehen",
        "skipped": "nicht durchgesehen (zu groß oder nicht lesbar)",
        "rejected": "Ausnahme zählt nicht",
        "remedy": "Entfernen, oder mit Begründung in .allmende/suppressions.yaml ausnehmen und"
        " diese Datei mit vormerken.",
    },
    "en": {
        "head": "{files} staged files looked through",
        "skipped": "not looked through (too large or not readable)",
        "rejected": "Suppression does not count",
        "remedy": "Take it out, or except it with a reason in .allmende/suppressions.yaml and stage"
        " that file, too.",
    },
}


def staged(
    repository: Annotated[
        Path, typer.Argument(metavar="[REPO]", help="The work tree; where you are by default.")
    ] = Path(),
    policy: PolicyName = "",
    store: StoreOption = None,
    fail_on: Annotated[
        float, typer.Option(min=0, max=1, help="From which confidence on a finding counts.")
    ] = 0.6,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Look for secrets, personal data and internal names in what the next commit adds.

    Exit status 1 where something was found that nobody suppressed, 2 where it cannot be read.
    """
    found = _inspect(repository, policy, store, language)
    counted = [
        one for one in found.findings if one.suppressed is None and one.confidence >= fail_on
    ]
    if json:
        answer(found.as_json())
    else:
        _print(found, counted, language)
    if counted:
        leave(FOUND)


def _inspect(
    repository: Path, policy: str, store: Path | None, language: str
) -> "StagedInspection":
    from allmende import policies
    from allmende import repositories as library

    # A hook may be handed another index than the repository's own: `git commit PATH` makes one.
    handed = os.environ.get("GIT_INDEX_FILE")
    try:
        profile = policies.load(policy or os.environ.get("ALLMENDE_POLICY") or "plain")
        return library.inspect_staged(
            repository,
            names=library.read_internal_names(profile),
            store=kept_in(store, language),
            index=Path(handed).absolute() if handed else None,
        )
    except policies.PolicyError as error:
        raise CouldNot(str(error)) from error
    except library.NotARepository as error:
        raise CouldNot(f"{error.address}: {error.why[language]}") from error


def _print(found: "StagedInspection", counted: "list[StagedFinding]", language: str) -> None:
    words = WORDS[language]
    print(words["head"].format(files=found.files))
    for path in found.skipped:
        print(f"  {path}: {words['skipped']}")
    for refused in found.rejected:
        say(f"  {words['rejected']} ({refused.line or 1}): {refused.why[language]}")
    for one in counted:
        where = one.path + (f":{one.line}" if one.line else "")
        print(
            f"  {one.kind}: {one.title[language]}: {where}: {one.redacted} ({one.confidence:.0%})"
        )
    if counted:
        print(words["remedy"])
