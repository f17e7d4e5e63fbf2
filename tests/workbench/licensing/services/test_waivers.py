# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A waiver is granted, replaced, withdrawn."""

import pytest
from tests.workbench.licensing.asking import ending, granted, in_days, terms

from allmende.workbench.accounts.models import User
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event
from allmende.workbench.licensing.models import Waiver
from allmende.workbench.licensing.queries import waivers as queries
from allmende.workbench.licensing.services import waivers as services

pytestmark = pytest.mark.django_db


def test_a_waiver_is_granted_in_the_name_of_who_grants_it(legal: User) -> None:
    waiver = granted(legal, expression="mit or GPL-2.0", choose="MIT")
    assert (waiver.by, waiver.expression, waiver.state) == (legal, "GPL-2.0-only OR MIT", "active")
    event = Event.objects.get(kind="licensing.waiver-granted")
    assert event.data["until"] == waiver.expires.isoformat()
    assert event.data["reason"] == waiver.reason


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"purl": "", "expression": ""}, "at least one"),
        ({"purl": "node-forge"}, "package URL"),
        ({"expression": "MIT/BSD"}, "SPDX expression"),
        ({"choose": "GPL 2"}, "SPDX expression"),
        ({"contexts": []}, "context"),
        ({"contexts": ["elsewhere"]}, "context"),
        ({"reason": "  "}, "reason"),
        ({"expression": "MIT OR ISC", "choose": "Zlib"}, "none of the choices"),
    ],
)
def test_a_waiver_says_for_what_where_and_why(office: User, wrong: dict, why: str) -> None:
    with pytest.raises(Refused, match=why):
        granted(office, **wrong)
    assert not Waiver.objects.exists()


def test_a_waiver_ends_after_today_and_within_two_years(office: User) -> None:
    latest = services.last_day()
    assert granted(office, expires=latest).expires == latest
    for expires in (in_days(0), in_days(-1), latest.replace(year=latest.year + 1)):
        with pytest.raises(Refused, match="24 months"):
            granted(office, expires=expires)


@pytest.mark.parametrize("role", ["colleague", "community", "administrator", "stranger"])
def test_only_office_and_legal_grant(role: str, request) -> None:
    with pytest.raises(NotAllowed):
        granted(request.getfixturevalue(role))


def test_a_change_is_a_new_waiver_and_the_old_one_stays(office: User, legal: User) -> None:
    old = granted(office)
    new = services.replace(legal, old, terms(reason="Checked again."))
    old.refresh_from_db()
    assert (old.state, old.withdrawn_by, new.by, new.replaces) == ("withdrawn", legal, legal, old)
    assert list(queries.in_force(office)) == [new]
    assert queries.successor_of(old) == new


def test_a_withdrawn_waiver_counts_no_more(office: User) -> None:
    waiver = granted(office)
    services.withdraw(office, waiver, "No longer used.")
    assert not queries.in_force(office).exists()
    with pytest.raises(Refused, match="already"):
        services.withdraw(office, waiver, "Again.")


def test_a_withdrawal_needs_a_reason(office: User) -> None:
    with pytest.raises(Refused, match="why"):
        services.withdraw(office, granted(office), "")


@pytest.mark.parametrize(
    ("days", "state"),
    [(60, "active"), (59, "expiring"), (0, "expiring"), (-1, "expired")],
)
def test_a_waiver_warns_sixty_days_before_its_end(office: User, days: int, state: str) -> None:
    waiver = ending(office, days)
    assert waiver.state == state
    assert queries.counts(office) == dict.fromkeys(queries.STATES, 0) | {state: 1}
    assert queries.in_force(office).exists() == (days >= 0)
