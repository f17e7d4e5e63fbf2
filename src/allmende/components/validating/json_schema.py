# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The JSON schema validator of cyclonedx-python-lib with two rules that take long made quick.

For 10,000 components, comparing every entry of a list with every other (`uniqueItems`) and parsing
every address by a general grammar (`iri-reference`) took minutes, and looking up licence ids in a
list of 700 (`enum`) seconds.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

# RFC 3987, section 2.2; a segment before a colon would be a scheme, hence none in the first of a
# relative reference.
_OWN = (
    r"A-Za-z0-9._~\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd\U00040000-\U0004fffd"
    r"\U00050000-\U0005fffd\U00060000-\U0006fffd\U00070000-\U0007fffd\U00080000-\U0008fffd"
    r"\U00090000-\U0009fffd\U000a0000-\U000afffd\U000b0000-\U000bfffd\U000c0000-\U000cfffd"
    r"\U000d0000-\U000dfffd\U000e1000-\U000efffd"
)
_SUB = r"!$&'()*+,;="
_PRIVATE = r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_PERCENT = r"%[0-9A-Fa-f]{2}"
_CHAR = rf"(?:[{_OWN}{_SUB}:@]|{_PERCENT})"
_AUTHORITY = (
    rf"(?:(?:[{_OWN}{_SUB}:]|{_PERCENT})*@)?"
    rf"(?:\[(?:[0-9A-Fa-f:.]+|[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~:{_SUB}\-]+)\]"
    rf"|(?:[{_OWN}{_SUB}]|{_PERCENT})*)"
    r"(?::[0-9]*)?"
)
_SEGMENTS = rf"(?:/{_CHAR}*)*"
_ABSOLUTE = rf"/(?:{_CHAR}+{_SEGMENTS})?"
_TAIL = rf"(?:\?(?:{_CHAR}|[/?{_PRIVATE}])*)?(?:\#(?:{_CHAR}|[/?])*)?"
IRI_REFERENCE = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:(?://{_AUTHORITY}{_SEGMENTS}|{_ABSOLUTE}|{_CHAR}+{_SEGMENTS}|)"
    rf"|//{_AUTHORITY}{_SEGMENTS}|{_ABSOLUTE}"
    rf"|(?:[{_OWN}{_SUB}@]|{_PERCENT})+{_SEGMENTS}|){_TAIL}"
)


def quick(validator: Any) -> Any:
    """A validator of `jsonschema` with the same schema, registry and formats."""
    from jsonschema.validators import Draft7Validator, extend

    slow = validator._validator
    made: Any = extend(Draft7Validator, {"uniqueItems": unique_items, "enum": Enum()})
    return made(slow.schema, registry=slow._registry, format_checker=formats())


def telling(failure: Any) -> Any:
    """Of the reasons why no form fits (`oneOf`, `anyOf`), the one that lies deepest.

    Whoever wrote a wrong licence id wants to hear of the id and not of the list it stands in.
    """
    while failure.context:
        failure = max(failure.context, key=lambda each: len(each.absolute_path))
    return failure


def formats() -> Any:
    """The formats that the validator knows, with our own check of addresses."""
    from jsonschema import FormatChecker
    from jsonschema.validators import Draft7Validator

    checker = FormatChecker(())
    checker.checkers = {**Draft7Validator.FORMAT_CHECKER.checkers}
    checker.checkers["iri-reference"] = (is_iri_reference, ())
    return checker


def is_iri_reference(value: object) -> bool:
    return not isinstance(value, str) or IRI_REFERENCE.fullmatch(value) is not None


def unique_items(validator: Any, rule: Any, instance: Any, _: Any) -> Iterator[Any]:
    """Draft 7, 6.4.5: as if by comparing each entry with each; 1 and 1.0 are equal, true is not."""
    from jsonschema import ValidationError

    if not rule or not validator.is_type(instance, "array"):
        return
    seen = set()
    for each in instance:
        same = json.dumps(alike(each), sort_keys=True)
        if same in seen:
            yield ValidationError("not unique")
            return
        seen.add(same)


def alike(value: Any) -> Any:
    """Numbers of the same value in the same spelling, whatever they stand in."""
    if isinstance(value, dict):
        return {key: alike(each) for key, each in value.items()}
    if isinstance(value, list):
        return [alike(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


class Enum:
    """Draft 7, 6.1.2, with a set for each list of texts."""

    def __init__(self) -> None:
        self.sets: dict[int, frozenset[str]] = {}

    def __call__(self, _: Any, allowed: Any, instance: Any, __: Any) -> Iterator[Any]:
        from jsonschema import ValidationError

        if id(allowed) not in self.sets:
            self.sets[id(allowed)] = frozenset(each for each in allowed if isinstance(each, str))
        is_text = isinstance(instance, str)
        if is_text and instance in self.sets[id(allowed)]:
            return
        if not is_text and any(
            each == instance and type(each) is type(instance) for each in allowed
        ):
            return
        yield ValidationError("not among the values")
