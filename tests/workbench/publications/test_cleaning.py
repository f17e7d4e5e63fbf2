# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""*Clean history*: who reads what must not go out, and what can be taken along."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.assessments import stored
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import Assessment, CaseCheck
from allmende.workbench.cases import registry
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import lanes
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def gone(path: str, id: str, **more: Any) -> dict[str, Any]:
    """A finding that stands in the history only."""
    place = {
        **stored.finding(id)["places"][0],
        "path": path,
        "in_head": False,
        "removed": "b" * 40,
    }
    return stored.finding(id, path=path, in_head=False, removed="b" * 40, places=[place], **more)


def checked(case: Case, by: User, findings: list[dict[str, Any]], **more: Any) -> Assessment:
    report = stored.report(by, address="https://code.example.org/a", findings=findings, **more)
    CaseCheck.objects.create(
        case=case, criteria="publication-check", assessment=report, at=report.asked_at
    )
    return report


@pytest.fixture
def case(colleague: User, office: User) -> Case:
    case = making.in_state(colleague, name="Portal")
    checked(
        case,
        office,
        [
            stored.finding(),
            gone("deploy/server.key", "1" * 16, detector="file-private-key", confidence=0.8),
            gone("old.zip!conf/app.ini", "2" * 16),
            stored.finding("3" * 16, confidence=0.45),
            stored.finding("4" * 16, suppressed={"reason": "made up", "expires": None}),
        ],
    )
    return case


