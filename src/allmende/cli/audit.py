# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende audit`: prove that nobody changed the audit trail."""

import dataclasses
from typing import Annotated

import typer

from allmende.cli.edge import FOUND, AsJson, answer, leave, open_workbench

verbs = typer.Typer(help="The append-only trail of events.", no_args_is_help=True)


@verbs.callback()
def group() -> None:
    """The append-only trail of events."""


@verbs.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            help="The last hash noted at an earlier time; shows whether later events were cut off."
        ),
    ] = None,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Recompute the hash of every event from the first on. Exit status 1 where the chain breaks."""
    open_workbench()
    from allmende.workbench.core import audit

    found = audit.verify(head)
    if json:
        answer({**dataclasses.asdict(found), "intact": not found.why})
    elif not found.why:
        print(f"{found.events:,} events, every hash is right. Head: {found.head}")
    elif found.broken_at is None:
        print(f"Broken after {found.events:,} events: {found.why}.")
    else:
        print(f"Broken at event {found.broken_at}, after {found.events:,} good ones: {found.why}.")
    if found.why:
        leave(FOUND)
