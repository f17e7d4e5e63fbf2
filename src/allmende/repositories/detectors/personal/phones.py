# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Phone numbers: with a country code, or with a word that says it is one."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.digits import is_made_up
from allmende.repositories.detectors.personal.numbering import (
    COUNTRY_CODES,
    is_for_films,
    is_german_number,
    is_service,
)
from allmende.repositories.detectors.surroundings import line_before, softened

_SOURCE = "Bundesnetzagentur, Nummernplan Rufnummern; ITU-T E.164; DIN 5008"
_TITLE = {"de": "Telefonnummer", "en": "Phone number"}
_WORDS = (
    r"tel|telef[oa]x|telef[oó]n|tel[eé]phone|fon|phone|fax|mobil|mobile|mobilfunk|mobiltelefon|handy"
    r"|mobilephone|cell|cellphone|rufnummer|rufnr|durchwahl|festnetz|whatsapp|telnr"
)
_NAMED = re.compile(
    r"(?i)(?:^|[^a-z]|_)(?:(?:home|work|office|private?|contact|kontakt|user|customer|dienst|büro|buero)"
    rf"_?)?(?:{_WORDS})[ ._-]{{0,2}}(?:nummer|number|num|nr|no|extern|privat|dienstlich"
    r"|geschäftlich)?"
    r"[^A-Za-z]{1,12}$"
)
_GEOGRAPHIC = re.compile(r"\+\d{4,7}-\d{5,7}$")  # ISO 6709, latitude and longitude
_NO_NUMBER = re.compile(
    r"\d{4}-\d\d-\d\d|\d\.\d+$|\d{1,3}(?:\.\d{1,3}){3}$"
)  # date, fraction, IPv4
_DIGIT = r"(?:[ \t./()-]{0,3}[0-9])"
_EXTENSION = r"(?: ?[-–] ?[0-9]{1,5})?"


def patterns() -> tuple[Pattern, ...]:
    """The patterns for phone numbers."""
    return (
        Pattern(
            id="phone-germany",
            kind="personal-data",
            title=_TITLE,
            regex=rf"((?:\+49|\b0049){_DIGIT}{{5,14}})",
            anchor=rf"(?:\+49|0049){_DIGIT}{{5}}",
            judge=judge_with_code,
            source=_SOURCE,
            keywords=("+49", "0049"),
            matches=Examples(_german, "phone"),
            misses=("+49", "x = y +49.5", "+490000000000", "00491", "+49 1 2 3"),
        ),
        Pattern(
            id="phone-named",
            kind="personal-data",
            title=_TITLE,
            regex=r"(?i)(?:tele?[fp]|tel|fon|phone|fax|mobil|handy|cell|rufn|durchwahl|festnetz"
            r"|whatsapp)[a-z_]{0,12}(?:[ .-]{0,2}(?:nr|nummer|no|number)\b)?"
            r"[ \t:=.>\"'*_#|,;/-]{1,10}"
            rf"(\(?(?:[0-9]|\+[1-9]|\({_DIGIT}){_DIGIT}{{4,14}})",
            judge=judge_named,
            source=_SOURCE,
            keywords=("tel", "fon", "phone", "fax", "mobil", "handy", "cell", "rufn", "durchwahl"),
            matches=Examples(_named, "named"),
            misses=("Telefon: keines", "tel = 12", "telemetry: 0123", "cellpadding: 0 1 2 3 4 5"),
        ),
        Pattern(
            id="phone-abroad",
            kind="personal-data",
            title=_TITLE,
            regex=rf"(\+[1-9][0-9]{{0,2}}[ ./()-]{{1,3}}[0-9]{_DIGIT}{{6,12}})",
            anchor=rf"\+[1-9][0-9]{{0,2}}[ ./()-]{{1,3}}[0-9]{_DIGIT}{{2}}",
            judge=judge_abroad,
            source="ITU-T E.164",
            keywords=("+",),
            matches=Examples(lambda _: ("Call +43 1 40" + "00 81736", "+41 44 63" + "2 49 17"), ""),
            misses=("1e+10 100 200 300", "a +1 2 3", "UTC+01:00:00", "+999 123 456 789"),
        ),
        Pattern(
            id="phone-national",
            kind="personal-data",
            title=_TITLE,
            regex=r"(?:^|[ \t\n:;,>\"'(|])(\(?0[1-9][0-9]{1,4}(?:/|\) ?[/-]? ?| / )"
            r"[1-9][0-9]{1,4}(?:[ -]?[0-9]{1,5}){1,4})(?:[ \t\r\n:;,<\"')|]|$|\.\s)",
            anchor=r"0[1-9][0-9]{1,4}(?:/|\) ?[/-]? ?| / )[1-9][0-9]{1,4}[0-9 -]",
            judge=judge_national,
            source=_SOURCE,
            matches=Examples(lambda _: ("erreichbar: 0" + "89/233-73" + "104",), ""),
            misses=("2019/2020", "05/06/2021", "(01/1234)", "a/089/233-1"),
        ),
    )


