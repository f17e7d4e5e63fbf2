# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende serve | worker | tick | migrate | demo`: what runs on a server."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from allmende.cli.edge import AsJson, answer, open_workbench, say
from allmende.cli.processes import Program, free_port, keep_running

Port = Annotated[int, typer.Option(envvar="ALLMENDE_PORT", min=1, max=65535)]


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    processes: Annotated[int, typer.Option(min=1)] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Per process.")] = 8,
    reload: Annotated[
        bool, typer.Option("--reload", help="For development: migrate, and reload changed code.")
    ] = False,
) -> None:
    """Run the web server; a proxy in front of it speaks HTTPS."""
    # What the workbench may offer depends on who can reach it.
    os.environ["ALLMENDE_BIND"] = f"{host}:{port}"
    if reload:
        open_workbench()
        from django.core.management import call_command

        if "RUN_MAIN" not in os.environ:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("runserver", f"{host}:{port}")
        return
    command = _web(host, port, processes, threads)
    os.execv(command[0], command)  # noqa: S606 - the same Python, no shell


def _web(host: str, port: int, processes: int = 1, threads: int = 8) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread"),
        *("--bind", f"{host}:{port}", "--workers", str(processes), "--threads", str(threads)),
        *("--log-level", "warning", "allmende.workbench.config.wsgi:application"),
    ]


def worker(
    interval: Annotated[
        float, typer.Option(min=0.05, help="Seconds before an empty queue is looked at again.")
    ] = 1.0,
) -> None:
    """Run long work, with a tick each minute, until SIGTERM."""
    open_workbench(language=None)
    from allmende.workbench.core import worker as working

    working.run(interval)


def tick(json: Annotated[bool, AsJson] = False) -> None:
    """Trigger what is due, failed or stale. `worker` does so each minute by itself."""
    open_workbench(language=None)
    from allmende.workbench.core import jobs

    due = jobs.tick()
    if json:
        answer({"due": due})
    else:
        print(f"{due} due")


def migrate() -> None:
    """Bring database and static files to the version of the code; once after each update."""
    open_workbench()
    _migrate()


def _migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from allmende.workbench.core import assets

    call_command("migrate", interactive=False, verbosity=0)
    assets.collect()
    if not settings.KERN.is_dir():
        say(f"The design system is not in {settings.KERN}; see ALLMENDE_KERN.")


def demo(
    port: Port = 8000,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Only make the office, do not start it.")
    ] = False,
) -> None:
    """A demo office with real public facts, in a database of its own; Ctrl-C stops it.

    Whoever reaches it signs in with one click, hence it listens on this machine alone.
    """
    os.environ["ALLMENDE_DEMO"] = "1"
    os.environ.setdefault("ALLMENDE_DATA", os.path.join("var", "demo"))  # noqa: PTH118
    if os.environ.pop("DATABASE_URL", None):
        say("The demo keeps to a database of its own; DATABASE_URL is left alone.")
    free = free_port(port)
    os.environ["ALLMENDE_BIND"] = f"127.0.0.1:{free}"
    os.environ.setdefault("ALLMENDE_ADDRESS", f"http://127.0.0.1:{free}")
    open_workbench()
    from allmende.workbench.assessments.services import demo as assessments
    from allmende.workbench.cases.services import demo as cases
    from allmende.workbench.catalogue.services import demo as office
    from allmende.workbench.communities.services import demo as communities
    from allmende.workbench.licensing.services import demo as desk
    from allmende.workbench.licensing.services.bills import demo as bills
    from allmende.workbench.opencode.services import demo as opencode
    from allmende.workbench.publications.services import demo as publications
    from allmende.workbench.radar.services import demo as radar

    say("Preparing the demo office")
    _migrate()
    office.seed()
    desk.seed()
    bills.seed()
    assessments.seed()
    with tempfile.TemporaryDirectory(prefix="allmende-demo-") as folder:
        cases.seed(assessments.application(Path(folder)))
    publications.seed()
    communities.seed()
    radar.seed()
    opencode.seed()
    if prepare:
        return
    from django.db import connections

    connections.close_all()
    address = f"http://127.0.0.1:{free}/"
    keep_running(
        [
            Program("web", _web("127.0.0.1", free)),
            Program("worker", [sys.executable, "-m", "allmende", "worker"]),
        ],
        ready=f"\nThe demo office is open: {address}\n{office.people()}\nCtrl-C closes it.",
        address=f"{address}health",
    )


VERBS = (serve, worker, tick, migrate, demo)
