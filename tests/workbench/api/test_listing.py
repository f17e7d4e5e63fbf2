# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The page for the office: what is missing for a listing, and the files on a software's page."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.api import making
from tests.workbench.catalogue.making import queries_of, text_of

pytestmark = pytest.mark.django_db


def test_the_office_reads_what_is_missing_and_what_to_do(
    client_of: Callable[..., Client], office: Any
) -> None:
    making.ours(1)
    making.ours(2, text=making.file(2, softwareType=""))
    page = text_of(client_of(office).get(reverse("listing:index")).content.decode())
    assert "1 of 2 software can be listed" in page
    assert "softwareType" in page and "To be put right in the repository’s publiccode.yml" in page


def test_the_list_goes_out_as_a_file(client_of: Callable[..., Client], office: Any) -> None:
    making.ours(1, text=making.file(1, softwareType=""))
    answer = client_of(office).get(reverse("listing:export", args=["json"]))
    [row] = json.loads(b"".join(answer))["listing"]
    assert (row["listed"], row["missing"], row["file"]) == (False, ["softwareType"], "opencode")


def test_the_page_needs_as_many_queries_for_many(
    client_of: Callable[..., Client], office: Any
) -> None:
    client, address = client_of(office), reverse("listing:index")
    making.ours(1)
    client.get(address)
    few = queries_of(lambda: client.get(address).content)
    for number in range(2, 6):
        making.ours(number)
    assert queries_of(lambda: client.get(address).content) == few


def test_everybody_takes_the_files_from_the_page_of_our_software(client: Client) -> None:
    page = client.get(making.ours().get_absolute_url()).content.decode()
    for file in ("publiccode.yml", "codemeta.json", "dcat.ttl", "dcat.jsonld"):
        assert f'/{file}"' in page


def test_other_software_has_none(client: Client) -> None:
    page = client.get(making.ours(stance="in-use").get_absolute_url()).content.decode()
    assert "codemeta.json" not in page
