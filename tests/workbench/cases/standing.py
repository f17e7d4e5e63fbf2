# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Legal questions in the states that pages and permissions are tried with."""

from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import conditions, feeds, filing

KIND = "legal-question"


def case(by: User, state: str = "review") -> Case:
    """A legal question of this person in that state, every answer given."""
    return making.brought_to(by, definitions.current()[KIND], state)


def with_file(by: User) -> str:
    """The address of a file, below that of the cases."""
    found = case(by)
    row = filing.attach(None, found, "contract.txt", [b"We agree."])
    return f"{found.number}/files/{row.pk}"


def with_condition(by: User) -> str:
    """The address of a condition, below that of the cases."""
    found = case(by)
    row = conditions.add(None, found, conditions.NewCondition("Ask the author."))
    return f"{found.number}/conditions/{row.pk}"


def feed(by: User) -> str:
    """The secret of a calendar."""
    return feeds.make_address(by)
