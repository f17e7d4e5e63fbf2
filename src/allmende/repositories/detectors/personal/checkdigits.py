# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Check digits of the numbers that people are known by. Every input is already free of separators.

A function answers whether the last digit fits the rest, and False for what is not such a number.
"""

from calendar import monthrange

_PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_ICAO_WEIGHTS = (7, 3, 1)


def is_mod_97(iban: str) -> bool:
    """An IBAN in capitals, ISO 13616 with the check digits of ISO/IEC 7064 MOD 97-10."""
    if len(iban) < 5 or not _is_alphanumeric(iban) or not "02" <= iban[2:4] <= "98":
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def is_luhn(digits: str) -> bool:
    """A card number, ISO/IEC 7812-1 Annex B."""
    if not _is_digits(digits):
        return False
    total = 0
    for position, sign in enumerate(reversed(digits)):
        total += _cross_sum(int(sign) * (1 + position % 2))
    return total % 10 == 0


def is_mod_11_10(digits: str) -> bool:
    """ISO/IEC 7064 MOD 11,10, the last digit being the check digit."""
    if len(digits) < 2 or not _is_digits(digits):
        return False
    product = 10
    for sign in digits[:-1]:
        product = ((int(sign) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def is_tax_id(digits: str) -> bool:
    """A German tax identification number, § 139b AO: 11 digits, MOD 11,10 and rule of repetition.

    Of the first ten digits exactly one stands twice or three times, not three times in a row, and
    the others at most once. A first digit 0 is kept for tests of the tax offices.
    """
    if len(digits) != 11 or digits[0] == "0" or not is_mod_11_10(digits):
        return False
    first = digits[:10]
    repeated = [first.count(sign) for sign in set(first) if first.count(sign) > 1]
    in_a_row = any(sign * 3 in first for sign in set(first))
    return repeated in ([2], [3]) and not in_a_row


def is_pension_number(number: str) -> bool:
    """A German pension insurance number in capitals, § 2 VKVV: area, birth, letter, serial, check.

    The first two digits name the pension fund, digits 3 to 8 are day, month and year of birth.
    """
    if len(number) != 12 or not (number[8].isascii() and number[8].isupper()):
        return False
    if not _is_digits(number[:8] + number[9:]) or not _is_day(number[2:8]):
        return False
    digits = number[:8] + f"{ord(number[8]) - 64:02}" + number[9:11]
    total = sum(
        _cross_sum(int(sign) * weight)
        for sign, weight in zip(digits, _PENSION_WEIGHTS, strict=True)
    )
    return total % 10 == int(number[11])


def is_health_number(number: str) -> bool:
    """The unchanging part of a German health insurance number, § 290 SGB V: a letter, 9 digits."""
    if len(number) != 10 or not (number[0].isascii() and number[0].isupper()):
        return False
    if not _is_digits(number[1:]):
        return False
    digits = f"{ord(number[0]) - 64:02}" + number[1:9]
    total = sum(_cross_sum(int(sign) * (1 + at % 2)) for at, sign in enumerate(digits))
    return total % 10 == int(number[9])


def icao_digit(field: str) -> str:
    """The check digit of a field of a machine readable zone, ICAO Doc 9303-3, 4.9."""
    values = (0 if sign == "<" else int(sign, 36) for sign in field)
    return str(sum(value * _ICAO_WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def is_icao(field: str) -> bool:
    """A field of a machine readable zone with its check digit as the last sign."""
    signs = field.replace("<", "0")
    if len(field) < 2 or not _is_alphanumeric(signs) or not signs[-1].isdigit():
        return False
    return icao_digit(field[:-1]) == signs[-1]


def _cross_sum(number: int) -> int:
    return number // 10 + number % 10


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_alphanumeric(text: str) -> bool:
    return text.isascii() and text.isalnum() and text == text.upper()


def _is_day(digits: str) -> bool:
    """Day, month and year in two digits each, of whichever century."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]
