# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.licences.names import normalise
from allmende.licences.names.typos import repaired


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("appache", "apache"),
        ("mozila", "mozilla"),
        ("eclispe", "eclipse"),
        ("genaral", "general"),
        ("oeffentlihce", "oeffentliche"),
    ],
)
def test_one_slip_in_a_long_word_is_mended(written: str, meant: str) -> None:
    assert repaired((written,)) == (meant,)


@pytest.mark.parametrize(
    "written", ["moziila1", "eklypse", "wholly", "zwiebel", "bost", "unin", "frea"]
)
def test_other_words_are_left_alone(written: str) -> None:
    assert repaired((written,)) is None


@pytest.mark.parametrize("name", ["LGLP 2.1", "GLP 2", "MTI", "BDS", "EUPPL 1.2", "Apache 2.O"])
def test_short_names_and_versions_are_never_mended(name: str) -> None:
    assert normalise(name).status == "unknown"
