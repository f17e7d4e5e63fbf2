# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Numbers of the German tax offices: identification number and tax number."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.checkdigits import is_tax_id
from allmende.repositories.detectors.personal.digits import bare, is_made_up
from allmende.repositories.detectors.surroundings import (
    line_after,
    line_before,
    softened,
    stands_alone,
)

_NAMED = re.compile(
    r"(?i)steuer|\btin\b|\bidnr|ident(?:ifikations)?[ -]?n|tax|finanzamt|elster|(?:^|[^a-z])stid"
)

# Finanzamt, Bezirk, running number; the digits of each part and the Länder that write so.
_WRITTEN = (
    r"[0-9]{2}/[0-9]{3}/[0-9]{5}"  # BE, HH, NI, RP, SH
    r"|[0-9]{3}/[0-9]{3}/[0-9]{5}"  # BB, BY, HE, MV, SL, SN, ST, TH
    r"|[0-9]{3}/[0-9]{4}/[0-9]{4}"  # NW
    r"|[0-9]{5}/[0-9]{5}"  # BW
    r"|[0-9]{2}/[0-9]{3}/[0-9]{4}/[0-9]"  # RP
    r"|0[0-9]{2} [0-9]{3} [0-9]{5}"  # HE
    r"|[0-9]{2} [0-9]{3} [0-9]{5}"  # HB
)
_FEDERAL = r"(?:1[01]|2[1-8]|3[0-2]|4[01]|5[0-9]|9[0-9])[0-9]{2}0[0-9]{8}"  # 13 digits of ELSTER


def patterns() -> tuple[Pattern, ...]:
    """The patterns for the numbers of the tax offices."""
    return (
        Pattern(
            id="german-tax-id",
            kind="personal-data",
            title={"de": "Steuer-Identifikationsnummer", "en": "German tax identification number"},
            regex=r"\b([1-9][0-9](?:[0-9]{9}| [0-9]{3} [0-9]{3} [0-9]{3}))\b",
            anchor=r"\b[1-9][0-9](?:[0-9]{9}| [0-9]{3} [0-9]{3} [0-9])",
            judge=judge_tax_id,
            source="§ 139b AO; ISO/IEC 7064 MOD 11,10",
            matches=Examples(_tax_ids, "tax-id"),
            misses=Examples(_broken_tax_ids, "tax-id"),
        ),
        Pattern(
            id="german-tax-number",
            kind="personal-data",
            title={"de": "Steuernummer", "en": "German tax number"},
            regex=r"(?i)(?:steuer[ -_]{0,2}(?:nummer|nr)|st\.?-?nr|tax[ _-]{0,2}(?:number|no))\b"
            rf"[ \t:=.>\"'(*_#|,;-]{{1,8}}({_WRITTEN}|{_FEDERAL}|[0-9]{{10,11}})\b",
            judge=judge_tax_number,
            source="https://download.elster.de/download/schnittstellen/Pruefung_der_Steuer_und_"
            "Steueridentifikatsnummer.pdf",
            keywords=("steuer", "nr", "tax"),
            matches=Examples(_tax_numbers, "tax-number"),
            misses=("Steuernummer: siehe Bescheid", "Steuernummer: 123/456/78901"),
        ),
    )


def judge_tax_id(candidate: Candidate) -> float | None:
    """Check digit and rule of repetition; alone, chance brings one of 250 numbers this far."""
    digits = candidate.value.replace(" ", "")
    if not stands_alone(candidate, ".-_/+:") or not is_tax_id(digits):
        return None
    if is_made_up(digits[:10], 7):
        return 0.2
    around = line_before(candidate, 100) + " " + line_after(candidate, 30)
    grouped = len(digits) != len(candidate.value)
    return softened(0.96 if _NAMED.search(around) else 0.55 if grouped else 0.35, candidate.path)


def judge_tax_number(candidate: Candidate) -> float | None:
    """A tax number as one of the Länder writes it, named as one."""
    digits = bare(candidate.value)
    if is_made_up(digits, 7) or not 10 <= len(digits) <= 13:
        return None
    return softened(
        0.8 if not candidate.value.isdigit() or len(digits) == 13 else 0.6, candidate.path
    )


def _tax_ids(random: Random) -> tuple[str, ...]:
    number = _valid(random)
    grouped = f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"
    return (f"Steuer-ID: {number}", f"IdNr. {grouped}", f'"steuerId": "{number}"')


def _valid(random: Random) -> str:
    while True:
        first = random.sample("0123456789", 9)
        first.insert(random.randrange(9), random.choice(first))
        for last in "0123456789":
            if is_tax_id(number := "".join(first) + last) and not is_made_up(number[:10], 7):
                return number


def _broken_tax_ids(random: Random) -> tuple[str, ...]:
    number = _valid(random)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    return (f"Steuer-ID: {wrong}", f"Steuer-ID: 0{number[1:]}", f"0.{number}")


def _tax_numbers(random: Random) -> tuple[str, ...]:
    tail = "".join(random.choices("0246813579", k=4))
    return (
        f"Steuernummer: 143/217/3{tail}",
        f"St.-Nr. 27/481/0{tail}",
        f"Steuernummer = 914301862{tail}",
    )
