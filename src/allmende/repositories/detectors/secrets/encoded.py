# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Tokens of unmistakable form that somebody has put into base 64 or into hexadecimal digits."""

import base64
import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from allmende.repositories.detectors.judging import by_place, placeholder, random_looking
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.shapes import Shape

_FIRST = (
    "ghp_<w:36>", "gho_<w:36>", "ghs_<w:36>", "github_pat_<w:22>_<w:20>", "glpat-<url:20>",
    "npm_<w:36>", "pypi-AgEI<url:30>", "dckr_pat_<url:27>", "xoxb-<digit:10-14>-", "sk_live_<w:24>",
    "AIza<url:35>", "GOCSPX-<url:28>", "AKIA<A32:16>", "dop_v1_<hex:40>", "hvs.<url:24>",
    "sk-ant-api03-<url:30>", "sk-proj-<url:30>", "glsa_<w:32>_<hex:8>", "AGE-SECRET-KEY-1<BECH:30>",
    "ATATT3xFf<url:30>", "xoxp-<digit:10-14>-", "shpat_<Hex:32>", "SG.<url:22>.<url:20>",
)  # fmt: skip
_MORE = (
    "gldt-<url:20>", "glrt-<url:20>", "glptt-<hex:40>", "rk_live_<w:24>", "whsec_<w:32>",
    "hf_<Aa:34>",
    "figd_<url:40>", "lin_api_<w:40>", "ntn_<digit:11><w:30>", "dapi<hex:32>", "NRAK-<A0:27>",
    "sntryu_<hex:40>", "rubygems_<hex:48>", "gsk_<w:52>", "xapp-<digit:1>-<A0:8>", "PMAK-<hex:24>-",
    "tskey-auth-<w:10>", "squ_<hex:40>", "pul-<hex:40>", "dp.pt.<w:40>", "lsv2_pt_<hex:32>",
    "sk-ant-admin<digit:2>-<url:30>", "sk-svcacct-<url:30>", "sk-or-v1-<hex:40>", "nfp_<w:36>",
    "ATBB<w:32>", "ATCTT3<url:30>", "LTAI<w:16>", "ya29.<url:30>", "secret_<w:43>", "hvb.<url:40>",
)  # fmt: skip
SHAPES = (*_FIRST, *_MORE)
"""The forms that are looked for in base 64, by what is certain of their first characters.

In two lots: the automaton of one regex for all of them would be too large.
"""


def _fragments(start: str) -> list[tuple[str, int]]:
    """For each of the three places in a group of three bytes, the characters that are certain."""
    found = []
    for skipped in range(3):
        code = base64.b64encode(b"\0" * skipped + start.encode()).decode()
        found.append((code[-(-skipped * 8 // 6) : (skipped + len(start)) * 8 // 6], skipped))
    return found


def _starts(shapes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Fragment to its place and the text it stands for.

    Shorter ones would be met by chance in every file that holds base 64.
    """
    return {
        fragment: (skipped, start)
        for start in sorted({shape.split("<")[0] for shape in shapes})
        for fragment, skipped in _fragments(start)
        if len(fragment) >= 5
    }


_ALL = _starts(SHAPES)


def _regex(shapes: Sequence[str]) -> str:
    """Each fragment with a tail of its own, a common one makes Hyperscan fifty times slower."""
    tails = (re.escape(one) + "[A-Za-z0-9+/]{20,80}" for one in sorted(_starts(shapes)))
    return f"({'|'.join(tails)})"


def _anchor(shapes: Sequence[str]) -> str:
    return "|".join(re.escape(one) + "[A-Za-z0-9+/]{20}" for one in sorted(_starts(shapes)))


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
    return _judged(_decoded(candidate.value), candidate)


def _judged(text: str, candidate: Candidate) -> float | None:
    found = _forms().search(text)
    if not found or placeholder(found[0][5:]) or not random_looking(found[0][5:]):
        return None
    return by_place(0.9, candidate.path)


def _in_hexadecimal(start: str) -> str:
    """The digits of a start of a token as a regex, their letters in either case."""
    return re.sub("[a-f]", lambda found: f"[{found[0]}{found[0].upper()}]", start.encode().hex())


_STARTS = sorted({shape.split("<")[0] for shape in SHAPES})


def _from_hexadecimal(candidate: Candidate) -> float | None:
    digits = candidate.value
    return _judged(bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1"), candidate)


def _hexadecimal_texts(random: Random) -> list[str]:
    tokens = [Shape(shape).made(random) for shape in ("ghp_<w:36>", "AKIA<A32:16>", "hvs.<url:24>")]
    return [
        f"token: {tokens[0].encode().hex()}\n",
        f"0x{tokens[1].encode().hex().upper()}",
        f"TOKEN={tokens[2]}".encode().hex(),
    ]


def _no_hexadecimal_texts(random: Random) -> list[str]:
    texts = ["ghp_" + "x" * 36, "AKIA-und-so-weiter", "hvs. ist kein Wort mit vielen Buchstaben"]
    return [*(text.encode().hex() for text in texts), random.randbytes(200).hex()]


def _texts(random: Random) -> list[str]:
    tokens = [
        Shape(shape).made(random) for shape in ("ghp_<w:36>", "glpat-<url:20>", "AKIA<A32:16>")
    ]
    return [
        f"{name}: {base64.b64encode((before + one).encode()).decode()}\n"
        for one in tokens
        for name, before in (("a", ""), ("b", "xyz"))
    ] + [base64.b64encode(f"{before}{tokens[1]}".encode()).decode() for before in ("x", "user:")]


def _more_texts(random: Random) -> list[str]:
    tokens = [Shape(shape).made(random) for shape in ("gldt-<url:20>", "rubygems_<hex:48>")]
    return [base64.b64encode(f"TOKEN={one}\n".encode()).decode() for one in tokens]


def _no_texts(random: Random) -> list[str]:
    texts = ["ghp_" + "x" * 36, "AKIA-und-so-weiter", random.randbytes(60).hex()]
    return [base64.b64encode(text.encode()).decode() for text in texts]


PATTERNS: tuple[Pattern, ...] = (
    written(
        "encoded-token",
        {"de": "Token in Base64", "en": "Token in base 64"},
        _regex(_FIRST),
        _encoded,
        "https://www.rfc-editor.org/rfc/rfc4648#section-4",
        _texts,
        _no_texts,
        anchor=_anchor(_FIRST),
    ),
    written(
        "encoded-token-other",
        {"de": "Token in Base64", "en": "Token in base 64"},
        _regex(_MORE),
        _encoded,
        "https://www.rfc-editor.org/rfc/rfc4648#section-4",
        _more_texts,
        _no_texts,
        anchor=_anchor(_MORE),
    ),
    written(
        "hexadecimal-token",
        {"de": "Token in Hexadezimalziffern", "en": "Token in hexadecimal digits"},
        f"((?:{'|'.join(map(_in_hexadecimal, _STARTS))})[0-9A-Fa-f]{{32,240}})",
        _from_hexadecimal,
        "https://www.rfc-editor.org/rfc/rfc4648#section-8",
        _hexadecimal_texts,
        _no_hexadecimal_texts,
        anchor="|".join(f"{_in_hexadecimal(one)}[0-9A-Fa-f]{{32}}" for one in _STARTS),
    ),
)
