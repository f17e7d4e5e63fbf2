# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A product for the demo office: Allmende itself, with the packages that are installed here.

Nothing is invented: names, versions and licences are what the packages' own metadata says. The
first bill holds what the command alone needs, the second what the workbench adds to it.
"""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import metadata
from typing import Any

from django.conf import settings
from django.utils import timezone

import allmende
from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import jobs
from allmende.workbench.licensing.models import Bill, Product
from allmende.workbench.licensing.services.bills import products, uploading

SLUG = "allmende"
CONTEXT = "embed"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
APART = timedelta(days=7)
"""Between the two uploads; they are made at once, but a history shall be seen."""


def seed() -> None:
    """Make the product where the demo does not have it yet; a second call changes nothing."""
    if Product.objects.filter(slug=SLUG).exists():
        return
    command, workbench = _locked("base"), _locked("workbench")
    if not command or not workbench:
        return
    office = _office()
    software = Software.objects.filter(slug=SLUG).first()
    about = products.About("Allmende", CONTEXT, "MIT", software, office.unit)
    first = uploading.begin(office, about, "allmende-command.cdx.json", [_bill(command)])
    Bill.objects.filter(pk=first.pk).update(uploaded_at=first.uploaded_at - APART)
    name = "allmende-workbench.cdx.json"
    second = uploading.upload(office, first.product, name, [_bill(workbench)])
    for bill in (first, second):
        if bill.job:
            jobs.run(bill.job.pk)


def _office() -> User:
    """Who uploads in the demo."""
    figure = next(one for one in cast.CAST if one.role == Role.OFFICE)
    return demo_person(figure.role, figure.first_name, figure.last_name)


def _locked(extra: str) -> frozenset[str]:
    """The packages of a lock file; none where the product runs without its checkout."""
    path = settings.ROOT / "requirements" / f"{extra}.lock"
    if not path.is_file():
        return frozenset()
    return frozenset(map(_plain, LOCKED.findall(path.read_text(encoding="utf-8"))))


def _plain(name: str) -> str:
    """A package's name in the one spelling that all its spellings share (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _bill(names: frozenset[str]) -> bytes:
    """CycloneDX 1.6 of those of these packages that are installed."""
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "timestamp": timezone.now().isoformat(timespec="seconds"),
                "component": {
                    "type": "application",
                    "name": "Allmende",
                    "version": allmende.__version__,
                    "licenses": [{"expression": "MIT"}],
                },
            },
            "components": [_component(one) for one in _installed(names)],
        }
    ).encode()


def _installed(names: frozenset[str]) -> Iterator[metadata.Distribution]:
    found = {_plain(one.metadata["Name"]): one for one in metadata.distributions()}
    yield from (found[name] for name in sorted(names & found.keys()))


def _component(found: metadata.Distribution) -> dict[str, Any]:
    name = found.metadata["Name"]
    purl = f"pkg:pypi/{_plain(name)}@{found.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": found.version,
        "purl": purl,
    }
    if licences := _licences(found):
        component["licenses"] = licences
    return component


def _licences(found: metadata.Distribution) -> list[dict[str, Any]]:
    """As core metadata states it: an expression, else a short name, else its classifiers."""
    about = found.metadata
    if "License-Expression" in about:
        return [{"expression": about["License-Expression"]}]
    name = about["License"].strip() if "License" in about else ""
    if name and "\n" not in name and len(name) < 100:
        return [{"license": {"name": name}}]
    classifiers = about.get_all("Classifier") or []
    return [
        {"license": {"name": one.rpartition(" :: ")[2]}}
        for one in classifiers
        if one.startswith("License :: ") and one != "License :: OSI Approved"
    ]
