# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""German vehicle plates, where something says that it is one."""

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.surroundings import softened

# What examples on forms and in manuals say.
_EXAMPLES = frozenset(["AB", "XX", "XY", "XYZ", "ABC"])


def patterns() -> tuple[Pattern, ...]:
    """The pattern for vehicle plates."""
    return (
        Pattern(
            id="german-vehicle-plate",
            kind="personal-data",
            title={"de": "Kfz-Kennzeichen", "en": "German vehicle plate"},
            regex=r"(?i:kennzeichen|kfz|licen[cs]e[ _-]?plate|number[ _-]?plate|nummernschild)"
            r"(?i:[_ -]{0,2}(?:nummer|nr|number|no))?[ \t:=.>\"'(*_#|,;-]{1,8}"
            r"((?:[A-Z]|Ä|Ö|Ü){1,3}[- ][A-Z]{1,2}[- ]?[1-9][0-9]{0,3}[EH]?)\b",
            anchor=r"(?i:kennzeichen|kfz|e[ _-]?plate|number[ _-]?plate|nummernschild)"
            r"(?i:[_ -]{0,2}(?:nummer|nr|number|no))?[ \t:=.>\"'(*_#|,;-]{1,8}"
            r"[A-Z\x80-\xff]{1,6}[- ][A-Z]",
            judge=judge_plate,
            source="FZV § 9 and annex 1",
            keywords=("kennzeichen", "kfz", "plate", "nummernschild"),
            matches=Examples(
                lambda _: ("Kennzeichen: M-K" + "R 4711", '"kfz": "GAP-T' + ' 208"'), ""
            ),
            misses=("Kennzeichen: A-B-C", "Kennzeichen: siehe Liste", "license plate: none"),
        ),
    )


def judge_plate(candidate: Candidate) -> float | None:
    """A district, one or two letters, up to four digits, together at most eight signs."""
    signs = candidate.value.replace("-", "").replace(" ", "")
    if len(signs) - signs.endswith(("E", "H")) > 8:
        return None
    district, _, rest = candidate.value.replace(" ", "-").partition("-")
    letters = "".join(sign for sign in rest if sign.isalpha())
    made_up = district in _EXAMPLES or (letters in _EXAMPLES and rest.endswith(("123", "1234")))
    return 0.3 if made_up else softened(0.7, candidate.path)
