# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The Developers Italia shape: what is in it, its pages, its errors, its headers."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.workbench.api import making
from tests.workbench.catalogue.making import queries_of
from tests.workbench.publications import making as publishing

from allmende.workbench.core.models import Unit

pytestmark = pytest.mark.django_db

V1 = "/api/publiccode/v1"
UUID = re.compile(r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}")


def get(client: Client, path: str, **query: Any) -> Any:
    answer = client.get(V1 + path, {key.replace("_", "."): value for key, value in query.items()})
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(client: Client, query: str = "") -> list[str]:
    data = get(client, f"/software{query}")["data"]
    return [one["url"].rpartition("-")[2] for one in data]


def test_software_has_exactly_the_keys_of_the_shape(client: Client) -> None:
    making.ours()
    [one] = get(client, "/software")["data"]
    assert one == get(client, f"/software/{one['id']}")
    assert one.keys() == {
        *("id", "catalogId", "url", "aliases", "publiccodeYml", "active"),
        *("createdAt", "updatedAt"),
    }
    assert UUID.fullmatch(one["id"]) and UUID.fullmatch(one["catalogId"])
    assert (one["url"], one["aliases"], one["active"]) == (making.address(), [], True)
    assert one["publiccodeYml"] == making.file()


def test_vitality_is_told_where_a_source_measured_it(client: Client) -> None:
    making.published(making.harvested(making.file(), vitality="90,80"))
    assert get(client, "/software")["data"][0]["vitality"] == "90,80"


def test_the_id_stays_when_the_name_changes(client: Client) -> None:
    software = making.ours()
    before = get(client, "/software")["data"][0]
    making.published(software, name="Anders")
    after = get(client, "/software")["data"][0]
    assert after["id"] == before["id"] and after["updatedAt"] > before["updatedAt"]


def test_only_what_the_office_publishes_and_shows_is_in_it(client: Client) -> None:
    making.ours(1)
    making.ours(2, stance="in-use")
    making.ours(3, published=False)
    making.ours(4, text=making.file(4, softwareType=""))
    assert names(client, "?all=true") == ["1"]


def test_a_stranger_and_the_office_read_the_same(client: Client, office: Any) -> None:
    making.ours(1)
    making.ours(2, published=False)
    seen = client.get(f"{V1}/software").content
    client.force_login(office)
    assert client.get(f"{V1}/software").content == seen


def test_a_publication_brings_its_software_in(client: Client) -> None:
    making.ours(1, stance="in-use")
    publishing.stored_publication(
        None, address=making.address(1), published_on="2020-01-02", public=True
    )
    [one] = get(client, "/software")["data"]
    assert one["createdAt"].startswith("2020-01-01T23:00:00")


def test_what_has_ended_is_only_there_with_all(client: Client) -> None:
    making.ours(1)
    publishing.stored_publication(
        None, address=making.address(1), published_on="2020-01-02", public=True, end="archived"
    )
    assert names(client) == []
    assert [one["active"] for one in get(client, "/software?all=true")["data"]] == [False]


def test_pages_lead_there_and_back(client: Client) -> None:
    for number in range(1, 6):
        making.ours(number)
    first = get(client, "/software?page[size]=2")
    assert first["links"]["prev"] is None and first["links"]["next"].startswith("?page%5Bafter%5D=")
    second = get(client, "/software" + first["links"]["next"])
    third = get(client, "/software" + second["links"]["next"])
    assert third["links"]["next"] is None and len(third["data"]) == 1
    assert get(client, "/software" + third["links"]["prev"])["data"] == second["data"]
    assert get(client, "/software" + second["links"]["prev"])["data"] == first["data"]
    assert names(client) == ["1", "2", "3", "4", "5"]


def test_software_is_found_by_any_way_to_write_its_address(client: Client) -> None:
    making.ours(1)
    making.ours(2)
    assert names(client, f"?url={making.address(2)}.git") == ["2"]
    assert names(client, "?url=https://github.com/a/b") == []


