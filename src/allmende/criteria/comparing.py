# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The value of a fact held against what a criterion asks of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from allmende.criteria import words
from allmende.criteria.checks import Check
from allmende.criteria.known import Json, Known
from allmende.criteria.results import MET, NOT_MET, Evidence, Result, decided, undecided
from allmende.criteria.values import title_of

NOTHING = object()


def judge_fact(check: Check, known: Known) -> Result:
    """What is known of a fact says to a check of kind `fact`."""
    key = check.fact or ""
    fact = known.facts.get(key)
    if fact is None:
        return undecided(words.missing(key, known.title(key)))
    evidence, title = evidence_of(fact), title_of(fact)
    state = fact.get("state")
    if state not in ("yes", "no", "value"):
        return undecided(words.unknown(title, fact.get("note")), evidence)
    if check.item is None and not _compares(check):
        return _by_state(check, fact, evidence)
    value = _item(fact.get("value"), check.item)
    if value is NOTHING or value is None:
        if state == "no":
            return decided(NOT_MET, words.says_no(title, fact.get("note")), evidence)
        return undecided(words.no_value(title_of(fact, check.item)), evidence)
    return _by_value(check, value, fact, evidence)


def evidence_of(fact: Json) -> tuple[Evidence, ...]:
    """The evidence of a fact, with the key and the title of the fact."""
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
            fact.get("title"),
            one.get("words"),
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


def _by_state(check: Check, fact: Json, evidence: Sequence[Evidence]) -> Result:
    title, note, state = title_of(fact), fact.get("note"), fact["state"]
    if state == "value":
        if not isinstance(fact.get("value"), bool):
            return undecided(words.not_yes_or_no(title), evidence)
        state = "yes" if fact["value"] else "no"
    said = words.says_yes(title, note) if state == "yes" else words.says_no(title, note)
    return decided(MET if state == (check.state or "yes") else NOT_MET, said, evidence)


def _by_value(check: Check, value: Any, fact: Json, evidence: Sequence[Evidence]) -> Result:
    title = title_of(fact, check.item)
    if not _compares(check):
        if not isinstance(value, bool):
            return undecided(words.not_yes_or_no(title), evidence)
        said = words.says_yes(title, None) if value else words.says_no(title, None)
        return decided(MET if value == (check.state != "no") else NOT_MET, said, evidence)
    held = _holds(check, value)
    if held is None:
        return undecided(words.not_comparable(fact, check.item, value), evidence)
    return decided(MET if held else NOT_MET, words.compared(fact, value, check), evidence)


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
