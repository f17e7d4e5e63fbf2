# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The demo office: public facts come in as a source, what the invented office decides on top."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from allmende import sources
from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Change, Software, Source, SourceRecord
from allmende.workbench.catalogue.services import changing, editing, importing, placing
from allmende.workbench.core import events
from allmende.workbench.core.events import Happening
from allmende.workbench.core.models import Unit
from allmende.workbench.core.services import save_unit

FOLDER = Path(__file__).parents[1] / "demo"
FACTS, DELIVERIES = FOLDER / "software.yaml", FOLDER / "deliveries.yaml"
FIRST_DELIVERY = timedelta(days=42)
"""How long before the second one the facts first came in."""
SLUG = "demo-facts"
REPORTS = "demo-reports"
SOURCES = ((SLUG, "Beispieldaten", 70), (REPORTS, "Meldungen der Referate", 30))
"""The facts, and what the departments reported, with the duplicates such lists bring."""
UNITS = {
    "IT": "IT-Referat",
    "Kommunalreferat": "Kommunalreferat",
    "Kreisverwaltungsreferat": "Kreisverwaltungsreferat",
    "Bildung": "Referat für Bildung und Sport",
    "Kultur": "Kulturreferat",
    "Bau": "Baureferat",
    "Personal": "Personal- und Organisationsreferat",
}
LEVELS = {
    "municipality": "municipal",
    "district": "municipal",
    "state": "regional",
    "federal": "national",
    "country-other": "national",
    "eu": "international",
    "association": "other",
    "university": "other",
}
_DECIDED = ("stance", "kind", "since", "published", "unit", "sponsor", "tags")


def seed() -> None:
    """Make the demo office where it is not there yet; a second call changes nothing."""
    people = {figure.role: _person(figure) for figure in cast.CAST}
    if Source.objects.filter(slug=SLUG).exists():
        return
    office = people[Role.OFFICE]
    facts = _read(FACTS)
    for slug, name, priority in SOURCES:
        Source.objects.create(
            slug=slug,
            name=name,
            licence="MIT",
            attribution="Allmende contributors",
            priority=priority,
        )
    units = {key: save_unit(None, Unit(name=name, short_name=key)) for key, name in UNITS.items()}
    deliveries = _read(DELIVERIES)
    importing.import_entries(office, map(_entry, _first(facts, deliveries)))
    _long_ago(timezone.now() - FIRST_DELIVERY)
    importing.import_entries(office, map(_entry, facts))
    with transaction.atomic():
        _withdraw(office, deliveries["withdrawn"])
        found = {
            record.external_id: record.software
            for record in SourceRecord.objects.select_related("software")
        }
        for fact in facts:
            _decide(office, found[fact["name"]], fact, units)
    searching.rebuild()


def _read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def _first(facts: Iterable[dict[str, Any]], deliveries: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The facts as the first delivery had them: with fewer entries and fewer values."""
    for fact in facts:
        if fact["name"] not in deliveries["new"]:
            later = deliveries["completed"].get(fact["name"], ())
            yield {key: value for key, value in fact.items() if key not in later}


def _long_ago(then: datetime) -> None:
    """Date what is there now as if it had come in at that moment."""
    Software.objects.update(created_at=then, changed_at=then)
    SourceRecord.objects.update(fetched_at=then)
    Source.objects.filter(imported_at__isnull=False).update(imported_at=then)
    Change.objects.update(at=then)


def _withdraw(actor: User, names: Iterable[str]) -> None:
    """Mark reports that their department took back, as a harvest marks what it no longer finds."""
    source = Source.objects.get(slug=REPORTS)
    gone = list(source.records.filter(external_id__in=list(names)).select_related("software"))
    source.records.filter(pk__in=[one.pk for one in gone]).update(vanished_at=timezone.now())
    changing.seen_or_gone(Change.Kind.VANISHED, source, gone)
    events.record_all(
        actor,
        [
            Happening("catalogue.record-vanished", one.software, {"source": source.name})
            for one in gone
        ],
    )


def people() -> str:
    """Who one can be in the demo, a line each."""
    return "\n".join(
        f"  {figure.first_name} {figure.last_name}: {_role(figure.role)}" for figure in cast.CAST
    )


def _role(role: str) -> str:
    return str(Role(role).label) if role else "employee"


def _person(figure: cast.Figure) -> User:
    return demo_person(figure.role, figure.first_name, figure.last_name)


def _decide(actor: User, software: Software, fact: dict[str, Any], units: dict[str, Unit]) -> None:
    values = {key: fact[key] for key in _DECIDED if key in fact}
    if "unit" in values:
        values["unit"] = units[values["unit"]].pk
    editing.edit(actor, software, values)
    if placed := fact.get("placement"):
        reason = placed["reason"][settings.POLICY.office.language]
        placing.place(actor, software, placed["x"], placed["y"], reason)


def _entry(fact: dict[str, Any]) -> sources.Entry:
    payload = json.dumps(fact, ensure_ascii=False, sort_keys=True)
    source = fact.get("source", SLUG)
    return sources.Entry(
        source=source,
        external_id=fact["name"],
        name=fact["name"],
        payload=payload,
        digest=sources.digest_of(payload),
        homepage=fact.get("homepage"),
        documentation=fact.get("documentation"),
        developer=fact.get("developer"),
        repositories=tuple(_addresses(fact)),
        identifiers=((source, fact["name"]),),
        descriptions=fact.get("description", {}),
        texts=fact.get("about", {}),
        licences=tuple(fact.get("licences", ())),
        tags=tuple(fact.get("tags", ())),
        usages=tuple(
            sources.Usage(
                organisation=used["organisation"],
                country=used.get("country"),
                level=LEVELS.get(used.get("level", "")),
                since=used.get("since"),
                source=used.get("source"),
            )
            for used in fact.get("used_by", ())
        ),
        support=tuple(
            sources.Support(one["name"], one.get("homepage"), one.get("country"))
            for one in fact.get("providers", ())
        ),
        replaces=tuple(fact.get("replaces", ())),
    )


def _addresses(fact: dict[str, Any]) -> Iterator[str]:
    if "repository" in fact:
        yield fact["repository"]
