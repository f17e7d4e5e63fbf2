# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bringing in a file by its page: what is refused at once, what the job takes in, what it tells."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import line, text_of

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import (
    Software,
)
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def send(client: Client, content: bytes, name: str = "list.jsonl") -> Any:
    return client.post(
        reverse("catalogue:upload"), {"file": SimpleUploadedFile(name, content)}, follow=True
    )


def as_lines(*lines: Any) -> bytes:
    return b"".join(
        (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines
    )


def waiting_files() -> list[Path]:
    folder = Path(configured.MEDIA_ROOT) / "imports"
    return [one for one in folder.glob("*") if one.is_file()] if folder.exists() else []


GOOD = as_lines(line("Zammad"), line("Keycloak"))
REFUSED_AT_ONCE = {
    "zip": (b"PK\x03\x04" + b"\0" * 60, "looks like zip"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "looks like PDF"),
    "utf-16": (GOOD.decode().encode("utf-16"), "stored as UTF-16"),
    "empty": (b"", "empty"),
    "blank": (b"\n \n", "The file is empty."),
    "text": (b"Dear colleagues,\nplease find below", "No line begins with a JSON object."),
    "list of numbers": (b"[1, 2, 3]", "does not hold objects"),
}


@pytest.mark.parametrize("kind", REFUSED_AT_ONCE)
def test_what_is_no_catalogue_is_refused_at_once(
    kind: str, client_of: Signed, office: User
) -> None:
    content, why = REFUSED_AT_ONCE[kind]
    reply = send(client_of(office), content)
    assert "error-summary" in reply.content.decode()
    assert why in text_of(reply.content.decode())
    assert not Job.objects.exists() and not Software.objects.exists() and not waiting_files()


def test_the_refusal_speaks_the_language_of_the_page(client_of: Signed, office: User) -> None:
    reply = client_of(office).post(
        "/de/catalogue/sources/upload", {"file": SimpleUploadedFile("a.zip", b"PK\x03\x04....")}
    )
    assert "Das ist kein Katalog, die Datei sieht nach zip aus." in reply.content.decode()


@pytest.fixture
def brought_in(
    client_of: Signed, office: User, work_off_jobs: Callable[..., list[Job]]
) -> Callable[..., tuple[Job, str]]:
    """Upload, run the job, and give it with the text of its page."""

    def bring_in(content: bytes, language: str = "en") -> tuple[Job, str]:
        client = client_of(office)
        reply = send(client, content)
        job = Job.objects.latest("pk")
        assert reply.redirect_chain[-1][0] == reverse("core:job", args=[job.pk])
        assert "File: list.jsonl" in text_of(reply.content.decode())
        work_off_jobs()
        job.refresh_from_db()
        assert not waiting_files()
        return job, text_of(client.get(f"/{language}/jobs/{job.pk}").content.decode())

    return bring_in


def test_a_good_file_comes_in_and_the_report_says_so(brought_in: Any) -> None:
    job, told = brought_in(GOOD)
    assert Software.objects.count() == 2 and job.created_by.username == "office"
    assert "Records read 2 New records 2" in told
    assert "Every line was read without a remark." in told


def test_the_same_file_again_changes_nothing(brought_in: Any) -> None:
    brought_in(GOOD)
    _job, told = brought_in(GOOD)
    assert "New records 0 Changed records 0 Unchanged records 2" in told


@pytest.mark.parametrize(
    ("language", "where"), [("en", "list.jsonl, line 3: "), ("de", "list.jsonl, Zeile 3: ")]
)
def test_a_broken_line_is_told_with_file_and_line_and_the_rest_goes_in(
    language: str, where: str, brought_in: Any
) -> None:
    job, told = brought_in(
        as_lines(line("One"), line("Two"), b'{"source": "list-a", "na', line("Four")), language
    )
    assert set(Software.objects.values_list("name", flat=True)) == {"One", "Two", "Four"}
    assert where in told and job.result["errors"] == 1


def test_a_line_of_fifty_megabytes_is_skipped_and_told(brought_in: Any) -> None:
    huge = b'{"source": "list-a", "source_id": "huge", "name": "' + b"x" * 50_000_000 + b'"}'
    _job, told = brought_in(as_lines(line("One"), huge, line("Three")))
    assert set(Software.objects.values_list("name", flat=True)) == {"One", "Three"}
    assert "list.jsonl, line 2: " in told


def test_a_json_list_comes_in_like_lines(brought_in: Any) -> None:
    _job, told = brought_in(json.dumps([line("One"), line("Two")]).encode())
    assert "Records read 2" in told and Software.objects.count() == 2


def test_a_list_cut_off_in_the_middle_tells_where(brought_in: Any) -> None:
    _job, told = brought_in(json.dumps([line("One"), line("Two")]).encode()[:-20])
    assert "list.jsonl, line 1: " in told
    assert set(Software.objects.values_list("name", flat=True)) == {"One"}


def test_a_line_in_another_encoding_is_told_and_the_rest_goes_in(brought_in: Any) -> None:
    latin = '{"source": "list-a", "source_id": "m", "name": "Müller"}'.encode("latin-1")
    _job, told = brought_in(as_lines(line("One"), latin))
    assert "list.jsonl, line 2: " in told and Software.objects.count() == 1


def test_a_script_in_a_description_stays_text_and_an_odd_address_is_no_link(
    brought_in: Any, client_of: Signed, office: User
) -> None:
    brought_in(
        as_lines(
            line(
                "Evil",
                description="Good.<script>alert(1)</script><img src=x onerror=alert(1)>",
                repo_url="javascript:alert(1)",
                homepage="javascript:alert(2)",
            )
        )
    )
    one = Software.objects.get()
    client = client_of(office)
    tabs = ("sources", "findings", "history")
    addresses = [one.get_absolute_url(), reverse("catalogue:edit", args=[one.slug])]
    addresses += [reverse("catalogue:software-tab", args=[one.slug, tab]) for tab in tabs]
    addresses += ["/en/catalogue/", "/en/catalogue/findings?scope=all"]
    for address in addresses:
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img" not in html, address
        assert not re.search(r'(href|src)="\s*javascript:', html), address


def test_a_file_that_is_gone_fails_in_plain_words(
    client_of: Signed, office: User, work_off_jobs: Callable[..., list[Job]]
) -> None:
    client = client_of(office)
    send(client, GOOD)
    for file in waiting_files():
        file.unlink()
    (job,) = work_off_jobs(failures=True)
    assert job.state == Job.State.FAILED
    told = text_of(client.get(f"/en/jobs/{job.pk}").content.decode())
    assert "The uploaded file is gone; please upload it again." in told


def test_of_very_many_problems_the_first_are_told_and_all_are_counted(
    brought_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allmende.workbench.catalogue.tasks.PROBLEMS_KEPT", 2)
    job, told = brought_in(as_lines(line("One"), *([b"{broken"] * 5)))
    assert len(job.result["problems"]) == 2 and job.result["problems_in_all"] == 5
    assert "The first 2 of 5." in told
