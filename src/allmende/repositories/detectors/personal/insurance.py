# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Numbers of the German social insurance: pension and health."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.checkdigits import (
    is_health_number,
    is_pension_number,
)
from allmende.repositories.detectors.personal.digits import is_made_up
from allmende.repositories.detectors.surroundings import (
    line_after,
    line_before,
    softened,
    stands_alone,
)

_PENSION = re.compile(
    r"(?i)renten|sozialv|versicherung|\bsv-?n|\brvn|\bvsnr|\bsvnr"
    r"|social[ _-]?(?:security|insurance)"
    r"|pension|sozial"
)
_HEALTH = re.compile(
    r"(?i)kranken|versicherten|\bkvnr|\bkv-?n|\begk\b|health|gesundheit|versicherung|insur|kasse"
)
# The areas of the pension funds, annex to § 2 VKVV.
_AREAS = frozenset([*range(2, 5), *range(8, 22), *range(23, 30), 38, 39, *range(40, 90)])


def patterns() -> tuple[Pattern, ...]:
    """The patterns for pension and health insurance numbers."""
    return (
        Pattern(
            id="german-pension-number",
            kind="personal-data",
            title={"de": "Renten-/Sozialversicherungsnummer", "en": "German pension number"},
            regex=r"\b([0-9]{2} ?[0-3][0-9][01][0-9]{3} ?[A-Z] ?[0-9]{2} ?[0-9])\b",
            anchor=r"[0-3][0-9][01][0-9]{3} ?[A-Z] ?[0-9]{2} ?[0-9]\b",
            judge=judge_pension_number,
            source="§ 2 VKVV",
            matches=Examples(_pension_numbers, "pension"),
            misses=Examples(_broken_pension_numbers, "pension"),
        ),
        Pattern(
            id="german-health-number",
            kind="personal-data",
            title={"de": "Krankenversichertennummer", "en": "German health insurance number"},
            regex=r"\b([A-Z][0-9]{9}(?:[0-9]{10})?)\b",
            judge=judge_health_number,
            source="§ 290 SGB V",
            matches=Examples(_health_numbers, "health"),
            misses=Examples(_broken_health_numbers, "health"),
        ),
    )


def judge_pension_number(candidate: Candidate) -> float | None:
    """Birthday, letter and check digit; a fund that exists where nothing names the number."""
    number = candidate.value.replace(" ", "")
    if not stands_alone(candidate, ".-_/+") or not is_pension_number(number):
        return None
    if _PENSION.search(line_before(candidate, 100) + " " + line_after(candidate, 30)):
        return softened(0.96, candidate.path)
    return softened(0.6, candidate.path) if int(number[:2]) in _AREAS else None


def judge_health_number(candidate: Candidate) -> float | None:
    """The check digit alone says little: one of ten numbers with a letter has it."""
    number = candidate.value[:10]  # behind it, if at all, the number of the insurance fund
    if not stands_alone(candidate, ".-_/+") or not is_health_number(number):
        return None
    named = _HEALTH.search(line_before(candidate, 100) + " " + line_after(candidate, 30))
    if is_made_up(number[1:], 7):
        return 0.2
    return softened(0.93, candidate.path) if named else 0.15


def _pension_numbers(random: Random) -> tuple[str, ...]:
    start = f"65{random.randrange(1, 29):02}0{random.randrange(1, 10)}{random.randrange(50, 99)}K01"
    number = next(start + last for last in "0123456789" if is_pension_number(start + last))
    spaced = f"{number[:2]} {number[2:8]} {number[8]} {number[9:]}"
    return (f"Rentenversicherungsnummer: {number}", f"SV-Nr. {spaced}", f"svnr={number}")


def _broken_pension_numbers(random: Random) -> tuple[str, ...]:
    number = _pension_numbers(random)[2]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    return (wrong, "SV-Nr. 65" + "3213" + "80K010")


def _health_numbers(random: Random) -> tuple[str, ...]:
    start = "M" + "".join(random.choices("0123456789", k=8))
    number = next(start + last for last in "0123456789" if is_health_number(start + last))
    return (f"KVNR: {number}", f"Versichertennummer {number}")


def _broken_health_numbers(random: Random) -> tuple[str, ...]:
    number = _health_numbers(random)[0]
    return (number[:-1] + str((int(number[-1]) + 1) % 10), f"x{number[6:]}")
