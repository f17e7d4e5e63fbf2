# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From the verified repository to the record, its releases and its end; what is not published."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.repositories.making import Made
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import registry
from allmende.workbench.cases.models import Case, Condition
from allmende.workbench.cases.services import moving
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job
from allmende.workbench.publications import queries
from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.publications.services import noting, recording

pytestmark = pytest.mark.django_db
VERIFIED = registry.GUARDS["publication-verified"]
WITHIN = registry.GUARDS["within-approval"]


@pytest.fixture
def case(colleague: User, office: User, made: Made) -> Case:
    return making.checked(making.in_state(colleague), made, office)


@pytest.fixture
def public(made: Made, tmp_path: Path) -> Made:
    return making.cloned(made, tmp_path / "public.git")


def at(public: Made) -> str:
    return making.address(public.folder.parent / "public.git")


def fresh(case: Case) -> Case:
    return Case.objects.select_related("kept").get(pk=case.pk)


def published(colleague: User, case: Case, public: Made) -> Publication:
    making.verified(colleague, case, at(public))
    moving.take(colleague, fresh(case), "publish")
    return Publication.objects.get()


def test_the_guard_knows_nothing_before_a_verification_and_yes_after_a_good_one(
    colleague: User, case: Case, public: Made
) -> None:
    assert VERIFIED(case) is None
    making.verified(colleague, case, at(public))
    assert VERIFIED(case) is True
    public.commit({"more.py": "pass\n"})
    making.pushed(public)
    making.again(colleague, Publication.objects.get())
    assert VERIFIED(case) is False


def test_publishing_is_blocked_until_the_repository_is_verified(
    colleague: User, case: Case
) -> None:
    with pytest.raises(moving.Blocked):
        moving.take(colleague, case, "publish")


def test_the_workbench_publishes_by_itself_what_was_verified(
    colleague: User, case: Case, public: Made, work_off_jobs: Callable[..., list[Job]]
) -> None:
    making.verified(colleague, case, at(public))
    work_off_jobs()
    assert fresh(case).state == "published"
    assert Publication.objects.get().published_on == timezone.localdate()


def test_the_record_copies_what_the_case_said_and_plans_the_review(
    colleague: User, office: User, case: Case, public: Made
) -> None:
    Condition.objects.create(case=case, text="Name a contact.", due_on="2027-01-01")
    case.moves.create(
        transition="approve", from_state="decision", to_state="approved", decides=True,
        asked_by=colleague, by=office, version=1, digest="x",
    )  # fmt: skip
    found = published(colleague, case, public)
    assert (found.name, found.licence, found.maintainers) == ("Portal", "MIT", 2)
    assert found.unit and found.platforms and found.platforms[0]["en"]
    assert (found.approved_by, found.approved_on) == (office, timezone.localdate())
    assert found.conditions == [{"text": "Name a contact.", "due_on": "2027-01-01"}]
    assert found.commit == public.git("rev-parse", "HEAD")
    assert found.review_on and found.review_on > timezone.localdate() + timedelta(days=360)


def test_a_later_release_is_within_the_approval_while_it_builds_on_it(
    colleague: User, case: Case, public: Made
) -> None:
    found = published(colleague, case, public)
    assert WITHIN(fresh(case)) is False, "nothing new"
    public.commit({"more.py": "pass\n"})
    making.pushed(public)
    making.again(colleague, found)
    assert WITHIN(fresh(case)) is True
    moving.take(colleague, fresh(case), "record-release")
    released = Publication.objects.get()
    assert released.commit == public.git("rev-parse", "HEAD") != found.commit
    assert Event.objects.filter(kind="publications.released").count() == 1


@pytest.mark.parametrize("broken", ["condition", "review", "licence", "content", "unknown"])
def test_a_release_outside_the_approval_needs_a_new_one(
    colleague: User, case: Case, broken: str
) -> None:
    found = making.stored_publication(case, commit="a" * 40)
    assert WITHIN(case) is True
    newest = type(found.newest).objects.filter(pk=found.newest_id)
    yesterday = timezone.localdate() - timedelta(days=1)
    if broken == "condition":
        Condition.objects.create(case=case, text="Do it.", due_on=yesterday)
    if broken == "review":
        case.review_on = yesterday
    if broken == "licence":
        newest.update(licence="no")
    if broken in ("content", "unknown"):
        newest.update(content={"content": "other", "unknown": "unknown"}[broken])
    assert WITHIN(case) is (None if broken == "unknown" else False)


