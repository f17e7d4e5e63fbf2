# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Look-ups of the form: what a search finds, and what a kept key is called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.kinds import Field
from allmende.workbench.cases.kinds.roles import GRANTED
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Unit

MOST = 12
"""Hits that are offered; whoever sees so many goes on typing."""
SHORTEST = 2


def found(field: Field, text: str) -> list[tuple[str, str]]:
    """Key and label of the first entries that fit; none for a text that is too short."""
    text = text.replace("\0", "").strip()[:100]
    if len(text) < SHORTEST:
        return []
    if field.type == "software":
        hits = Software.objects.filter(merged_into=None, name__icontains=text)
        return [(one.slug, one.name) for one in hits.order_by("name")[:MOST]]
    people = _by_name(User.objects.filter(is_active=True), text)
    if field.role in GRANTED:
        people = people.filter(grants__role=field.role)
    return [(str(one.pk), _person(one)) for one in people.select_related("unit")[:MOST]]


def labels(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """By type of field, what the keys in these answers are called; one query for each type."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in fields:
        value = values.get(one.id)
        if one.type in ("software", "person", "unit") and value not in (None, "", []):
            keys[one.type] |= {
                str(each) for each in (value if isinstance(value, list) else [value])
            }
    named: dict[str, dict[str, str]] = defaultdict(dict)
    if wanted := keys["software"]:
        named["software"] = dict(
            Software.objects.filter(slug__in=wanted).values_list("slug", "name")
        )
    if wanted := _numbers(keys["person"]):
        people = User.objects.filter(pk__in=wanted).select_related("unit")
        named["person"] = {str(one.pk): _person(one) for one in people}
    if wanted := _numbers(keys["unit"]):
        named["unit"] = {str(one.pk): one.name for one in Unit.objects.filter(pk__in=wanted)}
    return named


def _by_name(people: QuerySet[User], text: str) -> QuerySet[User]:
    for word in text.split():
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(username__icontains=word)
        )
    return people.order_by("last_name", "first_name", "pk")


def _person(one: User) -> str:
    return f"{one} ({one.unit})" if one.unit else str(one)


def _numbers(keys: Iterable[str]) -> set[Any]:
    return {int(key) for key in keys if key.isdecimal() and key.isascii() and len(key) < 18}


def reviewers(role: str, text: str) -> list[tuple[str, str]]:
    """Who may be given a lane of that role: all who hold it, or whom a search finds."""
    people = User.objects.filter(is_active=True).select_related("unit")
    text = text.replace("\0", "").strip()[:100]
    if role in GRANTED:
        people = people.filter(grants__role=role)
    elif len(text) < SHORTEST:
        return []
    return [(str(one.pk), _person(one)) for one in _by_name(people, text)[:MOST]]
