# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of products, bills and components; what a person may not see is not in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Lower

from allmende.workbench.licensing.bills.differences import Line
from allmende.workbench.licensing.models import Bill, Component, Product

WORST_FIRST = ("blocked", "review", "avoid", "allowed", "preferred")
"""As the policy weighs them: what is unknown may turn out to be blocked."""
SEVERITY = Case(*(When(level=level, then=Value(place)) for place, level in enumerate(WORST_FIRST)))
PRODUCT_SORTS: Mapping[str, Sequence[Any]] = {
    "name": (Lower("name"), "id"),
    "-name": (Lower("name").desc(), "-id"),
    "uploaded": (F("newest_at").asc(nulls_first=True), "id"),
    "-uploaded": (F("newest_at").desc(nulls_last=True), "-id"),
}
SORTS: Mapping[str, Sequence[Any]] = {
    "level": (SEVERITY.asc(), Lower("name"), "position"),
    "-level": (SEVERITY.desc(), Lower("name"), "position"),
    "name": (Lower("name"), "version", "position"),
    "-name": (Lower("name").desc(), "-version", "position"),
    "licence": ("licence", Lower("name"), "position"),
    "-licence": ("-licence", Lower("name"), "position"),
    "class": ("licence_class", Lower("name"), "position"),
    "-class": ("-licence_class", Lower("name"), "position"),
    "place": ("position",),
    "-place": ("-position",),
}
FACETS: Mapping[str, str] = {
    "level": "level",
    "class": "licence_class",
    "scope": "scope",
    "type": "purl_type",
    "licence": "licence",
}
"""Name of a filter to the column it narrows."""
NONE = "-"
"""What a filter asks for where a column is empty: an empty word in an address asks for nothing."""
CHOICES_OF_A_FACET = 60


def products_visible_to(user: Any) -> QuerySet[Product]:
    """Office and legal see every product, others their own and those of their unit."""
    if not user.has_perm("licensing.view_bills"):
        return Product.objects.none()
    if user.has_perm("licensing.view_all_bills"):
        return Product.objects.all()
    mine = Q(created_by=user)
    return Product.objects.filter(mine | Q(unit=user.unit_id) if user.unit_id else mine)


def products(user: Any, text: str = "", sort: str = "name") -> QuerySet[Product]:
    """The list, each with its newest checked bill as key `latest_id` and its number of uploads."""
    checked = Bill.objects.filter(product=OuterRef("pk"), state=Bill.State.DONE)
    found = products_visible_to(user).select_related("unit", "created_by")
    if text:
        found = found.filter(name__icontains=text)
    return found.annotate(
        latest_id=Subquery(checked.values("pk")[:1]),
        uploads=Count("bills"),
        newest_at=Max("bills__uploaded_at"),
    ).order_by(*PRODUCT_SORTS[sort])


def latest_of(products: Sequence[Any]) -> dict[int, Bill]:
    """Product to its newest checked bill, without what only the bill's own page shows."""
    keys = [product.latest_id for product in products if product.latest_id]
    return {bill.product_id: bill for bill in _light().filter(pk__in=keys)}


def product(user: Any, slug: str) -> Product | None:
    found = products_visible_to(user).select_related("unit", "created_by", "software")
    return found.filter(slug=slug).first()


def bills_of(product: Product) -> QuerySet[Bill]:
    """The uploads of a product, the newest first."""
    return _light().filter(product=product).select_related("uploaded_by")


def bill(user: Any, pk: int) -> Bill | None:
    visible = Bill.objects.filter(product__in=products_visible_to(user), pk=pk)
    return visible.select_related(
        "product__software", "product__unit", "uploaded_by", "job"
    ).first()


def previous_of(bill: Bill) -> Bill | None:
    """The product's checked bill before this one."""
    earlier = Q(uploaded_at__lt=bill.uploaded_at) | Q(uploaded_at=bill.uploaded_at, pk__lt=bill.pk)
    return _siblings(bill).filter(earlier).first()


def next_of(bill: Bill) -> Bill | None:
    """The product's checked bill after this one."""
    later = Q(uploaded_at__gt=bill.uploaded_at) | Q(uploaded_at=bill.uploaded_at, pk__gt=bill.pk)
    return _siblings(bill).filter(later).order_by("uploaded_at", "id").first()


def _siblings(bill: Bill) -> QuerySet[Bill]:
    return _light().filter(product=bill.product_id, state=Bill.State.DONE)


def _light() -> QuerySet[Bill]:
    return Bill.objects.defer("not_understood", "guideline", "validation", "tools")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of components is narrowed to; several words of one filter mean any of them."""

    text: str = ""
    waived: bool = False
    level: tuple[str, ...] = ()
    licence_class: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    licence: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        return self != Wanted()

    def of(self, facet: str) -> tuple[str, ...]:
        """The chosen words of a filter."""
        chosen: tuple[str, ...] = getattr(self, _field(facet))
        return chosen

    def without(self, facet: str) -> "Wanted":
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return Wanted(**{**kept, _field(facet): ()})


def _field(facet: str) -> str:
    return "licence_class" if facet == "class" else facet


def components(bill: Bill, wanted: Wanted, sort: str) -> QuerySet[Component]:
    """The components of a bill that the filters leave, each with its grounds."""
    found = _narrowed(bill, wanted).select_related("grounds")
    return found.order_by(*SORTS[sort])


def _narrowed(bill: Bill, wanted: Wanted) -> QuerySet[Component]:
    found = Component.objects.filter(bill=bill)
    for facet, column in FACETS.items():
        if words := wanted.of(facet):
            found = found.filter(**{f"{column}__in": ["" if one == NONE else one for one in words]})
    if wanted.waived:
        found = found.filter(waived=True)
    for word in wanted.text.split():
        found = found.filter(
            Q(name__icontains=word) | Q(purl__icontains=word) | Q(licence__icontains=word)
        )
    return found


def choices(bill: Bill, wanted: Wanted) -> dict[str, list[tuple[str, int]]]:
    """For each filter its words with the number each would give, the most frequent first."""
    return {facet: list(_choices(bill, wanted, facet)) for facet in FACETS}


def _choices(bill: Bill, wanted: Wanted, facet: str) -> Iterator[tuple[str, int]]:
    column = FACETS[facet]
    left = _narrowed(bill, wanted.without(facet)).order_by()
    counted = left.values_list(column).annotate(number=Count("pk")).order_by("-number", column)
    found = list(counted[:CHOICES_OF_A_FACET])
    # What is chosen is shown, however rare it is.
    shown = {word for word, _number in found}
    if rare := {"" if one == NONE else one for one in wanted.of(facet)} - shown:
        numbers = dict(counted.filter(**{f"{column}__in": rare}))
        found += [(word, numbers.get(word, 0)) for word in sorted(rare)]
    yield from ((word or NONE, number) for word, number in found)


def lines(bill: Bill) -> list[Line]:
    """The components as the comparison of two bills reads them; one query."""
    columns = ("identity", "name", "version", "licence", "level", "pk")
    rows = Component.objects.filter(bill=bill).order_by("position").values_list(*columns)
    return [Line(*row) for row in rows]
