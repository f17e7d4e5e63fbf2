# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Needs in German and English against the shared catalogues: how much of what is meant is found.

Input: all records of the folder ALLMENDE_SHARED_DATA (../shared/data), and `needs.yaml` beside
this file. Recall at 10 is the share of what meets a need that stands among the first ten, of ten
at most; a need without any is one whose first ten hold nothing of the list. `./dev bench needs`
prints the figures; `./dev bench needs NEED...` shows what is found for some.
"""

from collections import defaultdict
from functools import partial
from pathlib import Path

from ruamel.yaml import YAML
from tests.bench._table import milliseconds, print_table
from tests.bench.catalogue import DATA, catalogue_files

FIRST = 10


def main(shown: list[str] | None = None) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from allmende.workbench.catalogue import searching
    from allmende.workbench.catalogue.models import Software, SourceRecord
    from allmende.workbench.catalogue.services import importing
    from allmende.workbench.core.search import words

    call_command("migrate", verbosity=0)
    importing.import_files(None, catalogue_files())
    importing.import_vitepress(None, DATA / "munich-site")
    called = defaultdict(set)
    for pk, entry in SourceRecord.objects.values_list("software_id", "entry"):
        called[words.squeeze(entry["name"])].add(pk)

    def found(need: str) -> list[int]:
        return [hit.pk for hit in searching.find(None, need, limit=FIRST).hits]

    sets = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    rows = []
    for title, needs in sets.items():
        recalls = []
        for need, names in needs.items():
            meant = [called[words.squeeze(name)] for name in names]
            if absent := [name for name, pks in zip(names, meant, strict=True) if not pks]:
                raise SystemExit(f"not in the catalogue: {', '.join(absent)}")
            hits = set(found(need))
            recalls.append(
                min(1.0, sum(bool(pks & hits) for pks in meant) / min(FIRST, len(meant)))
            )
        rows.append(
            (
                f"{title}: {len(recalls)} needs, recall at {FIRST}",
                f"{sum(recalls) / len(recalls):.2f}, {sum(not r for r in recalls)} without any",
            )
        )
        rows.append((f"{title}: a search", milliseconds([partial(found, need) for need in needs])))
    print_table("needs", rows)
    for need in shown or ():
        hits = Software.objects.in_bulk(found(need))
        print(f"\n{need}: {', '.join(one.name for one in hits.values())}")
