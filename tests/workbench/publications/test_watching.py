# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is published is looked at again by itself, and whom it concerns learns that it broke."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.repositories.making import Made
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case, Notice
from allmende.workbench.cases.services import advancing, moving, reminding
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job
from allmende.workbench.publications.models import Publication, Verification
from allmende.workbench.publications.services import watching

pytestmark = pytest.mark.django_db


def aged(found: Publication, days: int) -> None:
    """As if it had been verified so many days ago."""
    Verification.objects.filter(pk=found.newest_id).update(at=timezone.now() - timedelta(days=days))


def work() -> None:
    for job in Job.objects.filter(state=Job.State.WAITING, kind="publications.verify"):
        jobs.run(job.pk)


@pytest.fixture
def published(
    colleague: User, office: User, made: Made, person: Callable[..., User]
) -> Publication:
    """Verified and published; a maintainer does not see the case."""
    maintainer = person(username="maintainer")
    people = [str(colleague.pk), str(maintainer.pk)]
    case = making.in_state(colleague, maintainers=people)
    making.verified(colleague, making.checked(case, made, office), making.address(made))
    moving.take(colleague, Case.objects.get(), "publish")
    return Publication.objects.get()


def test_after_a_month_it_is_looked_at_again_and_not_before(published: Publication) -> None:
    aged(published, 29)
    assert watching.start_due() == 0
    aged(published, 31)
    assert watching.start_due() == 1
    assert watching.start_due() == 0, "it is being verified already"
    work()
    assert [one.result for one in published.verifications.all()] == ["holds", "holds"]
    assert Verification.objects.first().asked_by is None  # type: ignore[union-attr]
    assert not Notice.objects.filter(notification="publication-broken").exists()


@pytest.mark.parametrize("fields", [{"end": "archived"}, {"published_on": None}])
def test_what_has_ended_or_is_not_published_is_left_alone(
    published: Publication, fields: dict[str, Any]
) -> None:
    aged(published, 90)
    Publication.objects.update(**fields)
    assert watching.start_due() == 0


def test_what_vanished_is_told_once_to_maintainers_and_office_and_stands_in_the_list(
    published: Publication,
    made: Made,
    tmp_path: Path,
    client_of: Callable[[Any], Client],
    office: User,
) -> None:
    made.folder.rename(tmp_path / "gone")
    for _month in range(2):
        aged(Publication.objects.get(), 31)
        assert watching.start_due() == 1
        work()
    told = Notice.objects.filter(notification="publication-broken")
    assert {one.person.username for one in told} == {"colleague", "maintainer", "office"}
    text = told.get(person__username="maintainer").text
    assert "can no longer be opened" in text and published.get_absolute_url()[4:] in text
    client = client_of(office)
    today = client.get("/en/").content.decode()
    address = f"{reverse('publications:index')}?state=published&result=fails"
    assert address.replace("&", "&amp;") in today
    assert "Portal" in client.get(address).content.decode()


def test_a_licence_that_was_taken_away_is_told_as_such(published: Publication, made: Made) -> None:
    made.git("rm", "--quiet", "LICENSE")
    made.commit({"README.md": "# Without\n"})
    aged(published, 31)
    watching.start_due()
    work()
    text = Notice.objects.filter(notification="publication-broken")[0].text
    assert "licence that was approved is no longer" in text


def test_the_yearly_review_comes_due_is_chased_and_confirmed(
    published: Publication, colleague: User
) -> None:
    Case.objects.update(review_on=timezone.localdate())
    advancing.advance_all()
    case = Case.objects.select_related("kept").get()
    assert case.state == "review-due"
    assert Notice.objects.filter(notification="yearly-review", person=colleague).exists()
    reminding.remind()
    moving.take(colleague, case, "confirm")
    case.refresh_from_db()
    assert case.state == "published"
    assert case.review_on and case.review_on > timezone.localdate() + timedelta(days=360)
