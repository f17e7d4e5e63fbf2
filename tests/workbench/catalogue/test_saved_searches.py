# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Filters a person keeps."""

import pytest

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import SavedSearch
from allmende.workbench.catalogue.services import searches
from allmende.workbench.core.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def kept_by(user: User) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in queries.saved_searches(user)]


def test_a_search_is_kept_under_its_name(colleague: User) -> None:
    searches.save(colleague, "  In use ", "stance=in-use")
    searches.save(colleague, "Mail", "q=mail&tag=email")
    assert kept_by(colleague) == [("In use", "stance=in-use"), ("Mail", "q=mail&tag=email")]


def test_an_equal_name_is_overwritten_also_when_fifty_are_kept(colleague: User) -> None:
    for number in range(searches.MOST):
        searches.save(colleague, f"Search {number}", "q=a")
    searches.save(colleague, "Search 7", "q=b")
    assert dict(kept_by(colleague))["Search 7"] == "q=b"
    assert len(kept_by(colleague)) == searches.MOST


def test_fifty_are_enough(colleague: User) -> None:
    for number in range(searches.MOST):
        searches.save(colleague, f"Search {number}", "q=a")
    with pytest.raises(Refused, match="fifty"):
        searches.save(colleague, "One more", "q=a")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_search_needs_a_name(colleague: User, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        searches.save(colleague, name, "q=a")


def test_an_address_too_long_to_keep_is_refused(colleague: User) -> None:
    with pytest.raises(Refused, match="too many"):
        searches.save(colleague, "Everything", "q=" + "a" * 2000)
    assert not SavedSearch.objects.exists()


def test_everybody_has_searches_of_their_own(colleague: User, office: User) -> None:
    searches.save(office, "Mail", "q=mail")
    mine = searches.save(colleague, "Mail", "q=other")
    searches.remove(office, mine.pk)
    assert (kept_by(office), kept_by(colleague)) == ([("Mail", "q=mail")], [("Mail", "q=other")])
    searches.remove(colleague, mine.pk)
    assert kept_by(colleague) == []


def test_a_stranger_keeps_nothing(stranger) -> None:
    with pytest.raises(NotAllowed):
        searches.save(stranger, "Mail", "q=mail")
    with pytest.raises(NotAllowed):
        searches.remove(stranger, 1)
