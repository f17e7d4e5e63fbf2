# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known of our software in publiccode.yml's words: nothing else, valid or not at all."""

from typing import Any

import pytest
from tests.workbench.api import making
from tests.workbench.catalogue.making import software
from tests.workbench.publications import making as publishing

from allmende import publiccode
from allmende.workbench.api import queries
from allmende.workbench.api.told import Told, tell_all
from allmende.workbench.catalogue.models import Software

pytestmark = pytest.mark.django_db


def told() -> Told:
    [found] = tell_all(queries.ours())
    return found


def missing() -> set[str]:
    assert told().text is None
    return {one.key for one in told().problems}


def read() -> dict[str, Any]:
    text = told().text
    assert text is not None and publiccode.check(text).valid
    return publiccode.read(text)


def test_a_valid_file_is_served_as_it_stands() -> None:
    making.ours()
    assert told().text == making.file()


def test_what_the_office_wrote_itself_overrides_the_file() -> None:
    making.ours(name="Stellplatzbüro")
    assert read() == {**publiccode.read(making.file()), "name": "Stellplatzbüro"}


def test_what_other_sources_say_does_not() -> None:
    making.ours()
    said = {"repositories": (making.address(),), "licences": ("MIT",)}
    software("Anderes", "list-b", **said)
    assert told().text == making.file()


def test_the_catalogue_fills_in_what_the_file_leaves_open() -> None:
    making.ours(text=making.file(legal="", softwareVersion=""))
    assert missing() == {"legal.license"}
    software("Werkzeug", "list-b", repositories=(making.address(),), licences=("EUPL-1.2",))
    assert read()["legal"] == {"license": "EUPL-1.2"}


def test_a_file_that_needs_no_knowledge_to_be_repaired_is_repaired() -> None:
    making.ours(
        text=making.file(
            publiccodeYmlVersion="0.4",
            localisation="{localisationReady: yes, availableLanguages: [de]}",
        )
    )
    assert read()["localisation"]["localisationReady"] is True


def test_what_nobody_said_is_missing_and_not_made_up() -> None:
    making.ours(text=making.file(softwareType="", maintenance="", platforms=""))
    assert {"softwareType", "maintenance.type", "platforms"} <= missing()


def test_without_a_file_what_the_catalogue_knows_is_in_use() -> None:
    one = software("Portal", repositories=(making.address(),), licences=("MIT",))
    making.published(one, descriptions={"de": "Verwaltet **Stellplätze**"})
    assert "name" not in missing() and "developmentStatus" in missing()
    assert told().data["legal"] == {"license": "MIT"}
    assert told().data["description"]["de"] == {"shortDescription": "Verwaltet Stellplätze"}


def test_the_file_of_another_repository_is_not_ours() -> None:
    upstream = "https://github.com/upstream/werkzeug"
    making.ours(text=making.file(url=upstream), repositories=[making.address()])
    assert told().file_of is None


def test_a_publication_without_an_entry_in_the_catalogue_stands_there_too() -> None:
    publishing.stored_publication(None, published_on="2026-01-02", public=True)
    assert told().entry.slug.startswith("publication-")
    assert told().data["legal"] == {"license": "MIT"}
    assert "description" in {key.partition(".")[0] for key in missing()}


def test_software_without_a_repository_says_so() -> None:
    one = software("Portal")
    making.published(one)
    assert "url" in missing()


def test_an_earlier_address_is_an_alias() -> None:
    moved = "https://github.com/xwiki-labs/cryptpad"
    one = software("CryptPad", repositories=("https://github.com/cryptpad/cryptpad", moved))
    making.published(one)
    assert Software.objects.get().repositories.count() == 1
    assert told().aliases == (moved,)
