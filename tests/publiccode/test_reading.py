# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A harvester takes what there is."""

from tests.publiccode.files import VALID, changed

from allmende.publiccode import read


def test_values_have_the_kind_that_the_standard_gives_them():
    text = "publiccodeYmlVersion: 0.4\nplatforms: web\nsoftwareVersion: 1.10\nname: [a]\n"
    assert read(text + "localisation: {localisationReady: yes, availableLanguages: de}\n") == {
        "publiccodeYmlVersion": "0.4",
        "platforms": ["web"],
        "softwareVersion": "1.10",
        "localisation": {"localisationReady": True, "availableLanguages": ["de"]},
    }


def test_unknown_keys_stay_and_empty_ones_go():
    assert read("name: A\nowner: {who: us}\nroadmap:\nlogo: ''\n") == {
        "name": "A",
        "owner": {"who": "us"},
    }


def test_what_stands_before_a_break_is_read():
    found = read(changed("softwareType: standalone/web", 'softwareType: "standalone/web'))
    assert found["name"] == "Terminbuch" and "legal" not in found


def test_umlauts_of_windows_are_read():
    assert read("name: Bürger".encode("cp1252")) == {"name": "Bürger"}


def test_a_valid_file_is_read_whole():
    assert read(VALID)["maintenance"]["contacts"] == [
        {"name": "Kim Beispiel", "email": "kim@example.org"}
    ]


def test_what_is_no_file_of_keys_holds_nothing():
    assert read("") == read("- a") == read(b"\x00\xff") == {}
