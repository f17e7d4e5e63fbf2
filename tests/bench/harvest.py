# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Harvesting into the catalogue from a server on loopback: well, and under faults.

`./dev bench harvest 1000` takes another number of entries than 10,000.
"""

from collections.abc import Sequence

from tests.bench._table import peak_memory, print_table, seconds
from tests.bench.harvesting import MEETS
from tests.fetching.serving import Server
from tests.sources import serving


def main(arguments: Sequence[str] = ()) -> None:
    count = int(arguments[0]) if arguments else 10_000
    import django

    django.setup()
    from django.core.management import call_command
    from tests.workbench.catalogue.harvests import harvested, impatient, planned, records

    from allmende.workbench.catalogue.models import HarvestPlan, SourceRecord
    from allmende.workbench.catalogue.services import harvesting

    call_command("migrate", verbosity=0)
    harvesting.calling = impatient
    rows = []
    with Server(serving.italia(serving.many(count), most=100)) as server:
        plan = planned(server)

        def run(what: str) -> dict[str, str]:
            with seconds() as took:
                found = harvested(plan)
            told = f"{found.created:,} new, {found.unchanged:,} unchanged, {found.state}"
            rows.append((f"{what}: {told}", f"{took[0]:.1f} s, {took[1]:.1f} s of CPU"))
            return records()

        whole = run(f"{count:,} entries in pages of 100")
        run("again")
        SourceRecord.objects.all().delete()
        HarvestPlan.objects.update(state=None)
        server.asked.clear()
        server.faults = lambda asked: MEETS.get(asked.number % 23)
        faulty = run("from the beginning, under faults")
        rows.append(("the same entries", str(faulty == whole)))
    rows.append(("peak memory", peak_memory()))
    print_table("harvest", rows)
