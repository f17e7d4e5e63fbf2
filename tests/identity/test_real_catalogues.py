# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rules against the real catalogues, where they lie beside the checkout."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from allmende.identity import Record, group, propose

CATALOGUES = Path(
    os.environ.get("ALLMENDE_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")
)
CATALOGUES = CATALOGUES / "catalogues" if (CATALOGUES / "catalogues").is_dir() else CATALOGUES

pytestmark = pytest.mark.skipif(
    not list(CATALOGUES.glob("*.jsonl")), reason=f"no catalogues in {CATALOGUES}"
)


@cache
def records() -> tuple[Record, ...]:
    found = []
    for path in sorted(CATALOGUES.glob("*.jsonl")):
        if path.name == "orgs.jsonl":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            urls = [
                entry.get("repo_url"),
                *entry.get("other_repos", []),
                *entry.get("aliases_urls", []),
            ]
            number = entry.get("comptoir_du_libre_id")
            found.append(
                Record(
                    id=len(found),
                    source=entry["source"],
                    name=entry["name"],
                    homepage=entry.get("url"),
                    repositories=tuple(url for url in urls if url),
                    identifiers=(("comptoir", str(number)),) if number else (),
                )
            )
    return tuple(found)


@cache
def groups() -> list[list[Record]]:
    return group(records())


@cache
def names_together() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(member.name for member in members) for members in groups())


TOGETHER = [
    ("Apache Maven", "Maven"),
    ("CryptPad", "Cryptpad"),
    ("Write Freely", "WriteFreely"),
    ("Salt", "SaltStack"),
    ("Hyphanet", "Freenet"),
    ("Portainer", "Portainer Community Edition"),
    ("GIMP", "Gimp"),
    ("Inkscape", "InkScape"),
    ("OpenLdap", "OpenLDAP"),
    ("OpenELIS Global", "OpenELIS Global 2"),
]
APART = [
    ("Brave Browser", "Brave Search"),
    ("Island", "Insular"),
    ("Cboard", "CIREHA"),
    ("GLPI", "Survey (questionnaire)"),
    ("E3SM", "SCREAM"),
    ("Apache Hadoop", "Hadoop HDFS"),
    ("Docker Compose", "Docker (Wasm)"),
    ("Kubeflow", "Kubeflow Notebooks"),
    ("Wabt", "wasm2c"),
    ("WASI NN for OpenVINO", "WASI NN for Pytorch"),
    ("SanteIMS", "SantéMPI"),
    ("Proxmox VE", "Proxmox Backup Server"),
    ("DAVe", "KoBIT"),
    ("Eclipse", "Eclipse IDE"),
    ("CodiMD", "Hedgedoc"),
    ("Squash TF", "Squash KeywordFramework"),
    ("JIRA", "Bamboo"),
    ("Samba", "Samba AD"),
    ("Vaultwarden", "Bitwarden"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_products_are_never_one_group(one: str, other: str) -> None:
    assert not any({one, other} <= names for names in names_together())


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_renamed_and_moved_products_are_one_group(one: str, other: str) -> None:
    by_name = {member.name for member in records()}
    if {one, other} <= by_name:
        assert any({one, other} <= names for names in names_together())


def test_one_name_with_two_repositories_is_never_one_group() -> None:
    for owner_a, owner_b in [("cockpit-project", "Cockpit-HQ"), ("apple", "OpenPrinting")]:
        for members in groups():
            urls = " ".join(url for member in members for url in member.repositories)
            assert not (f"/{owner_a}/" in urls and f"/{owner_b}/" in urls)


def test_the_work_stays_the_size_a_person_can_do() -> None:
    assert len(propose(records())) < 700
