# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin and change a product."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.licences.expressions import NotAnExpression, parse, simplify
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.slugs import slug_for
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Unit
from allmende.workbench.licensing.models import Product
from allmende.workbench.licensing.policy import written_policy


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a product; `outbound` is the licence it is passed on under, if any."""

    name: str
    context: str
    outbound: str = ""
    software: Software | None = None
    unit: Unit | None = None


@transaction.atomic
def begin(actor: Any, about: About) -> Product:
    """Make a product of the actor's. Raises NotAllowed, Refused."""
    require(actor, "licensing.upload_bills")
    about = _usable(about)
    taken = set(Product.objects.values_list("slug", flat=True))
    product = Product(slug=slug_for(about.name, taken), created_by=actor)
    _set(product, about)
    product.save()
    events.record(actor, "licensing.product-begun", product)
    return product


@transaction.atomic
def change(actor: Any, product: Product, about: About) -> list[str]:
    """Say otherwise what a product is; gives the fields that changed. Raises as `begin`."""
    require(actor, "licensing.change_product", product)
    changed = _set(product, _usable(about))
    if changed:
        product.save()
        events.record(actor, "licensing.product-changed", product, fields=", ".join(changed))
    return changed


def _set(product: Product, about: About) -> list[str]:
    said = {field.name: getattr(about, field.name) for field in fields(about)}
    changed = [name for name, value in said.items() if getattr(product, name) != value]
    for name in changed:
        setattr(product, name, said[name])
    return sorted(changed)


def _usable(about: About) -> About:
    name = about.name.strip()
    if not name:
        raise Refused(_("A product needs a name."))
    refuse_unknown_context(about.context)
    return About(name[:200], about.context, _expression(about.outbound), about.software, about.unit)


def refuse_unknown_context(context: str) -> None:
    if context not in written_policy().contexts:
        raise Refused(_("The policy does not know this context of use."))


def _expression(written: str) -> str:
    if not written.strip():
        return ""
    try:
        return str(simplify(parse(written.strip())))[:300]
    except NotAnExpression as error:
        raise Refused(
            _("“{expression}” is not an SPDX expression.").format(expression=written.strip())
        ) from error
