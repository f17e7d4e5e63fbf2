# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Projects for the demo office: two that the city names in public, the others made up and marked.

Of the two only name and address are known (https://opensource.muenchen.de); all else is unknown,
and is shown so. The others stand for what the demo publishes, which is made up, too.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.workbench.api import queries as api
from allmende.workbench.opencode.models import Head, Project

PLACE = "https://gitlab.opencode.de/landeshauptstadt-muenchen"
EXAMPLES = "https://git.example.org/opencode-beispiel"
PUBLIC = (("BayernID-Plugin", "bayernid-plugin"), ("ELSTER NEZO Plugin", "ELSTER_NEZO_Plugin"))
"""Name and path of the projects that the city's site names."""
OURS = "c2a97d41e08b35f6719e4d0ab86c53f21d7e90b4"
EARLIER = "5f0c1b7e9d3a48c26b10f4e87a95d2c3b6e41f08"
FILE = """\
publiccodeYmlVersion: "0.4"
name: Formularassistent
url: https://git.example.org/it/formularassistent
legal:
  license: EUPL-1.2
developmentStatus: beta
"""
MADE_UP: tuple[dict[str, Any], ...] = (
    {
        "name": "Formularassistent (Beispiel)",
        "path": "formularassistent",
        "commit": EARLIER,
        "file": FILE,
        "said": {"mirror": True, "archived": False, "default_branch": "master"},
        "differs": 30,
    },
    {
        "name": "Spielplatzkarte (Beispiel)",
        "path": "spielplatzkarte",
        "commit": EARLIER,
        "file": None,
        "said": {"mirror": False, "archived": False, "default_branch": "main"},
    },
    {
        "name": "Haushaltsplan im Netz (Beispiel)",
        "path": "haushaltsplan",
        "commit": EARLIER,
        "file": None,
        "said": {"archived": True, "default_branch": "main"},
    },
)


@transaction.atomic
def seed() -> None:
    """Make the projects where the demo has none; a second call changes nothing."""
    if Project.objects.exists():
        return
    for name, path in PUBLIC:
        address = f"{PLACE}/{path}"
        Project.objects.create(external_id=path, name=name, address=address, said={})
    for given in MADE_UP:
        _made_up(given)
    for entry in api.ours():
        if entry.name == MADE_UP[0]["name"] and entry.key:
            Head.objects.create(
                key=entry.key,
                address=entry.url,
                commit=OURS,
                branch="main",
                read_at=timezone.now(),
                tried_at=timezone.now(),
            )


def _made_up(given: dict[str, Any]) -> None:
    now = timezone.now()
    since = now - timedelta(days=given["differs"]) if "differs" in given else None
    Project.objects.create(
        external_id=f"example-{given['path']}",
        name=given["name"],
        address=f"{EXAMPLES}/{given['path']}",
        said={"name": given["name"], "visibility": "public", **given["said"]},
        commit=given["commit"],
        commit_at=now - timedelta(days=64),
        file=given["file"],
        seen_at=now,
        differs_since=since,
        example=True,
    )
