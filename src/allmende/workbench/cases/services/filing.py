# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files of a case: added, removed with a trace, and gone from the disk once nobody has them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases import files, relations
from allmende.workbench.cases.models import Attachment, Case
from allmende.workbench.cases.services.locking import (
    locked,
    require_open,
    require_seen,
    touch,
)
from allmende.workbench.core import events
from allmende.workbench.core.errors import NotAllowed, Refused

MOST = 200
"""Files of one case."""


def attach(
    actor: Any, case: Case, name: str, chunks: Iterable[bytes], internal: bool = False
) -> Attachment:
    """Add a file; `internal` is not for whoever asked. Raises NotAllowed, Refused."""
    require_seen(actor, case)
    _require_may_add(actor, case, internal)
    name = files.safe_name(name)
    # The file comes first: while the database waits for a transaction, nobody else can write.
    kept = files.keep(name, chunks)
    try:
        return _row(actor, case, name, kept, internal)
    except BaseException:
        forget_unused(kept.sha256)
        raise


@transaction.atomic
def remove(actor: Any, attachment: Attachment, reason: str) -> Attachment:
    """Take a file away for good; that it was there and why it went stays to be read.

    Who added it may, and who works on the case. Raises NotAllowed, Refused.
    """
    require_seen(actor, attachment.case)
    case = locked(attachment.case)
    now = Attachment.objects.get(pk=attachment.pk)
    roles = relations.roles_in(actor, case)
    if not (relations.is_insider(roles) or (actor is not None and now.by_id == actor.pk)):
        raise NotAllowed("cases.remove_file")
    if now.removed_at is not None:
        raise Refused(_("This file was removed already."))
    if not reason.strip():
        raise Refused(_("Say why the file is removed."))
    now.removed_by, now.removed_at, now.removed_why = actor, timezone.now(), reason.strip()
    now.save(update_fields=["removed_by", "removed_at", "removed_why"])
    touch(actor, case)
    events.record(actor, "cases.file-removed", case, digest=now.sha256, file=now.pk)
    transaction.on_commit(lambda: forget_unused(now.sha256))
    return now


def forget_unused(digest: str) -> None:
    """Remove the file from the disk where no case has it any more."""
    if not Attachment.objects.filter(sha256=digest, removed_at=None).exists():
        files.forget(digest)


@transaction.atomic
def _row(actor: Any, case: Case, name: str, kept: files.Kept, internal: bool) -> Attachment:
    case = locked(case)
    _require_may_add(actor, case, internal)
    if case.attachments.count() >= MOST:
        raise Refused(_("A case holds at most {number} files.").format(number=MOST))
    row = Attachment.objects.create(
        case=case,
        name=name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        internal=internal,
        by=actor,
    )
    touch(actor, case)
    events.record(actor, "cases.file-added", case, digest=kept.sha256, file=row.pk)
    return row


def _require_may_add(actor: Any, case: Case, internal: bool) -> None:
    require_open(case)
    roles = relations.roles_in(actor, case)
    if not (relations.is_insider(roles) or ("requester" in roles and not internal)):
        raise NotAllowed("cases.attach")
