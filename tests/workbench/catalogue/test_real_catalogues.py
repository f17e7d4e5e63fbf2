# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The real catalogues, where they lie beside the checkout: all in, and a second time nothing.

One import of some ten thousand entries serves all checks, since it takes a quarter of a minute.
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

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES or not SITE.is_dir(), reason=f"no catalogues in {DATA}"),
]


def everything() -> importing.Report:
    report = importing.import_files(None, FILES)
    report.add(importing.import_vitepress(None, SITE))
    return report


def in_files() -> Counter[str]:
    """Lines of each source, a line that stands twice in a file counted once."""
    counted: Counter[str] = Counter()
    for path in FILES:
        for line in dict.fromkeys(path.read_text(encoding="utf-8").splitlines()):
            counted[json.loads(line)["source"]] += 1
    counted[SITE.name] = len({page.name for page in SITE.glob("**/software/*.md")} - {"index.md"})
    return counted


def state() -> tuple[Any, ...]:
    changed = Software.objects.order_by("pk").values_list("pk", "slug", "changed_at")
    counts = [model.objects.count() for model in (SourceRecord, Finding, Proposal, Event)]
    return list(changed), counts


def test_all_real_catalogues_come_in_and_a_second_time_change_nothing(
    munich: None, office: User
) -> None:
    first = everything()
    stored = {one.slug: one.number for one in queries.sources()}
    assert stored == dict(in_files())
    assert first.read == first.created == sum(stored.values())
    assert first.errors == []

    shown = queries.counts(office)
    assert shown["all"] == Software.objects.count() == first.software
    assert shown["in-use"] + shown["improving"] + shown["publishing"] + shown["retired"] > 100
    assert not Software.objects.annotate(number=Count("records")).filter(number=0).exists()
    assert Software.objects.filter(source_count__gt=1).count() > 300
    assert audit.verify().broken_at is None

    before = state()
    second = everything()
    assert (second.created, second.changed, second.unchanged) == (0, 0, first.read)
    assert state() == before
