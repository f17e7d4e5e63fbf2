# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Filters a person keeps."""

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import SavedSearch
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

MOST = 50


@transaction.atomic
def save(user: User, name: str, query: str) -> SavedSearch:
    """Keep the query part of an address under a name; an equal name is overwritten."""
    require(user, "catalogue.save_search")
    name = name.strip()[:100]
    if not name:
        raise Refused(_("Give the search a name."))
    if len(query) > 2000:
        raise Refused(_("This search has too many filters to be kept."))
    if SavedSearch.objects.filter(user=user).exclude(name=name).count() >= MOST:
        raise Refused(_("You keep fifty searches already; remove one first."))
    kept, _created = SavedSearch.objects.update_or_create(
        user=user, name=name, defaults={"query": query}
    )
    return kept


def remove(user: User, pk: int) -> None:
    """Forget one of one's own searches."""
    require(user, "catalogue.save_search")
    SavedSearch.objects.filter(user=user, pk=pk).delete()
