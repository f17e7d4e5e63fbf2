# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a person wants to be told of cases."""

from typing import Any

from allmende.workbench.cases.models import Preference


def preference(person: Any) -> Preference:
    """What the person chose; where nothing was chosen, mail in the office's language."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)
