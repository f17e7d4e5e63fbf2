# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a condition is known to hold: yes, known not to, or not known."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from allmende.workbench.cases.kinds.model import Answer, Condition, Field, Kind

Text = dict[str, str]
UNKNOWN = "unknown"
"""The answer of somebody who does not know yet."""
ANSWER_WORDS: Mapping[str, Text] = {
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    UNKNOWN: {"de": "noch unklar", "en": "not known yet"},
}


def holds(condition: Condition, values: Mapping[str, Any], tier: str | None = None) -> bool | None:
    """True, False, or None where the answers do not tell; `values` as `validate_values` gives."""
    if condition.all_of:
        return _all([holds(one, values, tier) for one in condition.all_of])
    if condition.any_of:
        return _opposite(_all([_opposite(holds(one, values, tier)) for one in condition.any_of]))
    if condition.negated is not None:
        return _opposite(holds(condition.negated, values, tier))
    if condition.tier:
        return None if tier is None else tier in condition.tier
    return _compared(condition, values.get(condition.field or ""))


def is_filled(value: Any) -> bool:
    """Whether something was answered; "not known yet" is an answer, an empty list is none."""
    return value is not None and value != "" and value != [] and value != {}


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and all conditions within it."""
    yield condition
    inner = (*condition.all_of, *condition.any_of)
    for one in (*inner, condition.negated) if condition.negated else inner:
        yield from parts(one)


def plain(answer: Answer) -> str:
    """An answer as conditions compare it; yes and no are words in YAML."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def described(condition: Condition, kind: Kind) -> Text:
    """The condition as a person reads it, such as "Personenbezogene Daten: nein"."""
    return {language: _described(condition, kind, language) for language in ("de", "en")}


def _compared(condition: Condition, value: Any) -> bool | None:
    if condition.filled is not None:
        return is_filled(value) == condition.filled
    if not is_filled(value):
        return None
    if condition.at_least is not None:
        amount = _amount(value)
        return None if amount is None else amount >= condition.at_least
    wanted = (condition.equals,) if condition.equals is not None else condition.among
    accepted = {plain(one) for one in wanted}
    given = {plain(one) for one in (value if isinstance(value, list) else [value])}
    if given & accepted:
        return True
    return None if UNKNOWN in given else False


def _amount(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value["amount"] if isinstance(value, dict) else value))
    except (InvalidOperation, KeyError):
        return None


def _all(results: list[bool | None]) -> bool | None:
    if False in results:
        return False
    return None if None in results else True


def _opposite(result: bool | None) -> bool | None:
    return None if result is None else not result


def _described(condition: Condition, kind: Kind, language: str) -> str:
    if condition.all_of or condition.any_of:
        joint = {"all": {"de": " und ", "en": " and "}, "any": {"de": " oder ", "en": " or "}}
        inner = condition.all_of or condition.any_of
        texts = [_described(one, kind, language) for one in inner]
        return joint["all" if condition.all_of else "any"][language].join(texts)
    if condition.negated is not None:
        inside = _described(condition.negated, kind, language)
        return {"de": f"nicht ({inside})", "en": f"not ({inside})"}[language]
    if condition.tier:
        labels = {one.id: one.label[language] for one in kind.tiers}
        names = ", ".join(labels.get(one, one) for one in condition.tier)
        return {"de": f"Stufe: {names}", "en": f"Tier: {names}"}[language]
    field = kind.field(condition.field or "")
    label = field.label[language]
    asked = {"de": f"„{label}“", "en": f"“{label}”"}[language] if label[-1:] == "?" else f"{label}:"
    return f"{asked} {_answers(condition, field, language)}"


def _answers(condition: Condition, field: Field, language: str) -> str:
    if condition.filled is not None:
        words = {True: {"de": "angegeben", "en": "given"}, False: {"de": "leer", "en": "empty"}}
        return words[condition.filled][language]
    if condition.at_least is not None:
        return {"de": "mindestens", "en": "at least"}[language] + f" {condition.at_least}"
    labels = {one.id: one.label[language] for one in field.options}
    wanted = (condition.equals,) if condition.equals is not None else condition.among
    words_of = {key: text[language] for key, text in ANSWER_WORDS.items()} | labels
    return ", ".join(words_of.get(plain(one), plain(one)) for one in wanted)
