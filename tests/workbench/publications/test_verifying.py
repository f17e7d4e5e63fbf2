# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is told of a public repository, beside the one that was checked; real repositories."""

from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made, make
from tests.workbench.assessments.making import MIT
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job
from allmende.workbench.publications.models import Publication, Verification
from allmende.workbench.publications.services import verifying

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(colleague: User, office: User, made: Made) -> Case:
    return making.checked(making.in_state(colleague), made, office)


def test_the_same_commit_with_its_licence_is_verified(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    making.cloned(made, tmp_path / "public.git")
    seen = making.verified(colleague, case, making.address(tmp_path / "public.git"))
    assert (seen.reachable, seen.licence, seen.content) == ("yes", "yes", "same")
    assert seen.public_commit == seen.checked_commit == made.git("rev-parse", "HEAD")
    assert seen.public_tree == seen.checked_tree == made.git("rev-parse", "HEAD^{tree}")
    assert (seen.licence_found, seen.licence_files, seen.further) == ("MIT", ["LICENSE"], 0)
    assert seen.result == "holds"


def test_a_fresh_history_with_the_same_files_is_known_by_its_tree(
    colleague: User, case: Case, tmp_path: Path
) -> None:
    fresh = make(tmp_path / "fresh")
    fresh.commit({"README.md": "# Portal\n", "LICENSE": MIT}, "Begin anew")
    seen = making.verified(colleague, case, making.address(fresh))
    assert (seen.content, seen.result) == ("same-files", "holds")


def test_commits_on_top_are_a_later_state_with_the_files_that_differ(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    work = making.cloned(made, tmp_path / "public.git")
    work.commit({"more.py": "print()\n", "README.md": "# New\n"})
    making.pushed(work)
    seen = making.verified(colleague, case, making.address(tmp_path / "public.git"))
    assert (seen.content, seen.result, seen.further) == ("later", "later", 1)
    assert (seen.differing, seen.differing_total) == (["README.md", "more.py"], 2)


def test_a_branch_nobody_checked_is_not_taken_for_checked(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    work = making.cloned(made, tmp_path / "public.git")
    work.git("checkout", "--quiet", "-b", "aside")
    work.commit({"secret.txt": "of somebody\n"})
    work.git("push", "--quiet", "origin", "aside")
    seen = making.verified(colleague, case, making.address(tmp_path / "public.git"))
    assert (seen.content, seen.further, seen.result) == ("more", 1, "unknown")


def test_a_branch_that_was_checked_may_be_public_and_one_that_came_later_not(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    made.git("checkout", "--quiet", "-b", "aside")
    made.commit({"more.py": "pass\n"})
    made.git("checkout", "--quiet", "-")
    making.cloned(made, tmp_path / "public.git")
    seen = making.verified(colleague, case, making.address(tmp_path / "public.git"))
    assert (seen.content, seen.further) == ("same", 0)
    made.git("checkout", "--quiet", "aside")
    made.commit({"later.py": "pass\n"}, date=4_000_000_000)
    made.git("push", "--quiet", str(tmp_path / "public.git"), "aside")
    made.git("checkout", "--quiet", "-")
    seen = making.again(colleague, Publication.objects.get())
    assert (seen.content, seen.further) == ("more", 1)


def test_a_clock_that_ran_ahead_does_not_make_the_checked_commit_unchecked(
    colleague: User, office: User, made: Made
) -> None:
    made.commit({"more.py": "pass\n"}, date=4_000_000_000)
    case = making.checked(making.in_state(colleague), made, office)
    seen = making.verified(colleague, case, making.address(made))
    assert (seen.content, seen.further) == ("same", 0)


def test_something_else_is_told_as_something_else(
    colleague: User, case: Case, tmp_path: Path
) -> None:
    other = make(tmp_path / "other")
    other.commit({"LICENSE": MIT, "other.py": "pass\n"})
    seen = making.verified(colleague, case, making.address(other))
    assert (seen.content, seen.result) == ("other", "fails")
    assert seen.problem and seen.problem["de"] and seen.problem["en"]


def test_without_the_checked_repository_another_history_stays_unknown(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    other = make(tmp_path / "other")
    other.commit({"LICENSE": MIT, "other.py": "pass\n"})
    made.folder.rename(tmp_path / "gone")
    seen = making.verified(colleague, case, making.address(other))
    assert (seen.content, seen.checked_tree, seen.result) == ("unknown", "", "unknown")


def test_without_a_check_nothing_can_be_compared(
    colleague: User, made: Made, tmp_path: Path
) -> None:
    seen = making.verified(colleague, making.in_state(colleague), making.address(made))
    assert (seen.reachable, seen.licence, seen.content) == ("yes", "yes", "unknown")
    assert "publication check" in seen.problem["en"]


@pytest.mark.parametrize(
    ("files", "licence"),
    [
        ({"README.md": "# Portal\n"}, "no"),
        ({"LICENSE": "All of it is ours, and nobody may do anything.\n"}, "unknown"),
        ({"LICENSE": MIT}, "no"),
    ],
)
def test_a_missing_an_unknown_and_another_licence_are_told_apart(
    colleague: User, office: User, tmp_path: Path, files: dict[str, str], licence: str
) -> None:
    case = making.in_state(colleague, **{"outbound-licence": "EUPL-1.2"})
    public = make(tmp_path / "public")
    public.commit(files)
    seen = making.verified(colleague, making.checked(case, public, office), making.address(public))
    assert (seen.licence, seen.content) == (licence, "same")


def test_what_cannot_be_opened_is_not_reachable_and_the_rest_unknown(
    colleague: User, case: Case, tmp_path: Path
) -> None:
    seen = making.verified(colleague, case, making.address(tmp_path / "nowhere"))
    assert (seen.reachable, seen.licence, seen.content) == ("no", "unknown", "unknown")
    assert seen.result == "fails" and seen.problem["de"]


def test_an_empty_public_repository_is_not_what_was_checked(
    colleague: User, case: Case, tmp_path: Path
) -> None:
    seen = making.verified(colleague, case, making.address(make(tmp_path / "empty")))
    assert (seen.reachable, seen.licence, seen.content) == ("yes", "no", "other")


def test_a_host_that_moved_inside_is_not_called(
    colleague: User, case: Case, settings: Any, made: Made
) -> None:
    publication = verifying.name_address(colleague, case, making.address(made))
    settings.REPOSITORY_SCHEMES = ("https",)
    seen = verifying.verify(None, publication, lambda: None)
    assert (seen.reachable, seen.licence, seen.content) == ("unknown", "unknown", "unknown")
    assert "https://" in seen.problem["de"]


@pytest.mark.parametrize(
    "written", ["git@code.example.org:a/b.git", "https://127.0.0.1/a/b", "http://example.org/a/b"]
)
def test_only_addresses_that_everybody_can_open_are_taken(
    colleague: User, case: Case, settings: Any, written: str
) -> None:
    settings.REPOSITORY_SCHEMES = ("https", "ssh")
    with pytest.raises(Refused):
        verifying.name_address(colleague, case, written)
    assert not Publication.objects.exists()


def test_the_address_is_named_by_whoever_asked_or_the_office_and_after_the_approval(
    colleague: User, office: User, legal: User, made: Made
) -> None:
    case = making.in_state(colleague)
    with pytest.raises(NotAllowed):
        verifying.name_address(legal, case, making.address(made))
    assert verifying.name_address(office, case, making.address(made)).name == "Portal"
    with pytest.raises(Refused):
        verifying.name_address(colleague, making.in_state(colleague, "draft"), "https://a.b/c/d")


def test_another_address_forgets_what_was_verified(
    colleague: User, case: Case, made: Made, tmp_path: Path
) -> None:
    making.verified(colleague, case, making.address(made))
    verifying.name_address(colleague, case, making.address(tmp_path / "else"))
    publication = Publication.objects.get()
    assert publication.newest is None and publication.verifications.count() == 1


def test_one_verification_runs_at_a_time(colleague: User, case: Case, made: Made) -> None:
    publication = verifying.name_address(colleague, case, making.address(made))
    with pytest.raises(Refused):
        verifying.start(colleague, publication)
    assert Job.objects.filter(kind="publications.verify").count() == 1


def test_a_verification_is_never_changed_and_is_an_event(
    colleague: User, case: Case, made: Made
) -> None:
    seen = making.verified(colleague, case, making.address(made))
    with pytest.raises(TypeError):
        seen.save()
    event = Event.objects.get(kind="publications.verified")
    assert event.actor == colleague and event.data["has_content"] == "same"
    assert Verification.objects.count() == 1
