# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of the catalogue that is not a search; what a person may not see is not in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from allmende.identity import normalise_repository
from allmende.sources import SourceInfo, known_sources
from allmende.workbench.catalogue.models import (
    Alternative,
    Finding,
    Harvest,
    HarvestPlan,
    Merge,
    Placement,
    Proposal,
    Reference,
    SavedSearch,
    Severity,
    Software,
    Source,
    SourceRecord,
    Stance,
)
from allmende.workbench.catalogue.policy import Area, quadrant
from allmende.workbench.catalogue.values import values_of
from allmende.workbench.core import links

COMPARED_AT_MOST = 5
MOST_SEVERE_FIRST = Case(
    *(When(severity=key, then=Value(place)) for place, key in enumerate(Severity.values))
)


def sees_internal(user: Any) -> bool:
    """Whether the person reads what only the office's own people do; None is its machine."""
    return user is None or bool(user.has_perm("catalogue.view_internal"))


def visible_to(user: Any) -> QuerySet[Software]:
    """The software this person may see: the public only what the office publishes."""
    alive = Software.objects.filter(merged_into__isnull=True)
    return alive if sees_internal(user) else alive.filter(published=True)


def for_list(user: Any, pks: Sequence[int]) -> list[Software]:
    """The rows of a list in the order of `pks`, with who uses each."""
    rows = visible_to(user).prefetch_related("references").in_bulk(list(pks))
    return [rows[pk] for pk in pks if pk in rows]


def by_slug(user: Any, slug: str) -> Software | None:
    """The software at an address; a merged one leads to what took it in."""
    found = Software.objects.select_related("merged_into", "unit").filter(slug=slug).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    if found is None or not (found.published or sees_internal(user)):
        return None
    return found


def named(text: str, other_than: Software) -> Software | None:
    """The one entry of this address or name; None where none or several have it."""
    text = text.strip()[:2000]
    alive = Software.objects.filter(merged_into__isnull=True).exclude(pk=other_than.pk)
    slug = text.rstrip("/").rpartition("/")[2]
    if by_address := alive.filter(slug=slug).first():
        return by_address
    by_name = list(alive.filter(name__iexact=text)[:2])
    return by_name[0] if len(by_name) == 1 else None


def records_of(software: Software) -> QuerySet[SourceRecord]:
    """What the sources say, the most trusted first."""
    return software.records.select_related("source").order_by("-source__priority", "source__name")


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a software: the value taken, who says it, and who says otherwise."""

    value: Any
    by: tuple[SourceRecord, ...]
    otherwise: tuple[tuple[SourceRecord, Any], ...]


def said_of(software: Software, records: Iterable[SourceRecord]) -> dict[str, Said]:
    """For each field that has a value: which records say the same, and which say otherwise."""
    views = [(record, values_of(record)) for record in records]
    said = {}
    for field in software.provenance:
        mentioned = [(record, values[field]) for record, values in views if field in values]
        chosen = software.provenance[field]["record"]
        value = next((v for record, v in mentioned if record.pk == chosen), None)
        said[field] = Said(
            value,
            tuple(record for record, v in mentioned if _same(field, v, value)),
            tuple((record, v) for record, v in mentioned if not _same(field, v, value)),
        )
    return said


def _same(field: str, one: Any, other: Any) -> bool:
    if field == "repositories":
        return bool(_keys(one) & _keys(other))
    if isinstance(one, str) and isinstance(other, str):
        return _bare(one) == _bare(other)
    return bool(one == other)


def _bare(text: str) -> str:
    """Without what two ways to write the same differ in: letters' case, www, the last slash."""
    return (links.short(text) if links.may_be_followed(text) else text).casefold()


def _keys(urls: list[str] | None) -> set[str]:
    return {address.key for url in urls or [] if (address := normalise_repository(url))}


def references_of(software: Software) -> QuerySet[Reference]:
    return software.references.select_related("record__source").order_by("organisation", "id")


def alternatives_to(user: Any, software: Software) -> list[Software]:
    """Software that replaces a product this one replaces too, our own first; at most thirty."""
    keys = software.alternatives.order_by().values("key")
    shared = Alternative.objects.filter(key__in=keys).exclude(software=software)
    return list(
        visible_to(user)
        .filter(pk__in=shared.order_by().values("software_id"))
        .annotate(organisations=Count("references__organisation", distinct=True))
        .order_by("-source_count", "name")[:30]
    )


def placement_of(software: Software) -> Placement | None:
    return software.placements.select_related("by").first()


@dataclass(frozen=True, slots=True)
class Point:
    """A placed software in the picture."""

    software: Software
    placement: Placement
    area: Area


def points(user: Any, area: str = "", stance: str = "") -> list[Point]:
    """Every placed software this person may see, by name; two queries."""
    newest = Placement.objects.filter(software=OuterRef("pk")).order_by("-id").values("pk")[:1]
    rows = visible_to(user).annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    if stance in Stance.values:
        rows = rows.filter(stance=stance)
    softwares = list(rows.order_by("name"))
    placements = Placement.objects.select_related("by").in_bulk([one.newest for one in softwares])
    found = []
    for software in softwares:
        placement = placements[software.newest]
        point = Point(software, placement, quadrant().area_of(placement.x, placement.y))
        if not area or point.area.key == area:
            found.append(point)
    return found


