# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bring software, their relations and their findings in line with what their records say."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from allmende import identity, licences
from allmende.licences.names import understand
from allmende.workbench.catalogue import findings
from allmende.workbench.catalogue.models import (
    Alternative,
    Finding,
    Identifier,
    Proposal,
    Provider,
    Reference,
    Repository,
    Software,
    Source,
    SourceRecord,
    Support,
)
from allmende.workbench.catalogue.services import directory
from allmende.workbench.catalogue.values import DEFAULTS, EMPTY, merged
from allmende.workbench.core.batches import batches

MODEL_FIELDS = [
    "name",
    *(key for key in DEFAULTS if key not in {"repositories", "unit"}),
    "unit_id",
    "repository",
    "expressions",
    "licence_class",
    "provenance",
    "source_count",
]
_SAID = {"provenance", "source_count"}
"""Fields that say who says it, not what: a change in them alone is no change of the software."""
_LENGTHS = {
    field.name: field.max_length
    for field in Software._meta.fields
    if isinstance(field, models.CharField) and field.max_length
}


def derive(softwares: Sequence[Software]) -> dict[int, list[str]]:
    """Recompute these software from their records; the fields that changed, by primary key.

    Software without any record is left as it is. Constant queries for any number of software.
    """
    records = dict(records_of(softwares))
    changed: dict[int, list[str]] = {}
    stale = []
    together = {pk: merged(said) for pk, said in records.items()}
    for software in softwares:
        if software.pk not in records:
            continue
        fields = _apply(software, records[software.pk], together[software.pk])
        if fields:
            stale.append(software)
        if said := [field for field in fields if field not in _SAID]:
            software.changed_at = timezone.now()
            changed[software.pk] = said
    update_rows(Software, stale, [*MODEL_FIELDS, "changed_at"])
    for pk in _replace_relations(records, together):
        changed.setdefault(pk, []).append("relations")
    directory.keep(records)
    refresh_findings(softwares, records)
    return changed


def update_rows(model: type[models.Model], rows: Sequence[Any], fields: Sequence[str]) -> None:
    """Write these columns of rows that exist.

    An upsert, since Django's bulk_update writes one CASE per row and column, which took two thirds
    of an import's time.
    """
    columns = [field.removesuffix("_id") for field in fields]
    model._default_manager.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def records_of(softwares: Sequence[Software]) -> dict[int, list[SourceRecord]]:
    """The records of each software, the most trusted source first."""
    found: dict[int, list[SourceRecord]] = defaultdict(list)
    rows = SourceRecord.objects.filter(software__in=softwares).select_related("source")
    for record in rows.order_by("-source__priority", "source__slug", "external_id"):
        found[record.software_id].append(record)
    return found


def _apply(
    software: Software, records: Sequence[SourceRecord], together: identity.Merged
) -> list[str]:
    said = {field: value for field, value in together.values.items() if value not in EMPTY}
    values: dict[str, Any] = {**DEFAULTS, **said}
    addresses = _addresses(values.pop("repositories"))
    readings = [understand(written) for written in values["licences"]]
    values["unit_id"] = values.pop("unit")
    values["name"] = values.get("name") or software.name
    values["repository"] = addresses[0].url if addresses else ""
    values["expressions"] = [one.expression for one in readings if one.expression]
    values["licence_class"] = _class_of(readings)
    values["provenance"] = {key: _who(one) for key, one in together.provenance.items()}
    values["source_count"] = len({r.source_id for r in records if r.source.slug != Source.OWN})
    values["latest_release_at"] = _day(values["latest_release_at"])
    values["since"] = _year(values["since"])
    changed = []
    for field in MODEL_FIELDS:
        value = values[field]
        if isinstance(value, str) and field in _LENGTHS:
            value = value[: _LENGTHS[field]]
        if getattr(software, field) != value:
            setattr(software, field, value)
            changed.append(field)
    return changed


def _addresses(urls: Iterable[str]) -> list[identity.RepositoryAddress]:
    found: dict[str, identity.RepositoryAddress] = {}
    for url in urls:
        address = identity.normalise_repository(url)
        if address is not None and len(address.key) <= 500 and len(address.url) <= 2000:
            found.setdefault(address.key, address)
    return list(found.values())


def _class_of(readings: Sequence[licences.Reading]) -> str:
    """The class all written licences agree on; several classes are not known to be and or or."""
    classes = {one.licence_class.value for one in readings}
    return classes.pop() if len(classes) == 1 else "several" if classes else ""


def _who(provenance: identity.Provenance) -> dict[str, Any]:
    """Which record a value comes from; what the others say stands in the records themselves."""
    said: dict[str, Any] = {"record": provenance.record_id, "own": provenance.own}
    if provenance.parts:
        said["parts"] = {key: one.record_id for key, one in provenance.parts.items()}
    return said


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _year(value: int | None) -> int | None:
    """The year, where it is one: a source may say anything, and the column holds 15 bits."""
    return value if value and 1900 <= value <= 2100 else None


def _replace_relations(
    records: Mapping[int, Sequence[SourceRecord]], together: Mapping[int, identity.Merged]
) -> set[int]:
    """Make the rows hanging on each software what its records say; who got other rows."""
    providers = _providers(records)
    wanted: dict[type[models.Model], dict[int, list[models.Model]]] = defaultdict(dict)
    for pk, said in records.items():
        repositories = together[pk].values.get("repositories") or []
        for model, rows in _relations(pk, said, repositories, providers).items():
            wanted[model][pk] = rows
    touched: set[int] = set()
    for model, by_software in wanted.items():
        touched |= _replace(model, by_software)
    return touched