def page(client: Client, case: Case) -> str:
    answer = client.get(reverse("publications:clean", args=[case.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def file(client: Client, case: Case, name: str) -> str:
    answer = client.get(reverse("publications:clean-download", args=[case.number, name]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    return answer.content.decode()


def test_the_office_sees_every_place_and_how_it_goes(
    client_of: ClientOf, office: User, case: Case
) -> None:
    seen = page(client_of(office), case)
    assert "3 findings must not go out with" in seen
    assert "settings.py:3" in seen and "the value, replaced" in seen
    assert "deploy/server.key" in seen and "the whole file" in seen
    assert "old.zip!conf/app.ini" in seen and "the versions that hold it" in seen
    assert "Revoke and replace it first" in seen
    assert "First take out of the current state" in seen
    assert "git filter-repo --force" in seen and "Forks, clones and caches" in seen


def test_the_case_tells_those_who_see_it_how_much_and_the_office_where(
    client_of: ClientOf, colleague: User, office: User, case: Case
) -> None:
    theirs = client_of(colleague).get(case.get_absolute_url()).content.decode()
    address = reverse("publications:clean", args=[case.number])
    assert "3 findings must not go out like this" in theirs
    assert "allmende repository clean ." in theirs
    assert address not in theirs and "server.key" not in theirs
    assert address in client_of(office).get(case.get_absolute_url()).content.decode()


def test_whoever_may_not_read_findings_gets_neither_page_nor_script(
    client_of: ClientOf, colleague: User, case: Case
) -> None:
    client = client_of(colleague)
    assert client.get(reverse("publications:clean", args=[case.number])).status_code == 403
    script = reverse("publications:clean-download", args=[case.number, "clean-history.sh"])
    assert client.get(script).status_code == 403


def test_the_script_looks_under_the_office_s_policy_and_names_the_files(
    client_of: ClientOf, office: User, case: Case
) -> None:
    script = file(client_of(office), case, "clean-history.sh")
    assert script.startswith("#!/bin/sh\n") and "literal:deploy/server.key" in script
    assert "allmende repository clean before.git --policy plain" in script


def test_a_name_of_the_case_cannot_end_the_note_in_the_script(
    client_of: ClientOf, office: User, case: Case
) -> None:
    case.values["name"] = "Portal\nEND\ntouch /tmp/x"
    case.save()
    script = file(client_of(office), case, "fresh-history.sh")
    assert "Portal END touch /tmp/x" in script and "\ntouch" not in script


def test_the_note_names_the_commit_that_was_checked_and_no_address(
    client_of: ClientOf, office: User, case: Case
) -> None:
    note = file(client_of(office), case, "PROVENANCE.md")
    assert stored.COMMIT in note and "Portal" in note and "example.org" not in note


def test_the_page_speaks_german(client_of: ClientOf, office: User, case: Case) -> None:
    address = reverse("publications:clean", args=[case.number]).replace("/en/", "/de/")
    seen = client_of(office).get(address).content.decode()
    assert "Historie bereinigen" in seen and "Zuerst sperren und erneuern" in seen
    assert "Was das kostet" in seen and "Aufruf: sh clean-history.sh" in seen


def test_after_a_clean_check_the_page_leads_to_what_has_changed(
    client_of: ClientOf, colleague: User, office: User
) -> None:
    case = making.in_state(colleague, history="cleaned")
    checked(case, office, [stored.finding()], age=timedelta(days=2))
    newest = checked(case, office, [])
    seen = page(client_of(office), case)
    assert "Nothing has to go" in seen
    assert reverse("assessments:comparison", args=[newest.pk]) in seen
    panel = client_of(office).get(case.get_absolute_url()).content.decode()
    assert "The newest check found nothing that must not go out." in panel


def test_a_case_without_a_check_has_no_page(
    client_of: ClientOf, colleague: User, office: User
) -> None:
    case = making.in_state(colleague, history="unknown")
    client = client_of(office)
    assert client.get(reverse("publications:clean", args=[case.number])).status_code == 404
    assert "clean-history" not in client.get(case.get_absolute_url()).content.decode()


def test_the_page_warns_where_not_everything_was_looked_at(
    client_of: ClientOf, office: User, case: Case
) -> None:
    Assessment.objects.update(complete=False)
    assert "Not everything could be looked at" in page(client_of(office), case)


def test_reading_takes_no_more_queries_with_more_findings(
    client_of: ClientOf, office: User, case: Case, django_assert_max_num_queries: Any
) -> None:
    client = client_of(office)
    page(client, case)
    with django_assert_max_num_queries(16):
        page(client, case)
    found = CaseCheck.objects.get(case=case)
    assert found.assessment
    seen = found.assessment.inspection
    seen.findings = [gone(f"old/{n}.ini", f"{n:016x}") for n in range(40)]
    seen.save()
    with django_assert_max_num_queries(16):
        assert "40 findings" in page(client, case)


def test_reading_leaves_no_event(client_of: ClientOf, office: User, case: Case) -> None:
    before = Event.objects.count()
    page(client_of(office), case)
    assert Event.objects.count() == before


def test_a_line_that_is_not_met_leads_to_the_page_that_mends_it(
    client_of: ClientOf, office: User, colleague: User, person: Callable[..., User]
) -> None:
    case = making.in_state(colleague, "review")
    report = stored.report(office, findings=[stored.finding()])
    CaseCheck.objects.create(case=case, criteria="publication-check", assessment=report)
    asked = registry.mends(office, case, ["no-secrets", "licence-file", "unheard-of"])
    assert {name: one.address for name, one in asked.items()} == {
        "no-secrets": reverse("publications:clean", args=[case.number]),
        "licence-file": reverse("publications:prepare", args=[case.number]),
    }
    assert registry.mends(colleague, case, ["no-secrets"]) == {}
    assert registry.mends(person("community"), case, ["licence-file"]) == {}
    kind = declared(case)
    lane, item = next(
        (lane, item)
        for lane in kind.lanes
        for item in lane.items
        if item.criterion and item.criterion.id == "no-secrets"
    )
    lanes.answer_by_machine(case, [registry.MachineAnswer(lane.id, item.id, "not-met")])
    page = client_of(office).get(reverse("cases:lane", args=[case.number, lane.id]))
    assert asked["no-secrets"].address in page.content.decode()
