# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bank accounts: IBAN with country format and check digits, BIC where something says it is one."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.checkdigits import is_mod_97
from allmende.repositories.detectors.personal.iban_formats import BBAN, LENGTHS, regex_of
from allmende.repositories.detectors.surroundings import line_before, softened, stands_alone

_NAMED = re.compile(r"(?i)iban|konto|bank|account|sepa|lastschrift|mandat")

# The examples of the IBAN Registry and of the usual instructions: known to everybody.
_PUBLISHED_TEXT = """
DE89370400440532013000 AT611904300234573201 CH9300762011623852957 GB29NWBK60161331926819
GB82WEST12345698765432 FR1420041010050500013M02606 NL91ABNA0417164300 BE68539007547034
ES9121000418450200051332 IT60X0542811101000000123456 PL61109010140000071219812874
DK5000400440116243 SE4550000000058398257466 NO9386011117947 FI2112345600000785
IE29AIBK93115212345678 LU280019400644750000 PT50000201231234567890154 CZ6508000000192000145399
LI21088100002324013AA GR1601101250000000012300695 DE68210501700012345678 DE12500105170648489890
DE91100000000123456789
"""
_PUBLISHED = frozenset(_PUBLISHED_TEXT.split())
_COUNTRIES = frozenset([*LENGTHS, "US", "JP", "CN", "IN", "AU", "CA", "ZA", "SG", "HK", "KR", "MX"])


def patterns() -> tuple[Pattern, ...]:
    """The patterns for IBAN and BIC."""
    return (
        Pattern(
            id="iban",
            kind="personal-data",
            title={"de": "Bankverbindung (IBAN)", "en": "Bank account (IBAN)"},
            regex=r"\b(" + "|".join(regex_of(country) for country in sorted(BBAN)) + r")\b",
            anchor=r"[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4} ?[A-Z0-9]{3}",
            judge=judge_iban,
            source="ISO 13616-1; https://www.swift.com/standards/data-standards/iban",
            matches=Examples(_ibans, "iban"),
            misses=Examples(_broken_ibans, "iban"),
        ),
        Pattern(
            id="bic",
            kind="personal-data",
            title={"de": "Bankverbindung (BIC)", "en": "Bank (BIC)"},
            regex=r"\b(?:BIC|bic|SWIFT|swift|Swift)(?:[-_ /]{0,3}(?:BIC|bic|[Cc]ode|CODE))?"
            r"[ \t:=.>\"'(*_#|,;-]{1,6}([A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b",
            anchor=r"(?:BIC|bic|SWIFT|swift|Swift)(?:[-_ /]{0,3}(?:BIC|bic|[Cc]ode|CODE))?"
            r"[ \t:=.>\"'(*_#|,;-]{1,6}[A-Z]{4}",
            judge=judge_bic,
            source="ISO 9362",
            keywords=("bic", "swift"),
            matches=Examples(lambda _: ("BIC: SSKM" + "DEMM", '"bic": "COBA' + 'DEFFXXX"'), "bic"),
            misses=("BIC: UNKNOWN1", "the BIC is missing", "CUBIC INTERPOL"),
        ),
    )


def judge_iban(candidate: Candidate) -> float | None:
    """Format of the country, check digits, and for Germany a possible bank code."""
    number = candidate.value.replace(" ", "")
    if not stands_alone(candidate, "+/_") or not is_mod_97(number):
        return None
    if len(set(number[4:])) <= 2:
        return None
    if number in _PUBLISHED:
        return 0.3
    if not _has_possible_bank(number):
        return softened(0.6, candidate.path)
    named = _NAMED.search(line_before(candidate) + candidate.match)
    return softened(0.98 if named else 0.9, candidate.path)


def judge_bic(candidate: Candidate) -> float | None:
    """A bank's code is no secret; it stands for a bank account where it is named as BIC."""
    country = candidate.value[4:6]
    return softened(0.5, candidate.path) if country in _COUNTRIES else None


def _has_possible_bank(number: str) -> bool:
    """German bank codes begin with the clearing area 1 to 8 (Deutsche Bundesbank)."""
    return not number.startswith("DE") or number[4] in "12345678"


def _with_check_digits(country: str, bban: str) -> str:
    rest = int("".join(str(int(sign, 36)) for sign in bban + country + "00")) % 97
    return f"{country}{98 - rest:02}{bban}"


def _ibans(random: Random) -> tuple[str, ...]:
    number = _with_check_digits("DE", "7015" + "".join(random.choices("0123456789", k=14)))
    spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    dutch = _with_check_digits("NL", "INGB" + "".join(random.choices("0123456789", k=10)))
    return (f"IBAN: {spaced}", f'"iban": "{number}"', f"konto={dutch};")


def _broken_ibans(random: Random) -> tuple[str, ...]:
    number = _ibans(random)[1]
    digit = number[-2]
    return (number[:-2] + str((int(digit) + 1) % 10) + '"', "DE00 0000 0000 0000 0000 00")
