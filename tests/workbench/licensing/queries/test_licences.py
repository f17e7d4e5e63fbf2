# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which software has which licence, and for whom."""

import pytest
from tests.workbench.catalogue.making import queries_of, software

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.services import editing
from allmende.workbench.licensing.queries import licences as queries

pytestmark = pytest.mark.django_db


def test_a_software_has_each_licence_its_expressions_name(colleague: User) -> None:
    one = software("Forms", licences=("MIT OR GPL-2.0-only WITH Classpath-exception-2.0",))
    assert queries.ids_of(one) == {"MIT", "GPL-2.0-only"}
    assert queries.software_with(colleague, "GPL-2.0-only") == [one]
    assert queries.software_counts(colleague) == {"MIT": 1, "GPL-2.0-only": 1}


def test_the_public_counts_what_is_published(stranger) -> None:
    software("Hidden", licences=("MIT",))
    shown = software("Shown", licences=("MIT",))
    editing.edit(None, shown, {"published": True})
    assert queries.software_with(stranger, "MIT") == [shown]
    assert queries.software_counts(stranger)["MIT"] == 1


def test_more_software_asks_no_more_often(colleague: User) -> None:
    software("A", licences=("MIT",))
    before = queries_of(lambda: queries.software_with(colleague, "MIT"))
    for name in "BCD":
        software(name, licences=("MIT",))
    assert queries_of(lambda: queries.software_with(colleague, "MIT")) == before == 2
