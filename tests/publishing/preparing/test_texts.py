# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Texts of licences come from installed packages or from the office, or not at all."""

from pathlib import Path

import pytest

from allmende.licences.texts import identify
from allmende.publishing.preparing import licence_text
from allmende.publishing.preparing.texts import SHIPPED


@pytest.mark.parametrize("id", ["MIT", "Apache-2.0", "BSD-3-Clause", "EUPL-1.2"])
def test_every_installation_brings_these(id: str) -> None:
    found = licence_text(id, "2026 Gemeinde Beispiel")
    assert found
    assert identify(found.text).expression == id
    assert not any(one.modified for one in identify(found.text).matches)


@pytest.mark.parametrize("path", sorted(SHIPPED.iterdir()), ids=lambda one: one.stem)
def test_a_text_of_the_project_is_the_licence_it_is_named_after(path: Path) -> None:
    found = identify(path.read_text(encoding="utf-8"))
    assert str(found.expression).startswith(path.stem.removeprefix("LICENSE-"))
    assert not any(one.modified for one in found.matches)


@pytest.mark.parametrize("id", ["AGPL-3.0-only", "AGPL-3.0-or-later"])
def test_one_text_serves_this_version_and_any_later(id: str) -> None:
    found = licence_text(id)
    assert found
    assert found.text.startswith("GNU AFFERO GENERAL PUBLIC LICENSE")


def test_whoever_holds_the_copyright_takes_the_place_of_the_packages_author() -> None:
    found = licence_text("MIT", "2026 Gemeinde Beispiel")
    assert found
    assert found.text.count("Copyright") == 1
    assert found.text.splitlines()[2] == "Copyright (c) 2026 Gemeinde Beispiel"


def test_a_text_without_a_place_for_the_holder_stays_as_it_is() -> None:
    with_holder, without = licence_text("Apache-2.0", "2026 X"), licence_text("Apache-2.0")
    assert with_holder == without


def test_a_text_that_nothing_brings_is_not_made_up() -> None:
    assert licence_text("EUPL-1.1") is None


def test_the_office_brings_a_text_of_its_own(tmp_path: Path) -> None:
    mit = licence_text("MIT", "2020 Somebody")
    assert mit
    (tmp_path / "MIT.txt").write_text(mit.text)
    found = licence_text("MIT", "2026 City", tmp_path)
    assert found
    assert found.source == "MIT.txt"
    assert "2026 City" in found.text


def test_a_file_of_the_office_that_is_another_licence_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "EUPL-1.1.txt").write_text("Do what you like with it.\n")
    assert licence_text("EUPL-1.1", folder=tmp_path) is None
