# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's list of internal names is read from its profile, and mistakes have a line."""

from pathlib import Path

import pytest

from allmende.policies import PolicyError, load, read_yaml
from allmende.repositories.detectors.internal import (
    InternalNames,
    PublishedNames,
    RepositoriesFile,
    read_internal_names,
    read_published_names,
)


def test_the_plain_profile_lists_nothing():
    assert read_internal_names(load("plain")) == InternalNames()


def test_munich_has_public_hosts_below_its_domain():
    names = read_internal_names(load("munich"))
    assert names.is_public("opensource.muenchen.de")
    assert names.is_public("refarch.oss.muenchen.de")
    assert names.is_mixed("irgendwas.muenchen.de")
    assert not names.is_public("irgendwas.muenchen.de")
    assert "muenchen.de" in names.own_mail_domains


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("hosts: ['(?=x)y']", "RE2"),
        ("hosts: ['srv(1)']", "(?:...)"),
        ("user_ids: ['[0-9]*']", "matches nothing"),
        ("domains: ['https://x.de']", "host name"),
        ("wordz: [x]", "wordz"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, entry: str, why: str):
    file = tmp_path / "repositories.yaml"
    file.write_text(f"internal_names:\n  {entry}\n")
    with pytest.raises(PolicyError) as caught:
        read_yaml(file, RepositoriesFile)
    assert caught.value.line == 2
    assert why in caught.value.why


def test_plain_asks_for_no_names_of_packages_and_munich_for_its_own():
    assert read_published_names(load("plain")) == PublishedNames()
    names = read_published_names(load("munich"))
    assert names.maven_groups == ("de.muenchen", "de.muenchen.*")
    assert names.as_json()["npm_scopes"] == ["@muenchen"]


def test_a_name_of_packages_is_no_sentence(tmp_path: Path):
    file = tmp_path / "repositories.yaml"
    file.write_text("published_names:\n  maven_groups: [de muenchen]\n")
    with pytest.raises(PolicyError) as caught:
        read_yaml(file, RepositoriesFile)
    assert caught.value.line == 2


def test_the_names_leave_as_json():
    assert InternalNames(words=("Almrausch",)).as_json()["words"] == ["Almrausch"]
