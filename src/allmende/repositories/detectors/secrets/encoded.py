# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Tokens of unmistakable form that somebody has put into base 64."""

import base64
import re
from functools import lru_cache
from random import Random

from allmende.repositories.detectors.judging import by_place, placeholder, random_looking
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.shapes import Shape

SHAPES = (
    "ghp_<w:36>", "gho_<w:36>", "ghs_<w:36>", "github_pat_<w:22>_<w:20>", "glpat-<url:20>",
    "npm_<w:36>", "pypi-AgEI<url:30>", "dckr_pat_<url:27>", "xoxb-<digit:10-14>-", "sk_live_<w:24>",
    "AIza<url:35>", "GOCSPX-<url:28>", "AKIA<A32:16>", "dop_v1_<hex:40>", "hvs.<url:24>",
    "sk-ant-api03-<url:30>", "sk-proj-<url:30>", "glsa_<w:32>_<hex:8>", "AGE-SECRET-KEY-1<BECH:30>",
    "ATATT3xFf<url:30>", "xoxp-<digit:10-14>-", "shpat_<Hex:32>", "SG.<url:22>.<url:20>",
)  # fmt: skip
"""The forms that are looked for in base 64; their first four characters are what is searched."""


def _fragments(start: str) -> list[tuple[str, int]]:
    """For each of the three places in a group of three bytes, the characters that are certain."""
    found = []
    for skipped in range(3):
        code = base64.b64encode(b"\0" * skipped + start.encode()).decode()
        found.append((code[-(-skipped * 8 // 6) : (skipped + len(start)) * 8 // 6], skipped))
    return found


_ALL = {
    fragment: (skipped, start)
    for start in sorted({shape.split("<")[0] for shape in SHAPES})
    for fragment, skipped in _fragments(start)
    if len(fragment) >= 5
}
"""Shorter ones would be met by chance in every file that holds base 64."""
_REGEX = (
    "(" + "|".join(re.escape(fragment) + "[A-Za-z0-9+/]{20,80}" for fragment in sorted(_ALL)) + ")"
)
"""Each fragment with a tail of its own: Hyperscan is fifty times faster than with a common one."""


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    return re.compile("|".join(Shape(shape).regex() for shape in SHAPES))


def _decoded(value: str) -> str:
    """The text from the token on; its first letter may lie in a character that was not matched."""
    fragment = next(value[:n] for n in range(24, 4, -1) if value[:n] in _ALL)
    skipped, start = _ALL[fragment]
    code = "A" * -(-skipped * 8 // 6) + value
    code = code[:-1] if len(code) % 4 == 1 else code
    text = base64.b64decode(code + "=" * (-len(code) % 4)).decode("latin-1")
    return start + text[skipped + len(start) :]


def _encoded(candidate: Candidate) -> float | None:
    found = _forms().search(_decoded(candidate.value))
    if not found or placeholder(found[0][5:]) or not random_looking(found[0][5:]):
        return None
    return by_place(0.9, candidate.path)


def _texts(random: Random) -> list[str]:
    tokens = [
        Shape(shape).made(random) for shape in ("ghp_<w:36>", "glpat-<url:20>", "AKIA<A32:16>")
    ]
    return [
        f"{name}: {base64.b64encode((before + one).encode()).decode()}\n"
        for one in tokens
        for name, before in (("a", ""), ("b", "xyz"))
    ] + [base64.b64encode(f"{before}{tokens[1]}".encode()).decode() for before in ("x", "user:")]


def _no_texts(random: Random) -> list[str]:
    texts = ["ghp_" + "x" * 36, "AKIA-und-so-weiter", random.randbytes(60).hex()]
    return [base64.b64encode(text.encode()).decode() for text in texts]


PATTERNS: tuple[Pattern, ...] = (
    written(
        "encoded-token",
        {"de": "Token in Base64", "en": "Token in base 64"},
        _REGEX,
        _encoded,
        "https://www.rfc-editor.org/rfc/rfc4648#section-4",
        _texts,
        _no_texts,
    ),
)
