# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Prepare: from the answers of a case to a patch that git takes, and who may see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.publishing.preparing.making import LONG
from tests.repositories.making import Made
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Unit
from allmende.workbench.publications.models import Preparation
from allmende.workbench.publications.services import preparing

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


@pytest.fixture
def case(colleague: User, office: User, made: Made) -> Case:
    """A case that says what a case says, whose repository was checked."""
    said = {
        "description": LONG,
        "public-purpose": "Andere Verwaltungen können es nachnutzen und mit uns entwickeln.",
        "security-contact": "sicherheit@gemeinde.de",
        "platform": ["github"],
        "maintenance-funding": "staff",
    }
    found = making.in_state(colleague, "draft", **said)
    Case.objects.filter(pk=found.pk).update(unit=Unit.objects.create(name="Amt für Digitales"))
    found.refresh_from_db()
    return making.checked(found, made, office)


def prepared(actor: User, case: Case, **said: Any) -> Preparation:
    started = preparing.start(actor, case, said)
    assert started.job
    making.jobs.run(started.job.pk)
    started.refresh_from_db()
    assert not started.job.error, started.job.error
    return started


def state_of(found: Preparation, path: str) -> str:
    return next(one["state"] for one in found.pieces if one["path"] == path)


def test_the_patch_is_taken_by_git_and_holds_what_the_case_says(
    colleague: User, case: Case, made: Made
) -> None:
    found = prepared(colleague, case)
    made.git("apply", "-", feed=found.patch.encode())
    assert "sicherheit@gemeinde.de" in (made.folder / "SECURITY.md").read_text()
    assert LONG in (made.folder / "README.md").read_text()
    assert state_of(found, "LICENSE") == "kept"
    assert Event.objects.filter(kind="publications.prepared").get().data["files"] > 3


def test_what_people_add_opens_what_was_open(colleague: User, case: Case) -> None:
    assert state_of(prepared(colleague, case), "publiccode.yml") == "open"
    found = prepared(
        colleague,
        case,
        owners="@stadt/portal",
        address="https://github.com/stadt/portal",
        status="stable",
        type="standalone/web",
        platforms=["web"],
        interface_languages=["de"],
        features="Termine buchen",
    )
    assert state_of(found, "publiccode.yml") == "created"
    assert state_of(found, ".github/CODEOWNERS") == "created"


def test_it_is_prepared_for_the_commit_that_was_checked(
    colleague: User, case: Case, made: Made
) -> None:
    checked = made.git("rev-parse", "HEAD")
    made.commit({"more.py": "x = 1\n"})
    assert prepared(colleague, case).commit == checked


def test_a_repository_that_cannot_be_opened_is_told(
    colleague: User, case: Case, made: Made, client_of: ClientOf
) -> None:
    case.values["repository"] = "file:///nowhere/at/all"
    case.save()
    found = prepared(colleague, case)
    assert found.problem and found.pieces is None
    page = client_of(colleague).get(found.get_absolute_url()).content.decode()
    assert "could not be opened" in page


def test_one_preparation_at_a_time(colleague: User, case: Case) -> None:
    preparing.start(colleague, case, {})
    with pytest.raises(Refused, match="already"):
        preparing.start(colleague, case, {})


def test_who_only_reads_starts_nothing(legal: User, community: User, case: Case) -> None:
    for person in (legal, community):
        with pytest.raises(NotAllowed):
            preparing.start(person, case, {})
    assert not Preparation.objects.exists()


def test_legal_reads_and_strangers_to_the_case_do_not(
    client_of: ClientOf, legal: User, community: User, person: Callable[..., User], case: Case
) -> None:
    found = making.stored_preparation(case)
    for name in ("prepare", "prepare-patch"):
        address = reverse(f"publications:{name}", args=[case.number])
        assert client_of(legal).get(address).status_code == 200
        assert client_of(community).get(address).status_code == 404
        assert client_of(person()).get(address).status_code == 404
    assert "Save and prepare" not in client_of(legal).get(found.get_absolute_url()).content.decode()


def test_the_page_shows_each_file_and_what_it_still_needs(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    address = making.stored_preparation(case).get_absolute_url()
    client = client_of(colleague)
    page = client.get(address).content.decode()
    assert "MIT &lt;b&gt;License" in page
    assert "Who is in charge?" in page and "waits for an answer" in page
    assert "Is there a licence file in the main directory?" in page
    with translation.override("de"):
        german = client.get(reverse("publications:prepare", args=[case.number])).content.decode()
    assert "Wer ist zuständig?" in german and "Veröffentlichung vorbereiten" in german


def test_the_form_of_the_page_starts_the_job_and_keeps_what_was_said(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    client = client_of(colleague)
    address = reverse("publications:prepare", args=[case.number])
    assert "Nothing is prepared yet" in client.get(address).content.decode()
    wrong = client.post(address, {"contact": "nobody"})
    assert wrong.status_code == 200 and not Preparation.objects.exists()
    assert client.post(address, {"owners": "@stadt/portal"}).status_code == 302
    assert Preparation.objects.get().is_running
    assert 'value="@stadt/portal"' in client.get(address).content.decode()


def test_the_patch_is_a_file_and_never_a_page(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    making.stored_preparation(case)
    sent = client_of(colleague).get(reverse("publications:prepare-patch", args=[case.number]))
    assert sent["Content-Type"] == "application/octet-stream"
    assert sent["Content-Disposition"].startswith("attachment; filename=")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent.content.startswith(b"diff --git a/LICENSE")


def test_the_case_leads_to_the_files(client_of: ClientOf, colleague: User, case: Case) -> None:
    making.stored_preparation(case)
    page = client_of(colleague).get(case.get_absolute_url()).content.decode()
    assert reverse("publications:prepare", args=[case.number]) in page
    assert "1 file is ready as a patch." in page and "1 file waits for an answer." in page


def test_a_newer_check_says_that_the_patch_is_old(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    found = making.stored_preparation(case)
    assert (
        "checked again since" in client_of(colleague).get(found.get_absolute_url()).content.decode()
    )


def test_the_page_needs_few_queries(
    client_of: ClientOf,
    colleague: User,
    case: Case,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    address = making.stored_preparation(case).get_absolute_url()
    client = client_of(colleague)
    client.get(address)
    with django_assert_max_num_queries(18):
        client.get(address)
