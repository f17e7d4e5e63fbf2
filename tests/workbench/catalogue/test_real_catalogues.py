# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The real catalogues, where they lie beside the checkout: in, and a second time nothing.

Of each catalogue what is named with three letters of the alphabet, so that the same software is
still met in several; `./dev bench catalogue` takes all of them.
"""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Finding, Proposal, Software, SourceRecord
from allmende.workbench.catalogue.services import importing
from allmende.workbench.core import audit
from allmende.workbench.core.models import Event

DATA = Path(os.environ.get("ALLMENDE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
FILES = [one for one in sorted(DATA.glob("catalogues/*.jsonl")) if one.name != "orgs.jsonl"]
SITE = DATA / "munich-site"
NAMED_WITH = ("n", "o", "p")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES or not SITE.is_dir(), reason=f"no catalogues in {DATA}"),
]


@pytest.fixture
def catalogues(tmp_path: Path) -> list[Path]:
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        some = [line for line in lines if json.loads(line)["name"].lower().startswith(NAMED_WITH)]
        (tmp_path / path.name).write_text("".join(some), encoding="utf-8")
    return sorted(tmp_path.glob("*.jsonl"))


def everything(catalogues: list[Path]) -> importing.Report:
    report = importing.import_files(None, catalogues)
    report.add(importing.import_vitepress(None, SITE))
    return report


def in_files(catalogues: list[Path]) -> Counter[str]:
    """Lines of each source, a line that stands twice in a file counted once."""
    counted: Counter[str] = Counter()
    for path in catalogues:
        for line in dict.fromkeys(path.read_text(encoding="utf-8").splitlines()):
            counted[json.loads(line)["source"]] += 1
    counted[SITE.name] = len({page.name for page in SITE.glob("**/software/*.md")} - {"index.md"})
    return counted


def state() -> tuple[Any, ...]:
    changed = Software.objects.order_by("pk").values_list("pk", "slug", "changed_at")
    counts = [model.objects.count() for model in (SourceRecord, Finding, Proposal, Event)]
    return list(changed), counts


def test_real_catalogues_come_in_and_a_second_time_change_nothing(
    munich: None, office: User, catalogues: list[Path]
) -> None:
    first = everything(catalogues)
    stored = {one.slug: one.number for one in queries.sources()}
    assert stored == dict(in_files(catalogues))
    assert first.read == first.created == sum(stored.values())
    assert first.errors == []

    shown = queries.counts(office)
    assert shown["all"] == Software.objects.count() == first.software
    assert shown["in-use"] + shown["improving"] + shown["publishing"] + shown["retired"] > 100
    assert not Software.objects.annotate(number=Count("records")).filter(number=0).exists()
    assert Software.objects.filter(source_count__gt=1).count() > 30
    assert audit.verify().broken_at is None

    before = state()
    second = everything(catalogues)
    assert (second.created, second.changed, second.unchanged) == (0, 0, first.read)
    assert state() == before
