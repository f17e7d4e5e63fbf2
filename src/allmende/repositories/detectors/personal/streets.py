# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""German postal addresses: street, number, postcode and place in a row."""

import re

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.surroundings import softened

_LETTER = r"(?:[A-Za-z.]|ä|ö|ü|ß|Ä|Ö|Ü|é)"
_ENDINGS = (
    r"stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|steig|chaussee|graben|hof|markt|pfad"
)
_MADE_UP = re.compile(
    r"(?i)muster|beispiel|example|test|hauptstr[a-z.ß]* 1\b|12345|00000|99999|11111"
)


def patterns() -> tuple[Pattern, ...]:
    """The pattern for postal addresses; of whom they are it cannot know, hence doubtful."""
    return (
        Pattern(
            id="german-postal-address",
            kind="personal-data",
            title={"de": "Postanschrift", "en": "German postal address"},
            regex=rf"({_LETTER}{{2,30}}[ -]?(?:{_ENDINGS}|S(?:traße|trasse|tr\.)|Weg|Platz|Allee"
            r"|Ring)"
            r" {0,2}[0-9]{1,4} ?[a-zA-Z]?(?:[ ]?[-/][ ]?[0-9]{1,4})?"
            r"(?:[,;|·•/ \t\n-]|\\n|<br ?/?>){1,6}"
            rf"(?:D-)?[0-9]{{5}} (?:[A-Z]|Ä|Ö|Ü){_LETTER}{{1,30}})",
            anchor=rf"(?:{_ENDINGS}|S(?:traße|trasse|tr\.)|Weg|Platz|Allee|Ring)"
            r" {0,2}[0-9]{1,4} ?[a-zA-Z]?(?:[ ]?[-/][ ]?[0-9]{1,4})?"
            r"(?:[,;|/ \t\n-]|·|•|\\n|<br ?/?>){1,6}(?:D-)?[0-9]{5} ",
            judge=judge_address,
            source="DIN 5008; Art. 4 Nr. 1 DSGVO",
            matches=Examples(
                lambda _: ("Petra W., Agnes-Pockels-Straße " + "17b, 80636 München",), ""
            ),
            misses=("Musterstraße 1, 12345 Musterstadt", "am Platz 3 von 10000 Plätzen"),
        ),
    )


def judge_address(candidate: Candidate) -> float | None:
    """Doubtful, since offices and shops have addresses, too."""
    postcode = re.search(r"\b(\d{5}) ", candidate.value)
    if _MADE_UP.search(candidate.value) or not postcode or not "01067" <= postcode[1] <= "99998":
        return None
    return softened(0.4, candidate.path)
