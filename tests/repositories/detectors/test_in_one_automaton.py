# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""All patterns for personal data and internal names make one automaton that loses nothing."""

import hyperscan
import pytest
from tests.repositories.detectors.finding import candidates

from allmende.repositories.detectors import internal, personal
from allmende.repositories.detectors.internal import InternalNames
from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.surroundings import by_path

NAMES = InternalNames(domains=("intern.stadtamt.de",), words=("Almrausch",), ticket_keys=("KFZ",))
PATTERNS: tuple[Pattern, ...] = (*personal.patterns(), *internal.patterns(NAMES))


@pytest.fixture(scope="module")
def database() -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[pattern.regex.encode() for pattern in PATTERNS],
        ids=list(range(len(PATTERNS))),
        elements=len(PATTERNS),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(PATTERNS),
    )
    return database


def test_the_automaton_reports_every_example(database: hyperscan.Database):
    for number, pattern in enumerate(PATTERNS):
        for text in pattern.matches:
            reported: set[int] = set()
            database.scan(
                text.encode(), match_event_handler=lambda index, *_, to=reported: to.add(index)
            )
            assert number in reported, (pattern.id, text)


def test_every_id_stands_once():
    assert len({pattern.id for pattern in PATTERNS}) == len(PATTERNS)


@pytest.mark.parametrize("sign", ["a", "0", "A", "\\", "+49 ", "name: A", "a.", "@", "fd00:", "<"])
def test_a_line_of_a_megabyte_is_judged_in_linear_time(sign: str):
    line = sign * (200_000 // len(sign))
    for pattern in PATTERNS:
        for one in candidates(pattern, line):
            pattern.judge(one)


def test_a_path_that_is_known_later_weighs_in():
    assert by_path("iban", 0.9, "tests/a.json") == 0.54
    assert by_path("mail-address", 0.8, "AUTHORS") == 0.35
    assert by_path("mail-address", 0.9, "AUTHORS") == 0.6
    assert by_path("person-name-part", 0.7, "src/i18n/de.json") is None
    assert by_path("internal-word", 0.75, "tests/a.json") == 0.75
    assert by_path("iban", 0.9, None) == 0.9
