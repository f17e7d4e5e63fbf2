# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was checked of a case: the newest finished publication check of its repository."""

from pathlib import Path

from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import checks
from allmende.workbench.assessments.services import addresses
from allmende.workbench.assessments.words import OWN
from allmende.workbench.cases import files
from allmende.workbench.cases.models import Case
from allmende.workbench.core.errors import Refused

REPOSITORY = "repository"
"""The field of the kind `publication` that names the repository."""
UPLOAD = "sha256:"


def check_of(case: Case) -> Assessment | None:
    """The newest finished check that the case asked for, or the office after it; one query."""
    check = checks.newest(case, OWN)
    return check.report if check else None


def source_of(case: Case) -> str | Path | None:
    """Where the repository that was checked can be opened; None where it cannot."""
    written = str(case.values.get(REPOSITORY) or "")
    if written.startswith(UPLOAD):
        path = files.path_of(written.removeprefix(UPLOAD))
        return path if path.is_file() else None
    try:
        place = addresses.read(written)
        addresses.refuse_private(place.address)
    except Refused:
        return None
    return place.address