def judge_with_code(candidate: Candidate) -> float | None:
    """Behind +49 stands a number of the German plan; the switchboard is nobody's own."""
    if _is_part_of_more(candidate) or _GEOGRAPHIC.match(candidate.value):
        return None
    digits = re.sub(r"[^0-9]", "", candidate.value.replace("(0)", ""))
    national = digits.removeprefix("00").removeprefix("49").removeprefix("0")
    return _weighed(candidate, national, 0.85 if _is_written(candidate.value[3:]) else 0.75)


def judge_named(candidate: Candidate) -> float | None:
    """A word for it stands before; a number without 0 or country code is doubtful."""
    value = candidate.value
    digits = re.sub(r"[^0-9]", "", value)
    if _NO_NUMBER.match(value) or re.search(r"\w/$", candidate.match.removesuffix(value)):
        return None
    if _is_part_of_more(candidate) or not _is_named(candidate):
        return None
    if value.startswith(("+", "00")) and not digits.removeprefix("00").startswith("49"):
        return _foreign(candidate, digits.removeprefix("00"), 0.85)
    if digits.startswith("0049") or value.startswith("+49"):
        return None  # `phone-germany` has it
    if digits.startswith("0"):
        return _weighed(candidate, digits[1:], 0.85 if _is_written(value) else 0.75)
    if len(digits) <= 6 and digits.startswith("11"):
        return None  # 116 117 and the like
    if not 6 <= len(digits) <= 12 or is_made_up(digits, 5) or is_for_films(digits):
        return None if len(digits) < 6 else 0.2
    return softened(0.55 if _is_written(value) else 0.35, candidate.path)


def judge_abroad(candidate: Candidate) -> float | None:
    """A country code that exists, and a length that numbers have."""
    if _is_part_of_more(candidate) or candidate.value.startswith("+49"):
        return None
    if _is_named(candidate):
        return None  # `phone-named` has it
    groups = re.findall(r"[0-9]+", candidate.value)
    if len(groups) < 3 or max(map(len, groups)) > 9:
        return None
    return _foreign(candidate, "".join(groups), 0.65)


def judge_national(candidate: Candidate) -> float | None:
    """Area code and number with a slash or brackets, as DIN 5008 once asked for it."""
    if _is_named(candidate) or re.search(r"(?i)steuer|st\.?-?nr|[=*+]\s?$", line_before(candidate)):
        return None
    digits = re.sub(r"[^0-9]", "", candidate.value)
    if len(digits) < 8:
        return None
    return _weighed(candidate, digits[1:], 0.5)


def _weighed(candidate: Candidate, national: str, confidence: float) -> float | None:
    if is_service(national) or not is_german_number(national, _is_written(candidate.value)):
        return None
    if is_for_films(national) or is_made_up(national):
        return 0.3
    if re.search(r"(?i)\bexample|beispiel|e\.g\.|z\. ?b\.|muster", line_before(candidate, 60)):
        return 0.3
    switchboard = re.search(r"(?:[-–] ?|\D)0$", candidate.value.strip())
    return softened(min(confidence, 0.55) if switchboard else confidence, candidate.path)


def _foreign(candidate: Candidate, digits: str, confidence: float) -> float | None:
    code = next((digits[:n] for n in (1, 2, 3) if digits[:n] in COUNTRY_CODES), None)
    if code is None or not 9 <= len(digits) <= 15:
        return None
    national = digits[len(code) :]
    if is_made_up(national) or is_for_films(national) or (code == "1" and national[0] in "01"):
        return 0.2
    return softened(confidence, candidate.path)


def _is_named(candidate: Candidate) -> bool:
    start = candidate.match.find(candidate.value)
    return bool(_NAMED.search(line_before(candidate, 60) + candidate.match[:start]))


def _is_part_of_more(candidate: Candidate) -> bool:
    """A digit goes on, or something is calculated."""
    left, right = candidate.before[-1:], candidate.after[:2]
    if right[:1].isdigit() or re.match(r"[.,:]\d|[A-Za-z_%]", right):
        return True
    return bool(candidate.match == candidate.value and re.match(r"[\w)\]]", left))


def _is_written(value: str) -> bool:
    """Something groups the digits."""
    return bool(re.search(r"\d[ ./()–-]+\d", value))


def _tail(random: Random, size: int) -> str:
    return "".join(random.sample("1350827964", k=size))


def _german(random: Random) -> tuple[str, ...]:
    return (
        "+49 89 233-7" + _tail(random, 4),
        "+49 (0)89/2" + _tail(random, 6),
        "0049 171 " + "8" + _tail(random, 6),
        "+4915" + "2" + "7" + _tail(random, 7),
    )


def _named(random: Random) -> tuple[str, ...]:
    return (
        "Tel.: 089/233-4" + _tail(random, 4),
        "Telefon (089) 2" + _tail(random, 6),
        '"phoneNumber": "01' + "76 4" + _tail(random, 6) + '"',
        "Fax: 0821 3" + _tail(random, 5),
        "mobil=0151" + _tail(random, 8),
        "<telefon>030" + _tail(random, 8) + "</telefon>",
    )
