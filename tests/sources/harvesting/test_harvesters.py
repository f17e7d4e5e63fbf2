# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Each harvester against the shapes of its source: what it makes of them, and that all come."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.fetching.serving import Asked, Reply, Server, as_json
from tests.sources import serving
from tests.sources.harvesting.gathering import gather
from tests.sources.serving import Software, changed, many

from allmende.sources import HARVESTERS, Entry

Serve = Callable[[list[Software]], Any]

ADDRESSES = tuple(f"https://git.example.org/stadt/software-{number}" for number in range(1, 8))
WAYS: dict[str, tuple[Serve, str, dict[str, Any]]] = {
    "developers-italia": (serving.italia, "/v1", {}),
    "gitlab": (serving.gitlab, "", {}),
    "github": (serving.github, "", {"only": ("stadt",)}),
    "catalogi": (lambda some: serving.file(serving.catalogi(some), "/api"), "/api", {}),
    "comptoir-du-libre": (
        lambda some: serving.file(serving.comptoir(some), "/export"),
        "/export",
        {},
    ),
    "cnll": (lambda some: serving.file(serving.cnll(some), "/sill.json"), "/sill.json", {}),
    "dpg": (lambda some: serving.file(serving.dpg(some), "/dpgs/"), "", {}),
    "code-gouv-fr": (
        lambda some: serving.file(serving.code_gouv_fr(some), "/all.json"),
        "/all.json",
        {},
    ),
    "ecosystems": (serving.ecosystems, "", {"only": ADDRESSES}),
}


def test_every_way_over_http_is_tried_here() -> None:
    assert set(HARVESTERS) - set(WAYS) == {"awesome-selfhosted", "jsonl", "publiccode", "vitepress"}


@pytest.mark.parametrize("way", WAYS)
def test_every_software_comes_once_and_stays(server: Server, way: str) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve(many(7))

    first = gather(server, way, path=path, **options)
    second = gather(server, way, path=path, since=first.end.state, **options)

    assert (first.end.full, first.problems) == (True, [])
    assert len(first.brought) == len(first.entries) == 7
    assert (second.end.full, second.brought) == (True, [])
    assert second.unchanged == set(first.entries)


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"cnll"}))
def test_only_what_has_changed_comes_again(server: Server, way: str) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve(many(7))
    first = gather(server, way, path=path, **options)

    server.answering = serve(changed(many(7), 3))
    second = gather(server, way, path=path, since=first.end.state, **options)

    differing = [key for key in second.entries if second.digests[key] != first.digests[key]]
    assert len(differing) == 1
    assert second.unchanged | set(second.entries) == set(first.entries)


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"ecosystems"}))
def test_what_is_gone_is_not_brought_by_a_full_pass(server: Server, way: str) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve(many(7))
    first = gather(server, way, path=path, **options)

    server.answering = serve(many(6))
    second = gather(server, way, path=path, since=first.end.state, **options)

    assert second.end.full
    assert len(set(first.entries) - second.unchanged - set(second.entries)) == 1


def one(server: Server, way: str, **software: Any) -> Entry:
    serve, path, options = WAYS[way]
    server.answering = serve([Software(1, **software)])
    (entry,) = gather(server, way, path=path, **options).entries.values()
    return entry


@pytest.mark.parametrize("way", ["developers-italia", "gitlab", "github"])
def test_a_publiccode_file_becomes_an_entry(server: Server, way: str) -> None:
    entry = one(server, way)

    assert entry.name == "Software 1"
    assert entry.aliases == ("Fachverfahren 1",)
    host = "github.com" if way == "github" else "git.example.org"
    assert entry.repositories[0] == f"https://{host}/stadt/software-1"
    assert entry.homepage == "https://software-1.example.org"
    assert entry.descriptions == {"de": "Verwaltet Anträge"}
    assert entry.texts == {"de": "Nimmt Anträge an, prüft sie und führt Buch."}
    assert entry.licences == ("EUPL-1.2",)
    assert entry.tags == ("workflow-management",)
    assert entry.platforms == ("web", "linux")
    assert entry.latest_release == "1.10"
    assert [usage.organisation for usage in entry.usages] == ["Stadt Musterstadt"]
    assert [(who.name, who.homepage) for who in entry.support] == [
        ("Beispiel GmbH", "https://beispiel.example")
    ]
    assert entry.extra["languages"] == ["de", "no"]
    assert "publiccodeYmlVersion" in entry.payload


