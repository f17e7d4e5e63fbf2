# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.licences.expressions import parse
from allmende.licences.names import normalise
from allmende.licences.names.addresses import PLACES, find_addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://opensource.org/licenses/MIT", ("https://opensource.org/licenses/MIT",)),
        ("MIT (opensource.org/licenses/MIT)", ("opensource.org/licenses/MIT",)),
        ("Apache-2.0/MIT", ()),
        ("GPL v2.0/LGPL", ()),
        ("zlib/libpng", ()),
    ],
)
def test_an_address_is_told_from_a_slash_between_names(text: str, found: tuple[str, ...]) -> None:
    assert find_addresses(text)[0] == found


@pytest.mark.parametrize("place", [one for one in PLACES if one.name[0] == "="], ids=str)
def test_the_licence_of_a_page_is_an_expression(place: tuple[object, str]) -> None:
    assert str(parse(place[1][1:])) == place[1][1:]


@pytest.mark.parametrize(
    "address",
    [
        "http://opensource.org/licenses/mit-license.php",
        "https://www.opensource.org/licenses/MIT/",
        "HTTPS://OPENSOURCE.ORG/LICENSES/MIT",
        "//opensource.org/licenses/MIT",
        "https://opensource.org/licenses/MIT#text",
        "https://choosealicense.com/licenses/mit",
        "https://spdx.org/licenses/MIT.json",
        "https://licenses.nuget.org/MIT",
    ],
)
def test_one_page_has_many_spellings(address: str) -> None:
    assert normalise(address).expression == "MIT"


def test_a_manifest_may_name_and_link() -> None:
    linked = '"Apache License, Version 2.0";link="https://www.apache.org/licenses/LICENSE-2.0"'

    assert normalise(linked).expression == "Apache-2.0"


def test_a_name_and_a_page_that_disagree_leave_it_open() -> None:
    match = normalise("ISC https://opensource.org/licenses/MIT")

    assert match.status == "ambiguous"
    assert set(match.candidates) == {"ISC", "MIT"}


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("GPL-3.0-or-later https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-or-later"),
        ("GPL https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
        (
            "GPLv2 with Classpath exception (https://www.gnu.org/licenses/gpl-2.0.html)",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        (
            "MIT OR Apache-2.0, https://opensource.org/licenses/MIT",
            "MIT OR Apache-2.0",
        ),
        ("MIT License, see https://opensource.org/licenses/MIT", "MIT"),
        ("Apache 2.0, siehe https://github.com/example/project/blob/main/LICENSE", "Apache-2.0"),
    ],
)
def test_a_page_of_the_text_confirms_the_name(text: str, expression: str) -> None:
    assert normalise(text).expression == expression


@pytest.mark.parametrize(
    ("address", "expression"),
    [
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "CC-BY-4.0"),
        ("http://publications.europa.eu/resource/authority/licence/EUPL_1_2", "EUPL-1.2"),
        ("https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj", "EUPL-1.2"),
        ("https://joinup.ec.europa.eu/sites/default/files/eupl_v1.2_de.pdf", "EUPL-1.2"),
        ("https://opensource.org/license/isc-license-txt", "ISC"),
        ("https://mit-license.org", "MIT"),
    ],
)
def test_publishers_are_known(address: str, expression: str) -> None:
    assert normalise(address).expression == expression


def test_a_page_of_two_versions_is_open() -> None:
    page = "https://joinup.ec.europa.eu/collection/eupl/eupl-text-11-12"

    assert normalise(page).status == "ambiguous"
