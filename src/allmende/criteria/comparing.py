# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The value of a fact held against what a criterion asks of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from allmende.criteria import words
from allmende.criteria.checks import Check
from allmende.criteria.known import Json
from allmende.criteria.results import MET, NOT_MET, Evidence, Result, decided, undecided

Text = dict[str, str]
NOTHING = object()


def judge_fact(check: Check, fact: Json | None) -> Result:
    """What a fact says to a check of kind `fact`; None: nobody looked."""
    key = check.fact or ""
    if fact is None:
        return undecided(words.missing(key))
    evidence = evidence_of(fact)
    state = fact.get("state")
    if state not in ("yes", "no", "value"):
        return undecided(words.unknown(key, fact.get("note")), evidence)
    if check.item is None and not _compares(check):
        return _by_state(check, fact, evidence)
    value = _item(fact.get("value"), check.item)
    if value is NOTHING or value is None:
        if state == "no":
            return decided(NOT_MET, words.says_no(key, fact.get("note")), evidence)
        return undecided(words.no_value(_name(check)), evidence)
    return _by_value(check, value, fact.get("note"), evidence)


def evidence_of(fact: Json) -> tuple[Evidence, ...]:
    """The evidence of a fact, with the key of the fact."""
    return tuple(
        Evidence(
            str(fact["key"]),
            str(one.get("kind", "path")),
            one.get("path"),
            one.get("line"),
            one.get("commit"),
            one.get("quote"),
            one.get("number"),
            one.get("date"),
        )
        for one in fact.get("evidence") or ()
    )


def _compares(check: Check) -> bool:
    return (
        check.at_least is not None
        or check.at_most is not None
        or bool(check.among)
        or check.matches is not None
    )


def _name(check: Check) -> str:
    return f"{check.fact}.{check.item}" if check.item else str(check.fact)


def _by_state(check: Check, fact: Json, evidence: Sequence[Evidence]) -> Result:
    key, note, state, value = check.fact or "", fact.get("note"), fact["state"], fact.get("value")
    if state == "value":
        if not isinstance(value, bool):
            return undecided(words.not_yes_or_no(key), evidence)
        state = "yes" if value else "no"
    said = words.says_yes(key, note) if state == "yes" else words.says_no(key, note)
    return decided(MET if state == (check.state or "yes") else NOT_MET, said, evidence)


def _by_value(check: Check, value: Any, note: Text | None, evidence: Sequence[Evidence]) -> Result:
    name = _name(check)
    if not _compares(check):
        if not isinstance(value, bool):
            return undecided(words.not_yes_or_no(name), evidence)
        said = words.says_yes(name, None) if value else words.says_no(name, None)
        return decided(MET if value == (check.state != "no") else NOT_MET, said, evidence)
    held = _holds(check, value)
    if held is None:
        return undecided(words.not_comparable(name, value), evidence)
    said = words.compared(name, value, check, note)
    return decided(MET if held else NOT_MET, said, evidence)


def _holds(check: Check, value: Any) -> bool | None:
    """Whether the value is as asked; None where the two cannot be compared."""
    if check.among:
        values = value if isinstance(value, list | tuple) else [value]
        return any(_same(one, asked) for one in values for asked in check.among)
    if check.matches is not None:
        import re2

        texts = value if isinstance(value, list | tuple) else [value]
        if not texts or not all(isinstance(text, str) for text in texts):
            return None
        return all(re2.fullmatch(check.matches, text) is not None for text in texts)
    number = _number(value)
    if number is None:
        return None
    low = check.at_least is None or number >= check.at_least
    return low and (check.at_most is None or number <= check.at_most)


def _same(value: Any, asked: Any) -> bool:
    """YAML's true is not the number one."""
    return bool(value == asked) and isinstance(value, bool) == isinstance(asked, bool)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value if value == value else None
    return len(value) if isinstance(value, list | tuple | dict) else None


def _item(value: Any, path: str | None) -> Any:
    """What stands at a path with dots inside a value, or NOTHING."""
    for part in path.split(".") if path else ():
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, list | tuple) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return NOTHING
    return value
