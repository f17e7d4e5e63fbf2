# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A right number is taken, and refused as soon as one of its digits is another."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.repositories.detectors.personal import checkdigits as check
from allmende.repositories.detectors.personal.iban_formats import BBAN, LENGTHS

DIGITS = "0123456789"


def completed(start: str, is_right: Callable[[str], bool]) -> str:
    return next(start + last for last in DIGITS if is_right(start + last))


def iban(country: str, bban: str) -> str:
    rest = int("".join(str(int(sign, 36)) for sign in bban + country + "00")) % 97
    return f"{country}{98 - rest:02}{bban}"


def with_another_digit(number: str, at: int, step: int) -> str:
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    place = places[at % len(places)]
    return number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]


places = st.integers(0, 50)
steps = st.integers(1, 9)


@given(st.text(DIGITS, min_size=18, max_size=18), places, steps)
def test_an_iban_with_another_digit_is_refused(bban: str, at: int, step: int):
    number = iban("DE", bban)
    assert check.is_mod_97(number)
    assert not check.is_mod_97(with_another_digit(number, at, step))


@given(st.text(DIGITS, min_size=11, max_size=18), places, steps)
def test_a_card_with_another_digit_is_refused(start: str, at: int, step: int):
    number = completed(start, check.is_luhn)
    assert not check.is_luhn(with_another_digit(number, at, step))


@given(st.text(DIGITS, min_size=2, max_size=20), places, steps)
def test_mod_11_10_sees_every_other_digit(start: str, at: int, step: int):
    number = completed(start, check.is_mod_11_10)
    assert not check.is_mod_11_10(with_another_digit(number, at, step))


@given(st.permutations(DIGITS), st.integers(0, 8), places, steps)
def test_a_tax_id_with_another_digit_is_refused(
    digits: list[str], repeated: int, at: int, step: int
):
    nine = [sign for sign in digits if sign != "0"]
    start = "".join([*nine, nine[repeated]])
    number = completed(start, check.is_mod_11_10)
    assert check.is_tax_id(number)
    assert not check.is_tax_id(with_another_digit(number, at, step))


@given(st.dates(), st.sampled_from("ABCKMSZ"), st.integers(0, 99), st.integers(11, 11), steps)
def test_a_pension_number_with_another_check_digit_is_refused(born, letter, serial, at, step):
    number = completed(f"65{born:%d%m%y}{letter}{serial:02}", check.is_pension_number)
    assert not check.is_pension_number(number[:-1] + str((int(number[-1]) + step) % 10))


@given(st.sampled_from("ABCKMSZ"), st.text(DIGITS, min_size=8, max_size=8), places, steps)
def test_a_health_number_with_another_digit_is_refused(letter, digits, at, step):
    number = completed(letter + digits, check.is_health_number)
    assert not check.is_health_number(with_another_digit(number, at, step))


@given(st.text("0123456789CFGHJKLMNPRTVWXYZ<", min_size=1, max_size=30), steps)
def test_a_field_of_a_travel_document_with_another_check_digit_is_refused(field, step):
    right = check.icao_digit(field)
    assert check.is_icao(field + right)
    assert not check.is_icao(field + str((int(right) + step) % 10))


@pytest.mark.parametrize("function", ["is_mod_97", "is_luhn", "is_mod_11_10", "is_tax_id"])
@pytest.mark.parametrize("text", ["", "x", "12 34", "１２３４５", "ßßßßßßßßßßß", "DE" * 11])
def test_what_is_no_number_is_refused(function: str, text: str):
    assert not getattr(check, function)(text)


def test_the_numbers_that_the_standards_show_are_right():
    assert check.is_pension_number("65" + "170839J003")  # VKVV
    assert check.is_pension_number("66031" + "114E970")
    assert check.is_icao("L898902C" + "36")  # ICAO Doc 9303-4, appendix
    assert check.is_mod_11_10("079" + "4" + "5")  # ISO/IEC 7064
    assert check.is_health_number("A12345678" + "0")


def test_a_digit_three_times_in_a_row_is_no_tax_id():
    start = "1112345678"
    assert not check.is_tax_id(completed(start, check.is_mod_11_10))


def test_thirty_february_is_nobodys_birthday():
    assert not any(check.is_pension_number(f"65300280K01{last}") for last in DIGITS)


def test_the_longest_iban_has_34_signs_and_every_country_a_format():
    assert max(LENGTHS.values()) <= 34
    assert len(BBAN) >= 85
    assert (LENGTHS["DE"], LENGTHS["NO"]) == (22, 15)
