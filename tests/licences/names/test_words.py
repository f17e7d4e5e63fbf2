# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.licences.names.words import clean, fold, tokenise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("MIT\u00a0 License", "MIT License"),
        ("Apa\u00adche", "Apache"),
        ("“New” – BSD", '"New" - BSD'),
        ("<p>MIT</p> &amp; ISC", "MIT & ISC"),
        ("<https://opensource.org/licenses/MIT>", "https://opensource.org/licenses/MIT"),
        ("MIT\x00\r\nISC", "MIT ISC"),
        ("GPL ≥ 2", "GPL >= 2"),
    ],
)
def test_cleaning_leaves_plain_characters(typed: str, plain: str) -> None:
    assert clean(typed) == plain


def test_folding_spells_umlauts_out_and_drops_accents() -> None:
    assert fold("Öffentliche Großlizenz") == "oeffentliche grosslizenz"
    assert fold("Réciprocité") == "reciprocite"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("GPLv2+", ("gpl", "v", "2", "+later")),
        ("GPL-2+-libtool-exception", ("gpl", "2", "+later", "libtool", "exception")),
        ("CDDL+GPL", ("cddl", "+", "gpl")),
        ("MIT + file", ("mit", "+", "file")),
        ("Apache-Lizenz 2.0", ("apache", "license", "2.0")),
        ("GPL2 w/ CPE", ("gpl", "2", "with", "cpe")),
        ("LPPL-1.3c", ("lppl", "1.3c")),
        ("dl-de/by-2-0", ("dl", "de", "/", "by", "2.0")),
        ("bsd-2-clause", ("bsd", "2", "clause")),
        ("EUPL_1_2", ("eupl", "1.2")),
    ],
)
def test_names_fall_into_words_numbers_and_signs(written: str, words: tuple[str, ...]) -> None:
    assert tokenise(written) == words
