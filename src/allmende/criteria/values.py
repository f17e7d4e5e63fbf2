# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Values of facts as people read them, by the words and units that a fact brings along.

A fact without them (one of another maker) is told by its key and the names in its value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

Text = dict[str, str]
Json = Mapping[str, Any]
LONGEST = 200
"""Characters of a value that a sentence repeats."""
MOST_ITEMS = 12
NOT_KNOWN: Text = {"de": "nicht bekannt", "en": "not known"}
NONE: Text = {"de": "keine", "en": "none"}
YES: Text = {"de": "ja", "en": "yes"}
NO: Text = {"de": "nein", "en": "no"}
_UNITS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "days": {"de": ("Tag", "Tage"), "en": ("day", "days")},
        "months": {"de": ("Monat", "Monate"), "en": ("month", "months")},
        "people": {"de": ("Person", "Personen"), "en": ("person", "people")},
        "files": {"de": ("Datei", "Dateien"), "en": ("file", "files")},
        "commits": {"de": ("Commit", "Commits"), "en": ("commit", "commits")},
        "pages": {"de": ("Seite", "Seiten"), "en": ("page", "pages")},
        "places": {"de": ("Fundstelle", "Fundstellen"), "en": ("place", "places")},
        "links": {"de": ("Verweis", "Verweise"), "en": ("link", "links")},
        "versions": {"de": ("Version", "Versionen"), "en": ("version", "versions")},
    }
)
"""One and several; a `share` of one is told in per cent, `bytes` in the size that fits."""
_NAMING = ("title", "name", "expression", "written", "format", "key", "path")
"""What an object in a list is called by, the first that it has."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")

_MONTH = re.compile(r"\d{4}-\d\d")


def title_of(fact: Json, item: str | None = None) -> Text:
    """What a fact, or a part of its value at a path with dots, is called."""
    key = str(fact.get("key", ""))
    title = fact.get("title") or {"de": key, "en": key}
    words = [_word(part, fact) for part in item.split(".")] if item else []
    return {code: ", ".join([title[code], *(one[code] for one in words)]) for code in ("de", "en")}


def told(value: Any, fact: Json, item: str | None = None) -> Text:
    """A value of a fact, or of a part of it, in at most about LONGEST characters."""
    return {code: written(value, fact, code, item) for code in ("de", "en")}


def written(
    value: Any, fact: Json, code: str, item: str | None = None, longest: int = LONGEST
) -> str:
    """The value in one language."""
    path = item or ""
    if isinstance(value, Mapping):
        return _parts(value, fact, code, path, longest)
    if isinstance(value, list | tuple):
        some = [_one(one, fact, code, path, longest) for one in value]
        if any(isinstance(one, Mapping) for one in value):
            some = list(dict.fromkeys(some))  # several objects may be called the same
        return several(some, code, longest) if some else NONE[code]
    return _one(value, fact, code, path, longest)


def beside(fact: Json, code: str, longest: int = LONGEST) -> str:
    """The value of a fact beside its yes, no or unknown; "" where it says nothing more."""
    value = fact.get("value")
    if value is None or (fact.get("state") != "value" and not _says_something(value)):
        return ""
    return written(value, fact, code, longest=longest)


def _says_something(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_says_something, value.values()))
    return bool(value)


def several(items: Sequence[str], code: str, longest: int = LONGEST, mark: str = ", ") -> str:
    """As many items as fit, and how many there are besides."""
    length = 0
    for number, one in enumerate(items):
        length += len(one) + len(mark)
        if number and (length > longest or number >= MOST_ITEMS):
            left = len(items) - number
            rest = {"de": f" und {left} weitere", "en": f" and {left} more"}[code]
            return mark.join(items[:number]) + rest
    return mark.join(items)


def measured(value: float, unit: str | None, code: str) -> str:
    """A number with its unit: 0.8 of share as 80 %, 1 of days as 1 day."""
    if unit == "share":
        sign = {"de": "\u00a0%", "en": "%"}[code]
        return f"{number(round(value * 100, 1), code)}{sign}"
    if unit == "bytes":
        return _size(value, code)
    if unit is None or unit not in _UNITS:
        return number(value, code)
    one, many = _UNITS[unit][code]
    return f"{number(value, code)} {one if value == 1 else many}"


def number(value: float, code: str) -> str:
    """1268 as 1.268 in German and 1,268 in English; at most three places after the point."""
    if value != value or value in (float("inf"), float("-inf")):
        return NOT_KNOWN[code]
    text = f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,")) if code == "de" else text


def day(value: date | str, code: str) -> str:
    """A day, or a text that begins with one in ISO 8601, as the language writes it."""
    text = value if isinstance(value, str) else value.isoformat()
    if code != "de" or not _DAY.match(text):
        return text[:10] if _DAY.match(text) else text
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}"


def unit_of(fact: Json, item: str | None) -> str | None:
    """The unit of a part, or of the nearest whole around it that has one."""
    units, path = fact.get("units") or {}, item or ""
    while path and path not in units:
        path = path.rpartition(".")[0]
    found = units.get(path)
    return str(found) if found else None


def _parts(value: Json, fact: Json, code: str, path: str, longest: int) -> str:
    if value and all(_MONTH.fullmatch(str(name)) for name in value):
        return several(list(_months(value, code)), code, longest) or NONE[code]
    told = [
        _part(word, one, fact, code, f"{path}.{name}" if path else str(name), longest)
        for name, one in value.items()
        # Nothing stands for "there is none"; a part without a word is for programs.
        if one is not None and one != {} and (word := _word(str(name), fact)[code])
    ]
    mark = "; " if any(", " in one or "; " in one for one in told) else ", "
    return several(told, code, longest, mark) if told else NONE[code]


def _months(value: Json, code: str) -> Iterator[str]:
    """Numbers by month as 11/2026 68, the latest first; months without any are left out."""
    for name, one in sorted(value.items(), reverse=True):
        if one:
            yield f"{name[5:]}/{name[:4]} {number(one, code)}"


def _part(word: str, value: Any, fact: Json, code: str, path: str, longest: int) -> str:
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return f"{word} {number(len(value), code)}"
    inner = written(value, fact, code, path, longest)
    if isinstance(value, Mapping):
        return f"{word} ({inner})"
    return f"{word} {inner}" if _needs_no_colon(value, fact) else f"{word}: {inner}"


def _needs_no_colon(value: Any, fact: Json) -> bool:
    """Numbers, days, and words of the fact."""
    if isinstance(value, str):
        return value in (fact.get("words") or {}) or _DAY.match(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _one(value: Any, fact: Json, code: str, path: str, longest: int) -> str:
    if value is None:
        return NOT_KNOWN[code]
    if isinstance(value, bool):
        return (YES if value else NO)[code]
    if isinstance(value, int | float):
        return measured(value, unit_of(fact, path), code)
    if isinstance(value, Mapping):
        return _called(value, longest) or _parts(value, fact, code, path, longest)
    if isinstance(value, list | tuple):
        return written(value, fact, code, path, longest)
    return _cut(day(_word(str(value), fact)[code], code), longest)


def _called(value: Json, longest: int) -> str:
    found: Iterable[Any] = (value.get(name) for name in _NAMING)
    return _cut(next((one for one in found if isinstance(one, str) and one), ""), longest)


def _word(name: str, fact: Json) -> Text:
    found = (fact.get("words") or {}).get(name)
    return found if found is not None else {"de": name, "en": name}


def _size(value: float, code: str) -> str:
    for unit in ("Byte", "kB", "MB"):
        if value < 1000:
            return f"{number(round(float(value), 1), code)} {unit}"
        value /= 1000
    return f"{number(round(float(value), 1), code)} GB"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
