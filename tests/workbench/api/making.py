# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Software of ours as harvesters and the office bring it into the catalogue."""

from typing import Any

from django.conf import settings
from tests.workbench.catalogue.making import record_of

from allmende.sources import Entry
from allmende.sources.harvesting import publiccode
from allmende.workbench.api import queries
from allmende.workbench.api.views import interface
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import editing, importing

LONG = (
    "Nimmt Anträge auf Stellplätze entgegen, prüft, ob alles beiliegt, und führt bis zum "
    "Bescheid. Wer einen Antrag gestellt hat, sieht jederzeit, wie weit er ist und wo er liegt."
)


def address(number: int = 1) -> str:
    return f"https://gitlab.opencode.de/stadt/werkzeug-{number}"


def file(number: int = 1, **changes: str) -> str:
    """A valid publiccode.yml with a comment; changes replace the text of a key's line."""
    lines = {
        "publiccodeYmlVersion": '"0.7"',
        "name": f"Werkzeug {number}",
        "url": address(number),
        "softwareVersion": '"1.10"',
        "releaseDate": '"2026-01-02"',
        "platforms": "[web]",
        "categories": "[workflow-management]",
        "developmentStatus": "stable",
        "softwareType": "standalone/web",
        "legal": "{license: EUPL-1.2}",
        "maintenance": "{type: internal, contacts: [{name: Stelle für Software}]}",
        "localisation": "{localisationReady: true, availableLanguages: [de]}",
        "description": "{de: {shortDescription: Verwaltet Stellplätze, features: [Anträge], "
        f'longDescription: "{LONG}"}}}}',
        **changes,
    }
    said = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    return "# Looked after by hand\n" + said


def harvested(text: str, number: int = 1, source: str = "opencode", **around: Any) -> Software:
    """What a harvest of a forge makes of a repository with this file."""
    said = {"repository": {"web_url": address(number)}, "publiccode": text}
    given = {"repo_url": address(number), **around}
    found = publiccode.entry_of(source, str(number), text, given, said, address(number))
    importing.import_entries(None, [one for one in found if isinstance(one, Entry)])
    return record_of(source, str(number)).software


def ours(number: int = 1, text: str | None = None, **own: Any) -> Software:
    """The same, published by the office."""
    software = harvested(file(number) if text is None else text, number)
    return published(software, **own)


def published(software: Software, **own: Any) -> Software:
    editing.edit(None, software, {"stance": "publishing", "published": True, **own})
    software.refresh_from_db()
    return software


def id_of(software: Software) -> str:
    [entry] = queries.ours(software.pk)
    return str(entry.id)


def catalogue_of(software: Software) -> str:
    """The catalogue that holds it."""
    assert software.published
    return interface.CATALOGUE


def publisher_of(software: Software) -> str:
    """Who publishes it."""
    assert software.published
    return str(queries.id_of("publisher", settings.SITE_ADDRESS))
