# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licence ids, families and expressions in a policy file: are they meant, and do they match?"""

from difflib import get_close_matches
from fnmatch import fnmatchcase

from allmende.licences.known import all_exceptions, all_ids, facts_of, is_exception


def matches(pattern: str, ids: tuple[str, ...]) -> bool:
    """Whether an id or a family such as `LGPL-*` names one of these ids, whatever their case."""
    wanted = pattern.casefold()
    if "*" in wanted:
        return any(fnmatchcase(one.casefold(), wanted) for one in ids)
    return any(one.casefold() == wanted for one in ids)


def check_pattern(pattern: str) -> str:
    """The pattern itself. Raises ValueError, with the nearest id, where SPDX knows none such."""
    if pattern.startswith("LicenseRef-") or facts_of(pattern.removesuffix("+")):
        return pattern
    if "*" in pattern and matches(pattern, all_ids()):
        return pattern
    raise ValueError(f"{pattern!r} is no SPDX licence id{_nearest(pattern, all_ids())}")


def check_exception(exception: str) -> str:
    """The exception id itself. Raises ValueError where SPDX knows none such."""
    if exception.startswith("AdditionRef-") or is_exception(exception):
        return exception
    if "*" in exception and matches(exception, all_exceptions()):
        return exception
    raise ValueError(f"{exception!r} is no SPDX exception{_nearest(exception, all_exceptions())}")


def check_expression(text: str) -> str:
    """The expression itself. Raises ValueError where it is none."""
    if facts_of(text):
        return text
    from allmende.licences.expressions import NotAnExpression, parse

    try:
        parse(text)
    except NotAnExpression as error:
        meant = f"; did you mean {error.suggestion}?" if error.suggestion else ""
        raise ValueError(f"{text!r} is no SPDX expression: {error.reason['en']}{meant}") from None
    return text


def _nearest(word: str, known: tuple[str, ...]) -> str:
    by_lower = {one.casefold(): one for one in known}
    close = get_close_matches(word.casefold()[:80], by_lower, n=1, cutoff=0.6)
    return f"; did you mean {by_lower[close[0]]}?" if close else ""
