# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The addresses of a publiccode.yml are called when somebody asks for it, and never else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.fetching import serving as faults
from tests.fetching.serving import Reply, Server
from tests.workbench.api import making
from tests.workbench.catalogue.harvests import impatient
from tests.workbench.catalogue.making import text_of

from allmende.workbench.api import looking
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db


class Near:
    """The house's client on this machine alone: the forge is taken to answer, and not called."""

    def __init__(self) -> None:
        self.client = impatient()

    def __enter__(self) -> "Near":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(self, address: str, **named: Any) -> Any:
        return None if "opencode.de" in address else self.client.fetch(address, **named)


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "calling", Near)


def ours(server: Server) -> str:
    """The slug of our software, with a landing page on loopback."""
    return making.ours(1, text=making.file(1, landingURL=server.address)).slug


def called(slug: str, office: Any, work_off_jobs: Callable[..., list[Job]]) -> dict[str, Any]:
    job = looking.start(office, slug)
    work_off_jobs()
    job.refresh_from_db()
    return dict(job.result)


def keys(result: dict[str, Any]) -> set[str]:
    return {one["key"] for one in result["problems"]}


def test_an_address_that_answers_is_no_problem_and_one_that_does_not_is(office, work_off_jobs):
    with Server(lambda _asked: Reply(body=b"hello")) as server:
        slug = ours(server)
        assert "landingURL" not in keys(called(slug, office, work_off_jobs))
        server.faults = lambda _asked: faults.status(404)
        assert "landingURL" in keys(called(slug, office, work_off_jobs))


def test_nothing_is_called_until_somebody_asks(office, client_of):
    with Server(lambda _asked: Reply(body=b"hello")) as server:
        ours(server)
        client_of(office).get(reverse("listing:index"))
        assert not server.asked and not Job.objects.filter(kind=looking.JOB).exists()


def test_what_may_not_be_called_is_passed_over_and_not_found_wanting(office, work_off_jobs):
    slug = making.ours(1, text=making.file(1, landingURL="http://10.0.0.1/inside")).slug
    result = called(slug, office, work_off_jobs)
    assert "landingURL" not in keys(result)
    assert "http://10.0.0.1/inside" in result["passed_over"]


def test_the_page_shows_what_was_seen_and_when(office, client_of, work_off_jobs):
    client: Client = client_of(office)
    with Server(lambda _asked: Reply(body=b"hello")) as server:
        slug = ours(server)
        server.faults = lambda _asked: faults.status(404)
        client.post(reverse("listing:look", args=[slug]))
        assert "Calling the addresses" in text_of(client.get(reverse("listing:index")).text)
        work_off_jobs()
    read = text_of(client.get(reverse("listing:index")).text)
    assert "called on" in read and "not all answered" in read and "landingURL" in read


def test_the_demo_calls_nobody_and_a_colleague_may_not_ask(settings, office, colleague):
    slug = making.ours(1).slug
    with pytest.raises(NotAllowed):
        looking.start(colleague, slug)
    settings.DEMO = True
    with pytest.raises(Refused):
        looking.start(office, slug)


def test_a_second_person_does_not_call_while_the_first_look_runs(office):
    slug = making.ours(1).slug
    looking.start(office, slug)
    with pytest.raises(Refused):
        looking.start(office, slug)


def test_a_logo_is_asked_for_where_its_forge_gives_files_out(monkeypatch, office, work_off_jobs):
    asked = []
    monkeypatch.setattr(Near, "fetch", lambda near, address, **_named: asked.append(address))
    slug = making.ours(1, text=making.file(1, logo="img/logo.svg")).slug
    called(slug, office, work_off_jobs)
    assert f"{making.address(1)}/-/raw/HEAD/img/logo.svg" in asked
