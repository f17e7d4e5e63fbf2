# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's own words: edits are a record of the source `own`, which always wins."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende import identity
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Software, Source, SourceRecord
from allmende.workbench.catalogue.services import deriving
from allmende.workbench.catalogue.services.locking import lock
from allmende.workbench.catalogue.slugs import slug_for
from allmende.workbench.catalogue.values import RULES
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

WEB_ADDRESSES = ("homepage", "documentation", "sponsor", "opencode", "demo")


@transaction.atomic
def create(actor: Any, values: Mapping[str, Any], **relations: Any) -> Software:
    """Add a software of the office's own. Raises NotAllowed, Refused."""
    require(actor, "catalogue.edit_software")
    name = str(values.get("name", "")).strip()
    if not name:
        raise Refused(_("A software needs a name."))
    _refuse_unusable(values)
    taken = set(Software.objects.values_list("slug", flat=True))
    software = Software.objects.create(name=name[:300], slug=slug_for(name, taken))
    _say(software, values, relations)
    deriving.derive([software])
    events.record(actor, "catalogue.software-created", software)
    searching.refresh({software.pk})
    return software


@transaction.atomic
def edit(actor: Any, software: Software, values: Mapping[str, Any], **relations: Any) -> list[str]:
    """Set what the office itself says; None withdraws it, so that the sources count again.

    `relations` may hold `usages`, `support` and `replaces` as the entries of sources have them.
    Gives the fields that changed. Raises NotAllowed, Refused.
    """
    require(actor, "catalogue.edit_software")
    lock(software)
    if software.merged_into_id:
        raise Refused(_("This entry was merged; edit the one that took it in."))
    _refuse_unusable(values)
    _say(software, values, relations)
    changed = deriving.derive([software]).get(software.pk, [])
    if changed:
        fields = ", ".join(sorted(set(changed)))
        events.record(actor, "catalogue.software-edited", software, fields=fields)
        searching.refresh({software.pk})
    return changed


def own_values(software: Software) -> dict[str, Any]:
    """The fields on which the office itself has spoken."""
    record = _own_records().filter(external_id=str(software.pk)).first()
    return dict(record.entry["values"]) if record else {}


def _own_records() -> Any:
    return SourceRecord.objects.filter(source__slug=Source.OWN)


def own_source() -> Source:
    """The source that holds the office's own words."""
    source, _created = Source.objects.get_or_create(
        slug=Source.OWN, defaults={"name": "Allmende", "priority": 100, "licence": "CC0-1.0"}
    )
    return source


def _say(software: Software, values: Mapping[str, Any], relations: Mapping[str, Any]) -> None:
    if unknown := values.keys() - RULES.keys():
        raise LookupError(f"no such field: {', '.join(sorted(unknown))}")
    source = own_source()
    record = SourceRecord.objects.filter(source=source, external_id=str(software.pk)).first()
    record = record or SourceRecord(source=source, external_id=str(software.pk), entry={})
    kept = {**record.entry.get("values", {}), **values}
    entry = {
        **record.entry,
        **relations,
        "name": software.name,
        "values": {key: value for key, value in kept.items() if value is not None},
    }
    record.software = software
    record.entry = entry
    record.payload = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    record.digest = sha256(record.payload.encode()).hexdigest()
    record.fetched_at = timezone.now()
    record.save()


def _refuse_unusable(values: Mapping[str, Any]) -> None:
    for field in WEB_ADDRESSES:
        if values.get(field) and not identity.is_web_address(values[field]):
            raise Refused(_("“{value}” is not a web address.").format(value=values[field]))
    for url in values.get("repositories") or []:
        if identity.normalise_repository(url) is None:
            raise Refused(_("“{value}” is not the address of a repository.").format(value=url))
