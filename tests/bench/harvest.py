# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Harvesting into the catalogue from a server on loopback: well, under faults, and killed.

`./dev bench harvest 1000` takes another number of entries than 10,000. It measures SQLite; with
DATABASE_URL an empty database of PostgreSQL, which it fills.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.bench._table import peak_memory, print_table, seconds
from tests.bench.harvesting import MEETS
from tests.fetching.serving import Server
from tests.sources import serving


def main(arguments: Sequence[str] = ()) -> None:
    count = int(arguments[0]) if arguments else 10_000
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from tests.workbench.catalogue.harvests import harvested, impatient, planned

    from allmende.workbench.catalogue.services import harvesting

    call_command("migrate", verbosity=0)
    harvesting.calling = impatient
    rows: list[tuple[str, str]] = [("database", connection.vendor)]
    with Server(serving.italia(_software(count), most=100)) as server:
        plan = planned(server)

        def run(what: str) -> Any:
            with seconds() as took:
                found = harvested(plan)
            told = f"{found.created:,} new, {found.unchanged:,} unchanged, {found.state}"
            rows.append((f"{what}: {told}", f"{took[0]:.1f} s, {took[1]:.1f} s of CPU"))
            return _kept()

        whole = run(f"{count:,} entries in pages of 100")
        rows.append(("organisations, and what they do", f"{whole[1]:,}, {len(whole[2]):,}"))
        again = run("again")
        rows.append(("the same entries and organisations", str(again == whole)))
        _empty()
        server.asked.clear()
        server.faults = lambda asked: MEETS.get(asked.number % 23)
        faulty = run("from the beginning, under faults")
        rows.append(("the same entries and organisations", str(faulty == whole)))
        _empty()
        server.faults = lambda _asked: None
        with seconds() as took:
            before, after = _killed(plan, count // 200)
        rows.append((f"kill -9 after {before:,} entries, then resumed", f"{took[0]:.1f} s"))
        rows.append(("nothing lost, nothing twice", f"{after == whole}, {_events() == count}"))
    rows.append(("peak memory", peak_memory()))
    print_table("harvest", rows)


def _software(count: int) -> list[serving.Software]:
    """Each used by three of 3,000 towns."""
    found = []
    for one in serving.many(count):
        towns = ", ".join(f"Stadt {one.number * step % 3_000}" for step in (1, 7, 13))
        users = f"usedBy: [{towns}]"
        text = one.publiccode().replace("usedBy: [Stadt Musterstadt]", users)
        found.append(replace(one, file=text))
    return found


def _kept() -> tuple[dict[str, str], int, set[tuple[str, ...]]]:
    """The records with their content, how many organisations there are, and what they do."""
    from tests.workbench.catalogue.harvests import records

    from allmende.workbench.catalogue.models import Involvement, Organisation

    done = Involvement.objects.filter(gone_at=None).values_list(
        "organisation__name", "role", "record__external_id"
    )
    return records(), Organisation.objects.count(), set(done)


def _empty() -> None:
    """Forget what was harvested, but not what was recorded of it."""
    from allmende.workbench.catalogue.models import HarvestPlan, Organisation, SourceRecord

    SourceRecord.objects.all().delete()
    Organisation.objects.all().delete()
    HarvestPlan.objects.update(state=None)


def _killed(plan: Any, page: int) -> tuple[int, Any]:
    """Kill the process of a run while it saves this page, and let the tick bring it back."""
    from django.utils import timezone
    from tests.workbench.catalogue.harvests import killed_on_page, records

    from allmende.workbench.catalogue.models import Software
    from allmende.workbench.catalogue.services import harvesting
    from allmende.workbench.core import jobs
    from allmende.workbench.core.models import Job

    Software.objects.all().delete()
    harvest = harvesting.start(None, plan.source)
    assert harvest.job
    killed_on_page(page, harvest.job)
    before = len(records())
    Job.objects.update(heartbeat_at=timezone.now() - jobs.STALE_AFTER - timedelta(seconds=1))
    jobs.tick()
    Job.objects.filter(pk=harvest.job.pk).update(due_at=timezone.now())
    jobs.run(harvest.job.pk)
    return before, _kept()


def _events() -> int:
    """How many software the last run says to have made."""
    from allmende.workbench.catalogue.models import Harvest

    return Harvest.objects.latest("pk").created
