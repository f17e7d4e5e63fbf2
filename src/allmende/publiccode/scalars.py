# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an unquoted YAML value is. Source: YAML 1.2.2, section 10.3.2, the core schema.

YAML 1.1 read yes, no, on and off as booleans, and 012 as ten; 1.2 does not.
"""

import re
from typing import Literal

Kind = Literal["text", "number", "flag", "null"]

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def kind_of(written: str, tag: str | None) -> Kind:
    """The kind of an unquoted value, or of one with a tag."""
    if tag is not None:
        return _TAGGED.get(tag, "text")
    if written in _NULL:
        return "null"
    if written in _FLAGS:
        return "flag"
    return "number" if _NUMBER.fullmatch(written) else "text"


_TAGGED: dict[str, Kind] = {
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "flag",
    "tag:yaml.org,2002:null": "null",
}


def flag(written: str) -> bool | None:
    """True or false; None for what is no boolean in YAML 1.2, as yes and no."""
    return _FLAGS.get(written)


def as_text(written: str, kind: Kind) -> str:
    """The text that a reader gets who expects one: an unquoted 1.0 arrives as 1.

    >>> as_text("1.10", "number")
    '1.1'
    """
    if kind == "flag":
        return written.lower()
    if kind != "number":
        return written
    plain = written.replace("_", "").lower()
    try:
        if plain.startswith(("0o", "0x", "0b")):
            return str(int(plain, 0))
        if re.fullmatch(r"[-+]?[0-9]{1,4000}", plain):
            return str(int(plain))
        return f"{float(plain):.17g}" if len(plain) > 16 else f"{float(plain):g}"
    except (ValueError, OverflowError):
        return written
