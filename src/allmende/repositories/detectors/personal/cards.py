# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Payment cards: the issuer's first digits, its lengths, and the check digit."""

import re
from random import Random

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.checkdigits import is_luhn
from allmende.repositories.detectors.personal.digits import is_made_up
from allmende.repositories.detectors.surroundings import (
    line_after,
    line_before,
    softened,
    stands_alone,
)

_NAMED = re.compile(
    r"(?i)kredit|credit|\bcc\b|cc[_-]?(?:num|no)|\bpan\b|visa|master|amex|american express|"
    r"card[ _-]?(?:n|holder|data|\b)|\bcard|karte|diners|discover|\bjcb\b|girocard|maestro|cvv|cvc"
)
# One of many groups: a table, not a card.
_ROW_BEFORE = re.compile(r"\b[0-9A-Fa-f]{4,5}[ -]$")
_ROW_AFTER = re.compile(r"[ -][0-9A-Fa-f]{4,5}\b")
_ISSUERS = (  # first digits from, to, lengths
    ("34", "34", {15}),
    ("37", "37", {15}),
    ("300", "305", {14}),
    ("36", "36", {14}),
    ("38", "39", {14}),
    ("3528", "3589", {16}),
    ("4", "4", {13, 16, 19}),
    ("51", "55", {16}),
    ("2221", "2720", {16}),
    ("6011", "6011", {16, 19}),
    ("644", "649", {16, 19}),
    ("65", "65", {16, 19}),
    ("62", "62", {16, 17, 18, 19}),
)

# What the payment services publish for tests ends in the same digits or in a plain row of them.
_TEST_CARDS_TEXT = """
4111111111111111 4242424242424242 4012888888881881 4000056655665556 4222222222222 4000000000000002
4000000000003220 5555555555554444 5105105105105100 5200828282828210 2223003122003222
2223000048400011 378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424
6011981111111113 30569309025904 38520000023237 36227206271667 3056930009020004 3530111333300000
3566002020360505 6200000000000005 6205500000000000004 4917610000000000 4000002500003155
4000000000009995 5431111111111111 4005519200000004 4009348888881881 4012000033330026
4012000077777777 4217651111111119 4500600000000061 5424000000000015 4007000000027 370000000000002
6011000000000012 3088000000000017 38000000000006 5123456789012346 4123456789012349
"""
_TEST_CARDS = frozenset(_TEST_CARDS_TEXT.split())


def patterns() -> tuple[Pattern, ...]:
    """The pattern for numbers of payment cards."""
    return (
        Pattern(
            id="payment-card",
            kind="personal-data",
            title={"de": "Kreditkartennummer", "en": "Payment card number"},
            regex=r"\b((?:4[0-9]|5[1-5]|2[2-7]|3[0-9]|6[0-9])(?:[0-9]{2}[ -][0-9]{4}"
            r"[ -][0-9]{4}[ -]"
            r"[0-9]{4}|[0-9]{2}[ -][0-9]{6}[ -][0-9]{4,5}|[0-9]{11,17}))\b",
            anchor=r"\b[2-6][0-9]{3}(?:[ -][0-9]{4}[ -][0-9]{4}|[ -][0-9]{6}[ -]|[0-9]{9})",
            judge=judge_card,
            source="ISO/IEC 7812-1",
            matches=Examples(_cards, "card"),
            misses=Examples(_no_cards, "card"),
        ),
    )


def judge_card(candidate: Candidate) -> float | None:
    """Issuer, length and check digit; without a word for it a bare row of digits is weak."""
    if not stands_alone(candidate, ".-_/+#%"):
        return None
    digits = candidate.value.replace(" ", "").replace("-", "")
    if _ROW_BEFORE.search(candidate.before) or _ROW_AFTER.match(candidate.after):
        return None
    if not _has_issuer(digits) or not is_luhn(digits):
        return None
    if digits in _TEST_CARDS or is_made_up(digits):
        return 0.2
    around = line_before(candidate, 60) + " " + line_after(candidate, 40)
    grouped = len(digits) != len(candidate.value)
    confidence = 0.92 if _NAMED.search(around) else 0.6 if grouped else 0.3
    return softened(confidence, candidate.path)


def _has_issuer(digits: str) -> bool:
    return any(
        first <= digits[: len(first)] <= last and len(digits) in lengths
        for first, last, lengths in _ISSUERS
    )


def _with_luhn(digits: str) -> str:
    return next(digits + last for last in "0123456789" if is_luhn(digits + last))


def _cards(random: Random) -> tuple[str, ...]:
    visa = _with_luhn("4539" + "".join(random.choices("0123456789", k=11)))
    amex = _with_luhn("3712" + "".join(random.choices("0123456789", k=10)))
    grouped = " ".join(visa[at : at + 4] for at in range(0, 16, 4))
    return (
        f"Kreditkarte: {grouped}",
        f"card_number={visa}",
        f"Amex {amex[:4]} {amex[4:10]} {amex[10:]}",
    )


def _no_cards(random: Random) -> tuple[str, ...]:
    visa = _with_luhn("4539" + "".join(random.choices("0123456789", k=11)))
    return (
        f"card_number={visa[:-1]}{(int(visa[-1]) + 1) % 10}",
        f"0.{visa}",
        f"Karte 99{visa[2:]}",
    )
