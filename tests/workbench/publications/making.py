# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Approved cases, the check they had, and public repositories beside the checked one."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from tests.repositories.making import Made, make
from tests.workbench.assessments import stored
from tests.workbench.assessments.making import MIT
from tests.workbench.cases.making import brought_to

from allmende.publishing.preparing import KINDS, Piece, patch_of
from allmende.publishing.preparing import Preparation as Prepared
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import CaseCheck
from allmende.workbench.cases import definitions
from allmende.workbench.cases.models import Case
from allmende.workbench.core import jobs
from allmende.workbench.publications.models import (
    NotPublished,
    Preparation,
    Publication,
    Verification,
)
from allmende.workbench.publications.services import verifying


def repository(folder: Path) -> Made:
    made = make(folder)
    made.commit({"README.md": "# Portal\n"})
    made.commit({"LICENSE": MIT}, "Say the licence")
    return made


def cloned(made: Made, folder: Path) -> Made:
    """The same repository at a public place."""
    made.git("clone", "--quiet", "--bare", str(made.folder), str(folder))
    work = Made(folder.parent / f"{folder.name}-work", made.clock)
    made.git("clone", "--quiet", str(folder), str(work.folder))
    return work


def pushed(work: Made) -> None:
    work.git("push", "--quiet", "origin", "HEAD")


def address(place: Path | Made) -> str:
    folder = place.folder if isinstance(place, Made) else place
    return f"file://{folder}"


def in_state(requester: User, state: str = "approved", **values: Any) -> Case:
    """A publication case of this person in a state, for a small tool under MIT."""
    kind = definitions.current()["publication"]
    given = {"name": "Portal", "outbound-licence": "MIT", **values}
    return brought_to(requester, kind, state, given)


def checked(case: Case, made: Made | None, by: User, commit: str = "") -> Case:
    """The case as if this repository had been checked for it."""
    if made is not None:
        case.values["repository"] = address(made)
        case.save()
    report = stored.report(by, address=str(case.values["repository"]))
    report.commit = commit or (made.git("rev-parse", "HEAD") if made else "c" * 40)
    report.save()
    CaseCheck.objects.create(case=case, criteria="publication-check", assessment=report)
    return case


def verified(actor: User, case: Case, at: str) -> Verification:
    """Name the address, work the job off, and give what was seen."""
    publication = verifying.name_address(actor, case, at)
    assert publication.job
    jobs.run(publication.job.pk)
    publication.job.refresh_from_db()
    assert not publication.job.error, publication.job.error
    return newest(publication)


def again(actor: User, publication: Publication) -> Verification:
    started = verifying.start(actor, publication)
    assert started.job
    jobs.run(started.job.pk)
    return newest(started)


def newest(publication: Publication) -> Verification:
    found = Publication.objects.select_related("newest").get(pk=publication.pk).newest
    assert found
    return found


def stored_publication(case: Case | None, **fields: Any) -> Publication:
    """A publication as it lies in the database, verified without opening anything."""
    publication = Publication.objects.create(
        **{
            "case": case,
            "name": "Portal",
            "address": "https://code.example.org/city/portal",
            "licence": "MIT",
            "commit": "c" * 40,
            **fields,
        }
    )
    publication.newest = Verification.objects.create(
        publication=publication,
        address=publication.address,
        reachable="yes",
        licence="yes",
        licence_wanted="MIT",
        licence_found="MIT",
        licence_files=["LICENSE"],
        content="same",
        checked_commit="c" * 40,
        public_commit="c" * 40,
        further=0,
    )
    publication.save()
    return publication


def stored_preparation(case: Case, **fields: Any) -> Preparation:
    """A preparation as it lies in the database, without a repository."""
    told = Prepared("x", "c" * 40, pieces(), patch_of(pieces())).as_json()
    given = {"pieces": told["pieces"], "patch": told["patch"], "commit": "c" * 40, **fields}
    return Preparation.objects.create(case=case, prepared_at=timezone.now(), **given)


def pieces() -> tuple[Piece, ...]:
    """A new file, one that waits for an answer, and one that is there."""
    ask = {"de": "Wer ist zuständig?", "en": "Who is in charge?"}
    return (
        Piece(KINDS["licence"], "LICENSE", "created", b"MIT <b>License</b>\n"),
        Piece(KINDS["codeowners"], "CODEOWNERS", "open", needs_human=(ask,)),
        Piece(KINDS["readme"], "README.md", "kept", b"# Portal\n", b"# Portal\n"),
    )


def public() -> Publication:
    """What is published, of a case whose time of retention is over."""
    return stored_publication(None, published_on=timezone.localdate())


def entry(**fields: Any) -> NotPublished:
    """An entry of the register that the public does not read."""
    given = {"name": "Duty roster", "reason": "A contract forbids it.", **fields}
    return NotPublished.objects.create(review_on=timezone.localdate(), **given)
