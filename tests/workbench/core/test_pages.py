# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages of the core: who may open them, and what stands there."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import translation

from allmende.workbench.core import events, views
from allmende.workbench.core.models import Job, Unit
from allmende.workbench.core.views.styleguide import SAMPLES

pytestmark = pytest.mark.django_db

CORE = Path(views.__file__).parents[1]
COMPONENTS = CORE / "templates" / "core" / "components"
ROLES = ("stranger", "colleague", "community", "legal", "office", "administrator")
OPEN_TO = {
    "core:today": set(ROLES),
    "core:jobs": {"office", "administrator"},
    "core:trail": {"office", "legal"},
    "core:units": {"office", "administrator"},
    "core:unit-new": {"office", "administrator"},
    "core:styleguide": {"office"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("view", OPEN_TO)
def test_a_page_opens_for_its_roles_only(view, role, client_of, request):
    client = client_of(request.getfixturevalue(role))
    expected = 200 if role in OPEN_TO[view] else 302 if role == "stranger" else 403
    assert client.get(reverse(view)).status_code == expected


@pytest.mark.parametrize("view", OPEN_TO)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_has_one_heading_one_title_and_no_inline_style_or_script(
    view, language, client_of, office
):
    with translation.override(language):
        html = client_of(office).get(reverse(view)).content.decode()
    assert f'<html lang="{language}"' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert not re.search(r"<title>\s*–", html)
    assert not re.search(r'<[^>]*\s(style|on[a-z]+)="', html)
    assert "<style" not in html
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_the_public_finds_a_way_into_the_catalogue(client):
    html = client.get("/en/").content.decode()
    assert 'name="q"' in html
    assert "Sign in" in html
    assert "Running work" not in html


def test_the_public_does_not_see_today_in_the_navigation(client):
    keys = [section.key for section in client.get("/en/").context["sections"]]
    assert "today" not in keys


def test_the_word_in_whose_list_one_is_is_marked(client_of, office):
    sections = client_of(office).get("/en/").context["sections"]
    assert [section.key for section in sections if section.current] == ["today"]


def test_the_page_changes_its_language_and_keeps_its_query(client_of, office):
    html = client_of(office).get("/en/jobs/?state=done").content.decode()
    assert 'href="/de/jobs/?state=done" lang="de"' in html


def test_a_chosen_theme_is_kept_and_leads_back(client):
    answer = client.post("/en/theme", {"theme": "dark", "next": "/en/?a=1"})
    assert answer.url == "/en/?a=1"
    assert 'data-kern-theme="dark"' in client.get("/en/").content.decode()


@pytest.mark.parametrize("state", Job.State.values)
def test_a_job_shows_its_state_and_what_can_be_done(state, client_of, office):
    job = Job.objects.create(
        kind="x", state=state, done=1, total=4, error="E" * (state == "failed")
    )
    html = client_of(office).get(f"/en/jobs/{job.pk}").content.decode()
    is_open = state in {"waiting", "running"}
    assert ("every 2s" in html) == is_open
    assert (f"/en/jobs/{job.pk}/cancel" in html) == is_open
    assert (f"/en/jobs/{job.pk}/retry" in html) == (state in {"failed", "cancelled"})
    assert 'name="csrfmiddlewaretoken"' in html


def test_a_poll_brings_the_moving_part_alone(client_of, office):
    job = Job.objects.create(kind="x", state="running")
    client = client_of(office)
    for address in ("/en/jobs/", f"/en/jobs/{job.pk}"):
        html = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in html
        assert "every 2s" in html


def test_the_list_of_jobs_rests_when_nothing_runs(client_of, office):
    Job.objects.create(kind="x", state="done")
    assert "every 2s" not in client_of(office).get("/en/jobs/").content.decode()


def test_the_trail_tells_who_did_what_with_the_hash(client_of, office):
    event = events.record(office, "core.unit-created", Unit.objects.create(name="IT"))
    html = client_of(office).get("/en/trail/").content.decode()
    assert "<strong>Olga Office</strong>: created the unit IT" in html
    assert event.digest[:16] in html


def test_the_trail_proves_its_chain_on_request(client_of, office):
    events.record(office, "core.unit-created", Unit.objects.create(name="IT"))
    client = client_of(office)
    assert "The chain is whole" in client.get("/en/trail/?check=1").content.decode()
    assert "The chain is whole" not in client.get("/en/trail/").content.decode()


def test_the_trail_can_be_narrowed_to_one_kind(client_of, office):
    unit = Unit.objects.create(name="IT")
    events.record(office, "core.unit-created", unit)
    events.record(office, "core.unit-changed", unit)
    found = client_of(office).get("/en/trail/?kind=core.unit-changed").context["events"]
    assert [event.kind for event in found] == ["core.unit-changed"]


def test_a_unit_is_made_and_a_wrong_one_keeps_what_was_written(client_of, office):
    client = client_of(office)
    assert client.post("/en/units/new", {"name": "IT", "short_name": "it"}).url == "/en/units/"
    again = client.post("/en/units/new", {"name": "IT", "short_name": "kept"})
    assert "error-summary" in again.content.decode()
    assert 'value="kept"' in again.content.decode()


def test_a_list_of_pages_does_not_ask_more_often_the_longer_it_is(
    client_of, office, django_assert_max_num_queries
):
    client = client_of(office)
    for number in range(30):
        events.record(office, "core.unit-created", Unit.objects.create(name=f"U{number}"))
        Job.objects.create(kind="x", created_by=office)
    for address, most in (("/en/jobs/", 6), ("/en/trail/", 7), ("/en/units/", 5)):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_what_does_not_exist_says_so_and_leads_on(client):
    answer = client.get("/en/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_broken_page_needs_nothing_to_say_so(client, settings, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "allmende.workbench.core.views.today.panels.for_today", lambda request: 1 / 0
    )
    answer = client.get("/en/")
    assert answer.status_code == 500
    assert "Something is broken here" in answer.content.decode()


def test_the_style_guide_answers_a_refused_form_and_an_accepted_one(client_of, office):
    client = client_of(office)
    assert "error-summary" in client.post("/en/styleguide", {}).content.decode()
    good = {
        "name": "a",
        "address": "https://a.example",
        "kind": "a",
        "uses": "use",
        "size": "small",
    }
    answer = client.post("/en/styleguide", good, follow=True)
    assert "Saved." in answer.content.decode()


def test_the_style_guide_shows_every_component():
    templates = [*(CORE / "templates" / "core" / "samples").glob("*.html")]
    assert {one.stem for one in templates} == set(SAMPLES)
    frame = {"styles", "header", "brand", "navigation", "lists", "search", "language", "theme"}
    frame |= {"account", "footer"}
    by_tag = {"panel", "facets", "facet", "facet_choice", "field", "sort_head", "sort_link"}
    by_other = {"figure", "error_summary"}
    shown = "".join(one.read_text() for one in templates)
    for component in {one.stem for one in COMPONENTS.glob("*.html")} - frame - by_tag - by_other:
        assert f"core/components/{component}.html" in shown, component


def test_every_template_of_the_core_compiles():
    root = CORE / "templates"
    for path in root.rglob("*.html"):
        engines["django"].get_template(str(path.relative_to(root)))
