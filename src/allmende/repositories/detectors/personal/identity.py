# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""German identity cards and passports, and the machine readable zones of all travel documents."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.checkdigits import icao_digit, is_icao
from allmende.repositories.detectors.personal.digits import is_made_up
from allmende.repositories.detectors.surroundings import softened, stands_alone

# The serial number knows no vowels and no sign that is read as another one (PAuswV, PassV).
_SIGNS = "0-9CFGHJKLMNPRTVWXYZ"
_WORDS = (
    r"(?:personal|reise|bundespersonal)?(?:ausweis|pass)(?:[ _-]?(?:nummer|nr|no|id|number))?"
    r"|(?:id|identity)[ _-]?card(?:[ _-]?(?:number|no|nr))?|passport(?:[ _-]?(?:number|no|nr|id))?"
    r"|reisepass(?:[ _-]?(?:nummer|nr))?|dokumentennummer|document[ _-]?(?:number|no)"
    r"|seriennummer des ausweises"
)
# The documents of Erika Mustermann that the Bundesdruckerei shows.
_SPECIMENS = frozenset(["T220001293", "L01X00T471", "C01X00T478", "LZ6311T475", "C01XYCCG91"])
_NAMES = re.compile(r"MUSTERMANN|SPECIMEN|ERIKSSON<<ANNA")


def patterns() -> tuple[Pattern, ...]:
    """The patterns for identity documents."""
    return (
        Pattern(
            id="german-identity-document",
            kind="personal-data",
            title={
                "de": "Ausweis- oder Passnummer",
                "en": "German identity card or passport number",
            },
            regex=rf"(?i)\b(?:{_WORDS})(?:[ .-]{{1,2}}(?:nr|no|nummer|number)\b)?"
            rf"[ \t:=.>\"'(*_#|,;-]{{1,8}}([CFGHJKLMNPRTVWXY][{_SIGNS}]{{8}}[0-9]?D?)\b",
            anchor=rf"(?i)(?:ausweis|pass|pass.{{0,8}}|id[ _-]?card|identity[ _-]?card"
            r"|dokumentennummer"
            rf"|document[ _-]?)(?:des ausweises|[ ._-]{{0,2}}(?:nummer|nr|no|number|id)){{0,2}}"
            rf"[ \t:=.>\"'(*_#|,;-]{{1,8}}[CFGHJKLMNPRTVWXY][{_SIGNS}]{{8}}",
            judge=judge_document,
            source="PAuswV § 3, PassV § 5; ICAO Doc 9303-3, 4.9",
            keywords=("ausweis", "pass", "card", "dokument", "document"),
            matches=Examples(_documents, "document"),
            misses=Examples(_no_documents, "document"),
        ),
        Pattern(
            id="machine-readable-zone",
            kind="personal-data",
            title={"de": "Maschinenlesbare Zone eines Ausweises", "en": "Machine readable zone"},
            regex=r"\b([A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{0,10}<{4,14}[0-9<][0-9]"
            r"|[0-9]{7}[MFX<][0-9]{7}[A-Z<]{3}[A-Z0-9<]{0,7}<{4,11}[0-9])(?:[ \t\r\n\"',;|&\\)]|$)",
            anchor="<<<<[0-9<]?[0-9]",
            judge=judge_zone,
            source="ICAO Doc 9303-4 and 9303-5",
            matches=Examples(_zones, "zone"),
            misses=Examples(_broken_zones, "zone"),
        ),
    )


def judge_document(candidate: Candidate) -> float | None:
    """Ten signs need the right check digit; nine without one need a digit among them."""
    number = candidate.value.upper().removesuffix("D")
    if not any(sign.isdigit() for sign in number) or not stands_alone(candidate, "_/+-"):
        return None
    if len(number) == 10 and not is_icao(number):
        return None
    if number in _SPECIMENS or number + icao_digit(number) in _SPECIMENS:
        return 0.2
    if is_made_up("".join(sign for sign in number if sign.isdigit())):
        return 0.2
    digits = sum(sign.isdigit() for sign in number)
    sure = 0.95 if len(number) == 10 else 0.7 if digits >= 3 else 0.4
    return softened(sure, candidate.path)


def judge_zone(candidate: Candidate) -> float | None:
    """Birth and expiry, and on passports the number, each with its own check digit."""
    zone = candidate.value
    if len(zone) not in (30, 44):
        return None
    fields = (zone[:10], zone[13:20], zone[21:28]) if len(zone) == 44 else (zone[:7], zone[8:15])
    if not all(is_icao(field) for field in fields) or not _is_birth(fields[-2]):
        return None
    if fields[0] in _SPECIMENS or _NAMES.search(candidate.before + candidate.after):
        return 0.2
    strong = len(zone) == 44 or "<" in zone
    return softened(0.95 if strong else 0.7, candidate.path)


def _is_birth(field: str) -> bool:
    return 1 <= int(field[2:4]) <= 12 and 1 <= int(field[4:6]) <= 31


def _serial(random: Random) -> str:
    signs = "0123456789CFGHJKLMNPRTVWXYZ"
    return "L7" + "".join(random.choices(signs, k=4)) + "".join(random.choices("013579", k=3))


def _documents(random: Random) -> tuple[str, ...]:
    number = _serial(random)
    checked = number + icao_digit(number)
    return (
        f"Personalausweisnummer: {checked}",
        f'"passport_number": "{number}"',
        f"Reisepass-Nr. {checked}",
    )


def _no_documents(random: Random) -> tuple[str, ...]:
    number = _serial(random)
    wrong = number + str((int(icao_digit(number)) + 1) % 10)
    return (f"Ausweis: {wrong}", "passport: configure", f"id {number}", "passport-js: LTHRGNGTF")


def _zones(random: Random) -> tuple[str, ...]:
    serial, birth, expiry = _serial(random), "710814", "311205"
    body = f"{birth}{icao_digit(birth)}F{expiry}{icao_digit(expiry)}"
    passport = f"{serial}{icao_digit(serial)}D<<{body}{'<' * 14}<{random.randrange(10)}"
    return (passport, f"{body}D<<{'<' * 11}{random.randrange(10)}\n")


def _broken_zones(random: Random) -> tuple[str, ...]:
    return tuple(zone.replace("710814", "710815", 1) for zone in _zones(random))
