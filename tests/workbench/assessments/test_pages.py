# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages: who sees what, filters, forms, files, and what each costs."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.repositories.making import Made
from tests.workbench.assessments import making, stored
from tests.workbench.catalogue.making import software, text_of

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import answering, starting
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db
Signed = Callable[[Any], Client]
HUMAN = "rights-cleared"


def page(name: str, *words: Any, query: str = "") -> str:
    return reverse(f"assessments:{name}", args=words) + query


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer.content.decode())


@pytest.fixture
def assessment(office: User) -> Assessment:
    return stored.report(office)


# --- the report ---------------------------------------------------------------------------------


def test_the_report_says_what_was_looked_at_and_by_which_policy(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    text = read(client_of(office), assessment.get_absolute_url())
    assert "Everything that branches and tags reach was looked at." in text
    assert assessment.policy in text and "Olga Office" in text
    assert stored.COMMIT[:12] in text


def test_each_number_leads_to_as_many_answers(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    client = client_of(office)
    for level, figures in assessment.summary.items():
        for state in ("met", "not-met", "needs-human", "unknown"):
            number = figures[state.replace("-", "_")]
            query = f"?level={level}&state={state}"
            html = client.get(assessment.get_absolute_url() + query).content.decode()
            assert html.count('<article class="answer"') == number, query


def test_machine_and_person_are_told_apart(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    answering.answer(office, assessment, HUMAN, "met", "All of it is ours.")
    text = read(client_of(office), assessment.get_absolute_url() + "?by=human")
    assert "A person All of it is ours." in text
    assert "The inspection for a person to judge" in text
    assert "1 of" in text


def test_evidence_leads_to_the_line_at_the_commit(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    html = client_of(office).get(assessment.get_absolute_url()).content.decode()
    assert f"https://github.com/example/portal/blob/{stored.COMMIT}/README.md#L1" in html


def test_a_gap_stands_before_everything_else(client_of: Signed, office: User) -> None:
    flat = {**stored.COMPLETE, "shallow": True, "complete": False}
    assessment = stored.report(office, coverage=flat)
    Assessment.objects.filter(pk=assessment.pk).update(complete=False)
    text = read(client_of(office), assessment.get_absolute_url())
    assert text.index("The copy is shallow") < text.index("Read: 2 branches and tags")


def test_filters_that_leave_nothing_say_so(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    text = read(client_of(office), assessment.get_absolute_url() + "?state=invented")
    assert "No criterion fits these filters" in text


def test_a_report_that_has_expired_or_is_old_says_so(client_of: Signed, office: User) -> None:
    first = stored.report(office, age=timedelta(days=500))
    assert "expired on" in read(client_of(office), first.get_absolute_url())
    stored.report(office)
    assert "There is a newer analysis." in read(client_of(office), first.get_absolute_url())


def test_other_criteria_since_then_are_told(
    client_of: Signed, office: User, assessment: Assessment, settings: Any
) -> None:
    settings.POLICY = policies.load("plain")
    client = client_of(office)
    assert "The criteria have changed since." in read(client, assessment.get_absolute_url())
    client.post(page("judge", assessment.pk))
    assert "have changed" not in read(client, assessment.get_absolute_url())


@pytest.mark.parametrize("pk", ["0", "9" * 17, "9" * 30])
def test_a_number_that_names_nothing_is_not_found(pk: str, client_of: Signed, office: User) -> None:
    assert client_of(office).get(f"/en/assessments/{pk}").status_code == 404
    assert client_of(office).get(f"/en/assessments/{pk}/report.csv").status_code == 404


def test_facts_are_told_by_their_titles_with_the_key_beside(
    client_of: Signed, colleague: User, assessment: Assessment
) -> None:
    text = read(client_of(colleague), page("facts", assessment.pk))
    assert "README in the root folder" in text
    assert "readme.file" in text


def test_answers_name_facts_as_people_do_even_those_kept_without_titles(
    client_of: Signed, colleague: User, assessment: Assessment
) -> None:
    for address in (assessment.get_absolute_url(), page("report", assessment.pk, "csv")):
        text = client_of(colleague).get(address).getvalue().decode()
        assert "README in the root folder: yes." in text
        assert "readme.file" not in text


# --- what is confidential -----------------------------------------------------------------------


def test_who_may_not_see_findings_sees_none_of_them_anywhere(
    client_of: Signed, colleague: User, assessment: Assessment
) -> None:
    client = client_of(colleague)
    hidden = ("settings.py", "ab…", stored.FINDING, "a" * 12)
    for address in (
        assessment.get_absolute_url(),
        page("criterion", assessment.pk, "no-secrets"),
        page("facts", assessment.pk),
        page("history", assessment.pk),
        page("comparison", assessment.pk),
        page("report", assessment.pk, "csv"),
        page("report", assessment.pk, "json"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        text = answer.getvalue().decode()
        assert not [one for one in hidden if one in text], address
    assert "only the office and legal see them" in read(client, assessment.get_absolute_url())
    assert client.get(page("findings", assessment.pk)).status_code == 403
    assert client.get(page("finding", assessment.pk, stored.FINDING)).status_code == 403


def test_office_and_legal_see_them_redacted(
    client_of: Signed, legal: User, assessment: Assessment
) -> None:
    client = client_of(legal)
    text = read(client, page("findings", assessment.pk))
    assert "settings.py:3" in text and "ab…" in text and "95 %" in text
    assert "settings.py:3" in read(client, page("criterion", assessment.pk, "no-secrets"))


def test_findings_are_filtered_and_a_suppressed_one_says_why(
    client_of: Signed, legal: User, office: User
) -> None:
    old = stored.finding("b" * 16, 0.3, in_head=False, path="old.py")
    assessment = stored.report(office, findings=[stored.finding(), old])
    client = client_of(legal)
    assert "old.py" not in read(client, page("findings", assessment.pk, query="?where=head"))
    assert "settings.py" not in read(client, page("findings", assessment.pk, query="?sure=low"))
    answer = client.post(
        page("finding", assessment.pk, stored.FINDING),
        {"reason": "An example of the manual.", "expires": "2027-06-01"},
    )
    assert answer.status_code == 302
    text = read(client, page("findings", assessment.pk, query="?standing=suppressed"))
    assert "An example of the manual." in text and "old.py" not in text
    client.post(page("count-again", assessment.pk, stored.FINDING))
    assert "No finding fits" in read(
        client, page("findings", assessment.pk, query="?standing=suppressed")
    )


def test_nothing_found_is_said_only_where_everything_was_read(
    client_of: Signed, office: User
) -> None:
    assessment = stored.report(office, findings=[])
    address = page("findings", assessment.pk)
    assert "The whole history was read" in read(client_of(office), address)
    Assessment.objects.filter(pk=assessment.pk).update(complete=False)
    assert "Nothing was found in what was read" in read(client_of(office), address)


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_is_given_on_the_page_of_its_criterion(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    client, address = client_of(office), page("criterion", assessment.pk, HUMAN)
    assert "Please look at" in text_of(client.post(address, {"state": "met"}).content.decode())
    answer = client.post(address, {"state": "met", "reason": "All ours."})
    assert answer["Location"].endswith(f"/{assessment.pk}#{HUMAN}")
    assert "All ours." in read(client, address)
    client.post(page("withdraw", assessment.pk, HUMAN), {"reason": "Wrong one."})
    assert "Wrong one." in read(client, address)


def test_a_question_for_the_inspection_alone_offers_no_form(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    text = read(client_of(office), page("criterion", assessment.pk, "no-secrets"))
    assert "answered by the inspection alone" in text and "Save the answer" not in text


# --- beginning one ------------------------------------------------------------------------------


def test_from_the_software_with_a_known_address(
    client_of: Signed, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "allmende.workbench.assessments.services.addresses.refuse_private", lambda _one: None
    )
    zammad = software("Zammad", repositories=("https://github.com/zammad/zammad",))
    client = client_of(office)
    assert "None yet." in read(client, zammad.get_absolute_url())
    address = page("new", query=f"?software={zammad.slug}")
    assert "github.com/zammad/zammad" in read(client, address)
    url = zammad.repositories.get().url
    answer = client.post(address, {"criteria": "usability-analysis", "where": url})
    assessment = Assessment.objects.get()
    assert answer["Location"] == assessment.get_absolute_url()
    assert assessment.subject.software == zammad
    assert "running" in read(client, zammad.get_absolute_url())
    # Who sends the form twice is led to the one that runs.
    again = client.post(address, {"criteria": "usability-analysis", "where": url})
    assert again["Location"] == assessment.get_absolute_url()


def test_a_bundle_is_uploaded_and_read(client_of: Signed, office: User, made: Made) -> None:
    client = client_of(office)
    file = SimpleUploadedFile("portal.bundle", making.bundle(made))
    said = {"criteria": "publication-check", "where": "bundle", "bundle": file}
    client.post(page("new"), said)
    assessment = Assessment.objects.get()
    assert assessment.subject.name == "portal"
    assert "begins as soon as a worker is free" in read(client, assessment.get_absolute_url())
    assert making.run(assessment).is_done
    assert "1 repository" in read(client, page("checks")) or "portal" in read(
        client, page("checks")
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"where": "other", "address": ""}, "id_address"),
        ({"where": "other", "address": "https://me:pw@github.com/a/b"}, "id_address"),
        ({"where": "other", "address": "https://127.0.0.1/a/b"}, "id_address"),
        ({"where": "bundle"}, "id_bundle"),
        ({"where": "https://github.com/not/known"}, "id_where_0"),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    said: dict[str, str], field: str, client_of: Signed, office: User
) -> None:
    answer = client_of(office).post(page("new"), {"criteria": "usability-analysis", **said})
    assert answer.status_code == 200
    assert f'href="#{field}"' in answer.content.decode()
    assert not Subject.objects.exists()


# --- while it runs ------------------------------------------------------------------------------


def test_progress_survives_a_reload_and_ends_with_the_report(
    client_of: Signed, office: User, made: Made
) -> None:
    assessment = making.started(office, made)
    client, address = client_of(office), assessment.get_absolute_url()
    Job.objects.update(state=Job.State.RUNNING, done=1500, total=6000)
    Assessment.objects.update(step="scan")
    for text in (
        read(client, address),
        client.get(address, HTTP_HX_REQUEST="true").content.decode(),
    ):
        assert "Every version of every file is read: 1,500 of 6,000" in text
    Job.objects.update(state=Job.State.WAITING)
    making.run(assessment)
    told = client.get(address, HTTP_HX_REQUEST="true")
    assert told["HX-Refresh"] == "true"


def test_how_it_ended_is_told(client_of: Signed, office: User, made: Made) -> None:
    client = client_of(office)
    assessment = making.started(office, made)
    client.post(page("stop", assessment.pk))
    assert "The analysis was stopped" in read(client, assessment.get_absolute_url())
    broken = starting.of_bundle(
        office, starting.Wanted("usability-analysis"), "odd", [b"# v2 git bundle\nxx"]
    )
    making.run(broken)
    assert "could not be read" in read(client, broken.get_absolute_url())
    Job.objects.filter(pk=assessment.job_id).update(state=Job.State.FAILED)
    assert "did not finish" in read(client, assessment.get_absolute_url())
    text = read(client, page("index"))
    assert text.count("failed") >= 2


# --- lists, files, costs ------------------------------------------------------------------------


def test_the_list_is_filtered_sorted_and_taken_along(client_of: Signed, office: User) -> None:
    stored.report(office, age=timedelta(days=500))
    stored.report(office, "usability-analysis", address="https://github.com/example/other")
    client = client_of(office)
    assert "example/other" not in read(client, page("index", query="?state=expired"))
    assert "example/other" not in read(client, page("checks"))
    assert "example/portal" not in read(client, page("index", query="?q=other"))
    assert "No analysis fits" in read(client, page("index", query="?state=running"))
    rows = client.get(page("export", "csv", query="?sort=name")).getvalue().decode()
    assert rows.index("example/other") < rows.index("example/portal")
    Assessment.objects.filter(subject__criteria="usability-analysis").update(open_musts=99)
    rows = client.get(page("export", "csv", query="?sort=-open")).getvalue().decode()
    assert rows.index("example/other") < rows.index("example/portal")
    rows = client.get(page("export", "csv", query="?sort=open")).getvalue().decode()
    assert rows.index("example/portal") < rows.index("example/other")
    kept = json.loads(client.get(page("export", "json", query="?state=expired")).getvalue())
    assert [one["state"] for one in kept["assessments"]] == ["expired"]


def test_the_report_leaves_as_csv_json_pdf_and_odt(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    client = client_of(office)
    whole = json.loads(client.get(page("report", assessment.pk, "json")).content)
    assert len(whole["answers"]) == len(assessment.report["answers"])
    part = client.get(page("report", assessment.pk, "csv", query="?level=must&state=not-met"))
    lines = part.getvalue().decode().strip().splitlines()
    assert len(lines) == assessment.summary["must"]["not_met"] + 1
    assert client.get(page("report", assessment.pk, "pdf")).content.startswith(b"%PDF")
    assert client.get(page("report", assessment.pk, "odt")).content.startswith(b"PK")


def test_the_comparison_shows_what_changed_and_why(client_of: Signed, office: User) -> None:
    first = stored.report(office, findings=[])
    assert "Nothing to compare with yet" in read(client_of(office), page("comparison", first.pk))
    second = stored.report(office)
    text = read(client_of(office), page("comparison", second.pk))
    assert "met not met" in text and "Findings: 1 new, 0 no longer found." in text


def test_the_start_page_tells_the_office_what_has_expired(
    client_of: Signed, office: User, colleague: User
) -> None:
    stored.report(office, age=timedelta(days=500))
    assert "expired analysis" in read(client_of(office), reverse("core:today"))
    assert "expired analysis" not in read(client_of(colleague), reverse("core:today"))


def test_the_renewal_is_set_on_the_report(
    client_of: Signed, office: User, assessment: Assessment
) -> None:
    client_of(office).post(page("renewal", assessment.pk), {"months": "3"})
    subject = Subject.objects.get()
    assert (subject.months, subject.renews) == (3, False)


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("index", 14),
        ("checks", 14),
        ("assessment", 10),
        ("comparison", 12),
        ("findings", 12),
        ("facts", 10),
        ("history", 12),
    ],
)
def test_a_page_costs_the_same_however_much_there_is(
    name: str, most: int, client_of: Signed, office: User
) -> None:
    client = client_of(office)

    def address() -> str:
        newest = Subject.objects.earliest("pk").latest_id
        return page(name) if name in ("index", "checks") else page(name, newest)

    stored.report(office)
    few = cost(client, address())
    for number in range(6):
        stored.report(office, address=f"https://github.com/example/portal-{number}")
        last = stored.report(office)
        answering.answer(office, last, HUMAN, "met", f"Looked {number} times.")
    many = cost(client, address())
    # The second report has one before it, which the comparison reads.
    allowed = few + (3 if name == "comparison" else 0)
    assert many <= allowed and many <= most, f"{few} queries became {many}"


def test_the_panel_of_a_software_costs_the_same_however_often_it_was_analysed(
    client_of: Signed, office: User
) -> None:
    zammad = software("Zammad")
    client = client_of(office)
    stored.report(office, software=zammad)
    few = cost(client, zammad.get_absolute_url())
    for number in range(4):
        stored.report(office, address=f"https://github.com/z/{number}", software=zammad)
    assert cost(client, zammad.get_absolute_url()) == few