def test_from_and_to_look_at_the_creation(client: Client) -> None:
    making.ours(1)
    assert names(client, "?from=2020-01-01T00:00:00Z&to=2120-01-01T00:00:00Z") == ["1"]
    assert names(client, "?from=2120-01-01T00:00:00Z") == []
    assert names(client, "?to=2020-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/software?page[size]=many", 422),
        ("/software?page[size]=0", 422),
        ("/software?page[after]=%C3%A4", 422),
        ("/software?page[before]=WzEsMl0=", 422),
        ("/software?from=yesterday", 422),
        ("/software?to=2026-01-01T00:00:00", 422),
        ("/software/00000000-0000-4000-8000-000000000000", 404),
        ("/software/x/logs", 404),
        ("/publishers/x", 404),
        ("/catalogs/x", 404),
        ("/catalogs/x/software", 404),
        ("/webhooks", 404),
        ("", 404),
    ],
)
def test_errors_are_problem_json(client: Client, path: str, status: int) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json().keys() == {"title", "detail", "status"}
    assert answer.json()["status"] == status


def test_a_page_has_a_hundred_at_most(client: Client) -> None:
    assert get(client, "/software?page[size]=500") == {
        "data": [],
        "links": {"prev": None, "next": None},
    }


def test_nothing_can_be_written(client: Client) -> None:
    answer = client.post(f"{V1}/software", "{}", content_type="application/json")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


def test_pages_of_other_origins_may_read(client: Client) -> None:
    for answer in (client.get(f"{V1}/software"), client.options(f"{V1}/software")):
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.options(f"{V1}/software").status_code == 204


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    making.ours()
    path = f"{V1}/software"
    first = client.get(path)
    assert "public" in first["Cache-Control"] and "Last-Modified" not in first
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    one = f"{path}/{first.json()['data'][0]['id']}"
    since = client.get(one)["Last-Modified"]
    assert client.get(one, headers={"if-modified-since": since}).status_code == 304


def test_the_office_is_the_publisher_and_has_one_catalogue(client: Client, settings: Any) -> None:
    making.ours()
    [publisher] = get(client, "/publishers")["data"]
    [catalogue] = get(client, "/catalogs")["data"]
    office = settings.POLICY.office
    assert publisher["description"] == catalogue["name"] == office.name[office.language]
    [hosting] = publisher["codeHosting"]
    assert (hosting["url"], hosting["group"]) == ("https://gitlab.opencode.de/stadt/", True)
    assert catalogue["sources"] == [{"url": "https://gitlab.opencode.de/stadt/"}]
    assert get(client, f"/publishers/{publisher['id']}") == publisher
    assert get(client, "/catalogs/ours") == get(client, f"/catalogs/{catalogue['id']}")
    assert get(client, "/catalogs/ours/software") == get(client, "/software")
    assert get(client, "/catalogs/ours/publishers")["data"] == [publisher]


def test_logs_are_empty_since_only_valid_files_are_served(client: Client) -> None:
    making.ours()
    [one] = get(client, "/software")["data"]
    empty = {"data": [], "links": {"prev": None, "next": None}}
    assert get(client, "/logs") == get(client, f"/software/{one['id']}/logs") == empty


def test_the_status_has_no_content(client: Client) -> None:
    answer = client.get(f"{V1}/status")
    assert (answer.status_code, answer.content) == (204, b"")


def test_queries_do_not_grow_with_the_software(client: Client) -> None:
    def needed() -> int:
        return queries_of(lambda: client.get(f"{V1}/software").content)

    unit = Unit.objects.create(name="IT")
    for number in range(1, 4):
        publishing.stored_publication(
            None, address=making.address(number), published_on="2020-01-02", public=True, unit=unit
        )
    making.ours(1)
    few = needed()
    for number in range(2, 5):
        making.ours(number)
    assert needed() == few <= 4
