# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials as a build writes them, and products made from them."""

import json
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from allmende.workbench.accounts.models import User
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job
from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.services.bills import products, uploading

FAMILIES = (
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "LGPL-2.1-only",
    "GPL-3.0-only",
    "AGPL-3.0-only",
    "EUPL-1.2",
    "BSD-3-Clause OR GPL-2.0-only",
    "see LICENSE",
    "",
)


def part(name: str, licence: str = "MIT", version: str = "1.0.0", **more: Any) -> dict[str, Any]:
    """A component of CycloneDX; an empty licence states none."""
    said: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:npm/{name}@{version}",
        **more,
    }
    if licence:
        named = " " in licence and " OR " not in licence and " AND " not in licence
        said["licenses"] = [{"license": {"name": licence}}] if named else [{"expression": licence}]
    return said


def written(*parts: dict[str, Any], name: str = "Portal", version: str = "1.0.0") -> bytes:
    """A CycloneDX file of these parts."""
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "timestamp": "2026-11-20T08:00:00Z",
                "component": {"type": "application", "name": name, "version": version},
            },
            "components": list(parts),
        }
    ).encode()


def large(number: int) -> bytes:
    """A file of as many components as a large front end has, in every licence family."""
    return written(
        *(part(f"part-{n}", FAMILIES[n % len(FAMILIES)], f"1.{n % 7}.0") for n in range(number))
    )


def installed() -> bytes:
    """What this very environment is made of: its licences as their authors wrote them."""
    return written(*_installed(), name="Environment of the suite")


def _installed() -> Iterable[dict[str, Any]]:
    for one in metadata.distributions():
        about = one.metadata
        licence = about["License-Expression"] or about["License"] or ""
        purl = f"pkg:pypi/{about['Name'].lower()}@{one.version}"
        yield part(
            about["Name"], licence.splitlines()[0] if licence else "", one.version, purl=purl
        )


def about(name: str = "Portal", context: str = "embed", **said: Any) -> products.About:
    return products.About(name, context, **said)


def uploaded(
    person: User, content: bytes, product: Product | None = None, name: str = "bom.json"
) -> Bill:
    """A bill that waits for its check."""
    if product is None:
        return uploading.begin(person, about(), name, [content])
    return uploading.upload(person, product, name, [content])


def checked(
    person: User, content: bytes, product: Product | None = None, name: str = "bom.json"
) -> Bill:
    """A bill whose check ran."""
    return checked_again(uploaded(person, content, product, name))


def checked_again(bill: Bill) -> Bill:
    """The bill after the job that stands for it ran."""
    assert bill.job is not None
    run(bill.job)
    return fresh(bill)


def run(job: Job) -> None:
    """Run a job as the worker does."""
    jobs.run(job.pk)


def fresh(record: Any) -> Any:
    """The record as the database has it now."""
    return type(record)._default_manager.get(pk=record.pk)