def test_a_fork_that_names_its_original_stands_at_its_own_address(server: Server) -> None:
    entry = one(server, "gitlab", stands={"web_url": "https://git.example.org/fork/software-1"})

    original = "https://git.example.org/stadt/software-1"
    assert entry.repositories[0] == "https://git.example.org/fork/software-1"
    assert (entry.extra["claims"], original in entry.repositories) == (original, False)


def test_a_file_that_names_its_own_repository_claims_nothing(server: Server) -> None:
    assert "claims" not in one(server, "gitlab").extra


def test_what_the_forge_knows_goes_beside_the_file(server: Server) -> None:
    entry = one(server, "gitlab")

    assert (entry.stars, entry.archived) == (3, False)
    assert "open_issues_count" not in entry.payload


def test_catalogi_gives_users_providers_and_wikidata(server: Server) -> None:
    entry = one(server, "catalogi")

    assert entry.descriptions == {"en": "Manages applications", "fr": "Gère les demandes"}
    assert entry.identifiers == (("example", "1"), ("wikidata", "Q1"))
    assert [usage.organisation for usage in entry.usages] == ["Ville"]
    assert [who.name for who in entry.support] == ["Exemple SARL"]
    assert entry.tags == ("Gestion", "demandes")
    assert entry.platforms == ("linux",)
    assert entry.latest_release == "1.10"


def test_comptoir_du_libre_names_the_same_software_elsewhere(server: Server) -> None:
    entry = one(server, "comptoir-du-libre")

    assert entry.identifiers == (("example", "1"), ("sill", "1"), ("wikidata", "Q1"))
    assert entry.licences == ("EUPL",)
    assert [usage.organisation for usage in entry.usages] == ["Ville"]
    assert [who.homepage for who in entry.support] == ["https://exemple.example"]


def test_cnll_names_companies_under_the_number_of_sill(server: Server) -> None:
    serve, path, _ = WAYS["cnll"]
    server.answering = serve(many(1))
    (entry,) = gather(server, "cnll", path=path, source="cnll").entries.values()

    assert entry.identifiers == (("sill", "1"),)
    assert [(who.name, who.country) for who in entry.support] == [("Exemple SARL", "FR")]


def test_the_registry_of_public_goods_leaves_out_what_is_no_software(server: Server) -> None:
    goods = serving.dpg(many(2))
    goods[1]["type"] = ["content"]
    server.answering = serving.file(goods, "/dpgs/")
    (entry,) = gather(server, "dpg").entries.values()

    assert entry.repositories == ("https://git.example.org/stadt/software-1",)
    assert entry.tags == ("SDG16", "Governance")
    assert entry.developer == "City"


def test_ecosystems_tells_earlier_names(server: Server) -> None:
    serve, path, _ = WAYS["ecosystems"]
    server.answering = serve(many(1))
    gathered = gather(
        server, "ecosystems", path=path, only=(ADDRESSES[0], "https://unknown.example/a/b")
    )
    (entry,) = gathered.entries.values()

    assert entry.repositories == (ADDRESSES[0], "https://git.example.org/alt/software-1")
    assert gathered.end.full


@pytest.mark.parametrize("way", ["gitlab", "github"])
def test_a_repository_without_the_file_is_no_software_unless_asked_for(
    server: Server, way: str
) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve([Software(1), Software(2, file="")])

    first = gather(server, way, path=path, **options)
    asked = len(server.asked)
    second = gather(server, way, path=path, since=first.end.state, **options)
    again = len(server.asked) - asked
    bare = gather(server, way, path=path, bare=True, **options)

    assert list(first.entries) == ["1"]
    assert (second.unchanged, second.end.full, again) == ({"1"}, True, 1)
    assert sorted(bare.entries) == ["1", "2"]
    assert bare.entries["2"].descriptions == {
        "und": "A project" if way == "gitlab" else "A repository"
    }


@pytest.mark.parametrize("way", ["developers-italia", "gitlab", "github"])
@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("- a\n- list\n", "BrokenPubliccode"),
        ("url: https://example.org\n", "MissingKey"),
        ("name: [\n", "BrokenPubliccode"),
        ("name: " + "x" * 1_000_001, "FileTooLarge"),
    ],
)
def test_a_broken_file_is_told_and_stops_nothing(
    server: Server, way: str, file: str, code: str
) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve([Software(1), Software(2, file=file), Software(3)])

    gathered = gather(server, way, path=path, **options)

    assert len(gathered.entries) == 2
    assert [(problem.code, problem.level) for problem in gathered.problems] == [(code, "error")]
    assert gathered.end.full


