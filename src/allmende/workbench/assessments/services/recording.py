# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a decided usability analysis leaves in the catalogue."""

from typing import Any

from allmende.identity import normalise_repository
from allmende.workbench.assessments.services import checking
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.catalogue.models import Software, Stance
from allmende.workbench.catalogue.services import editing


def record_stance(actor: Any, case: Case) -> Software | None:
    """End the software's stance "in analysis"; add it to the catalogue where it was not there.

    A recommendation is no use yet, and what is used stays so whatever came of the analysis. What
    was not recommended is not added. Raises NotAllowed.
    """
    software = checking.software_of(case)
    if software is None:
        refused = declared(case).state(case.state).figure == "refused"
        return None if refused else _added(actor, case)
    if software.stance == Stance.IN_ANALYSIS:
        editing.edit(actor, software, {"stance": Stance.OBSERVED.value})
    return software


def _added(actor: Any, case: Case) -> Software:
    values: dict[str, Any] = {"name": case.title, "stance": Stance.OBSERVED.value}
    address = str(checking.answer_of(case, "repository") or "")
    if address.startswith("https://") and normalise_repository(address) is not None:
        values["repositories"] = [address]
    if licence := checking.answer_of(case, "licence"):
        values["licences"] = [str(licence)]
    software = editing.create(actor, values)
    checking.name_software(case, software)
    return software
