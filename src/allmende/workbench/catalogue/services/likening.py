# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which organisations are probably the same; a person decides."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from django.db import transaction

from allmende.workbench.catalogue import mentions
from allmende.workbench.catalogue.models import (
    Involvement,
    Organisation,
    OrganisationApart,
    OrganisationProposal,
)
from allmende.workbench.core.batches import batches

Pair = tuple[int, int]
SAME_NAME, SHORT_NAME, SAME_GROUP = "same-name", "short-name", "same-group"
SCORES: Mapping[str, float] = {SAME_NAME: 0.7, SAME_GROUP: 0.6, SHORT_NAME: 0.5}
MOST_ALIKE = 6
"""A name that more organisations have than this says nothing of any two of them."""
_FORM = re.compile(
    r"^(?:(?:landeshaupt|hanse|kreis)?stadt|gemeinde|comune di|ville de|commune de|mairie de|"
    r"city of|gemeente|ayuntamiento de)\s+|\s*[(\[][^()\[\]]*[)\]]|"
    r"[\s,]+(?:gmbh|inc\.?|ltd\.?|llc|s\.?r\.?l\.?|s\.?p\.?a\.?|ag|e\.\s?v\.)$",
    re.IGNORECASE,
)


@transaction.atomic
def refresh() -> int:
    """Propose anew over the whole directory; the number of pairs. Near-linear."""
    apart = set(OrganisationApart.objects.values_list("left_id", "right_id"))
    wanted = {pair: said for pair, said in _pairs().items() if pair not in apart}
    stale = []
    for row in OrganisationProposal.objects.all():
        pair = (row.left_id, row.right_id)
        if pair in wanted and (row.score, row.reasons) == _scored(wanted[pair]):
            del wanted[pair]
        else:
            stale.append(row.pk)
    for some in batches(stale):
        OrganisationProposal.objects.filter(pk__in=some).delete()
    rows = []
    for (left, right), said in wanted.items():
        score, reasons = _scored(said)
        rows.append(
            OrganisationProposal(left_id=left, right_id=right, score=score, reasons=reasons)
        )
    OrganisationProposal.objects.bulk_create(rows, batch_size=500)
    return OrganisationProposal.objects.count()


def _scored(said: Mapping[str, str]) -> tuple[float, list[list[str]]]:
    """Each reason with what it names; two reasons say more than one."""
    against = 1.0
    for reason in said:
        against *= 1 - SCORES[reason]
    return round(1 - against, 2), [[reason, value] for reason, value in sorted(said.items())]


def _pairs() -> dict[Pair, dict[str, str]]:
    found: dict[Pair, dict[str, str]] = defaultdict(dict)
    alive = Organisation.objects.filter(merged_into=None)
    rows = list(alive.values_list("pk", "name", "country"))
    for reason, name in ((SAME_NAME, _whole), (SHORT_NAME, _short)):
        for pair, value in _alike(rows, name):
            if SAME_NAME not in found[pair]:
                found[pair][reason] = value
    living = {pk for pk, _name, _country in rows}
    for pair, value in _of_one_group():
        if living.issuperset(pair):
            found[pair][SAME_GROUP] = value
    return found


def _whole(name: str) -> str:
    return mentions.folded(name)


def _short(name: str) -> str:
    """Without what kind of place or firm it is, and without what stands in brackets."""
    return mentions.folded(_FORM.sub(" ", name).strip())


def _alike(
    rows: Sequence[tuple[int, str, str]], key_of: Callable[[str], str]
) -> Iterator[tuple[Pair, str]]:
    """Two of one name that may be in one country."""
    groups: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, name, country in rows:
        key = key_of(name)
        if len(key) > 2:
            groups[key].append((pk, name, country))
    for alike in groups.values():
        if len(alike) > MOST_ALIKE:
            continue
        for (left, name, here), (right, _name, there) in combinations(sorted(alike), 2):
            if not (here and there and here != there):
                yield (left, right), name


def _of_one_group() -> Iterator[tuple[Pair, str]]:
    """A publisher by name, all of whose software lies in one known group on a forge."""
    by_record: dict[int, dict[bool, tuple[int, str]]] = defaultdict(dict)
    rows = Involvement.objects.filter(role=Involvement.Role.PUBLISHES, gone_at=None)
    for record, organisation, name in rows.values_list("record_id", "organisation_id", "name"):
        is_group = "/" in name and " " not in name
        by_record[record].setdefault(is_group, (organisation, name))
    together: Counter[tuple[int, int]] = Counter()
    groups: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    for said in by_record.values():
        if len(said) == 2 and said[True][0] != said[False][0]:
            (named, _name), (group, key) = said[False], said[True]
            together[named, group] += 1
            groups[named].add(group)
            names[group] = key
    for named, group in together:
        if len(groups[named]) == 1:
            left, right = sorted((named, group))
            yield (left, right), names[group]