def test_of_a_file_that_breaks_off_the_beginning_is_read(server: Server) -> None:
    entry_of = Software(1).publiccode() + "legal: {license: [\n"
    server.answering = serving.italia([Software(1, file=entry_of)])

    gathered = gather(server, "developers-italia", path="/v1")

    assert [one.name for one in gathered.entries.values()] == ["Software 1"]
    assert [(one.code, one.level) for one in gathered.problems] == [("BrokenPubliccode", "warning")]


def test_a_file_that_breaks_keeps_what_was_read_of_it(server: Server) -> None:
    server.answering = serving.gitlab(many(2))
    first = gather(server, "gitlab")

    broken = Software(2, changed="2026-11-20T08:00:00Z", file="name: [\n")
    server.answering = serving.gitlab([Software(1), broken])
    second = gather(server, "gitlab", since=first.end.state)
    server.answering = serving.gitlab(changed(many(2), 2))
    third = gather(server, "gitlab", since=second.end.state)

    assert second.unchanged == {"1", "2"}
    assert [problem.code for problem in second.problems] == ["BrokenPubliccode"]
    assert list(third.entries) == ["2"]


def test_groups_of_an_instance_are_read_one_after_the_other(server: Server) -> None:
    server.answering = serving.gitlab(
        [Software(1, owner="a"), Software(2, owner="b/c"), Software(3, owner="d")]
    )

    gathered = gather(server, "gitlab", only=("a", "b/c", "empty"))

    assert sorted(gathered.entries) == ["1", "2"]
    assert [state.position for state in gathered.checkpoints] == [[1, ""], [2, ""], None]


def test_many_empty_organisations_are_no_circle(server: Server) -> None:
    server.answering = serving.github(many(1))

    gathered = gather(server, "github", only=("a", "b", "c", "d", "e", "stadt"))

    assert (list(gathered.entries), gathered.end.full) == (["1"], True)


def test_what_moved_within_the_hour_is_looked_at_again(server: Server) -> None:
    server.answering = serving.gitlab([Software(1, changed="2026-11-23T11:30:00Z")])

    first = gather(server, "gitlab")
    second = gather(server, "gitlab", since=first.end.state)

    assert list(second.entries) == ["1"]


@pytest.mark.parametrize(
    ("way", "header", "value"),
    [
        ("gitlab", "private-token", "secret"),
        ("github", "authorization", "Bearer secret"),
        ("developers-italia", "authorization", "Bearer secret"),
    ],
)
def test_a_token_is_sent_and_not_kept(server: Server, way: str, header: str, value: str) -> None:
    serve, path, options = WAYS[way]
    server.answering = serve(many(1))

    gathered = gather(server, way, path=path, token="secret", **options)

    assert {asked.headers[header] for asked in server.asked} == {value}
    assert "secret" not in str(gathered.end.state.to_json())


def test_the_next_page_is_not_asked_on_another_host(server: Server) -> None:
    def lead_astray(asked: Asked) -> Any:
        return as_json([], Link='<https://elsewhere.example/api>; rel="next"')

    server.answering = lead_astray
    gathered = gather(server, "gitlab", token="secret")

    assert gathered.end.problem is not None
    assert gathered.end.problem.code == "NotWhatWasExpected"
    assert len(server.asked) == 1


def test_what_cannot_be_stored_does_not_come_in(server: Server) -> None:
    broken = "\ud800\0"
    one = {**serving.dpg(many(1))[0], "id": f"a{broken}", "name": f"A{broken}"}
    endless = {**serving.dpg(many(2))[1], "size": float("inf")}

    def answer(_asked: Asked) -> Reply:
        text = json.dumps([one, endless]).replace("Infinity", "1e999")
        return Reply(200, {"ETag": '"one"'}, text.encode())

    server.answering = answer
    gathered = gather(server, "dpg")

    assert [(entry.external_id, entry.name) for entry in gathered.entries.values()] == [
        ("a\ufffd\ufffd", "A\ufffd\ufffd")
    ]
    assert [problem.code for problem in gathered.problems] == [
        "BrokenCharacters",
        "NumberOutOfRange",
    ]
    assert "\\ud800" not in json.dumps(gathered.end.state.to_json())
    assert "\\u0000" not in json.dumps(gathered.end.state.to_json())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "data",
    [None, 1, "text", [], {}, [None, 1, [], "x", {}], {"data": [{}], "softwares": [{}]}],
    ids=repr,
)
def test_answers_of_another_shape_raise_nothing(server: Server, way: str, data: Any) -> None:
    _, path, options = WAYS[way]
    server.answering = lambda _asked: as_json(data)

    gathered = gather(server, way, path=path, **options)

    assert gathered.entries == {}
    assert gathered.end.full or gathered.end.problem
