# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists of organisations and their accounts on forges: one JSON object a line.

{"source": "github-governments", "forge": "github.com", "owner": "argob",
"country_or_level": "Argentina"}; `group` may stand in place of `country_or_level`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from django.db import transaction

from allmende.sources import Problem
from allmende.workbench.catalogue.mentions import FORGE, Mention, group_of
from allmende.workbench.catalogue.models import (
    Organisation,
    OrganisationKey,
    OrganisationKind,
    Repository,
    Software,
)
from allmende.workbench.catalogue.services import deriving, directory, likening
from allmende.workbench.core import audit, events
from allmende.workbench.core.access import require
from allmende.workbench.core.batches import batches
from allmende.workbench.core.events import Happening

LONGEST_LINE = 100_000
_ACCOUNT = re.compile(r"[\w.-]{1,100}")
_KINDS: Mapping[str, tuple[str, str]] = {
    "U.S. Federal": ("US", OrganisationKind.NATIONAL),
    "U.S. Military and Intelligence": ("US", OrganisationKind.NATIONAL),
    "U.S. States": ("US", OrganisationKind.STATE),
    "U.S. City": ("US", OrganisationKind.MUNICIPALITY),
    "U.S. Research Labs": ("US", OrganisationKind.UNIVERSITY),
    "U.K. Central": ("GB", OrganisationKind.NATIONAL),
    "U.K. Councils": ("GB", OrganisationKind.MUNICIPALITY),
    "European Union": ("", OrganisationKind.INTERNATIONAL),
    "United Nations": ("", OrganisationKind.INTERNATIONAL),
    "International": ("", OrganisationKind.INTERNATIONAL),
    "GitHub Organizations of Federal Organisations": ("CH", OrganisationKind.NATIONAL),
}
"""Headings of github/government.github.com and swiss/index that say more than a country."""
_OF_SOURCE: Mapping[str, str] = {
    "github-research": OrganisationKind.UNIVERSITY,
    "github-civic_hackers": OrganisationKind.COMMUNITY,
}
_COUNTRY_OF_SOURCE: Mapping[str, str] = {"fr-comptes": "FR", "swiss-index": "CH"}
"""Lists of one country: codegouvfr-data and swiss/index."""
_SPELLINGS: Mapping[str, str] = {"Luxemburg": "LU", "Czech Republic": "CZ", "Turkey": "TR"}


@dataclass(frozen=True, slots=True)
class Account:
    """An organisation's account on a forge, as a list names it."""

    source: str
    forge: str
    owner: str
    country: str
    kind: str

    @property
    def key(self) -> str:
        return f"{self.forge}/{self.owner}".casefold()


@dataclass(slots=True)
class Report:
    """What a list brought, counted in accounts; `software` lies in one of them."""

    read: int = 0
    created: int = 0
    software: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_file(actor: Any, path: Path) -> Report:
    """Take in a list; a second time changes nothing. Raises NotAllowed."""
    require(actor, "catalogue.import_records")
    found = list(read(path))
    accounts = {one.key: one for one in found if isinstance(one, Account)}
    report = Report(read=len(accounts), problems=[one for one in found if isinstance(one, Problem)])
    with transaction.atomic():
        audit.lock_chain()
        made = _save(list(accounts.values()))
        report.created = len(made)
        events.record_all(
            actor, [Happening("catalogue.organisation-listed", one, {}) for one in made]
        )
    report.software = _find_software(accounts.keys()) if report.created else 0
    likening.refresh()
    return report


def read(path: Path) -> Iterator[Account | Problem]:
    """Each line's account, or the problem that kept it out. Raises OSError."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _account(line) or Problem(path.name, number, "MissingKey", key="owner")


def _account(line: bytes) -> Account | None:
    try:
        said: Any = json.loads(line) if len(line) <= LONGEST_LINE else None
    except ValueError:
        return None
    match said:
        case {"source": str(source), "forge": str(forge), "owner": str(owner)}:
            if _ACCOUNT.fullmatch(forge) and _ACCOUNT.fullmatch(owner):
                country, kind = _place(source, said.get("country_or_level") or said.get("group"))
                return Account(source[:80], forge.casefold(), owner, country, kind)
    return None


def _place(source: str, heading: object) -> tuple[str, str]:
    """Country and kind of a heading; what it does not say is empty."""
    text = heading if isinstance(heading, str) else ""
    if text in _KINDS:
        country, kind = _KINDS[text]
    else:
        country = _SPELLINGS.get(text, "") or _countries().get(text.casefold(), "")
        kind = _OF_SOURCE.get(source, "")
    return country or _COUNTRY_OF_SOURCE.get(source, ""), str(kind)


@cache
def _countries() -> Mapping[str, str]:
    """English names of countries (CLDR) to their codes."""
    names = Locale("en").territories
    return {name.casefold(): code for code, name in names.items() if len(code) == 2}


def _save(accounts: Sequence[Account]) -> list[Organisation]:
    """The organisations that were not known yet."""
    known: set[str] = set()
    for some in batches([one.key for one in accounts]):
        rows = OrganisationKey.objects.filter(scheme=FORGE, value__in=some)
        known.update(rows.values_list("value", flat=True))
    new = [one for one in accounts if one.key not in known]
    made = [_organisation(one) for one in new]
    Organisation.objects.bulk_create(made, 500)
    OrganisationKey.objects.bulk_create(
        [
            OrganisationKey(organisation=owner, scheme=FORGE, value=one.key, told_by=one.source)
            for one, owner in zip(new, made, strict=True)
        ],
        500,
    )
    return made


def _organisation(account: Account) -> Organisation:
    """Called by its account until somebody merges it with the one that has a name."""
    made = Organisation(name=account.owner)
    said = Mention("", account.owner, (), country=account.country, kind=account.kind)
    directory.complete(made, said)
    return made


def _find_software(groups: Collection[str]) -> int:
    """Note on the software in these groups whose it is; how many that are."""
    rows = Repository.objects.values_list("software_id", "key").order_by("software_id")
    found = sorted({pk for pk, key in rows.iterator(2000) if group_of(key) in groups})
    for some in batches(found):
        directory.keep(deriving.records_of(list(Software.objects.filter(pk__in=some))))
    return len(found)