def _relations(
    pk: int,
    records: Sequence[SourceRecord],
    repositories: Any,
    providers: Mapping[str, Provider],
) -> dict[type[models.Model], list[models.Model]]:
    return {
        Repository: [
            Repository(software_id=pk, key=a.key, url=a.url, subpath=a.subpath[:500])
            for a in _addresses(repositories)
        ],
        Identifier: [
            Identifier(software_id=pk, scheme=scheme[:80], value=value[:500])
            for scheme, value in sorted(
                {
                    (scheme.strip().casefold(), value.strip())  # as identity compares them
                    for record in records
                    for scheme, value in record.entry.get("identifiers", [])
                }
            )
        ],
        Reference: [
            Reference(
                software_id=pk,
                record_id=record.pk,
                organisation=usage["organisation"][:300],
                country=(usage.get("country") or "")[:2],
                level=(usage.get("level") or "")[:20],
                since=_year(usage.get("since")),
                contact=(usage.get("contact") or "")[:300],
                source_address=(usage.get("source") or "")[:2000],
            )
            for record, usage in _listed(records, "usages")
        ],
        Support: [
            Support(software_id=pk, record_id=record.pk, provider=providers[one["name"][:300]])
            for record, one in _listed(records, "support")
        ],
        Alternative: [
            Alternative(
                software_id=pk,
                record_id=record.pk,
                product=product[:300],
                key=identity.normalise_name(product)[:300],
            )
            for record, product in _listed(records, "replaces")
        ],
    }


def _listed(records: Sequence[SourceRecord], key: str) -> Iterator[tuple[SourceRecord, Any]]:
    """What the records list under this key; where the office itself lists something, that alone."""
    own = [one for one in records if one.source.slug == Source.OWN and key in one.entry]
    for record in own or records:
        for item in record.entry.get(key, []):
            yield record, item


def _providers(records: Mapping[int, Sequence[SourceRecord]]) -> dict[str, Provider]:
    named = {
        one["name"][:300]: one
        for rows in records.values()
        for _record, one in _listed(rows, "support")
    }
    if not named:
        return {}
    Provider.objects.bulk_create(
        [
            Provider(
                name=name,
                homepage=(one.get("homepage") or "")[:2000],
                country=(one.get("country") or "")[:2],
            )
            for name, one in named.items()
        ],
        ignore_conflicts=True,
    )
    return {one.name: one for one in Provider.objects.filter(name__in=named)}


def _replace(model: type[models.Model], wanted: Mapping[int, Sequence[models.Model]]) -> set[int]:
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def content(row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in names)

    present: dict[int, list[models.Model]] = defaultdict(list)
    for row in model._default_manager.filter(software_id__in=list(wanted)):
        present[row.software_id].append(row)  # type: ignore[attr-defined]
    differing = {
        pk
        for pk, rows in wanted.items()
        if sorted(map(content, rows), key=repr) != sorted(map(content, present[pk]), key=repr)
    }
    if differing:
        model._default_manager.filter(software_id__in=differing).delete()
        model._default_manager.bulk_create(
            [row for pk in differing for row in wanted[pk]], batch_size=500
        )
    return differing


def refresh_findings(
    softwares: Sequence[Software],
    records: Mapping[int, Sequence[SourceRecord]] | None = None,
) -> None:
    """Run every rule over these software; a finding that is still there keeps its first date."""
    if records is None:
        records = records_of(softwares)
    by_pk = {software.pk: software for software in softwares}
    proposals: dict[int, list[Proposal]] = defaultdict(list)
    either = models.Q(left__in=by_pk) | models.Q(right__in=by_pk)
    for proposal in Proposal.objects.filter(either).select_related("left", "right"):
        for pk in {proposal.left_id, proposal.right_id} & by_pk.keys():
            proposals[pk].append(proposal)
    present = defaultdict(list)
    for finding in Finding.objects.filter(software__in=by_pk):
        present[finding.software_id].append(finding)
    gone: list[int] = []
    new: list[Finding] = []
    for pk, software in by_pk.items():
        subject = findings.Subject(software, records.get(pk, ()), proposals[pk])
        defects = [] if software.merged_into_id else findings.defects_of(subject)
        found = [
            Finding(
                software_id=pk,
                rule=rule.key,
                severity=defect.severity.value,
                data=defect.data,
                record_id=defect.record_id,
            )
            for rule, defect in defects
        ]
        wanted = {_content(one): one for one in found}
        for one in present[pk]:
            if wanted.pop(_content(one), None) is None:
                gone.append(one.pk)
        new += wanted.values()
    for some in batches(gone):
        Finding.objects.filter(pk__in=some).delete()
    Finding.objects.bulk_create(new, batch_size=500)


def _content(finding: Finding) -> tuple[Any, ...]:
    """What makes two findings of a software the same; a database may order keys as it likes."""
    data = json.dumps(finding.data, sort_keys=True)
    return finding.rule, data, finding.record_id, finding.severity


def _sign(rule: str, data: Mapping[str, Any], record_id: int | None, severity: str) -> tuple:
    """What makes a finding the same as before; PostgreSQL gives the keys of JSON back reordered."""
    return rule, json.dumps(data, sort_keys=True), record_id, severity
