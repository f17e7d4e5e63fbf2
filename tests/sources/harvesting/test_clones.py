# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is read by git: real repositories in a folder of the test."""

from pathlib import Path
from typing import Any

import pytest
from tests.fetching.serving import client_of
from tests.repositories.making import make
from tests.sources.harvesting.gathering import Gathered
from tests.sources.serving import Software

from allmende.fetching import Limits
from allmende.sources import Options, State, harvest

ZAMMAD = """\
name: Zammad
website_url: https://zammad.org
source_code_url: https://github.com/zammad/zammad
description: Tickets of a help desk
licenses: [AGPL-3.0]
platforms: [Ruby]
tags: [Ticketing]
stargazers_count: 4
archived: false
current_release: {tag: 6.5.0, published_at: 2026-01-02}
"""


def clone(harvester: str, since: State | None = None, **options: Any) -> Gathered:
    options.setdefault("local", True)
    with client_of(limits=Limits(pause=0.0), allowed=()) as client:
        wanted = Options(harvester=harvester, **options)
        return Gathered(list(harvest(client, "example", wanted, since)))


def test_a_list_of_small_files_is_read(tmp_path: Path) -> None:
    made = make(tmp_path / "list")
    made.commit({"software/zammad.yml": ZAMMAD, "tags/x.yml": "name: x", "README.md": "x"})

    gathered = clone("awesome-selfhosted", address=str(made.folder))

    (entry,) = gathered.entries.values()
    assert (entry.external_id, entry.name, entry.licences) == ("zammad", "Zammad", ("AGPL-3.0",))
    assert (entry.stars, entry.archived, entry.latest_release) == (4, False, "6.5.0")
    assert entry.descriptions == {"en": "Tickets of a help desk"}
    assert gathered.end.full


def test_only_files_that_have_changed_come_again(tmp_path: Path) -> None:
    made = make(tmp_path / "list")
    made.commit({"software/zammad.yml": ZAMMAD, "software/other.yml": "name: Other"})
    first = clone("awesome-selfhosted", address=str(made.folder))

    made.commit({"software/other.yml": "name: Another", "software/broken.yml": "- list"})
    second = clone("awesome-selfhosted", first.end.state, address=str(made.folder))

    assert (second.brought, second.unchanged) == (["other"], {"zammad"})
    assert [(problem.file, problem.code) for problem in second.problems] == [
        ("software/broken.yml", "BrokenYaml")
    ]


def test_any_repository_with_a_publiccode_file_is_software(tmp_path: Path) -> None:
    good, empty = make(tmp_path / "good"), make(tmp_path / "empty")
    good.commit({"publiccode.yml": Software(1).publiccode()})
    empty.commit({"README.md": "x"})
    addresses = (str(good.folder), str(empty.folder), str(tmp_path / "nowhere"))

    first = clone("publiccode", only=addresses)
    second = clone("publiccode", first.end.state, only=addresses)

    assert [entry.name for entry in first.entries.values()] == ["Software 1"]
    assert sorted(problem.code for problem in first.problems) == ["NoPubliccode", "NotARepository"]
    assert (second.brought, len(second.unchanged)) == ([], 1)


def test_a_site_is_read_from_its_repository(tmp_path: Path) -> None:
    made = make(tmp_path / "site")
    page = "---\ntitle: Zammad\n---\n\nTickets\n"
    made.commit({"software/zammad.md": page, "de/software/zammad.md": page})

    gathered = clone("vitepress", address=str(made.folder))

    assert [entry.name for entry in gathered.entries.values()] == ["Zammad"]


@pytest.mark.parametrize("address", ["https://10.0.0.1/a/b", "https://localhost/a/b", "/etc", "x"])
def test_nothing_inside_is_cloned(address: str, tmp_path: Path) -> None:
    gathered = clone("awesome-selfhosted", address=address, local=False, cache=tmp_path)

    assert gathered.end.problem is not None
    assert gathered.end.problem.code.startswith("Refused")


def test_a_repository_that_is_none_ends_the_pass(tmp_path: Path) -> None:
    gathered = clone("awesome-selfhosted", address=str(tmp_path))

    assert gathered.end.problem is not None
    assert gathered.end.problem.code == "NotARepository"