def findings_of(software: Software) -> QuerySet[Finding]:
    """The findings of one software, the most severe first."""
    return software.findings.order_by(MOST_SEVERE_FIRST, "pk")


def findings(rule: str = "", severity: str = "", scope: str = "ours") -> QuerySet[Finding]:
    """Findings of a rule, a severity, and of our own entries (`ours`) or of all."""
    found = Finding.objects.filter(_scope(scope)).select_related("software", "record__source")
    if rule:
        found = found.filter(rule=rule)
    if severity:
        found = found.filter(severity=severity)
    return found.order_by(MOST_SEVERE_FIRST, "software__name", "pk")


def worst_findings(number: int) -> list[Finding]:
    """The most severe finding of so many of our software, one each."""
    first: dict[int, Finding] = {}
    for finding in findings()[: number * 10]:
        first.setdefault(finding.software_id, finding)
    return list(first.values())[:number]


def finding_counts(scope: str = "ours") -> tuple[Counter[str], Counter[str]]:
    """How many findings each rule and each severity has."""
    rules: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    rows = Finding.objects.filter(_scope(scope)).order_by().values_list("rule", "severity")
    for rule, severity, number in rows.annotate(Count("pk")):
        rules[rule] += number
        severities[severity] += number
    return rules, severities


def finding_numbers() -> Counter[tuple[str, str, bool]]:
    """How many findings each rule has in each severity, on our own entries (True) and others."""
    numbers: Counter[tuple[str, str, bool]] = Counter()
    rows = Finding.objects.order_by().values_list("rule", "severity", "software__stance")
    for rule, severity, stance, number in rows.annotate(Count("pk")):
        numbers[rule, severity, stance != Stance.OBSERVED] += number
    return numbers


def _scope(scope: str) -> Q:
    return Q() if scope == "all" else ~Q(software__stance=Stance.OBSERVED)


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("left", "right")


def proposal_after(score: float, pk: int) -> Proposal | None:
    """The next pair in the order of the list, the surest first, whether this one still exists."""
    later = Q(score__lt=score) | Q(score=score, pk__gt=pk)
    return proposals().filter(later).first()


def merges() -> QuerySet[Merge]:
    return Merge.objects.select_related("kept", "absorbed", "by")


def sources() -> QuerySet[Source]:
    """Every source but our own edits, with how many records it brought and how its harvest is."""
    running = Harvest.objects.filter(source=OuterRef("pk"), state=Harvest.State.OPEN)
    found = Source.objects.exclude(slug=Source.OWN).annotate(
        number=Count("records"),
        software=Count("records__software", distinct=True),
        vanished=Count("records", filter=Q(records__vanished_at__isnull=False)),
        running=Exists(running),
    )
    # The state of a harvest is as large as its catalogue.
    return found.select_related("plan").defer("plan__state").order_by("-priority", "name")


def harvestable() -> list[SourceInfo]:
    """The known sources that could be harvested and are not switched on, the most trusted first."""
    on = set(HarvestPlan.objects.filter(on=True).values_list("source__slug", flat=True))
    return [one for one in known_sources() if one.harvester and one.slug not in on]


def harvests_of(source: Source) -> QuerySet[Harvest]:
    """The runs over a source, the newest first."""
    return source.harvests.select_related("job").defer("problems")


def harvests() -> QuerySet[Harvest]:
    return Harvest.objects.select_related("source", "job")


def records_from(source: Source, name: str = "", gone: bool = False) -> QuerySet[SourceRecord]:
    """The records of a source in order of their id, or those whose name or id holds these words.

    `gone`: only those that its last complete harvest did not find any more.
    """
    found = source.records.select_related("software").defer("payload").order_by("external_id")
    if gone:
        found = found.filter(vanished_at__isnull=False)
    if name:
        named = Q(entry__name__icontains=name) | Q(software__name__icontains=name)
        found = found.filter(named | Q(external_id__icontains=name))
    return found


def compared(user: Any, slugs: Sequence[str]) -> list[Software]:
    """Up to five software in the order asked for, with everything a comparison shows."""
    rows = (
        visible_to(user)
        .filter(slug__in=list(slugs)[:COMPARED_AT_MOST])
        .prefetch_related(
            "references",
            "support__provider",
            "alternatives",
            Prefetch("placements", Placement.objects.order_by("-id")),
            Prefetch("records", SourceRecord.objects.select_related("source").defer("payload")),
        )
    )
    by_slug = {one.slug: one for one in rows}
    return [by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug]


def counts(user: Any) -> dict[str, int]:
    """How many software each stance has, and all of them."""
    rows = visible_to(user).order_by().values_list("stance").annotate(Count("pk"))
    found = dict(rows)
    return {"all": sum(found.values()), **{key: found.get(key, 0) for key in Stance.values}}


def newest(user: Any, number: int = 8) -> QuerySet[Software]:
    """What came in last."""
    return visible_to(user).order_by("-created_at", "-id")[:number]


def saved_searches(user: Any) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(user=user)
