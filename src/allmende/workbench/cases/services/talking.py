# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The discussion of a case, who follows it, and who wants quiet."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.cases import relations
from allmende.workbench.cases.models import Case, Comment, Preference, Watch
from allmende.workbench.cases.services.locking import locked, require_seen
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed, Refused

LONGEST = 20_000


@transaction.atomic
def comment(actor: Any, case: Case, text: str, internal: bool = False) -> Comment:
    """Write something; `internal` is not for whoever asked. Raises NotAllowed, Refused."""
    require_seen(actor, case)
    case = locked(case)
    roles = relations.roles_in(actor, case)
    insider = relations.is_insider(roles)
    if not (insider or ("requester" in roles and not internal)):
        raise NotAllowed("cases.comment")
    if not text.strip():
        raise Refused(_("Please write something."))
    if len(text) > LONGEST:
        raise Refused(_("At most {number} characters are possible.").format(number=LONGEST))
    kept = Comment.objects.create(case=case, text=text.strip(), internal=internal, by=actor)
    events.record(actor, "cases.commented", case, comment=kept.pk)
    return kept


@transaction.atomic
def watch(person: Any, case: Case, *, muted: bool | None) -> None:
    """Follow a case (False), hear nothing of it (True), or as everybody (None). Raises NotAllowed.

    How somebody wants to be told is the own affair and no event of the case.
    """
    require_seen(person, case)
    if muted is None:
        Watch.objects.filter(case=case, person=person).delete()
    else:
        Watch.objects.update_or_create(case=case, person=person, defaults={"muted": muted})


@transaction.atomic
def set_preference(person: Any, *, mails: bool, language: str = "") -> Preference:
    """Whether and in which language a person gets mail. Raises NotAllowed, Refused."""
    require(person, "cases.view")
    if language not in ("", *(code for code, _name in settings.LANGUAGES)):
        raise Refused(_("Mails are written in German or English."))
    kept, _made = Preference.objects.update_or_create(
        person=person, defaults={"mails": mails, "language": language}
    )
    return kept