@pytest.mark.parametrize(
    ("how", "state"),
    [("archived", "archived"), ("handed-over", "handed-over"), ("fork-endorsed", "fork-endorsed")],
)
def test_a_publication_ends_by_the_step_of_its_case(
    colleague: User, office: User, case: Case, public: Made, how: str, state: str
) -> None:
    found = published(colleague, case, public)
    recording.end(office, found, how, "Nobody uses it.", "https://code.example.org/b/portal")
    found.refresh_from_db()
    assert (found.end, found.end_note, fresh(case).state) == (how, "Nobody uses it.", state)
    with pytest.raises(Refused):
        recording.end(office, found, how, "Once more.", "https://code.example.org/b/portal")


def test_only_the_office_ends_and_says_who_carries_on(
    colleague: User, office: User, case: Case, public: Made
) -> None:
    found = published(colleague, case, public)
    with pytest.raises(NotAllowed):
        recording.end(colleague, found, "archived", "So.")
    with pytest.raises(Refused):
        recording.end(office, found, "handed-over", "So.")
    assert not Publication.objects.get().end


def test_a_step_on_the_case_ends_the_publication_as_well(
    colleague: User, office: User, case: Case, public: Made
) -> None:
    published(colleague, case, public)
    moving.take(office, fresh(case), "archive", reason="It is replaced.")
    assert Publication.objects.get().end == "archived"


def test_a_rejected_case_stands_in_the_register_and_the_public_reads_nothing_of_it(
    colleague: User, office: User
) -> None:
    case = making.in_state(colleague, "triage")
    moving.take(office, case, "reject", reason="It shows how the network is built.")
    entry = NotPublished.objects.get()
    assert (entry.name, entry.reason) == ("Portal", "It shows how the network is built.")
    assert entry.confidential and not entry.released and entry.unit == fresh(case).unit
    assert entry.review_on > timezone.localdate() + timedelta(days=360)


def test_what_is_withdrawn_before_publication_leaves_no_publication(
    colleague: User, case: Case
) -> None:
    making.stored_publication(case)
    moving.take(colleague, case, "withdraw", reason="We stop.")
    assert not Publication.objects.exists() and NotPublished.objects.count() == 1


def test_what_is_published_after_all_leaves_the_register(
    colleague: User, office: User, case: Case, public: Made
) -> None:
    entry = NotPublished.objects.create(
        case=case, name="Portal", reason="No.", review_on=timezone.localdate()
    )
    published(colleague, case, public)
    entry.refresh_from_db()
    assert entry.ended_on == timezone.localdate()


def said(**more: Any) -> dict[str, Any]:
    return {
        "name": "Duty roster",
        "unit": None,
        "reason": "A contract forbids it.",
        "confidential": True,
        "short": "",
        "released": False,
        "review_on": timezone.localdate(),
        **more,
    }


def test_a_confidential_reason_is_released_only_with_one_for_the_public(office: User) -> None:
    with pytest.raises(Refused):
        noting.note(office, said(released=True))
    assert noting.note(office, said(released=True, short="Third-party rights.")).released


def test_only_the_office_notes_and_takes_off(colleague: User, office: User) -> None:
    with pytest.raises(NotAllowed):
        noting.note(colleague, said())
    entry = noting.note(office, said())
    with pytest.raises(NotAllowed):
        noting.end(colleague, entry)
    assert noting.end(office, entry).ended_on == timezone.localdate()


def test_the_office_takes_a_publication_off_the_public_list_and_puts_it_back(
    colleague: User, office: User, stranger: Any, case: Case, public: Made
) -> None:
    found = published(colleague, case, public)
    recording.set_public(office, found, False)
    assert not queries.visible_to(stranger).exists() and fresh(case).shown is None
    assert Event.objects.filter(kind="publications.hidden").count() == 1
    recording.set_public(office, found, True)
    assert queries.visible_to(stranger).get() == found
    assert (fresh(case).shown or {})["name"] == "Portal"
    with pytest.raises(NotAllowed):
        recording.set_public(colleague, found, False)


def test_what_was_taken_off_the_list_stays_off_it_with_the_next_release(
    colleague: User, office: User, case: Case, public: Made
) -> None:
    found = published(colleague, case, public)
    recording.set_public(office, found, False)
    with transaction.atomic():
        recording.record_publication(office, fresh(case))
    found.refresh_from_db()
    assert not found.public and fresh(case).shown is None


def test_what_is_not_published_cannot_stand_on_the_list(
    colleague: User, office: User, case: Case
) -> None:
    found = making.stored_publication(case)
    with pytest.raises(Refused, match="Only what is published"):
        recording.set_public(office, found, True)
