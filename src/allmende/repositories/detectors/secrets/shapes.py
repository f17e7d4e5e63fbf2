# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Shapes: how a provider's token is written, read as a regular expression and as an example.

A shape is the token's text with its random parts in angle brackets: `dop_v1_<hex:64>`,
`xox<a|b|p>-<digit:10-13>`, `<uuid>`. The same shape gives the regex that finds the token and, with
a source of randomness, tokens to try it on.
"""

import re
from dataclasses import dataclass
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

CLASSES = {
    "digit": ("0-9", digits),
    "hex": ("0-9a-f", digits + "abcdef"),
    "HEX": ("0-9A-F", digits + "ABCDEF"),
    "Hex": ("0-9A-Fa-f", digits + "abcdef"),
    "a": ("a-z", ascii_lowercase),
    "A": ("A-Z", ascii_uppercase),
    "Aa": ("A-Za-z", ascii_letters),
    "a0": ("a-z0-9", ascii_lowercase + digits),
    "A0": ("A-Z0-9", ascii_uppercase + digits),
    "w": ("A-Za-z0-9", ascii_letters + digits),
    "w_": ("A-Za-z0-9_", ascii_letters + digits),
    "a32": ("a-z2-7", ascii_lowercase + "234567"),
    "A32": ("A-Z2-7", ascii_uppercase + "234567"),
    "b58": ("1-9A-HJ-NP-Za-km-z", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    "bech": ("02-9ac-hj-np-z", "023456789acdefghjklmnpqrstuvwxyz"),
    "BECH": ("02-9AC-HJ-NP-Z", "023456789ACDEFGHJKLMNPQRSTUVWXYZ"),
    "url": ("A-Za-z0-9_-", ascii_letters + digits),
    "b64": ("A-Za-z0-9+/", ascii_letters + digits + "+/"),
    "dot": ("A-Za-z0-9._-", ascii_letters + digits),
    "~": ("A-Za-z0-9_~.-", ascii_letters + digits + "_~.-"),
    "%": ("A-Za-z0-9%_-", ascii_letters + digits),
    "=": ("=", "="),
}
_BOTH_CASES = {"w", "w_", "url", "b64", "dot", "b58"}
_LEFT = r"(?:\b|\\[nrtbf]|%[0-9A-Fa-f]{2}|\[[0-9;]{1,5}m)"
"""Where a token may begin: also behind an escape, a percent code or a colour."""
_PIECE = re.compile(r"<([^<>:]+):(\d+)(?:-(\d+))?>|<([^<>]*\|[^<>]*)>|<(uuid)>|([^<]+)")
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def times(one: str, low: int, high: int) -> str:
    """A repetition; RE2 allows none over 1,000, so a longer one is written as several."""
    first, rest = min(high, 1000), max(0, high - 1000)
    size = f"{{{low}}}" if low == first else f"{{{low},{first}}}"
    return one + size + (times(one, 0, rest) if rest else "")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a shape: so many characters of a class, a choice of words, or one word."""

    words: tuple[str, ...] = ()
    letters: str = ""
    low: int = 0
    high: int = 0

    def letter(self) -> str:
        return f"[{CLASSES[self.letters][0]}]"

    def regex(self) -> str:
        if self.letters:
            return times(self.letter(), self.low, self.high)
        if len(self.words) == 1:
            return re.escape(self.words[0])
        return "(?:" + "|".join(re.escape(word) for word in self.words) + ")"

    def made(self, random: Random) -> str:
        if not self.letters:
            return random.choice(self.words)
        return "".join(
            random.choices(CLASSES[self.letters][1], k=random.randint(self.low, self.high))
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """A token's form as it is written in a table of patterns."""

    text: str

    def pieces(self) -> tuple[_Piece, ...]:
        """What stands between the angle brackets, and around them, in order."""
        if "".join(m[0] for m in _PIECE.finditer(self.text)) != self.text:
            raise ValueError(f"not a shape: {self.text}")
        return tuple(_piece(m) for m in _PIECE.finditer(self.text))

    def regex(self) -> str:
        """The form as a regular expression, without boundaries and groups."""
        return "".join(_UUID if p.words == ("uuid",) else p.regex() for p in self.pieces())

    def bounded(self) -> str:
        """The form as a regular expression with the boundaries of a token, captured."""
        first, last = self.pieces()[0], self.pieces()[-1]
        starts_with_word = first.letters or first.words[0][:1].isalnum()
        chars = CLASSES[last.letters][0] if last.letters else "A-Za-z0-9"
        if last.letters == "=":
            chars = "A-Za-z0-9+/="
        right = r"\b" if last.letters and _word(chars) else f"(?:[^{chars}]|$)"
        return f"{_LEFT if starts_with_word else ''}({self.regex()}){right}"

    def anchor(self) -> str:
        """The cheapest regex of which an end lies in every token of this form.

        Without boundaries; of random parts at the beginning the last eight characters, and nothing
        behind the first twenty-four random characters that follow a text. Empty where no text of
        four letters is part of the form.
        """
        pieces = self.pieces()
        if len(self.keyword()) < 4:
            return ""  # too often met within words: the boundary is worth its price
        parts: list[str] = []
        texts, left = 0, 24
        for number, piece in enumerate(pieces):
            if not piece.letters:
                texts += min(map(len, piece.words))
                left -= 16 if piece.words == ("uuid",) else 0
                parts.append(_UUID if piece.words == ("uuid",) else piece.regex())
                continue
            first = number == 0
            low = min(piece.low, 8) if first else piece.low
            if texts >= 3 and low >= left:
                enough = max(left, 1)
                return "".join(parts) + times(piece.letter(), enough, enough)
            left -= 0 if first else low
            high = low if first or number == len(pieces) - 1 else piece.high
            parts.append(times(piece.letter(), low, high))
        return "".join(parts)

    def prefix(self) -> str:
        """The text every token of this form begins with; empty where it begins at random."""
        first = self.pieces()[0]
        return first.words[0] if len(first.words) == 1 and first.words != ("uuid",) else ""

    def keyword(self) -> str:
        """The longest text that stands in every token of this form, in lower case."""
        words = (p.words[0] for p in self.pieces() if len(p.words) == 1 and p.words != ("uuid",))
        return max(words, key=len, default="").lower()

    def mixed(self) -> bool:
        """Whether chance practically never makes a token of this form in one case only."""
        return any(p.letters in _BOTH_CASES and p.low >= 20 for p in self.pieces())

    def made(self, random: Random) -> str:
        """A token of this form, made of chance."""
        return "".join(
            _uuid(random) if p.words == ("uuid",) else p.made(random) for p in self.pieces()
        )


def _word(chars: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_]*", chars.replace("-", "")) is not None and "_-" not in chars


def _piece(match: re.Match[str]) -> _Piece:
    letters, low, high, words, uuid, text = match.groups()
    if letters:
        return _Piece(letters=letters, low=int(low), high=int(high or low))
    return _Piece(words=tuple(words.split("|")) if words else (uuid or text,))


def _uuid(random: Random) -> str:
    code = f"{random.getrandbits(128):032x}"
    return "-".join((code[:8], code[8:12], "4" + code[13:16], "a" + code[17:20], code[20:]))
