# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The command `allmende`: thin, parse, call, print.

One file per group of verbs. Nothing here imports Django or the workbench while it is loaded, so
that the verbs that need no database start at once (tests/cli/test_command.py).
"""

import sys

import typer

from allmende.cli import (
    audit,
    backup,
    catalogue,
    cleaning,
    licence,
    preparing,
    publiccode,
    repository,
    running,
    sbom,
    source,
    staged,
    users,
)
from allmende.cli.edge import reason

app = typer.Typer(
    name="allmende",
    help="The workbench of an open source programme office.",
    epilog="Exit status: 0 all well, 1 something was found, 2 it could not be done.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(catalogue.verbs, name="catalogue")
app.add_typer(licence.verbs, name="licence")
app.add_typer(sbom.verbs, name="sbom")
app.add_typer(source.verbs, name="source")
app.add_typer(publiccode.verbs, name="publiccode")
repository.verbs.command()(staged.staged)
repository.verbs.command()(preparing.prepare)
repository.verbs.command()(cleaning.clean)
repository.verbs.command()(cleaning.verify_clean)
app.add_typer(repository.verbs, name="repository")
app.add_typer(audit.verbs, name="audit")
app.add_typer(users.verbs, name="user")
for verb in (*running.VERBS, *backup.VERBS):
    app.command()(verb)


def main() -> None:
    """Run the command line; an error that a person can act on becomes one line and status 2."""
    try:
        app()
    except Exception as error:
        why = reason(error)
        if why is None:
            raise
        print(f"allmende: {why}", file=sys.stderr)
        sys.exit(2)
